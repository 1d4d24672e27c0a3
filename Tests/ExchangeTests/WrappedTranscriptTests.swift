import Fieldwork
import TestSupport
import Testing

@testable import Exchange

/// Transcripts made up from known turns, wrapped as field transcripts are: the reader must find
/// exactly those turns again.
@Suite("Wrapped transcripts made from known turns")
struct WrappedTranscriptTests {
  private static let english = [
    "the", "bus", "went", "uphill", "we", "paid", "late", "and", "then",
  ]
  private static let chinese = Array("我们坐车上山去学校给娃娃报名钱不够先欠起")

  @Test("Every turn is one turn, with its words and nothing else", arguments: 0..<60)
  func roundTrip(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let chinese = seed % 3 == 0
    let labels = chinese ? ["问", "答"] : ["INT", ["HH", "SCHOOL", "OFFICIAL"][seed % 3]]
    var expected: [SeenTurn] = []
    var paragraphs: [String] = []
    for index in 0..<Int.random(in: 4...40, using: &random) {
      let label = labels[index % 2]
      let length = Int.random(in: 3...90, using: &random)
      let lines =
        chinese ? Self.chineseLines(length, &random) : Self.englishLines(label, length, &random)
      let words = lines.joined(separator: "\n")
      let role: Role = index % 2 == 0 ? .interviewer : chinese ? .respondent : .unknown
      expected.append(SeenTurn(label, role, words))
      paragraphs.append(label + (chinese ? "：" : ": ") + words)
    }
    let text = paragraphs.joined(separator: "\n\n") + "\n"
    let draft = try readTranscript(text)
    #expect(seen(draft) == expected, "seed \(seed)")
    #expect(draft.text == text)
    // The same bytes with Windows line ends and a mark.
    let windows = try readTranscript("\u{FEFF}" + text.replacing("\n", with: "\r\n"))
    #expect(windows.text == text)
    #expect(windows.turns == draft.turns)
  }

  private static func englishLines(
    _ label: String, _ count: Int, _ random: inout SeededGenerator
  ) -> [String] {
    var lines: [String] = []
    var line = ""
    for _ in 0..<count {
      let word = english.randomElement(using: &random) ?? "so"
      if line.utf8.count + word.utf8.count > 70 {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? word : " " + word
    }
    return lines + [line + "."]
  }

  private static func chineseLines(_ count: Int, _ random: inout SeededGenerator) -> [String] {
    let text = (0..<count).map { _ in chinese.randomElement(using: &random) ?? "我" } + ["。"]
    return stride(from: 0, to: text.count, by: 38).map {
      String(text[$0..<min($0 + 38, text.count)])
    }
  }
}
