import Foundation
import TestSupport
import Testing

/// Computed variables, folded persons and samples of the demonstration study.
@Suite struct SurveyStructureCommandTests {
  /// The columns of the household file that follow from the persons by the rules in the comment of
  /// the members' schema.
  static let rules = [
    "n_pension_urban = count(pension_urban = 1 and lives = 'survey_city')",
    "n_health_local = count(health_local = 1)",
    "n_unemployment = count(unemployment = 1 and lives = 'survey_city')",
    "n_employed = count(works = 1 and lives = 'survey_city')",
    "n_self_employed = count(self_employed = 1 and lives = 'survey_city')",
    "household_size = count(line >= 1)",
    "children_n = count(age < 18)",
    "head_age = first(age where relation = 'head')",
  ]

  @Test func personsFoldIntoTheHouseholdsThatTheSurveyHas() throws {
    let study = try DemoStudy()
    let words = Self.rules.flatMap { ["--rule", $0] }
    let run = try study.tool.run(
      ["survey", "fold", "members", "--by", "household_id", "--as", "folded"] + words)
    #expect(run.code == 0, "\(run.story)")
    for name in ["folded", "households"] {
      try expectDone(study.tool, "survey", "export", "--survey", name, "-o", "\(name).csv")
    }
    func columns(_ file: String) throws -> [String: [String: String]] {
      let text = try String(
        contentsOf: study.tool.folder.appending(path: file), encoding: .utf8)
      let rows = text.split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      var found: [String: [String: String]] = [:]
      for row in rows.dropFirst() {
        found[row[0]] = Dictionary(
          zip(rows[0], row).map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
      }
      return found
    }
    let folded = try columns("folded.csv")
    let surveyed = try columns("households.csv")
    var compared = 0
    var differing: [String] = []
    for (household, values) in folded {
      // Two families were interviewed and not surveyed: the file has not all of their columns.
      if ["HH-058", "HH-063"].contains(household) { continue }
      for rule in Self.rules {
        let name = String(rule.prefix { $0 != " " })
        compared += 1
        if values[name] != surveyed[household]?[name] {
          differing.append(
            "\(household) \(name): \(values[name] ?? "") not \(surveyed[household]?[name] ?? "")")
        }
      }
    }
    #expect(compared > 1500)
    #expect(differing.isEmpty, "\(differing.count): \(differing.sorted().prefix(5))")
    try expectDone(study.tool, "undo")
    try expectRefusal(
      65, of: ["survey", "variables", "--survey", "folded"], by: study.tool, saying: "folded")
  }

  @Test func theSampleOfTheModelNamesWhoIsOutsideAndWhy() throws {
    let study = try DemoStudy()
    let run = try expectDone(
      study.tool, "survey", "sample", "survey_area = 'urban'", "n_rural_registered >= 1",
      "n_rural_migrants >= 1", "n_rural_migrants_here >= 1", "--format", "csv")
    let rows = run.lines.map { $0.split(separator: ",").map(String.init) }
    // Rural survey area 7, no rural registration 6, registered in the same county 3, none in the
    // city 4: 180 of 200 remain.
    #expect(rows.dropFirst().map { $0[3] } == ["7", "6", "3", "4"])
    #expect(rows.last?.last == "180")
    let said = run.errors
    #expect(said.contains("outside: HH-058 (step 3: n_rural_migrants is 0)"), "\(said)")
    #expect(said.contains("outside: HH-063 (step 1: survey_area is rural)"), "\(said)")
    #expect(!said.contains("outside: HH-003"))
    try expectRefusal(
      65, of: ["survey", "sample", "survey_are = 'urban'"], by: study.tool,
      saying: "did you mean survey_area")
  }

  @Test func keysThatLeadNowhereAreListed() throws {
    let study = try DemoStudy()
    let whole = try expectDone(
      study.tool, "survey", "keys", "members", "--by", "household_id", "--in", "households",
      "--format", "csv")
    #expect(whole.lines.dropFirst(2).allSatisfy { $0.contains(",0,") }, "\(whole.output)")
    let extra = "person,household_id,age\np1,HH-003,4\np2,HH-999,5\np3,,6\np4,HH-003,4\n"
    try Data(extra.utf8).write(to: study.tool.folder.appending(path: "extra.csv"))
    try expectDone(study.tool, "survey", "import", "extra.csv")
    let run = try expectDone(
      study.tool, "survey", "keys", "extra", "--by", "household_id", "--in", "households",
      "--format", "csv")
    #expect(run.output.contains("names no record of households,1,p2 (HH-999)"), "\(run.output)")
    #expect(run.output.contains("without household_id,1,p3"), "\(run.output)")
    #expect(run.output.contains("the same in every variable,2,p1 = p4"), "\(run.output)")
    #expect(run.output.contains("of households without any,199,"), "\(run.output)")
  }

  @Test func schemasAndCommandsComputeVariables() throws {
    let files = try ScratchFolder()
    let tool = Tool(in: files.url)
    try expectDone(tool, "init", ".")
    try files.write("hh,income,size,plan\na,6,3,1\nb,,2,2\nc,9,0,1\n", to: "s.csv")
    let head = """
      survey: s
      file: s.csv
      key: hh
      variables:
        - hh
        - {name: income, type: number}
        - {name: size, type: number}
        - {name: plan, values: {1: leaves, 2: stays}}
      derived:
        - {name: per_head, label: Income a head, unit: yuan, expr: "income / size"}

      """
    try files.write(head, to: "s.yaml")
    try expectDone(
      tool, "survey", "import", "s.yaml", "--compute", "class = cut(income, 7)", "--compute",
      "stays = plan = 'stays'")
    try expectDone(tool, "survey", "export", "-o", "out.csv")
    #expect(
      try files.text("out.csv")
        == "hh,income,size,plan,per_head,class,stays\na,6,3,1,2,1,0\nb,,2,2,,,1\nc,9,0,1,undefined,2,0\n"
    )
    let listed = try expectDone(tool, "survey", "variables", "--format", "csv", "--quiet")
    #expect(listed.output.contains("class,\"cut(income, 7)\",ordinal,,1 below 7; 2 7 or more,2,"))
    #expect(
      listed.output.contains("per_head,Income a head,number,yuan,,1,1 not defined; 1 not recorded"))
    for (rule, saying) in [
      ("x = incom + 1", "did you mean income"),
      ("income = size", "already has a variable 'income'"),
      ("x = count(plan = 1)", "speaks of a group"), ("x =", "is no rule"),
    ] {
      let code: Int32 = saying == "is no rule" ? 64 : 65
      try expectRefusal(
        code, of: ["survey", "import", "s.yaml", "--compute", rule], by: tool, saying: saying)
    }
    try expectRefusal(
      64, of: ["survey", "fold", "s", "--by", "plan", "--as", "f", "--rule", "x = income"],
      by: tool,
      saying: "says nothing of a group")
  }
}
