import CodingEngine
import Fieldwork
import TestSupport
import Testing

/// Which codes lie on words that a search found.
@Suite struct CodesOnWordsTests {
  @Test func `codes lie on words that share a character with their passage`() throws {
    var study = SnapshotBuilder()
    for code in ["river", "rain"] { study.code(code) }
    study.interview("A-1", [.asks("And?"), .says("It rained on the river all day.")])
    study.put("rain", on: "It rained", in: "A-1")
    study.put("rain", "river", on: "rained on the river", in: "A-1", coder: "lee")
    let snapshot = try study.snapshot()
    let words = CodesOnWords(snapshot)
    func codes(_ part: String) throws -> [String] {
      let text = try #require(study.buffers.first).text
      let range = try #require(text.firstRange(of: part))
      let start = text.unicodeScalars.distance(from: text.startIndex, to: range.lowerBound)
      let span = try #require(
        Span(start: Int32(start), end: Int32(start + part.unicodeScalars.count)))
      return words.codes(onText: 0, span).codes.map { snapshot.codebook.codes[Int($0)].slug }
    }
    #expect(try codes("It") == ["rain"])
    #expect(try codes("rained") == ["river", "rain"])
    #expect(try codes("river all") == ["river", "rain"])
    #expect(try codes(" all").isEmpty)
    #expect(try codes("And").isEmpty)
  }

  @Test func `a translation is coded by the turn of the layer that carries the codings`() throws {
    var study = SnapshotBuilder()
    study.code("stay")
    study.interview("A-1", language: "zh", [.asks("以后呢？"), .says("我们不走了。")])
    study.layer(
      of: "A-1", language: "en", translator: "K.",
      lines: [.asks("And later?"), .says("We are not leaving.")])
    study.put("stay", on: "不走", in: "A-1")
    let snapshot = try study.snapshot()
    let words = CodesOnWords(snapshot)
    let turns = snapshot.turns
    func answer(_ number: Int32) throws -> CodesOnWords.Answer {
      let row = try #require(turns.rows(ofText: 1).first { turns.numbers[$0] == number })
      return words.codes(
        onText: 1, try #require(Span(start: turns.starts[row], end: turns.ends[row])))
    }
    #expect(try answer(2).codes == [0])
    #expect(try answer(2).isByTurn)
    #expect(try answer(1).isEmpty)
    #expect(try !answer(1).isByTurn)
  }

  @Test func `random spans find what looking at every coding finds`() throws {
    var random = SeededGenerator(seed: 97)
    for _ in 0..<400 {
      var study = SpanStudy(
        texts: (0..<3).map { _ in .init(transcript: 0, scalars: 40, turns: []) },
        parents: [-1, -1, -1, -1])
      study.transcripts = (0..<3).map { TranscriptEntry(label: "T\($0)") }
      for text in 0..<3 { study.texts[text].transcript = text }
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        let start = Int.random(in: 0..<39, using: &random)
        study.marks.append(
          .init(
            text: Int.random(in: 0..<3, using: &random), start: start,
            end: Int.random(in: start + 1...40, using: &random),
            code: Int.random(in: 0..<4, using: &random)))
      }
      let words = CodesOnWords(try study.snapshot())
      for _ in 0..<20 {
        let start = Int.random(in: 0..<39, using: &random)
        let asked = SpanStudy.Mark(
          text: Int.random(in: 0..<3, using: &random), start: start,
          end: Int.random(in: start + 1...40, using: &random), code: 0)
        let expected = Set(study.marks.filter(asked.overlaps).map { Int32($0.code) }).sorted()
        let span = try #require(Span(start: Int32(asked.start), end: Int32(asked.end)))
        #expect(words.codes(onText: Int32(asked.text), span).codes == expected)
      }
    }
  }
}
