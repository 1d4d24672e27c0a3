import Foundation
import TestSupport
import Testing

/// `erase` and `restore` as a researcher uses them.
@Suite struct EraseCommandTests {
  private let study: SmallStudy

  init() throws { study = try SmallStudy() }

  private let erase = ["erase", "--transcript", "S-1"]

  @Test func `without a typed name, or a reason in a script, nothing goes`() throws {
    let run = try study.tool.run(erase)
    #expect(run.code == 64, "\(run.story)")
    #expect(run.errors.contains("not confirmed; nothing was changed"))
    for arguments in [["--yes"], ["--yes", "--why", " "], ["--participant", "P"]] {
      #expect(try study.tool.run(erase + arguments).code == 64)
    }
    #expect(try study.tool.run("erase").code == 64)
    #expect(try study.tool.run(erase + ["--as-of", "2", "--yes", "--why", "w"]).code == 64)
    #expect(try expectDone(study.tool, "transcripts").output.contains("S-1"))
  }

  @Test func `what goes is listed, and the files that may still hold the words`() throws {
    try expectDone(study.tool, "backup", "before.backup")
    try expectDone(study.tool, "report")
    try study.files.write("We came for the work and we stay for the garden.", to: "notes.txt")
    let plan = try study.tool.run(erase + ["--dry-run"])
    #expect(plan.code == 0, "\(plan.story)")
    #expect(plan.output.contains("would erase transcript S-1"))
    #expect(plan.output.contains("codings       1"))
    let before = try study.tool.run("show", "S-2").output
    let run = try study.tool.run(erase + ["--yes", "--why", "withdrawn on 2024-05-01"])
    #expect(run.code == 0, "\(run.story)")
    for said in [plan.errors, run.errors] {
      #expect(said.contains("before.backup") && said.contains("Transcripts/S-1.md"))
      #expect(said.contains("Reports/report.html"))
    }
    #expect(try study.tool.run("show", "S-1").code == 65)
    #expect(try expectDone(study.tool, "show", "S-2").output == before)
    try expectDone(study.tool, "check")
    let log = try expectDone(study.tool, "log", "--last", "1").output
    #expect(log.contains("withdrawn on 2024-05-01") && log.contains("transcript S-1"))
    for file in ["study.emic", "study.emic-wal"] where study.files.has(file) {
      let data = try Data(contentsOf: study.folder.appending(path: file))
      #expect(data.firstRange(of: Data("we stay for the garden".utf8)) == nil)
    }
    // The source in the folder would bring it back.
    let again = try study.tool.run("import", "Transcripts")
    #expect(again.code == 77, "\(again.story)")
    #expect(again.errors.contains("erased"))
    // So would the backup.
    try expectRefusal(77, of: ["restore", "before.backup"], by: study.tool, saying: "erased")
  }

  @Test func `a passage is marked in the text, and its quotation in the command line goes`() throws
  {
    try expectDone(
      study.tool, "code", "S-1", "stay for the garden", "--as", "staying", "--why", "the garden!")
    let run = try study.tool.run(
      "erase", "--passage", "S-1 t4:\"for the garden\"", "--yes", "--why", "asked for it")
    #expect(run.code == 0, "\(run.story)")
    let shown = try expectDone(study.tool, "show", "S-1").output
    #expect(shown.contains("we stay [erased······]."), "\(shown)")
    #expect(shown.contains("We came for the work and"))
    let log = try expectDone(study.tool, "log", "--format", "json").output
    #expect(!log.contains("for the garden"))
    try expectDone(study.tool, "check")
    try expectRefusal(
      65, of: ["undo", "--entry", "10"], by: study.tool, saying: "what was erased")
    #expect(try study.tool.run("erase", "--passage", "S-1", "--dry-run").code == 64)
    #expect(try study.tool.run("erase", "--passage", "S-1 t4:\"none\"", "--dry-run").code == 65)
  }

  /// Turns of a translation are tied to nobody; what they translate is.
  @Test func `what a participant of a group said goes from its translation too`() throws {
    let demo = try DemoStudy()
    let run = try demo.tool.run([
      "erase", "--participant", "GY-131-HU", "--mark-quotations", "--yes", "--why", "withdrawn",
    ])
    #expect(run.code == 0, "\(run.story)")
    let file = demo.folder.appending(path: "study.emic")
    let bytes = try Data(contentsOf: file)
    for said in ["he looked at my boy's shoes first", "I thought you meant a parking place"] {
      #expect(bytes.firstRange(of: Data(said.utf8)) == nil, "\(said)")
    }
    // What the others said is there, in both languages.
    let shown = try expectDone(demo.tool, "show", "GY-131", "--layer", "en").output
    #expect(shown.contains("Ma") && shown.contains("[erased"))
    #expect(bytes.firstRange(of: Data("the public school over our way".utf8)) != nil)
    try expectDone(demo.tool, "check")
  }

  @Test func `what is told may go unread, the words go all the same`() throws {
    let program = try Tool.program.get().path
    try study.files.write(
      "'\(program)' erase --passage 'S-1 t4:\"asks us to leave\"' --yes --why w 2>/dev/null | true\n",
      to: "unread.sh")
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = ["unread.sh"]
    shell.currentDirectoryURL = study.folder
    try shell.run()
    shell.waitUntilExit()
    #expect(try !expectDone(study.tool, "show", "S-1").output.contains("asks us"))
  }

  @Test func `a passage that is there in another language is named`() throws {
    let demo = try DemoStudy()
    let run = try demo.tool.run(["erase", "--passage", "GY-101 t7", "--dry-run"])
    #expect(run.errors.contains("GY-101 is there in en too"), "\(run.story)")
  }

  @Test func `restore says what would be lost and keeps the study beside it`() throws {
    try expectDone(study.tool, "backup", "b.emic")
    try expectDone(study.tool, "code", "S-1", "t4", "--as", "staying", "--coder", "bea")
    let plan = try study.tool.run("restore", "b.emic", "--dry-run")
    #expect(plan.code == 0, "\(plan.story)")
    #expect(plan.output.contains("would lose 1 entry by bea"))
    #expect(plan.output.contains("with them 1 coding"))
    let codings = ["sql", "SELECT count(*) AS n FROM v_codings", "--format", "csv"]
    #expect(try study.tool.run(codings).output == "n\r\n3\r\n")
    let clock = study.tool.with(["SOURCE_DATE_EPOCH": "1700000000"])
    try expectDone(clock, "restore", "b.emic", "--why", "by mistake")
    #expect(try study.tool.run(codings).output == "n\r\n2\r\n")
    #expect(study.files.has("study.emic.2023-11-14.backup"))
    try expectDone(study.tool, "check")
    try expectDone(clock, "restore", "study.emic.2023-11-14.backup")
    #expect(study.files.has("study.emic.2023-11-14-2.backup"))
    #expect(try study.tool.run(codings).output == "n\r\n3\r\n")
    try expectRefusal(66, of: ["restore", "none.emic"], by: study.tool, saying: "none.emic")
    #expect(try study.tool.run("restore").code == 64)
    try study.files.write("no study", to: "words.txt")
    try expectRefusal(65, of: ["restore", "words.txt"], by: study.tool, saying: "not a study")
    try expectDone(study.tool, "init", "other")
    try expectRefusal(65, of: ["restore", "other"], by: study.tool, saying: "another study")
  }

  @Test func `restore as of a tag is one entry that undo takes back`() throws {
    try expectDone(study.tool, "tag", "pilot")
    try expectDone(study.tool, "codes", "rename", "staying", "leaving")
    let dry = try study.tool.run("restore", "--as-of", "pilot", "--dry-run")
    #expect(dry.output.contains("would go back to entry 8"), "\(dry.story)")
    try expectDone(study.tool, "restore", "--as-of", "pilot")
    #expect(try expectDone(study.tool, "codes").output.contains("staying"))
    try expectDone(study.tool, "undo")
    #expect(try expectDone(study.tool, "codes").output.contains("leaving"))
    try expectRefusal(65, of: ["restore", "--as-of", "plot"], by: study.tool, saying: "pilot")
  }
}
