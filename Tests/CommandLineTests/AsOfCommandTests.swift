import Foundation
import TestSupport
import Testing

/// Tags, the log, and questions as of a moment, through the program.
@Suite struct AsOfCommandTests {
  private let study: SmallStudy

  init() throws { study = try SmallStudy() }

  private func csv(_ arguments: String...) throws -> CSVRows {
    let run = try study.tool.run(arguments + ["--format", "csv"])
    #expect(run.code == 0, "\(run.story)")
    return try CSVRows(run.output)
  }

  /// Every question of this list has to say the same as of a tag as it said when the tag was set.
  static let questions: [[String]] = [
    ["quotes", "work"], ["codes"], ["status"], ["show", "S-1"], ["transcripts"],
    ["search", "garden"],
    ["search", "不走"], ["matrix"], ["codebook", "show"], ["themes"], ["cases"], ["log"],
    ["cooccurrence"], ["saturation"], ["sql", "SELECT * FROM v_codings"], ["tag"],
  ]

  @Test(arguments: questions)
  func `every question can be asked as of a tag`(_ question: [String]) throws {
    let before = try study.tool.run(question)
    try expectDone(study.tool, "tag", "提交稿", "--why", "first version")
    for command in [
      ["code", "S-1", "t4", "--as", "work", "--as", "fresh", "--new"], ["uncode", "S-1#1"],
      ["codes", "rename", "staying", "leaving"], ["remove", "S-2", "--with-codings"],
    ] {
      #expect(try study.tool.run(command).code == 0)
    }
    let now = try study.tool.run(question)
    let then = try study.tool.run(question + ["--as-of", "提交稿"])
    // The name itself stands in the list and in the log only since it was given.
    if question != ["tag"], question != ["log"] {
      #expect(then.output == before.output, "\(then.story)")
    }
    #expect(then.code == before.code)
    #expect(then.errors.contains("note: as of entry 8 (2"), "\(then.story)")
    #expect(then.errors.contains("提交稿)"), "\(then.story)")
    if ["quotes", "codes", "transcripts", "matrix"].contains(question[0]) {
      #expect(now.output != before.output)
    }
  }

  @Test func `a command that changes the study refuses to work in the past`() throws {
    for command in [
      ["code", "S-1", "t4", "--as", "work"], ["uncode", "S-1#1"], ["describe", "S-1", "date=2020"],
      ["speakers", "S-1", "Ana=other:P-9"], ["remove", "S-1"], ["link", "H-1", "--not", "away"],
      ["import", "Transcripts"], ["codebook", "import", "Codebooks/book.yaml"],
      ["codes", "rename", "work", "labour"], ["themes", "judge", "garden", "H-1", "supports"],
      ["tag", "x"], ["undo"], ["redo"], ["check"], ["backup", "b.emic"], ["init", "new"],
      ["handout", "--coder", "bea", "--to", "for-bea"], ["edit", "S-1"],
      ["revise", "S-1", "a.txt"],
      ["merge", "for-bea"], ["fieldwork", "2016-01-01.."], ["query", "save", "q", "work"],
      ["erase", "--transcript", "S-1", "--dry-run"],
    ] {
      let run = try study.tool.run(command + ["--as-of", "3"])
      #expect(run.code == 64 || run.code == 66, "\(run.story)")
      #expect(run.output.isEmpty, "\(run.story)")
    }
    for command in [["code", "S-1", "t4", "--as", "work"], ["undo"], ["check"], ["tag", "x"]] {
      try expectRefusal(64, of: command + ["--as-of", "3"], by: study.tool, saying: "--as-of")
    }
    #expect(try csv("log").records.count == 8)
    #expect(!study.files.has("b.emic") && !study.files.has("new") && !study.files.has("for-bea"))
  }

  @Test func `moments that the study does not know are refused with what it knows`() throws {
    try expectDone(study.tool, "tag", "pilot")
    try expectRefusal(65, of: ["codes", "--as-of", "99"], by: study.tool, saying: "1 to 9")
    try expectRefusal(65, of: ["codes", "--as-of", "plot"], by: study.tool, saying: "pilot")
    try expectRefusal(
      65, of: ["codes", "--as-of", "1999-01-01"], by: study.tool, saying: "began later")
  }

  @Test func `tags are listed, removed and undone, and the log shows them`() throws {
    try expectDone(study.tool, "tag", "pilot", "--why", "before the second coder")
    let tags = try csv("tag")
    #expect(tags.records.map { $0["name"] } == ["pilot"])
    #expect(tags.records[0]["entry"] == "8")
    #expect(tags.records[0]["why"] == "before the second coder")
    let log = try csv("log")
    #expect(log.records[7]["tags"] == "pilot")
    #expect(try expectDone(study.tool, "log").output.contains("pilot"))
    try expectRefusal(65, of: ["tag", "pilot"], by: study.tool, saying: "entry 8")
    try expectDone(study.tool, "tag", "--remove", "pilot")
    #expect(try csv("tag").records.isEmpty)
    try expectRefusal(65, of: ["tag", "--remove", "pilot"], by: study.tool, saying: "pilot")
    try expectDone(study.tool, "undo")
    #expect(try csv("tag").records.count == 1)
  }

  @Test func `the log in full says what was typed and who took what back`() throws {
    try expectDone(study.tool, "code", "S-1", "we stay for the garden", "--as", "staying")
    try expectDone(study.tool, "undo")
    let log = try csv("log", "--last", "2")
    #expect(
      log.records[0]["arguments"] == "code S-1 'we stay for the garden' --as staying")
    #expect(log.records[0]["undone_by"] == "10")
    #expect(log.records[1]["of_entry"] == "9")
    #expect(log.records[1]["kind"] == "undo")
    try expectDone(study.tool, "code", "S-1", "t4", "--as", "work", "--coder", "bea")
    #expect(try csv("log", "--coder", "bea").records.map { $0["number"] } == ["11"])
    #expect(try csv("log", "--about", "S-2").records.map { $0["number"] } == ["2", "8"])
    let clock = study.tool.with(["SOURCE_DATE_EPOCH": "4102444800"])
    try expectDone(clock, "code", "S-1", "t1", "--as", "work")
    #expect(try csv("log", "--since", "2100-01-01").records.map { $0["number"] } == ["12"])
    #expect(try study.tool.run("log", "--since", "yesterday").code == 64)
  }
}
