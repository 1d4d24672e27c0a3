import CodingEngine
import Fieldwork
import TestSupport
import Testing

@Suite("Sentences are found as a reader would")
struct SentenceTests {
  /// The sentences of a single turn, in words.
  private func sentences(_ words: String) throws -> [String] {
    var study = SnapshotBuilder()
    study.code("a")
    study.interview("T-1", [.says(words)])
    let snapshot = try study.snapshot()
    let found = Sentences(of: snapshot, words: study.shelf)
    return try (0..<found.count).map { row in
      let span = try #require(Span(start: found.starts[row], end: found.ends[row]))
      return study.shelf.words(ofText: found.texts[row], in: span)
    }
  }

  @Test(
    "in English, Chinese and both",
    arguments: [
      ("We came in May. We stayed!", ["We came in May.", "We stayed!"]),
      ("We pay 3.5 per cent. That is much.", ["We pay 3.5 per cent.", "That is much."]),
      (
        "Mr. Luo asked Dr. Tian, e.g. about fees. He knew.",
        ["Mr. Luo asked Dr. Tian, e.g. about fees.", "He knew."]
      ),
      ("It was J. Smith and I. We left.", ["It was J. Smith and I.", "We left."]),
      ("He said: “No.” Then he went.", ["He said: “No.”", "Then he went."]),
      (
        "Well ... maybe later. Or not… Who knows?",
        ["Well ... maybe later.", "Or not…", "Who knows?"]
      ),
      ("我们来了。以后也不走！真的？真的。", ["我们来了。", "以后也不走！", "真的？", "真的。"]),
      ("他说：“不走。”我也不走。", ["他说：“不走。”", "我也不走。"]),
      ("社保在3.5那里。No hukou. 没有。", ["社保在3.5那里。", "No hukou.", "没有。"]),
      ("no end at all", ["no end at all"]), ("What?! Really?!", ["What?!", "Really?!"]),
      ("…", []), ("   ", []), ("Yes. — !", ["Yes. — !"]),
    ])
  func examples(words: String, expected: [String]) throws {
    #expect(try sentences(words) == expected)
  }

  @Test("every scalar that is no blank lies in exactly one sentence of its own turn")
  func partition() throws {
    var random = SeededGenerator(seed: 12)
    let parts = ["a", "B", " ", ".", "。", "！", "…", "\"", "”", "3", "Mr", "\n", "é", "户口", "?"]
    for round in 0..<400 {
      var study = SnapshotBuilder()
      study.code("a")
      let lines = (0..<2).map { _ -> SnapshotBuilder.Line in
        let words = (0..<Int.random(in: 1...14, using: &random)).map { _ in
          parts[Int.random(in: 0..<parts.count, using: &random)]
        }
        return .says(words.joined() + "x")
      }
      study.interview("T-1", lines)
      let snapshot = try study.snapshot()
      let found = Sentences(of: snapshot, words: study.shelf)
      var owner: [Int32: Int] = [:]
      for row in 0..<found.count {
        let turn = Int(found.turns[row])
        #expect(found.starts[row] >= snapshot.turns.starts[turn])
        #expect(found.ends[row] <= snapshot.turns.ends[turn])
        for scalar in found.starts[row]..<found.ends[row] {
          #expect(owner.updateValue(row, forKey: scalar) == nil, "round \(round)")
        }
      }
      let text = Array(study.buffers[0].text.unicodeScalars)
      for turn in 0..<snapshot.turns.count {
        let span = Int(snapshot.turns.starts[turn])..<Int(snapshot.turns.ends[turn])
        let first = span.first { owner[Int32($0)] != nil } ?? span.upperBound
        // Marks before the first word of a turn belong to no sentence.
        for scalar in first..<span.upperBound where !text[scalar].properties.isWhitespace {
          #expect(owner[Int32(scalar)] != nil, "round \(round): \(study.buffers[0].text)")
        }
      }
    }
  }
}
