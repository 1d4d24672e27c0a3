import Foundation
import TestSupport
import Testing

/// The planted findings of §7.5, each computed by the commands that a researcher would use.
///
/// `covered` and `notYetCovered` together are all rows of that table; a test compares them with
/// the domain notes. None is covered without a test here that computes it.
@Suite struct GoldFindingsTests {
  /// The rows of §7.5, by the beginning of their first column, and the test that computes each.
  static let covered = [
    "saturation, all sites, by date": "newCodesPerInterview",
    "saturation depends on site": "codesThatOnlyOneSiteHas",
    "most frequent codes": "mostFrequentCodes",
    "strongest same-segment pairs": "strongestPairs",
    "Q01": "hukouBarrierAmongTheUninsured",
    "Q02": "permanenceByOwnership",
    "Q03": "deviantCasesInterviewedAndNot",
    "route to permanence differs": "routesToPermanence",
    "model blind spot": "modelBlindSpot",
    "what the narratives explain": "whatTheNarrativesExplain",
    "Q06": "peopleCentred",
    "Q07": "subsidy",
    "Q08": "insuranceAndPapers",
    "link L09": "ruralTiesAndConditionalStay",
    "Q09": "codesHeardOnlyWithAnIntermediary",
    "Q11": "theOfficialOneYearLater",
    "consistency check code ↔ variable": "codesThatTheSurveyWouldExpect",
    "counter-case to \"papers open the school\"": "ownersWhoWereRefused",
    "sampling gaps": "whomThePlanStillMisses",
  ]

  /// The rows that no command can compute today, and what they wait for.
  static let notYetCovered: [String: String] = [:]

  @Test(
    .enabled(if: SharedFiles.arePresent, "needs the domain notes beside the checkout"))
  func `every row of the gold table is covered or waits for something`() throws {
    let findings = try Outlines.findings()
    #expect(findings.count == 19)
    let known = Array(GoldFindingsTests.covered.keys) + GoldFindingsTests.notYetCovered.keys
    #expect(known.count == findings.count)
    for finding in findings {
      #expect(known.filter { finding.hasPrefix($0) }.count == 1, "\(finding)")
    }
    let tests = try String(contentsOfFile: #filePath, encoding: .utf8)
    for test in GoldFindingsTests.covered.values {
      #expect(tests.contains("func \(test)()"), "\(test)")
    }
  }

  private let sample = "in_model_sample is yes"
  private let uninsured =
    "in_model_sample is yes and n_pension_urban is 0 and n_health_local is 0"

  /// The codes that have codings, by the names of the columns of a matrix.
  private func codes(_ study: DemoStudy, by: String, where filter: String? = nil) throws
    -> [String: Set<String>]
  {
    let limited = filter.map { ["--where", $0] } ?? []
    let run = try study.tool.run(["matrix", "--by", by, "--format", "csv", "--all"] + limited)
    guard run.code == 0 else { throw Tool.Failure(run.story) }
    var codes: [String: Set<String>] = [:]
    for row in try CSVRows(run.output).rows {
      codes[row[1], default: []].formUnion(row[2] == "0" ? [] : [row[0]])
    }
    return codes
  }

  /// Carriers of a code by groups of a variable: `["3", "4"]` is 3 of 4.
  private func split(_ study: DemoStudy, _ arguments: String...) throws -> [String: [String]] {
    let run = try study.tool.run(["crosstab"] + arguments + ["--format", "csv"])
    guard run.code == 0 else { throw Tool.Failure(run.story) }
    var cells: [String: [String]] = [:]
    for row in try CSVRows(run.output).records where row["present"] == "yes" {
      cells[row["group"] ?? ""] = [row["count"] ?? "", row["n"] ?? ""]
    }
    return cells
  }

  private func columns(_ codes: [String: Set<String>], with code: String) -> Set<String> {
    Set(codes.filter { $0.value.contains(code) }.keys)
  }

  @Test func newCodesPerInterview() throws {
    let study = try DemoStudy()
    let run = try study.tool.run(["saturation", "--format", "csv"])
    guard run.code == 0 else { throw Tool.Failure(run.story) }
    let table = try CSVRows(run.output)
    let new = [7, 11, 15, 1, 3, 7, 1, 3, 0, 4, 1, 1, 2, 3, 0, 1, 0, 0]
    let cumulative = [7, 18, 33, 34, 37, 44, 45, 48, 48, 52, 53, 54, 56, 59, 59, 60, 60, 60]
    #expect(try table.column("new") == new.map(String.init))
    #expect(try table.column("cumulative") == cumulative.map(String.init))
  }

  @Test func codesThatOnlyOneSiteHas() throws {
    let study = try DemoStudy()
    func used(_ filter: String) throws -> Set<String> {
      try codes(study, by: "transcripts", where: filter).values.reduce(into: []) {
        $0.formUnion($1)
      }
    }
    let guiyang = try used("site in guiyang")
    let elsewhere = try used("not site in guiyang")
    #expect(guiyang.count == 56)
    #expect(
      elsewhere.subtracting(guiyang) == [
        "coast-and-return", "few-local-jobs", "local-worker-label", "poverty-programme-encounter",
      ])
    let first = try codes(study, by: "transcripts", where: "date before 2017-01-01")
    #expect(first.count == 10)
    #expect(try used("date before 2017-01-01").count == 52)
  }

  @Test func mostFrequentCodes() throws {
    let codes = try DemoStudy().csv("codes", "--coders", "gold").records
    let counts = codes.compactMap { row in
      Int(row["codings"] ?? "").map { (row["code"] ?? "", $0) }
    }
    #expect(counts.filter { $0.1 > 0 }.count == 60)
    #expect(
      Dictionary(counts.filter { $0.1 >= 5 }, uniquingKeysWith: { first, _ in first }) == [
        "paperwork-barrier": 7, "equal-service-aim": 6, "informal-work": 6, "fiscal-shortfall": 5,
        "intent-to-stay": 5, "home-purchase-foothold": 5,
      ])
  }

  @Test func strongestPairs() throws {
    let pairs = try DemoStudy().csv("cooccurrence", "--unit", "regions", "--coders", "gold").records
    let strongest = pairs.filter { (Int($0["n_ab"] ?? "") ?? 0) >= 3 }
    #expect(strongest.allSatisfy { $0["n_ab"] == "3" })
    #expect(
      Set(strongest.map { Set([$0["code_a"] ?? "", $0["code_b"] ?? ""]) }) == [
        ["equal-service-aim", "fiscal-shortfall"], ["hukou-school-barrier", "paperwork-barrier"],
        ["no-local-insurance", "paperwork-barrier"], ["school-as-anchor", "intent-to-stay"],
      ])
  }

  @Test func hukouBarrierAmongTheUninsured() throws {
    let cases = try codes(try DemoStudy(), by: "cases", where: uninsured)
    #expect(
      Set(cases.keys) == [
        "HH-003", "HH-017", "HH-024", "HH-033", "HH-035", "HH-040", "HH-047", "HH-052",
      ])
    let barred = cases.filter { $0.value.contains("hukou-school-barrier") }
    #expect(Set(barred.keys) == ["HH-003", "HH-024", "HH-033", "HH-035"])
    for (code, among, base) in [
      ("intent-to-stay", 4, 6), ("no-local-insurance", 4, 6), ("paperwork-barrier", 3, 3),
      ("school-as-anchor", 3, 5), ("informal-work", 3, 4),
    ] {
      #expect(columns(barred, with: code).count == among, "\(code)")
      #expect(columns(cases, with: code).count == base, "\(code)")
    }
  }

  @Test func permanenceByOwnership() throws {
    let study = try DemoStudy()
    #expect(
      try split(study, "intent-to-stay", "owns_home_city") == [
        "yes": ["3", "4"], "no": ["6", "8"],
      ])
    let rows = try study.csv("crosstab", "intent-to-stay", "owns_home_city").records
    let without = rows.filter { $0["present"] == "no" }.compactMap { $0["cases"] }
    #expect(Set(without) == ["HH-052", "HH-017; HH-029"])
    let page = try expectDone(
      study.tool, "crosstab", "intent-to-stay", "owns_home_city", "--no-quotes", "--test"
    ).output
    #expect(page.contains("not distinguishable at this n"))
    // Five of the twelve spoke in one room: HH-035, 037, 040, 044, 047.
    #expect(page.contains("no: 2 of 4; yes: 2 of 3"), "\(page)")
    #expect(page.contains("1 of 1 comparisons in this command"))
  }

  @Test func stayAndTheHouseAtOrigin() throws {
    let study = try DemoStudy()
    #expect(
      try split(study, "intent-to-stay", "owns_home_origin", "--where", sample) == [
        "yes": ["0", "3"], "no": ["9", "9"],
      ])
    let page = try expectDone(
      study.tool, "crosstab", "intent-to-stay", "owns_home_origin", "--where", sample,
      "--no-quotes", "--test"
    ).output
    let words = page.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    // Without the five of the group: none of 3, all 4. Exact p: 1/220 and, without them, 1/35.
    #expect(words.contains("no: 4 of 4; yes: 0 of 3 (p = 0.029)"), "\(page)")
    #expect(words.contains("(p = 0.005)"), "\(page)")
    #expect(page.contains("HH-058, HH-063"))
    // Without the filter two households outside the model sample stand among them.
    #expect(
      try split(study, "intent-to-stay", "owns_home_origin")["yes"] == ["0", "5"])
  }

  @Test func routesToPermanence() throws {
    let study = try DemoStudy()
    for (code, owners, others) in [
      ("no-way-back", "0", "2"), ("school-as-anchor", "1", "6"), ("belonging-here", "1", "0"),
    ] {
      #expect(
        try split(study, code, "owns_home_city") == ["yes": [owners, "4"], "no": [others, "8"]],
        "\(code)")
    }
    // Kept land does not separate: HH-037 and HH-044 keep some and stay.
    let stay = try columns(
      codes(study, by: "cases", where: "\(sample) and land is kept_rented_out"),
      with: "intent-to-stay")
    #expect(stay == ["HH-037", "HH-044"])
  }

  @Test func whatTheNarrativesExplain() throws {
    let study = try DemoStudy()
    let untitled = try codes(
      study, by: "cases", where: "owns_home_city is yes and tenure is owned_informal_title")
    #expect(Set(untitled.keys) == ["HH-033"])
    #expect(
      untitled["HH-033"]?.isSuperset(of: ["home-purchase-foothold", "intent-to-stay"]) == true)
    let movers = try codes(study, by: "cases", where: "owns_home_city is yes")
      .filter { $0.value.contains("conditional-stay") }
    #expect(Set(movers.keys) == ["HH-052"])
    #expect(movers["HH-052"]?.contains("intent-to-stay") == false)
    let insured = try codes(
      study, by: "cases", where: "owns_home_city is no and n_pension_urban >= 2")
    #expect(Set(insured.keys) == ["HH-029"])
    #expect(
      insured["HH-029"]?.isSuperset(of: [
        "insurance-as-security", "public-place-secured", "conditional-stay",
      ]) == true)
  }

  @Test func peopleCentred() throws {
    let study = try DemoStudy()
    let quotes = try study.csv("quotes", "people-centred-talk")
    #expect(Set(try quotes.column("transcript")) == ["GY-121a", "GY-121b", "GY-122", "PB-121"])
    let kinds = try codes(study, by: "kinds")
    #expect(columns(kinds, with: "people-centred-talk") == ["official", "expert"])
  }

  @Test func subsidy() throws {
    let study = try DemoStudy()
    let denied = try study.csv("quotes", "funds-not-arriving", "--coders", "gold").records
    #expect(
      denied.map { "\($0["transcript"] ?? "") t\($0["turn"] ?? "")" } == [
        "GY-111 t10", "GY-111 t18", "GY-121b t6",
      ])
    // The official's first word on it is coded otherwise; only the words find it.
    let passing = try study.csv(
      "quotes", "tolerate-then-phase-out", "--where", "transcript is GY-121a")
    #expect(try passing.column("quote").contains { $0.contains("some money") })
    #expect(
      try codes(study, by: "transcripts")["GY-121a"]?.contains("funds-not-arriving") == false)
    let found = try study.csv("search", "\"some money\"")
    #expect(try found.column("transcript").contains("GY-121a"))
  }

  @Test func insuranceAndPapers() throws {
    let study = try DemoStudy()
    let evidence = try study.csv("relations", "show", "L11").records
    let passages = evidence.filter { $0["level"] == "passage" }.compactMap { $0["where"] }
    #expect(Set(passages) == ["GY-101", "GY-131", "GY-106"])
    let transcripts = try codes(study, by: "transcripts")
    let gap = columns(transcripts, with: "no-local-insurance")
    let papers = columns(transcripts, with: "paperwork-barrier")
    #expect(gap.subtracting(papers) == ["GY-104"])
    #expect(papers.subtracting(gap) == ["GY-121a", "GY-113", "GY-121b"])
  }

  @Test func ruralTiesAndConditionalStay() throws {
    let evidence = try DemoStudy().csv("relations", "show", "L09").records
    func places(_ level: String) -> Set<String> {
      Set(evidence.filter { $0["level"] == level }.compactMap { $0["where"] })
    }
    #expect(places("transcript") == ["GY-103", "GY-105"])
    // The households of AS-102 and PB-101; and that of AS-101.
    #expect(places("only-from") == ["HH-058", "HH-063"])
    #expect(places("only-to") == ["HH-052"])
  }

  @Test func codesHeardOnlyWithAnIntermediary() throws {
    let study = try DemoStudy()
    let with = try codes(study, by: "transcripts", where: "present is not missing")
    let alone = try codes(study, by: "transcripts", where: "present is missing")
    #expect(Set(with.keys) == ["GY-121a", "GY-121b", "GY-111", "GY-113", "PB-101"])
    #expect(with.count + alone.count == 18)
    let union = { (codes: [String: Set<String>]) in
      codes.values.reduce(into: Set<String>()) { $0.formUnion($1) }
    }
    #expect(
      union(with).subtracting(union(alone)) == [
        "coast-and-return", "funds-not-arriving", "land-terrain-limit", "licence-limbo",
        "principal-mission",
      ])
  }

  @Test func theOfficialOneYearLater() throws {
    let visits = try codes(try DemoStudy(), by: "transcripts", where: "case is OFFICE-EDU")
    let first = try #require(visits["GY-121a"])
    let second = try #require(visits["GY-121b"])
    #expect(visits.count == 2)
    #expect(second.subtracting(first) == ["funds-not-arriving"])
    #expect(first.subtracting(second) == ["selective-entry-rules"])
  }

  @Test func deviantCasesInterviewedAndNot() throws {
    let study = try DemoStudy()
    let rows = try study.csv("model", "--reference", "published-ch3", "--where", sample).records
    let deviant = rows.filter { $0["label"]?.hasPrefix("deviant") == true }
    let met = deviant.filter { $0["interviews"] != "" }
    #expect(met.map { $0["record"] } == ["HH-029", "HH-033", "HH-052"])
    #expect(met.map { $0["interviews"] } == ["GY-105", "GY-106", "AS-101"])
    for (row, (p, pearson)) in zip(met, [(0.73, -1.65), (0.17, 2.24), (0.18, 2.15)]) {
      let expected = try #require(Double(row["expected"] ?? ""))
      let residual = try #require(Double(row["pearson"] ?? ""))
      #expect(abs(expected - p) < 0.005 && abs(residual - pearson) < 0.005, "\(row)")
    }
    // The planted ones whom nobody asked are among the rest, far out.
    let alone = deviant.filter { $0["interviews"] == "" }
    for record in ["HH-088", "HH-121", "HH-156"] {
      let row = try #require(alone.first { $0["record"] == record }, "\(record)")
      #expect(abs(Double(row["pearson"] ?? "") ?? 0) > 3, "\(row)")
    }
  }

  @Test func modelBlindSpot() throws {
    let study = try DemoStudy()
    let parts = try study.csv("model", "--reference", "published-ch3", "--of", "HH-024").records
    let size = try #require(parts.first { $0["term"] == "household_size" })
    #expect(size["has"] == "7" && size["b"] == "0.313")
    // Seven people add more than anything else, the constant left out.
    let others = parts.filter { !["intercept", "household_size"].contains($0["term"]) }
      .filter { $0["term"]?.hasPrefix("sum") == false }
    let most = others.compactMap { Double($0["contribution"] ?? "") }.map(abs).max() ?? 9
    #expect((Double(size["contribution"] ?? "") ?? 0) > most)
    let page = try expectDone(study.tool, "case", "HH-024").output
    let words = page.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("Expected p 0.610") && words.contains("Label typical"))
    #expect(words.contains("household_size 7 0.313 2.191"))
  }

  @Test func codesThatTheSurveyWouldExpect() throws {
    let study = try DemoStudy()
    // By the bridges of the study.
    let conflicts = try study.csv("survey", "conflicts", "--where", sample).records
    func found(_ bridge: String, _ findings: Set<String>) -> [String] {
      conflicts.filter { $0["bridge"] == bridge && findings.contains($0["finding"] ?? "") }
        .compactMap { $0["case"] }
    }
    let unsaid: Set = ["so, not told", "so, not asked", "so, not said"]
    #expect(found("no-local-insurance", unsaid) == ["HH-017", "HH-052"])
    #expect(
      found("insurance-left-in-village", unsaid) == [
        "HH-029", "HH-035", "HH-037", "HH-040", "HH-044",
      ])
    #expect(found("house-back-home", unsaid) == ["HH-052"])
    for bridge in ["no-local-insurance", "insurance-left-in-village", "house-back-home"] {
      #expect(found(bridge, ["said, not so"]).isEmpty, "\(bridge)")
    }
    // And by hand.
    for (code, filter, absent) in [
      ("no-local-insurance", uninsured, ["HH-017", "HH-052"]),
      (
        "insurance-left-in-village", "\(sample) and n_health_nonlocal > 0",
        ["HH-029", "HH-035", "HH-037", "HH-040", "HH-044"]
      ),
      ("house-back-home", "\(sample) and owns_home_origin is yes", ["HH-052"]),
    ] {
      let cases = try codes(study, by: "cases", where: filter)
      #expect(Set(cases.keys).subtracting(columns(cases, with: code)) == Set(absent), "\(code)")
    }
  }

  @Test func ownersWhoWereRefused() throws {
    let study = try DemoStudy()
    let refused = try codes(
      study, by: "cases", where: "owns_home_city is yes and public_attempt is refused")
    #expect(Set(refused.keys) == ["HH-033", "HH-044"])
    #expect(columns(refused, with: "hukou-school-barrier") == ["HH-033"])
    let school = try codes(
      study, by: "cases", where: "case is HH-044 and school_type is private_unlicensed")
    #expect(Set(school.keys) == ["HH-044"])
  }

  @Test func whomThePlanStillMisses() throws {
    let study = try DemoStudy()
    let gaps = try study.csv("sampling", "gaps", "People/plan.csv").records
    // Teacher, NGO worker, factory worker, woman contractor, public place, left Guiyang.
    #expect(
      gaps.map { $0["sort"] } == [
        "kind school-public, occupation teacher", "kind expert, occupation NGO worker",
        "main_work factory", "kind contractor, sex f", "public_attempt admitted_then_left",
        "back_from Guiyang",
      ])
    #expect(gaps.allSatisfy { $0["found"] == "0" && $0["missing"] == "1" && $0["members"] == "" })
    let all = try study.csv("sampling", "gaps", "People/plan.csv", "--all").records
    let met = all.filter { $0["missing"] == "0" }
    #expect(all.count == 13 && met.count == 7)
    // The teacher of the private school is met, whoever came back did so from the coast.
    #expect(met.contains { $0["members"] == "GY-112-A" })
    #expect(met.contains { $0["members"] == "PB-101-A; PB-101-B" })
    // The plan leaves nothing out that nobody could have.
    let run = try expectDone(study.tool, "sampling", "gaps", "People/plan.csv")
    #expect(!run.output.contains("nobody can"), "\(run.story)")
  }

  @Test func talkThatContradictsTheQuestionnaire() throws {
    let study = try DemoStudy()
    let rows = try study.csv("crosstab", "intent-to-stay", "settlement_intention").records
    let conflict = rows.first {
      $0["group"] == "stays until school ends" && $0["present"] == "yes"
    }
    #expect(conflict?["cases"] == "HH-035; HH-040")
    let page = try expectDone(
      study.tool, "crosstab", "intent-to-stay", "settlement_intention", "--no-quotes")
    #expect(page.output.contains("GY-131 spoke in one room"))
    let conflicts = try study.csv("survey", "conflicts", "--bridge", "intent-to-stay").records
    #expect(conflicts.map { $0["case"] } == ["HH-035", "HH-040"])
    for line in conflicts {
      #expect(line["finding"] == "said, not so")
      #expect(line["said"]?.contains("GY-131 is one conversation of 5 cases") == true)
      #expect(line["said"]?.contains("“") == true, "with the words")
      #expect(line["survey"] == "settlement_intention is stays until school ends")
    }
  }
}
