import Foundation
import TestSupport
import Testing

/// `edit --correct`: words that were changed in the sheet become a version of the transcript.
@Suite struct SheetCorrectionCommandTests {
  private let study: SmallStudy
  private let tool: Tool

  init() throws {
    study = try SmallStudy()
    tool = study.tool
  }

  /// Edits the sheet of a transcript as `sed` does, and takes it.
  @discardableResult
  private func edit(_ commands: String..., with options: [String] = ["--correct"]) throws
    -> ToolRun
  {
    let sheet = try expectDone(tool, "edit", "S-1", "--sheet", "-").output
    try study.files.write(sheet, to: "sheet.txt")
    let script = commands.map { "-e '\($0)'" }.joined(separator: " ")
    try study.files.write("sed -i \(script) sheet.txt", to: "ed.sh")
    let editor = Process()
    editor.executableURL = URL(filePath: "/bin/sh")
    editor.arguments = ["ed.sh"]
    editor.currentDirectoryURL = study.folder
    try editor.run()
    editor.waitUntilExit()
    return try tool.run(["edit", "S-1", "--apply", "sheet.txt"] + options)
  }

  private func codings() throws -> [[String]] {
    try StudyFile(study.folder).rows(
      """
      SELECT v.quote, v.code, v.coder FROM v_quotes v WHERE v.transcript = 'S-1' ORDER BY 1, 2, 3
      """
    ).map { $0.map { $0.trimmingCharacters(in: ["'"]) } }
  }

  /// The rows that undo brings back; the journal, texts and counters only grow.
  private func recorded() throws -> [String] {
    let index = ["data", "idx", "docsize", "config", "content"].map { "turn_index_\($0)" }
    return try StudyFile(study.folder).dump(
      without: Set(
        ["journal", "change_set", "body", "segment_counter", "coder", "sqlite_sequence"] + index))
  }

  @Test func `words and marks change in one step, which undo takes back`() throws {
    let before = try recorded()
    let entries = try StudyFile(study.folder).number("SELECT count(*) FROM journal")
    let run = try edit(
      "s/in winter/in the winter/", "s/we stay for the garden/[[we live for the garden]]{staying}/")
    #expect(run.code == 0, "\(run.story)")
    #expect(run.lines.first == "S-1 is now version 2: 2 changes", "\(run.story)")
    #expect(run.lines.contains { $0.contains("+ t4 staying  “we live for the garden”") })
    let codings = try codings()
    #expect(codings.contains(["we live for the garden", "staying", "ann"]), "\(codings)")
    // The mark stands round the corrected words, so its coder has seen them.
    #expect(codings.contains { $0[0].contains("in the winter") && $0[1] == "work" }, "\(codings)")
    let file = try StudyFile(study.folder)
    #expect(try file.number("SELECT count(*) FROM coding WHERE status = 'to-confirm'") == 0)
    #expect(try file.number("SELECT count(*) FROM journal") == entries + 1)
    try expectDone(tool, "check")
    try expectDone(tool, "undo")
    #expect(try recorded() == before)
    try expectDone(tool, "redo")
    #expect(try self.codings() == codings)
    try expectDone(tool, "check")
  }

  @Test func `codings of others on corrected words wait`() throws {
    try expectDone(tool, "code", "S-1", "closed in winter", "--as", "saying", "--coder", "bo")
    let run = try edit("s/in winter/in the winter/")
    #expect(run.code == 0, "\(run.story)")
    let waiting = try StudyFile(study.folder).rows(
      """
      SELECT coder.name, code.slug FROM coding JOIN coder ON coder.id = coder_id
      JOIN code ON code.id = code_id WHERE coding.status = 'to-confirm'
      """)
    #expect(waiting == [["'bo'", "'saying'"]], "\(run.story)")
    #expect(run.lines.contains { $0.contains("to confirm") && $0.contains("winter") })
    #expect(run.lines.contains { $0.contains("corrected:") }, "\(run.story)")
  }

  @Test func `a mark that was taken off is off, and what was deleted with its mark waits`() throws {
    let run = try edit("s/{work}/{work, saying}/", "s/ We came for the work, like everybody\\.//")
    #expect(run.code == 0, "\(run.story)")
    #expect(try codings().contains { $0[1] == "saying" && $0[0].hasSuffix("in winter.") })
  }

  @Test func `without the option words are refused, and the option is named`() throws {
    let before = try StudyFile.dump(study.folder)
    let run = try edit("s/in winter/in the winter/", with: [])
    #expect(run.code == 65)
    #expect(run.errors.contains("--correct"), "\(run.story)")
    #expect(try StudyFile.dump(study.folder) == before)
  }

  @Test(
    "what stands around the turns is refused",
    arguments: ["s/^t2 [^:]*:/t2 Somebody:/", "1,/^t1 /s/^t1 /A new line\\nt1 /"])
  func surroundings(command: String) throws {
    let before = try StudyFile.dump(study.folder)
    let run = try edit(command)
    #expect(run.code == 65, "\(run.story)")
    expectOneLine(run)
    #expect(try StudyFile.dump(study.folder) == before)
  }

  @Test func `a turn of which nothing is left is refused`() throws {
    let before = try StudyFile.dump(study.folder)
    let run = try edit("s/Why did you come here?//")
    #expect(run.code == 65, "\(run.story)")
    expectOneLine(run)
    #expect(try StudyFile.dump(study.folder) == before)
  }

  @Test func `a dry run tells the same and changes nothing`() throws {
    let before = try StudyFile.dump(study.folder)
    let run = try edit("s/in winter/in the winter/", with: ["--correct", "--dry-run"])
    #expect(run.code == 0, "\(run.story)")
    #expect(run.lines.first?.contains("would be version 2") == true, "\(run.story)")
    #expect(try StudyFile.dump(study.folder) == before)
  }

  @Test func `what was coded meanwhile stays`() throws {
    let sheet = try expectDone(tool, "edit", "S-1", "--sheet", "-").output
    try expectDone(tool, "code", "S-1", "closed in winter", "--as", "saying")
    try study.files.write(
      sheet.replacingOccurrences(of: "for the garden", with: "for our garden"), to: "sheet.txt")
    let run = try tool.run(["edit", "S-1", "--apply", "sheet.txt", "--correct"])
    #expect(run.code == 0, "\(run.story)")
    #expect(try codings().contains(["closed in winter", "saying", "ann"]))
    #expect(try codings().contains { $0[1] == "work" })
  }
}
