import Exchange
import Fieldwork
import Foundation
import TestSupport
import Testing

@Suite struct MemosMarkdownTests {
  private let text = """
    ---
    id: two-rivers
    kind: theoretical
    title: "Two rivers: one bed"
    on:
      codes: [stay, 学校]
      cases: R-1
    coder: ann
    date: 2016-07-10
    ---

    First thought.

    - second
      ---
    """

  private func message(_ text: String, _ file: String = "m.md") -> String? {
    do {
      _ = try MemosMarkdown.read(text, fileName: file)
      return nil
    } catch { return (error as? any ProblemReporting)?.problem.line }
  }

  @Test func aMemoSaysWhatItIsOnAndKeepsItsWords() throws {
    let expected = MemoDefinition(
      slug: "two-rivers", kind: "theoretical", title: "Two rivers: one bed",
      body: "First thought.\n\n- second\n  ---", coder: "ann", written: "2016-07-10",
      codes: ["stay", "学校"], cases: ["R-1"])
    #expect(try MemosMarkdown.read(text, fileName: "m.md") == expected)
    let windows = text.replacingOccurrences(of: "\n", with: "\r\n")
    #expect(try MemosMarkdown.read(windows, fileName: "m.md") == expected)
    #expect(try MemosMarkdown.read(MemosMarkdown.write(expected), fileName: "m.md") == expected)
  }

  @Test func passagesPeopleRelationsAndTheMarkAreReadAndWritten() throws {
    let file = """
      ---
      id: m
      kind: case
      on:
        passages: ["GY-101#12", 甲#3]
        participants: P-1
        relations: [L1, L2]
      open: yes
      ---

      x

      """
    let memo = try MemosMarkdown.read(file, fileName: "m.md")
    #expect(memo.passages.map(\.words) == ["GY-101#12", "甲#3"])
    #expect(memo.participants == ["P-1"] && memo.relations == ["L1", "L2"] && memo.isOpen)
    #expect(try MemosMarkdown.read(MemosMarkdown.write(memo), fileName: "m.md") == memo)
    #expect(
      message("---\nkind: case\non: {passages: [GY-101]}\n---\nx\n")
        == "m.md, line 3: a passage cannot be 'GY-101'; write it as cited, such as GY-101#12")
  }

  @Test func theFileNameStandsForAMissingId() throws {
    let memo = try MemosMarkdown.read("---\nkind: case\n---\nx\n", fileName: "Memos/on-R-1.md")
    #expect(memo.slug == "on-R-1")
    #expect(memo.written.isEmpty && memo.coder.isEmpty && memo.codes.isEmpty)
  }

  @Test func everyFaultIsOneClearLineWithItsPlace() {
    #expect(
      message("Just words.\n")
        == "m.md, line 1: the memo has no front matter; "
        + "begin with a line ---, then id, kind and what it is on, then another line ---")
    #expect(
      message("---\nid: a\nkind: poem\n---\nx\n")
        == "m.md, line 3: the kind cannot be 'poem'; write theoretical, methodological, "
        + "reflexive, case, code, negative-case, storyline")
    #expect(message("---\nid: a\n---\nx\n") == "m.md, line 2: the memo 'a' has no 'kind'; add it")
    #expect(
      message("---\nkind: case\non:\n  codes: []\n  villages: [x]\n---\nx\n")
        == "m.md, line 5: the key 'villages' is not known here; "
        + "known keys are codes, transcripts, cases, themes, passages, participants, relations")
    #expect(
      message("---\nkind: case\nmood: low\n---\nx\n")
        == "m.md, line 3: the key 'mood' is not known here; "
        + "known keys are id, kind, title, on, coder, date, open")
    #expect(
      message("---\nkind: case\ndate: last week\n---\nx\n")
        == "m.md, line 3: the date cannot be 'last week'; write it as 2016-06-22")
    #expect(message("---\nid: a\nkind: case\n---\n\n  \n") == "m.md, line 5: the memo has no words")
  }

  @Test(arguments: UInt64(1)...80)
  func whatIsWrittenReadsBackAsTheSame(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let pieces = ["a", "码", ": ", "#", "'", "\"", "- ", "[", "null", "é", "|", "10"]
    func words(_ separator: String = " ") -> String {
      (0..<Int.random(in: 0...4, using: &random))
        .map { _ in pieces.randomElement(using: &random) ?? "" }.joined(separator: separator)
        .trimmingBlanks
    }
    func names() -> [String] {
      (0..<Int.random(in: 0...3, using: &random)).map { "n\($0)" + words() }
    }
    let memo = MemoDefinition(
      slug: "m" + words(), kind: MemosMarkdown.kinds.randomElement(using: &random) ?? "case",
      title: words(), body: "b" + words("\n\n") + ".", coder: words(),
      written: Bool.random(using: &random) ? "2017-01-31T08:00:00Z" : "", codes: names(),
      transcripts: names(), cases: names(), themes: names())
    #expect(try MemosMarkdown.read(MemosMarkdown.write(memo), fileName: "x.md") == memo)
  }

  @Test(arguments: UInt64(1)...60)
  func damagedMemosAreReadOrRefusedNeverCrash(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    do {
      _ = try MemosMarkdown.read(RandomCodes.damaged(text, using: &random), fileName: "m.md")
    } catch { #expect(error is any ProblemReporting, "seed \(seed)") }
  }

  @Test func aFolderGivesItsMarkdownFilesInOrder() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "emic-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(throws: MemoFailure.noFiles(folder: folder.path)) {
      try MemoFolder.read(paths: [folder.path])
    }
    for name in ["b10.md", "b9.md", "README.md", "notes.txt"] {
      try Data("---\nkind: case\n---\n\(name)\n".utf8).write(to: folder.appending(path: name))
    }
    #expect(try MemoFolder.read(paths: [folder.path]).map(\.memo.slug) == ["b9", "b10"])
    let twin = folder.appending(path: "c.md").path
    try Data("---\nid: b9\nkind: case\n---\nx\n".utf8).write(to: URL(filePath: twin))
    #expect(
      throws: MemoFailure.twice(id: "b9", files: [folder.path + "/b9.md", twin])
    ) { try MemoFolder.read(paths: [folder.path]) }
  }
}
