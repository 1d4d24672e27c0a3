import Foundation
import TestSupport
import Testing

/// Two real surveys worked through: what comes out is counted here from the files themselves, or
/// was computed by R (glm, and glmer of lme4) from the same files.
@Suite(.enabled(if: SharedFiles.arePresent, "the folder of real files is not beside the checkout"))
struct RealSurveyTests {
  private func near(_ words: [String], _ numbers: [Double], _ tolerance: Double) -> Bool {
    let found = words.compactMap { Double($0) }
    return found.count == numbers.count
      && zip(found, numbers).allSatisfy { abs($0 - $1) <= tolerance }
  }

  @Test func ruralInsurance() throws {
    let files = try ScratchFolder()
    let tool = Tool(in: files.url)
    try expectDone(tool, "init", ".")
    let path = try SharedFiles.url("real/survey/social_insure.dta").path
    try expectDone(
      tool, "survey", "import", path, "--key", "#", "--name", "rice", "--variables",
      "village,takeup_survey,age,default,intensive,literacy")
    let variables = try CSVRows(
      try expectDone(tool, "survey", "variables", "--format", "csv", "--quiet").output)
    let counts = Dictionary(
      uniqueKeysWithValues: variables.records.map { ($0["variable"] ?? "", $0["n"] ?? "") })
    // 1,410 households; R finds 4 ages and 21 answers on literacy missing.
    #expect(counts["takeup_survey"] == "1410" && counts["age"] == "1406")
    #expect(counts["literacy"] == "1389" && counts["intensive"] == "1410")
    let sample = try CSVRows(
      try expectDone(
        tool, "survey", "sample", "default = 1", "takeup_survey = 1", "--format", "csv", "--quiet"
      ).output)
    #expect(try sample.column("left") == ["683", "354"])
    let formula = "takeup_survey ~ age + default + intensive"
    let single = try CSVRows(
      try expectDone(tool, "model", formula, "--format", "csv", "--quiet").output)
    let (b, se) = (try single.column("b"), try single.column("se"))
    #expect(near(b, [-1.06107668343, 0.01354855189, 0.43658385859, 0.00295143456], 1e-9))
    #expect(near(se, [0.2512487558, 0.0044624532, 0.1080915728, 0.1079441899], 1e-8))
    let grouped = formula + " + (1 | village)"
    let mixed = try CSVRows(
      try expectDone(tool, "model", grouped, "--format", "csv", "--quiet").output)
    let mixedB = [-1.0561420180, 0.0148914587, 0.4568386107, 0.0222328319]
    #expect(near(try mixed.column("b"), mixedB, 2e-4))
    #expect(
      near(try mixed.column("se"), [0.270857749, 0.004649503, 0.118133846, 0.110652758], 2e-4))
    let fit = try CSVRows(
      try expectDone(tool, "model", grouped, "--fit", "--format", "csv", "--quiet").output)
    let measures = Dictionary(
      uniqueKeysWithValues: fit.records.map { ($0["key"] ?? "", Double($0["value"] ?? "") ?? -1) })
    #expect(measures["groups"] == 44 && measures["n"] == 1406)
    #expect(abs((measures["group_sd"] ?? 0) - 0.437754) < 2e-4)
    #expect(abs((measures["log_likelihood"] ?? 0) + 946.97311) < 1e-4)
    #expect(abs((measures["single_log_likelihood"] ?? 0) + 958.352085) < 1e-5)
    let nodes = try CSVRows(
      try expectDone(
        tool, "model", grouped, "--nodes", "9", "--fit", "--format", "csv", "--quiet"
      ).output)
    let spread = nodes.records.first { $0["key"] == "group_sd" }?["value"]
    #expect(abs((Double(spread ?? "") ?? 0) - 0.441242) < 2e-4)
    // Out and in again: the same cells.
    try expectDone(tool, "survey", "export", "-o", "rice.dta")
    try expectDone(tool, "survey", "import", "rice.dta", "--name", "back")
    for name in ["rice", "back"] {
      try expectDone(tool, "survey", "export", "--survey", name, "-o", "\(name).csv")
    }
    let body = { (text: String) in text.split(separator: "\n").dropFirst() }
    #expect(try body(files.text("rice.csv")) == body(files.text("back.csv")))
  }

  @Test func openAnswersBesideATreatment() throws {
    let text = String(
      decoding: try Data(contentsOf: SharedFiles.url("real/gadarian/gadarian.csv")),
      as: UTF8.self)
    let table = try CSVRows(text)
    #expect(table.records.count == 341)
    let files = try ScratchFolder()
    let tool = Tool(in: files.url)
    try expectDone(tool, "init", ".")
    var survey = "id,treatment,pid_rep\n"
    var cases = "case,kind,name\n"
    var metadata = "file,label,case\n"
    var answers = "transcript,code,turn,coder\n"
    var codings = "transcript,code,quote,turn,coder\n"
    var expected = ["0": (with: 0, n: 0), "1": (with: 0, n: 0)]
    for (place, row) in table.records.enumerated() {
      let id = "R\(1000 + place)"
      let treatment = row["treatment"] == "1.0" ? "1" : "0"
      let answer = (row["open.ended.response"] ?? "").replacing("\n", with: " ")
      survey += "\(id),\(treatment),\(row["pid_rep"] ?? "")\n"
      cases += "\(id),respondent,\(id)\n"
      metadata += "\(id).txt,\(id),\(id)\n"
      try files.write(answer + "\n", to: "Answers/\(id).txt")
      answers += "\(id),answered,t1,ann\n"
      expected[treatment]?.n += 1
      if answer.contains("illegal") {
        expected[treatment]?.with += 1
        codings += "\(id),illegality,illegal,,ann\n"
      }
    }
    try files.write(survey, to: "survey.csv")
    try files.write(cases, to: "cases.csv")
    try files.write(metadata, to: "Answers/metadata.csv")
    try files.write(codings, to: "codings.csv")
    try files.write(answers, to: "answers.csv")
    try files.write("code,name\nillegality,Illegality\nanswered,Answered\n", to: "book.csv")
    try expectDone(tool, "cases", "import", "cases.csv")
    try expectDone(tool, "import", "Answers")
    try expectDone(tool, "codebook", "import", "book.csv")
    try expectDone(tool, "import", "codings", "codings.csv", "--ambiguous", "next")
    try expectDone(tool, "import", "codings", "answers.csv")
    try expectDone(
      tool, "survey", "import", "survey.csv", "--key", "id", "--case-kind", "respondent")
    try expectDone(tool, "link")
    let run = try expectDone(
      tool, "crosstab", "illegality", "treatment", "--format", "csv", "--quiet")
    for row in try CSVRows(run.output).records {
      let group = try #require(expected[row["group"] ?? ""])
      #expect(row["n"] == "\(group.n)")
      #expect(row["count"] == "\(row["present"] == "yes" ? group.with : group.n - group.with)")
    }
    let model = try CSVRows(
      try expectDone(tool, "model", "pid_rep ~ treatment", "--format", "csv", "--quiet").output)
    #expect(near(try model.column("b"), [0.4930106477, 0.0293295885], 1e-9))
    #expect(near(try model.column("se"), [0.0270545139, 0.0382048825], 1e-9))
  }
}
