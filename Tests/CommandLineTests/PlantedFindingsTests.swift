import Foundation
import TestSupport
import Testing

/// What the outlines of the demonstration study plant and its first six interviews can show.
///
/// The expected numbers are counted in the outlines, not taken from the program.
@Suite struct PlantedFindingsTests {
  @Test("7.2: codings and talking points of each interview are those of its outline")
  func codingsOfEachInterview() throws {
    let study = try DemoStudy()
    let matrix = try study.csv("matrix", "--coders", "gold")
    var codings: [String: Int] = [:]
    for row in matrix.records {
      codings[row["transcript"] ?? "", default: 0] += Int(row["n"] ?? "") ?? 0
    }
    #expect(
      codings == [
        "GY-121a": 9, "GY-111": 13, "GY-101": 17, "GY-102": 9, "GY-131": 15, "GY-105": 8,
      ])
    let passages = try study.csv(
      "sql",
      "SELECT transcript, count(DISTINCT cite) AS n FROM v_codings WHERE coder = 'gold' GROUP BY 1")
    #expect(
      Dictionary(passages.rows.map { ($0[0], $0[1]) }, uniquingKeysWith: { first, _ in first })
        == [
          "GY-121a": "6", "GY-111": "8", "GY-101": "8", "GY-102": "6", "GY-131": "8", "GY-105": "6",
        ])
  }

  @Test("7.2: the focus group has 33 speaker-level codings, by household 8, 8, 6, 5, 6")
  func speakerLevelCodings() throws {
    let study = try DemoStudy()
    let matrix = try study.csv("matrix", "--by", "cases", "--coders", "speakers")
    var codes: [String: Set<String>] = [:]
    var sum = 0
    for row in matrix.records {
      let n = Int(row["n"] ?? "") ?? 0
      sum += n
      if n > 0 { codes[row["case"] ?? "", default: []].insert(row["code"] ?? "") }
    }
    #expect(sum == 33)
    #expect(
      codes == [
        "HH-035": [
          "hukou-school-barrier", "paperwork-barrier", "never-tried", "no-local-insurance",
          "priced-out", "fee-forbearance", "school-as-anchor", "intent-to-stay",
        ],
        "HH-037": [
          "hukou-school-barrier", "paperwork-barrier", "principal-discretion",
          "second-class-treatment", "priced-out", "outside-help-entry", "school-as-anchor",
          "intent-to-stay",
        ],
        "HH-040": [
          "never-tried", "no-local-insurance", "priced-out", "fee-forbearance",
          "school-as-anchor", "intent-to-stay",
        ],
        "HH-044": [
          "bought-places", "principal-discretion", "home-purchase-foothold", "school-as-anchor",
          "intent-to-stay",
        ],
        "HH-047": [
          "child-registration-fight", "no-local-insurance", "priced-out", "fee-forbearance",
          "school-as-anchor", "intent-to-stay",
        ],
      ])
  }

  @Test("7.5: new codes of the first three interviews by date are 7, 11 and 15")
  func newCodesByDate() throws {
    let study = try DemoStudy()
    let matrix = try study.csv("matrix", "--coders", "gold")
    var known: Set<String> = []
    let new = ["GY-121a", "GY-111", "GY-101"].map { label in
      let codes = Set(
        matrix.records.filter { $0["transcript"] == label && $0["n"] != "0" }
          .compactMap { $0["code"] })
      defer { known.formUnion(codes) }
      return codes.subtracting(known).count
    }
    #expect(new == [7, 11, 15])
  }

  @Test("7.2: assignments of the frequent codes in the six interviews")
  func frequentCodes() throws {
    let study = try DemoStudy()
    let codes = try study.csv("codes", "--coders", "gold").records
    for (code, n) in [
      "paperwork-barrier": "4", "intent-to-stay": "3", "insurance-as-security": "3",
      "equal-service-aim": "2", "fee-forbearance": "2", "school-as-anchor": "2",
      "home-purchase-foothold": "2", "informal-work": "1", "no-way-back": "1",
    ] {
      #expect(codes.first { $0["code"] == code }?["codings"] == n, "\(code)")
    }
  }

  @Test("7.2: pairs of codes on one talking point")
  func sameSegmentPairs() throws {
    let study = try DemoStudy()
    for (pair, places) in [
      ("no-local-insurance and paperwork-barrier", ["GY-101", "GY-131"]),
      ("hukou-school-barrier and paperwork-barrier", ["GY-101", "GY-131"]),
      ("school-as-anchor and intent-to-stay", ["GY-101", "GY-131"]),
      ("equal-service-aim and fiscal-shortfall", ["GY-121a"]),
    ] {
      let quotes = try study.csv("quotes", pair, "--coders", "gold")
      #expect(Set(try quotes.column("transcript")) == Set(places), "\(pair)")
    }
  }

  /// Carriers of a code by a yes-or-no variable: `present in, of` for the codes 1 and 0.
  private func split(_ code: String, _ variable: String, _ study: DemoStudy) throws -> [String:
    [String]]
  {
    let table = try study.csv("crosstab", code, variable, "--counts")
    var cells: [String: [String]] = [:]
    for row in table.records where row["present"] == "yes" {
      cells[row["group"] ?? ""] = [row["count"] ?? "", row["n"] ?? ""]
    }
    return cells
  }

  @Test("7.5 Q02: permanence by ownership among the linked households of the six interviews")
  func permanenceByOwnership() throws {
    let study = try DemoStudy()
    // Owners HH-011 and HH-044; non-owners HH-003, 029, 035, 037, 040, 047 (7.3).
    #expect(
      try split("intent-to-stay", "owns_home_city", study) == [
        "yes": ["2", "2"], "no": ["5", "6"],
      ])
    #expect(
      try split("no-way-back", "owns_home_city", study) == ["yes": ["0", "2"], "no": ["1", "6"]])
    #expect(
      try split("school-as-anchor", "owns_home_city", study) == [
        "yes": ["1", "2"], "no": ["5", "6"],
      ])
    #expect(
      try split("belonging-here", "owns_home_city", study) == [
        "yes": ["1", "2"], "no": ["0", "6"],
      ])
  }

  @Test("7.5: with a house at origin nobody says stay, without one all do")
  func houseAtOrigin() throws {
    let study = try DemoStudy()
    #expect(
      try split("intent-to-stay", "owns_home_origin", study) == [
        "yes": ["0", "1"], "no": ["7", "7"],
      ])
  }

  @Test("7.5: the households that carry intent-to-stay")
  func whoMeansToStay() throws {
    let study = try DemoStudy()
    let table = try study.csv("matrix", "--by", "cases", "--codes", "intent-to-stay")
    let carriers = table.records.filter { $0["n"] != "0" }.compactMap { $0["case"] }.sorted()
    #expect(
      carriers == ["HH-003", "HH-011", "HH-035", "HH-037", "HH-040", "HH-044", "HH-047"])
  }

  @Test("7.5 Q06: people-centred is said by the official and by no migrant")
  func peopleCentred() throws {
    let study = try DemoStudy()
    let quotes = try study.csv("quotes", "people-centred-talk")
    #expect(Set(try quotes.column("transcript")) == ["GY-121a"])
  }

  @Test("7.5: the word illustrative stands beside counts of fewer than twenty cases")
  func smallNumbersAreSaidAloud() throws {
    let study = try DemoStudy()
    let run = try expectDone(study.tool, "crosstab", "intent-to-stay", "owns_home_city")
    #expect(run.output.contains("illustrative"))
    #expect(run.output.contains("n = 8") || run.output.contains("8 cases"))
  }

  @Test("0.5: a passage is cited as the study cites its interviews")
  func citation() throws {
    let study = try DemoStudy()
    let run = try expectDone(study.tool, "quotes", "intent-to-stay")
    #expect(run.output.contains("(Interview #GY-101, June 22nd, 2016)"))
    #expect(run.output.contains("(Interview #GY-102, July 2nd, 2016)"))
  }

  @Test("7.3: the survey values of the linked households are those planted")
  func surveyValues() throws {
    let study = try DemoStudy()
    let values = try study.csv(
      "sql",
      """
      SELECT record.key, variable.name, coalesce(value.word, value.number) FROM value
      JOIN record ON record.id = value.record_id JOIN variable ON variable.id = value.variable_id
      """)
    let found = Dictionary(
      values.rows.map { ("\($0[0]) \($0[1])", Double($0[2])) },
      uniquingKeysWith: { first, _ in first })
    for (name, value) in [
      "HH-003 income_10k": 5.2, "HH-011 n_health_local": 4, "HH-029 n_pension_urban": 2,
      "HH-033 owns_home_city": 1, "HH-052 income_10k": 21, "HH-017 split_household": 1,
      "HH-024 household_size": 7, "HH-044 adult_education_mean": 3.5, "HH-047 head_female": 1,
      "HH-040 n_health_nonlocal": 5, "HH-037 n_contract": 1, "HH-035 head_age": 33,
    ] {
      #expect(found[name] == value, "\(name)")
    }
    #expect(try study.csv("sql", "SELECT * FROM v_survey_links").rows.count == 14)
  }
}
