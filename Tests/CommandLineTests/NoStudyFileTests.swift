import CSQLiteSession
import Foundation
import TestSupport
import Testing

@Suite struct NoStudyFileTests {
  static let commands: [[String]] = [
    ["status"], ["codes"], ["check"], ["import", "a.txt"], ["undo"],
    ["code", "a", "t1", "--as", "x"], ["backup", "b.emic"],
  ]

  /// Expects that every command refuses the file and leaves its bytes and its folder alone.
  private func expectUntouched(_ files: ScratchFolder, saying word: String) throws {
    try files.write("Ana: Hello.\n", to: "a.txt")
    let before = try Data(contentsOf: files.url.appending(path: "study.emic"))
    for command in NoStudyFileTests.commands {
      let run = try Tool(in: files.url).run(command)
      #expect(run.code == 65, "\(run.story)")
      expectOneLine(run)
      #expect(run.errors.contains(word), "\(run.story)")
      #expect(run.output.isEmpty, "\(run.story)")
    }
    #expect(try Data(contentsOf: files.url.appending(path: "study.emic")) == before)
    let names = try FileManager.default.contentsOfDirectory(atPath: files.url.path).sorted()
    // SQLite cannot take its helper files away again when it only reads.
    #expect(
      names.filter { !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") } == ["a.txt", "study.emic"])
  }

  @Test func aTextFileIsNoStudy() throws {
    let files = try ScratchFolder()
    try files.write(String(repeating: "This is a shopping list.\n", count: 100), to: "study.emic")
    try expectUntouched(files, saying: "not a study")
  }

  @Test func anEmptyFileIsNoStudy() throws {
    let files = try ScratchFolder()
    try files.write("", to: "study.emic")
    try expectUntouched(files, saying: "not a study")
  }

  @Test func aDatabaseOfSomethingElseIsNoStudy() throws {
    let files = try ScratchFolder()
    try makeDatabase(files, "CREATE TABLE recipe (name TEXT); INSERT INTO recipe VALUES ('soup')")
    try expectUntouched(files, saying: "not a study")
  }

  @Test func aStudyOfALaterReleaseIsLeftAlone() throws {
    let study = try SmallStudy()
    try #require(StudyFile(study.folder).execute("PRAGMA user_version = 999") == SQLITE_OK)
    try #require(
      StudyFile(study.folder).execute("PRAGMA wal_checkpoint(TRUNCATE)") == SQLITE_OK)
    let files = try ScratchFolder()
    try files.write(
      Data(contentsOf: study.folder.appending(path: "study.emic")), to: "study.emic")
    try expectUntouched(files, saying: "later release")
  }

  @Test func aNewStudyIsNotMadeOverAnything() throws {
    let study = try SmallStudy()
    try expectRefusal(73, of: ["init", "."], by: study.tool, saying: "exists here already")
    let files = try ScratchFolder()
    try files.write("kept", to: "study.emic")
    try files.write("kept", to: "file")
    for command in [["init", "."], ["init", "file"], ["init", "file/below"]] {
      let run = try Tool(in: files.url).run(command)
      #expect(run.code == 73, "\(run.story)")
      expectOneLine(run)
    }
    #expect(try files.text("study.emic") == "kept")
    #expect(try files.text("file") == "kept")
  }

  private func makeDatabase(_ files: ScratchFolder, _ sql: String) throws {
    var handle: OpaquePointer?
    defer { sqlite3_close_v2(handle) }
    let path = files.url.appending(path: "study.emic").path
    try #require(sqlite3_open(path, &handle) == SQLITE_OK)
    try #require(sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK)
  }
}
