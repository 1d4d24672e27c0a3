import Fieldwork
import Foundation
import Testing

@testable import Exchange

@Suite("Folders of transcripts")
struct TranscriptFolderTests {
  @Test("Known formats are read in natural order, the rest is passed over or listed")
  func folder() throws {
    try withFolder([
      "P10.txt": "Q: a\nA: b\n", "P2.txt": "Q: a\nA: b\n", "sub/P1.md": "Q: a\nA: b\n",
      "README.md": "no", "License.txt": "no", ".hidden.txt": "no", "photo.heic": "x",
      "bad.docx": "PK\u{3}\u{4}junk", "~$P1.docx": "lock",
    ]) { folder in
      var seen: [Int] = []
      let batch = try TranscriptFolder.read(paths: [folder], options: .init()) { done, all in
        seen.append(done)
        #expect(all == 4)
      }
      #expect(
        batch.items.map { $0.path.dropFirst(folder.count + 1) } == [
          "P2.txt", "P10.txt", "sub/P1.md",
        ])
      #expect(batch.items.map(\.draft.label) == ["P2", "P10", "P1"])
      #expect(batch.skipped == [folder + "/photo.heic"])
      #expect(batch.failures.count == 1)
      #expect(batch.failures.first?.place == folder + "/bad.docx")
      #expect(batch.failures.first?.kind == .data)
      #expect(seen == [1, 2, 3, 4])
    }
  }

  @Test("A path that leads nowhere is a missing input; the others are read")
  func missing() throws {
    try withFolder(["a.txt": "Q: a\nA: b\n"]) { folder in
      let batch = try TranscriptFolder.read(
        paths: [folder + "/none.txt", folder + "/a.txt", folder + "/a.txt"], options: .init()
      ) { _, _ in }
      #expect(batch.items.count == 1)
      #expect(batch.failures.map(\.kind) == [.missingInput])
      #expect(batch.failures.first?.place == folder + "/none.txt")
    }
  }

  @Test("metadata.csv wins over front matter, front matter over the head; conflicts are named")
  func metadata() throws {
    try withFolder([
      "metadata.csv": """
      id,file,kind,date,site,participants,cases,interviewer,present,school
      A-1,a.md,household,2016-06-22,mill,A-1-A;A-1-B,HH-1; HH-2,anna,,School M
      b,,official,,,,,,,
      C-3,gone.txt,household,,,,,,,

      """,
      "a.md":
        "---\nid: A-1\nkind: school\nroute: gate\nsite: mill\n---\nSite: market\n\nQ: a\nA: b\n",
      "b.txt": "Q: a\nA: b\n",
    ]) { folder in
      let batch = try TranscriptFolder.read(paths: [folder], options: .init()) { _, _ in }
      #expect(batch.failures.isEmpty)
      let a = try #require(batch.items.first?.draft)
      #expect(a.label == "A-1")
      #expect(a.metadata.kind == "household")
      #expect(a.metadata.route == "gate")
      #expect(a.metadata.site == "mill")
      #expect(a.metadata.participants == ["A-1-A", "A-1-B"])
      #expect(a.metadata.cases == ["HH-1", "HH-2"])
      #expect(a.metadata.interviewers == ["anna"])
      #expect(a.metadata.present.isEmpty)
      #expect(a.metadata.date?.iso == "2016-06-22")
      #expect(a.metadata.attributes == [AttributeValue(name: "school", value: "School M")])
      #expect(a.notes.count == 1)
      #expect(a.notes.first?.contains("'market'") == true)
      #expect(batch.items.last?.draft.metadata.kind == "official")
      #expect(batch.notes.count == 2)
      #expect(batch.notes.first?.hasPrefix(folder + "/a.md: kind is 'school' in the file") == true)
      #expect(batch.notes.first?.contains("'household' in metadata.csv, which wins") == true)
      #expect(batch.notes.last?.hasSuffix("metadata.csv line 4: no file for 'gone.txt'") == true)
    }
  }

  @Test("A file named by itself has its row, and no row is missed")
  func singleFile() throws {
    try withFolder([
      "metadata.csv": "id,file,kind\nA-1,a.txt,household\nB-1,b.txt,official\n",
      "a.txt": "Q: a\nA: b\n", "b.txt": "Q: a\nA: b\n",
    ]) { folder in
      let batch = try TranscriptFolder.read(paths: [folder + "/a.txt"], options: .init()) { _, _ in
      }
      #expect(batch.items.first?.draft.label == "A-1")
      #expect(batch.notes.isEmpty)
    }
  }

  @Test("Two files with one label are mentioned")
  func labels() throws {
    try withFolder(["a.txt": "Q: a\nA: b\n", "a.md": "Q: a\nA: c\n"]) { folder in
      let batch = try TranscriptFolder.read(paths: [folder + "/"], options: .init()) { _, _ in }
      #expect(batch.items.count == 2)
      #expect(batch.notes.count == 1)
    }
  }

  private func withFolder(_ files: [String: String], _ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, content) in files {
      let url = folder.appending(path: name)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(content.utf8).write(to: url)
    }
    try body(folder.path)
  }
}
