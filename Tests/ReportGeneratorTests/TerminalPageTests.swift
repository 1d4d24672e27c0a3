import CodingEngine
import Fieldwork
import ReportGenerator
import Testing

/// Words that would colour, clear and ring a terminal if they got there.
@Suite struct TerminalPageTests {
  private static let unruly = "W\u{1B}[2J \u{9B}1m\u{7}..."

  private func snapshot() throws -> StudySnapshot {
    try CaseStudy.snapshot(cases: 1, speaker: "A\u{1B}[31m", label: "T\u{1B}]0;x\u{7}")
  }

  private func expectHarmless(_ lines: [String]) {
    let unruly = lines.filter { line in
      line.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
    }
    #expect(unruly == [])
    #expect(lines.joined().contains("W␛[2J"), "the words are there: \(lines)")
  }

  @Test func aTranscriptCannotSteerTheTerminal() throws {
    let snapshot = try snapshot()
    let shelf = CaseStudy.shelf(snapshot, words: TerminalPageTests.unruly)
    expectHarmless(TranscriptPage(snapshot, text: 0, words: shelf).lines)
  }

  @Test func quotesCannotSteerTheTerminal() throws {
    let snapshot = try snapshot()
    let shelf = CaseStudy.shelf(snapshot, words: TerminalPageTests.unruly)
    let found = try CodeQuery("stay").resolved(in: snapshot.codebook, .exact).answer(in: snapshot)
    let passages = quotes(rows: found.rows, in: snapshot, texts: shelf)
    expectHarmless(
      QuotesPage(
        passages, query: "stay", found: found, snapshot: snapshot, texts: shelf, width: nil
      ).lines)
  }
}
