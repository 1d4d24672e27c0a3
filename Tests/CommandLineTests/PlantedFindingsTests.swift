import Foundation
import TestSupport
import Testing

/// What the outlines of the demonstration study plant: codings, speakers, survey values.
///
/// The expected numbers are those of the outlines, not taken from the program. What follows from
/// them (§7.5) is in `GoldFindingsTests`.
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
        "GY-121a": 9, "GY-111": 13, "GY-101": 17, "GY-112": 8, "GY-104": 16, "GY-102": 9,
        "GY-113": 7, "GY-131": 15, "GY-141": 6, "GY-103": 9, "AS-101": 8, "AS-102": 7,
        "PB-101": 8, "PB-121": 7, "GY-105": 8, "GY-106": 11, "GY-122": 9, "GY-121b": 7,
      ])
    #expect(codings.values.reduce(0, +) == 174)
    let passages = try study.csv(
      "sql",
      "SELECT transcript, count(DISTINCT cite) AS n FROM v_codings WHERE coder = 'gold' GROUP BY 1")
    #expect(passages.rows.compactMap { Int($0[1]) }.reduce(0, +) == 116)
    #expect(passages.rows.count == 18)
  }

  @Test(
    "7.2: every passage has exactly the codes of its talking point",
    .enabled(if: SharedFiles.arePresent, "needs the domain notes beside the checkout"))
  func codesOfEachTalkingPoint() throws {
    let outlines = try Outlines.read()
    #expect(outlines.count == 18 && outlines.values.map(\.count).reduce(0, +) == 116)
    let study = try DemoStudy()
    let rows = try study.csv(
      "sql",
      """
      SELECT transcript, cite, code FROM v_codings WHERE coder = 'gold'
      ORDER BY transcript, start, end
      """)
    var passages: [String: [(cite: String, codes: Set<String>)]] = [:]
    for row in rows.rows {
      if passages[row[0]]?.last?.cite != row[1] {
        passages[row[0], default: []].append((row[1], []))
      }
      let last = (passages[row[0]]?.count ?? 1) - 1
      passages[row[0]]?[last].codes.insert(row[2])
    }
    for (label, points) in outlines {
      #expect(passages[label]?.map(\.codes) == points, "\(label)")
    }
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

  @Test("7.5: the word illustrative stands beside counts of fewer than twenty cases")
  func smallNumbersAreSaidAloud() throws {
    let study = try DemoStudy()
    let run = try expectDone(study.tool, "crosstab", "intent-to-stay", "owns_home_city")
    #expect(run.output.contains("12 cases, illustrative"))
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
      WHERE record.key LIKE 'HH-___'
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
