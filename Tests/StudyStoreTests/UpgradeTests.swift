import Fieldwork
import Foundation
import StudyStore
import TestSupport
import Testing

/// Studies that were made by earlier releases, kept in `Studies`, open in this one.
@Suite struct UpgradeTests {
  static let versions = [1, 2, 3, 4, 5, 6, 7, 8]

  func copy(of version: Int) throws -> (folder: URL, path: String) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "emic-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appending(path: Study.fileName)
    try FileManager.default.copyItem(
      at: SharedFiles.packageRoot.appending(
        path: "Tests/StudyStoreTests/Studies/version-\(version).emic"),
      to: path)
    return (folder, path.path)
  }

  @Test(arguments: versions)
  func anOlderStudyIsReadWithoutBeingChanged(version: Int) throws {
    let (folder, path) = try copy(of: version)
    defer { try? FileManager.default.removeItem(at: folder) }
    let before = try Data(contentsOf: URL(filePath: path))
    let study = try Study.open(path, for: .reading)
    let snapshot = try study.snapshot()
    #expect(snapshot.transcripts.map(\.label) == ["a"])
    #expect(snapshot.codings.count == 1)
    #expect(snapshot.links.map(\.record) == [0])
    #expect(snapshot.memos.isEmpty && snapshot.relations.isEmpty)
    #expect(try study.search("lease", limit: 5).total == 1)
    try study.close()
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
  }

  @Test(arguments: versions)
  func writingUpgradesAnOlderStudyAndKeepsACopy(version: Int) throws {
    let (folder, path) = try copy(of: version)
    defer { try? FileManager.default.removeItem(at: folder) }
    let author = Author(coder: "ann", time: "2026-02-01T00:00:00Z")
    let study = try Study.open(path, for: .writing)
    #expect(FileManager.default.fileExists(atPath: "\(path).schema-\(version)"))
    _ = try study.perform(
      ImportMemos([MemoDefinition(slug: "m1", kind: "code", body: "Rooms.", codes: ["rent"])]),
      by: author)
    #expect(try study.snapshot().memos.map(\.codes) == [["rent"]])
    #expect(try study.journal().map(\.command).suffix(2) == ["upgrade", "memo import"])
    let report = try study.check()
    #expect(report.isClean, "\(report.items.flatMap(\.findings))")
  }

  /// Adding tables and columns keeps the change sets of earlier releases valid.
  @Test(arguments: versions)
  func whatAnEarlierReleaseDidCanStillBeUndone(version: Int) throws {
    let (folder, path) = try copy(of: version)
    defer { try? FileManager.default.removeItem(at: folder) }
    let author = Author(coder: "ann", time: "2026-02-01T00:00:00Z")
    let study = try Study.open(path, for: .writing)
    let done = try study.journal().filter {
      $0.kind == .done && !$0.isUndone && !["init", "upgrade"].contains($0.command)
    }
    for entry in done.reversed() { #expect(try study.undo(by: author).number == entry.number) }
    let snapshot = try study.snapshot()
    #expect(snapshot.transcripts.isEmpty && snapshot.codebook.codes.isEmpty)
    for entry in done { #expect(try study.redo(by: author).number == entry.number) }
    #expect(try study.snapshot().codings.count == 1)
    #expect(try study.check().isClean)
  }

  @Test func aStudyOfALaterReleaseIsLeftAlone() throws {
    let (folder, path) = try copy(of: 1)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Vandal.execute("PRAGMA user_version = 99", on: path)
    for access in [Study.Access.reading, .writing] {
      #expect(throws: StudyFailure.newerSchema(path: path, version: 99)) {
        try Study.open(path, for: access)
      }
    }
  }
}
