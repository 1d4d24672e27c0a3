import Fieldwork
import Statistics

/// The stretches that each code covers in each text, in counted characters, or in each transcript,
/// in turns or sentences, ready to be rotated.
struct RotatableCovers {
  /// What one code covers of one text, by one coder (or by all, where they are one).
  private struct Cover {
    var text: Int32
    var stretches: [CircularOverlap.Stretch]
  }

  /// By coder, then row of the table: covers in order of the text.
  private let covers: [[[Cover]]]
  private let lengths: [Int]

  init(_ counter: CooccurrenceCounter) {
    let ruler = CountedScalars(
      counter.snapshot, includeInterviewer: counter.query.includeInterviewer)
    lengths = counter.snapshot.texts.enumerated().map { index, text in
      Int(ruler.position(text.scalars, inText: Int32(index)))
    }
    covers = counter.quotations.map { quotations in
      let spans = quotations.measured(by: ruler).merged(lines: counter.size)
      var byLine = [[Cover]](repeating: [], count: counter.size)
      for index in 0..<spans.count {
        let line = Int(spans.lines[index])
        let stretch = CircularOverlap.Stretch(Int(spans.starts[index]), Int(spans.ends[index]))
        if let last = byLine[line].indices.last, byLine[line][last].text == spans.texts[index] {
          byLine[line][last].stretches.append(stretch)
        } else {
          byLine[line].append(Cover(text: spans.texts[index], stretches: [stretch]))
        }
      }
      return byLine
    }
  }

  /// Runs of neighbouring units (turns, sentences, rows) with a code, whoever put it.
  init(unitsOf counter: CooccurrenceCounter) {
    let units = counter.units
    let transcripts = units.transcripts ?? []
    var lengths = [Int](repeating: 0, count: counter.snapshot.transcripts.count)
    let ranks = transcripts.map { transcript -> Int in
      guard transcript >= 0 else { return -1 }
      defer { lengths[Int(transcript)] += 1 }
      return lengths[Int(transcript)]
    }
    self.lengths = lengths
    var byLine = [[Cover]](repeating: [], count: counter.size)
    let entries = counter.entries(units).sorted { a, b in
      (a.line, transcripts[Int(a.unit)], a.unit) < (b.line, transcripts[Int(b.unit)], b.unit)
    }
    for entry in entries {
      let (line, text) = (Int(entry.line), transcripts[Int(entry.unit)])
      let rank = ranks[Int(entry.unit)]
      if byLine[line].last?.text != text { byLine[line].append(Cover(text: text, stretches: [])) }
      let last = byLine[line].count - 1
      let end = byLine[line][last].stretches.last?.end ?? -1
      if end == rank + 1 { continue }
      if end == rank {
        byLine[line][last].stretches[byLine[line][last].stretches.count - 1].end = rank + 1
      } else {
        byLine[line][last].stretches.append(.init(rank, rank + 1))
      }
    }
    covers = [byLine]
  }

  /// The stretches of a code in all.
  func stretches(_ line: Int) -> Int {
    covers.reduce(0) { $0 + $1[line].reduce(0) { $0 + $1.stretches.count } }
  }

  /// A text in which both codes lie; all coders are rotated by the same offset.
  struct Text {
    var length: Int
    var coders: [CircularOverlap]

    var isConstant: Bool { coders.allSatisfy(\.isConstant) }

    func overlap(shiftedBy offset: Int) -> Int {
      var sum = 0
      for coder in coders { sum += coder.overlap(shiftedBy: offset) }
      return sum
    }
  }

  /// The texts that have both codes by one coder.
  func overlaps(_ first: Int, _ second: Int) -> [Text] {
    var byText: [Int32: Text] = [:]
    forEachShared(first, second) { text, a, b in
      let length = lengths[Int(text)]
      guard let overlap = CircularOverlap(length: length, first: a, second: b) else { return }
      byText[text, default: Text(length: length, coders: [])].coders.append(overlap)
    }
    return byText.sorted { $0.key < $1.key }.map(\.value)
  }

  /// The mean overlap over all offsets: in each text the product of both lengths over its own.
  func expected(_ first: Int, _ second: Int) -> Double {
    var sum = 0.0
    forEachShared(first, second) { text, a, b in
      let covered = [a, b].map { $0.reduce(0) { $0 + $1.end - $1.start } }
      sum += Double(covered[0]) * Double(covered[1]) / Double(max(1, lengths[Int(text)]))
    }
    return sum
  }

  private func forEachShared(
    _ first: Int, _ second: Int,
    _ body: (Int32, [CircularOverlap.Stretch], [CircularOverlap.Stretch]) -> Void
  ) {
    for byLine in covers {
      let (a, b) = (byLine[first], byLine[second])
      var next = 0
      for one in a {
        while next < b.count, b[next].text < one.text { next += 1 }
        guard next < b.count, b[next].text == one.text else { continue }
        body(one.text, one.stretches, b[next].stretches)
      }
    }
  }
}
