import Foundation
import TestSupport
import Testing

/// `emic autocode`: suggestions by rule.
@Suite struct AutocodeCommandTests {
  @Test func aRuleSaysWhatItFoundAndCodesNothing() throws {
    let study = try SmallStudy()
    let before = try StudyFile.dump(study.folder)
    let rule = ["autocode", "--as", "work", "--term", "work"]
    let dry = try study.tool.run(rule + ["--dry-run"])
    #expect(dry.code == 0, "\(dry.story)")
    #expect(
      dry.lines == [
        "work: 2 matches in 2 sentences of 1 transcript (term 'work')",
        "  work: 1 suggested, 1 coded already",
        "    S-1  t4  We came for the [work] and we stay for the garden.",
      ])
    #expect(try StudyFile.dump(study.folder) == before)
    let run = try study.tool.run(rule)
    #expect(run.lines.prefix(2) == dry.lines.prefix(2))
    #expect(run.lines[2] == "    s1  S-1  t4  We came for the [work] and we stay for the garden.")
    #expect(run.errors.contains("1 suggestion waits"))
    let again = try study.tool.run(rule)
    #expect(again.code == 0)
    #expect(again.lines[1] == "  work: 0 suggested, 1 coded already, 1 waiting already")
    #expect(try StudyFile(study.folder).number("SELECT count(*) FROM coding") == 2)
    let log = try study.tool.run("log", "--format", "csv")
    #expect(log.output.contains("autocode,1 suggestion of work by work"))
  }

  @Test func whoseCodingsCountCanBeAsked() throws {
    let study = try SmallStudy()
    let bo = ["autocode", "--as", "work", "--term", "work", "--dry-run", "--coder", "bo"]
    #expect(try study.tool.run(bo).output.contains("1 suggested, 1 coded already"))
    #expect(try study.tool.run(bo + ["--mine"]).output.contains("work: 2 suggested\n"))
    let ann = ["autocode", "--as", "work", "--term", "work", "--dry-run", "--mine"]
    #expect(try study.tool.run(ann).output.contains("1 suggested, 1 coded already"))
  }

  /// Nothing that counts codings sees a suggestion.
  @Test func noCountChanges() throws {
    let study = try DemoStudy()
    try expectDone(study.tool, "code", "GY-101", "t15", "--as", "paperwork-barrier")
    let questions = [
      ["codes"], ["codes", "--rollup"], ["quotes", "under settling-without-membership"],
      ["matrix"], ["matrix", "--by", "cases"], ["cooccurrence"],
      ["cooccurrence", "--unit", "turn"], ["agreement", "--coders", "gold,ann"], ["transcripts"],
      ["themes"], ["saturation"], ["sequence"],
      ["crosstab", "intent-to-stay", "owns_home_origin"], ["clusters"],
      ["search", "--synonyms", "hukou", "--uncoded"],
      ["sql", "SELECT * FROM v_codings ORDER BY cite, code, coder"],
      ["sql", "SELECT count(*) FROM segment"],
    ]
    func answers() throws -> [String] {
      let tables = try questions.map { question in
        let run = try study.tool.run(question + ["--format", "csv"])
        #expect(run.code == 0, "\(run.story)")
        return run.output
      }
      try expectDone(study.tool, "report", "--output", "report.html", "--quiet")
      let report = try String(
        contentsOf: study.folder.appending(path: "report.html"), encoding: .utf8)
      // The report says after which entry of the journal it was made.
      let lines = report.components(separatedBy: "\n").filter {
        !$0.contains("State of the study")
      }
      return tables + [lines.joined(separator: "\n")]
    }
    let before = try answers()
    try expectDone(
      study.tool, "autocode", "--as", "paperwork-barrier", "--as", "intent-to-stay", "--synonyms",
      "hukou")
    let count = try StudyFile(study.folder).number("SELECT count(*) FROM suggestion")
    #expect(count > 10)
    let after = try answers()
    for (index, answer) in before.enumerated() {
      let name = index < questions.count ? questions[index].joined(separator: " ") : "report"
      #expect(answer == after[index], "\(name)")
    }
    let status = try study.tool.run("status")
    #expect(status.output.contains("\(count) suggestions wait: emic suggestions review"))
  }

  @Test func whereToLookIsSaid() throws {
    let study = try DemoStudy()
    func places(_ more: String...) throws -> [(transcript: String, turn: Int)] {
      try expectSuccess(
        study.tool,
        ["autocode", "--as", "paperwork-barrier", "--synonyms", "hukou", "--mine"] + more)
      let rows = try study.csv("suggestions").records
      try expectDone(study.tool, "undo")
      return rows.compactMap { row in
        row["transcript"].flatMap { label in
          (row["turn"] ?? nil).flatMap { Int($0) }.map { (label, $0) }
        }
      }
    }
    let all = try places()
    let households = try places("--where", "kind is household")
    #expect(!households.isEmpty && households.count < all.count)
    let one = try places("--transcript", "GY-101")
    #expect(Set(one.map(\.transcript)) == ["GY-101"])
    #expect(one.count == all.count { $0.transcript == "GY-101" })
    let english = try places("--transcript", "GY-101", "--layer", "en")
    #expect(!english.isEmpty)
    let run = try study.tool.run(
      "autocode", "--as", "paperwork-barrier", "--synonyms", "papers", "--dry-run")
    #expect(run.output.contains("left out: 1 match by the interviewer, 15 matches in other"))
    let asked = try study.tool.run(
      "autocode", "--as", "paperwork-barrier", "--synonyms", "papers", "--dry-run",
      "--include-interviewer")
    #expect(!asked.output.contains("by the interviewer"))
  }

  @Test func aFileOfRulesIsOneBatch() throws {
    let study = try SmallStudy()
    try study.files.write(
      """
      rules:
        - {name: gardens, code: staying, term: [garden, 不走]}
        - code: [work, saying]
          regex: (?i)we came|家里
          unit: match
      """, to: "rules.yaml")
    let run = try expectDone(study.tool, "autocode", "rules.yaml")
    #expect(run.output.contains("gardens: 2 matches in 2 sentences of 2 transcripts"))
    #expect(run.output.contains("  staying: 1 suggested, 1 coded already"))
    #expect(run.output.contains("pattern: 3 matches in 2 transcripts (regex (?i)we came|家里)"))
    #expect(
      run.output.contains("s2  S-1  t2  saying  The road was closed in winter. [We came] for"))
    let rules = try CSVRows(study.tool.run("suggestions", "rules", "--format", "csv").output)
    #expect(try rules.column("rule") == ["gardens", "pattern"])
    #expect(try rules.column("way") == ["term", "regex"])
    #expect(try rules.column("open") == ["1", "5"])
    try expectDone(study.tool, "undo")
    #expect(try StudyFile(study.folder).number("SELECT count(*) FROM suggestion_rule") == 0)
  }

  @Test func oneRuleKnowsOfTheOtherInAFile() throws {
    let study = try SmallStudy()
    try study.files.write(
      "- {code: staying, term: garden}\n- {code: staying, term: stay}\n", to: "rules.yaml")
    let run = try expectDone(study.tool, "autocode", "rules.yaml")
    #expect(run.output.contains("  staying: 0 suggested, 1 waiting already"))
    let dry = try study.tool.run("autocode", "rules.yaml", "--dry-run")
    #expect(dry.output.contains("  staying: 0 suggested, 1 waiting already"))
  }

  @Test func whatCannotBeIsRefused() throws {
    let study = try SmallStudy()
    let tool = study.tool
    try expectRefusal(
      65, of: ["autocode", "--as", "staling", "--term", "work"], by: tool,
      saying: "'staling'", "stalling, staying, saying")
    try expectRefusal(
      65, of: ["autocode", "--as", "cat-moving", "--term", "work"], by: tool,
      saying: "is a category", "work, staying")
    try expectRefusal(
      64, of: ["autocode", "--as", "work", "--regex", "wor(k"], by: tool,
      saying: "--regex, column 6")
    try expectRefusal(
      65, of: ["autocode", "--as", "work", "--regex", "(a+)+$", "--unit", "turn"], by: tool,
      saying: "nothing to suggest")
    try expectRefusal(
      65, of: ["autocode", "--as", "work", "--term", "bicycle"], by: tool,
      saying: "nothing to suggest: 'bicycle' stands nowhere", "emic search")
    try expectRefusal(
      65, of: ["autocode", "--as", "work", "--term", "come here"], by: tool,
      saying: "--include-interviewer looks at 1 match more")
    try expectRefusal(
      65, of: ["autocode", "--as", "work", "--term", "…"], by: tool, saying: "nothing to look for")
    try expectRefusal(
      65, of: ["autocode", "--as", "work", "--term", "work", "--layer", "fr"], by: tool,
      saying: "no transcript has a text in 'fr'", "en, zh")
    try expectRefusal(
      65, of: ["autocode", "--as", "work", "--term", "work", "--transcript", "S-3"], by: tool,
      saying: "'S-3'", "S-1, S-2")
    try expectRefusal(
      64, of: ["autocode", "--as", "work", "--term", "work", "--name", "my rule"], by: tool,
      saying: "cannot be the name of a rule", "my-rule")
    try expectRefusal(
      64, of: ["autocode", "--as", "work", "--term", "work", "--where", "kind is school"],
      by: tool, saying: "kind")
    try expectRefusal(
      66, of: ["autocode", "--as", "work", "--synonyms", "hukou"], by: tool,
      saying: "no file of synonyms")
    try expectRefusal(66, of: ["autocode", "none.yaml"], by: tool, saying: "none.yaml")
    try study.files.write("- {code: work, regex: 'wor(k'}\n", to: "rules.yaml")
    try expectRefusal(64, of: ["autocode", "rules.yaml"], by: tool, saying: "rules.yaml, line 1")
    try study.files.write("- {code: wrok, term: work}\n", to: "rules.yaml")
    try expectRefusal(65, of: ["autocode", "rules.yaml"], by: tool, saying: "rules.yaml, line 1")
    for wrong in [
      ["autocode", "--as", "work"], ["autocode", "--term", "work"],
      ["autocode", "--as", "work", "--term", "a", "--regex", "b"],
      ["autocode", "--as", "work", "--term", "a", "--unit", "word"],
      ["autocode", "rules.yaml", "--term", "a"],
    ] {
      let run = try tool.run(wrong)
      #expect(run.code == 64, "\(run.story)")
    }
    try expectDone(tool, "codes", "retire", "stalling")
    try expectRefusal(
      65, of: ["autocode", "--as", "stalling", "--term", "work"], by: tool, saying: "is retired")
  }

  private func expectSuccess(_ tool: Tool, _ arguments: [String]) throws {
    let run = try tool.run(arguments)
    #expect(run.code == 0, "\(run.story)")
  }
}
