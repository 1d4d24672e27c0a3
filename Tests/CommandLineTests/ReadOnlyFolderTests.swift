import Foundation
import TestSupport
import Testing

/// A user without any rights here: root may write everywhere, so it has to become somebody else.
private struct Stranger {
  let home: ScratchFolder
  private let isRoot = geteuid() == 0

  init() throws {
    home = try ScratchFolder()
    // Another process copies: a file that this one has open for writing could be inherited by a
    // program that another test starts at that moment, and could then not be executed.
    var copier = Tool(in: home.url)
    copier.executable = URL(filePath: "/bin/cp")
    let copied = try copier.run(try Tool.program.get().path, "emic")
    guard copied.code == 0 else { throw Tool.Failure(copied.story) }
    chmod(home.url.path, 0o755)
    chmod(home.url.appending(path: "emic").path, 0o755)
  }

  /// The study's folder as this user meets it: to be read and not to be written.
  func tool(_ folder: URL) throws -> Tool {
    let files = FileManager.default
    let below = files.subpaths(atPath: folder.path) ?? []
    for path in [folder.path] + below.map({ folder.appending(path: $0).path }) {
      var isFolder: ObjCBool = false
      _ = files.fileExists(atPath: path, isDirectory: &isFolder)
      chmod(path, isFolder.boolValue ? 0o555 : 0o444)
    }
    var tool = Tool(in: folder)
    tool.executable = home.url.appending(path: "emic")
    if isRoot { tool.prefix = Stranger.words }
    return tool
  }

  /// Opens the folder again so that it can be deleted.
  func release(_ folder: URL) {
    let below = FileManager.default.subpaths(atPath: folder.path) ?? []
    for path in [folder.path] + below.map({ folder.appending(path: $0).path }) {
      chmod(path, 0o755)
    }
  }

  private static let words = [
    "/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups",
  ]
}

@Suite struct ReadOnlyFolderTests {
  static let reading: [[String]] = [
    ["status"], ["log"], ["codes"], ["transcripts"], ["show", "S-1"], ["quotes", "work"],
    ["search", "garden"], ["cooccurrence"], ["matrix"], ["themes"], ["codebook", "export"],
    ["crosstab", "work", "owns_home"], ["case", "H-1"], ["check"], ["sql", "SELECT 1"],
  ]
  static let writing: [[String]] = [
    ["code", "S-1", "t4", "--as", "work"], ["uncode", "S-1#1"], ["import", "Transcripts"],
    ["codebook", "import", "Codebooks/book.yaml"], ["undo"], ["describe", "S-1", "date=2024"],
    ["remove", "S-1", "--with-codings"], ["init", "another"], ["backup", "copy.emic"],
    ["report"], ["codes", "--output", "codes.csv"],
  ]

  @Test func theStrangerMayReallyNotWriteHere() throws {
    let study = try SmallStudy()
    let stranger = try Stranger()
    defer { stranger.release(study.folder) }
    var shell = try stranger.tool(study.folder)
    shell.executable = URL(filePath: "/bin/sh")
    let run = try shell.run("-c", "id -u; touch probe; touch study.emic; : >> study.emic")
    #expect(run.code != 0, "\(run.story)")
    #expect(run.lines.first != "0", "\(run.story)")
    #expect(!study.files.has("probe"))
  }

  @Test func everyQuestionIsAnsweredAsInAWritableFolder() throws {
    let study = try SmallStudy()
    // The first reader may leave SQLite's helper files; the stranger meets both states.
    let answers = try ReadOnlyFolderTests.reading.map { try study.tool.run($0).outputBytes }
    let before = try Data(contentsOf: study.folder.appending(path: "study.emic"))
    let stranger = try Stranger()
    defer { stranger.release(study.folder) }
    let tool = try stranger.tool(study.folder)
    for (command, answer) in zip(ReadOnlyFolderTests.reading, answers) {
      let run = try tool.run(command)
      #expect(run.code == 0, "\(run.story)")
      #expect(run.outputBytes == answer, "\(run.story)")
    }
    #expect(try Data(contentsOf: study.folder.appending(path: "study.emic")) == before)
  }

  @Test func everythingThatWritesIsRefusedAndNothingChanges() throws {
    let study = try SmallStudy()
    let stranger = try Stranger()
    defer { stranger.release(study.folder) }
    let tool = try stranger.tool(study.folder)
    let before = try Data(contentsOf: study.folder.appending(path: "study.emic"))
    let listing = try FileManager.default.subpathsOfDirectory(atPath: study.folder.path).sorted()
    for command in ReadOnlyFolderTests.writing {
      let run = try tool.run(command)
      #expect(run.code == 73, "\(run.story)")
      expectOneLine(run)
    }
    #expect(try Data(contentsOf: study.folder.appending(path: "study.emic")) == before)
    let after = try FileManager.default.subpathsOfDirectory(atPath: study.folder.path).sorted()
    #expect(after == listing)
  }

  @Test func aStudyThatMayNotBeReadSaysSo() throws {
    let study = try SmallStudy()
    let stranger = try Stranger()
    defer { stranger.release(study.folder) }
    let tool = try stranger.tool(study.folder)
    chmod(study.folder.appending(path: "study.emic").path, 0o000)
    let run = try tool.run("status")
    #expect(run.code == 66, "\(run.story)")
    expectOneLine(run)
  }
}
