import Fieldwork
import TestSupport
import Testing

@testable import Exchange

/// Damaged files are read or refused with a reason; they never stop the program, and whatever
/// is read is sound.
@Suite("Damaged files")
struct TranscriptMutationTests {
  static let sources: [(String, [UInt8])] = [
    (
      "a.docx",
      OfficeFiles.docx(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Q: So?</w:t><w:br/></w:r></w:p>"
          + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A: 好 &amp; so</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
          + "<mc:AlternateContent><mc:Choice><w:p><w:r><w:t>x</w:t></w:r></w:p></mc:Choice>"
          + "</mc:AlternateContent>")
    ),
    (
      "a.odt",
      OfficeFiles.odt(
        "<text:p>Q:<text:s text:c=\"2\"/>So?</text:p><table:table><table:table-row><table:table-cell>"
          + "<text:p>A: é<text:line-break/>x</text:p></table:table-cell></table:table-row>"
          + "</table:table>")
    ),
    (
      "a.vtt",
      Array(
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\n<v Anna>Hi &amp; <c>you</c>\n\nNOTE x\n\n00:03.000 --> 00:04.000\n<v Bo>你好</v>\n"
          .utf8)
    ),
    (
      "a.srt",
      Array(
        "1\n00:00:01,000 --> 00:00:02,000\nQ: Hi\n\n2\n00:00:03,000 --> 00:00:04,000\nA: 好\n".utf8)
    ),
    (
      "a.json",
      Array(
        #"{"segments":[{"start":0.5,"end":2,"text":"Hi 好","words":[{"word":"Hi","start":1,"speaker":"S"}]}]}"#
          .utf8)
    ),
    (
      "a.md",
      Array(
        "---\nid: a\nlist: [b, c]\nmap:\n  d: e\n---\n\n**Q:** [00:01] So?\n\n### 答：\n\n好 #00:02#\n"
          .utf8)
    ),
    (
      "a.txt",
      Array("Date: 2016-06-22\n\n[00:01:02] 问：好？\nAnna  00:13\nYes\nAnna (00:14): No [0:15]\n".utf8)
    ),
  ]

  @Test("Mutations of every format", arguments: sources.indices)
  func mutations(index: Int) throws {
    let (name, source) = Self.sources[index]
    for seed in 0..<500 {
      var random = SeededGenerator(seed: UInt64(index * 1000 + seed))
      Self.tryToRead(name, Self.mutated(source, &random))
    }
    for length in source.indices { Self.tryToRead(name, Array(source[..<length])) }
  }

  @Test("Mutations of the XML inside a sound archive", arguments: [0, 1])
  func innerMutations(which: Int) throws {
    let xml = try String(
      decoding: ZIPContainer(Self.sources[which].1).bytes(
        of: which == 0 ? "word/document.xml" : "content.xml"), as: UTF8.self)
    for seed in 0..<500 {
      var random = SeededGenerator(seed: UInt64(seed))
      let damaged = String(decoding: Self.mutated(Array(xml.utf8), &random), as: UTF8.self)
      let member = which == 0 ? "word/document.xml" : "content.xml"
      Self.tryToRead(Self.sources[which].0, ZIPBuilder.archive([(member, damaged)]))
    }
  }

  @Test("Random bytes under every name")
  func randomBytes() {
    for (index, source) in Self.sources.enumerated() {
      for seed in 0..<200 {
        var random = SeededGenerator(seed: UInt64(index * 7919 + seed))
        let count = Int.random(in: 0...300, using: &random)
        let high = Bool.random(using: &random)
        let bytes = (0..<count).map { _ in
          high
            ? UInt8.random(in: 0...255, using: &random) : UInt8.random(in: 9...126, using: &random)
        }
        Self.tryToRead(source.0, bytes)
      }
    }
  }

  private static func mutated(
    _ source: [UInt8], _ random: inout SeededGenerator
  ) -> [UInt8] {
    var bytes = source
    for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
      let at = Int.random(in: 0..<bytes.count, using: &random)
      let end = min(bytes.count, at + Int.random(in: 1...12, using: &random))
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.removeSubrange(at..<end)
      case 2: bytes.insert(contentsOf: bytes[at..<end], at: at)
      case 3:
        let piece = Array(":<>&-[]#*\n\u{FEFF}：\u{A0}{}\"".utf8)
        bytes.insert(piece[Int.random(in: 0..<piece.count, using: &random)], at: at)
      default: bytes.swapAt(at, end - 1)
      }
    }
    return bytes
  }

  private static func tryToRead(_ name: String, _ bytes: [UInt8]) {
    do {
      let draft = try TranscriptReader.read(name: name, bytes: bytes, options: .init())
      expectSound(draft)
    } catch let error as any ProblemReporting {
      #expect(!error.problem.what.isEmpty)
    } catch {
      Issue.record("\(name): an error that reports no problem: \(error)")
    }
  }
}
