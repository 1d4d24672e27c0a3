import Fieldwork
import Foundation
import StudyStore
import TestSupport
import Testing

/// What looking back costs on a study of 200 transcripts of 50 KB with 40,000 codings and a journal
/// of `EMIC_TEST_JOURNAL` entries; without that variable a study of a hundredth.
@Suite struct LookingBackCostTests {
  private let entries =
    ProcessInfo.processInfo.environment["EMIC_TEST_JOURNAL"].flatMap { Int($0) } ?? 100

  @Test func `a long journal is taken back in one pass`() throws {
    let fixture = try StudyFixture(isQuick: true)
    var random = SeededGenerator(seed: 1)
    let words = ["没有合同", "我们不走", "the room", "papers", "school fees", "以后再说"]
    for number in 0..<max(2, entries / 50) {
      var lines: [(String, String)] = []
      for turn in 0..<(entries < 10_000 ? 40 : 400) {
        let said = (0..<10).compactMap { _ in words.randomElement(using: &random) }
        lines.append((turn % 2 == 0 ? "Q" : "Mei", said.joined(separator: " ")))
      }
      try fixture.perform(ImportTranscripts([draft("T\(number)", lines)]))
    }
    try fixture.perform(
      ImportCodebook((0..<80).map { CodeDefinition(slug: "c\($0)") }))
    let texts = try fixture.study.snapshot([]).texts
    func coding(_ number: Int) -> NewCoding? {
      let text = texts[number % texts.count]
      let start = Int32(number / texts.count % 900) * 5
      return Span(start: start, end: start + 12).map {
        NewCoding(text: text.key, span: $0, code: "c\(number % 80)", coder: "ann")
      }
    }
    try fixture.perform(AddCodings((0..<entries * 4).compactMap(coding)))
    let last = try #require(try fixture.study.journal().last?.number)
    let before = try fixture.study.status()
    for number in 0..<entries {
      if number % 3 == 2 {
        let label = "T\((number - 1) % texts.count)"
        let passage = Int32(entries * 4 / texts.count + 1)
        _ = try? fixture.perform(RemoveCodings(.init(transcript: label, number: passage)))
      }
      guard let new = coding(entries * 4 + number) else { continue }
      try fixture.perform(AddCodings([new]))
    }
    let journal = try fixture.study.journal().count
    let clock = ContinuousClock()
    var then: Study?
    let all = try clock.measure { then = try fixture.study.rewound(to: .entry(last)) }
    let early = try clock.measure { _ = try fixture.study.rewound(to: .entry(1)) }
    let size = try FileManager.default.attributesOfItem(atPath: fixture.study.path)[.size] ?? 0
    print("\(journal) entries, \(size) bytes: looking back over them \(all), to the first \(early)")
    #expect(try then?.status().codings == before.codings)
    // Half a second is the budget of the release build, which the benchmark program measures.
    #expect(all < .seconds(2))
  }
}
