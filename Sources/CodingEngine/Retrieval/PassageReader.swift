import Fieldwork

/// Reads words out of turns: the passage, what stands around it, and the question before it.
struct PassageReader {
  /// Questions are shown up to about this many scalars.
  static let longestQuestion: Int32 = 200

  let snapshot: StudySnapshot
  let texts: TextShelf
  let turns: TurnColumns

  init(snapshot: StudySnapshot, texts: TextShelf) {
    self.snapshot = snapshot
    self.texts = texts
    turns = snapshot.turns
  }

  /// The turns whose words a passage shares; empty, but at the right place, where the passage
  /// lies between turns.
  ///
  /// - Parameter all: the rows of the text, `TurnColumns.rows(ofText:)`.
  func turns(touching span: Span, among all: Range<Int>) -> Range<Int> {
    let first = all.partitionPoint { turns.ends[$0] > span.start }
    let last = all.partitionPoint { turns.starts[$0] >= span.end }
    return first..<max(first, last)
  }

  /// The words of a passage as they are printed.
  func words(ofText text: Int32, in span: Span, turns touched: Range<Int>) -> String {
    // Between turns a file keeps labels, stamps and blank lines in a form of its own; with
    // speakers known, lines with labels read better than that raw form.
    guard touched.count > 1, touched.contains(where: { turns.speaker($0) != nil }) else {
      return texts.words(ofText: text, in: span)
    }
    let lines = touched.compactMap { turn -> String? in
      let shared = Span(start: turns.starts[turn], end: turns.ends[turn])?.intersection(span)
      return shared.map { labelled(texts.words(ofText: text, in: $0), turn: turn) }
    }
    return lines.joined(separator: "\n")
  }

  func turnsBefore(_ touched: Range<Int>, among all: Range<Int>, count: Int) -> String {
    lines(max(all.lowerBound, touched.lowerBound - count)..<touched.lowerBound)
  }

  func turnsAfter(_ touched: Range<Int>, among all: Range<Int>, count: Int) -> String {
    lines(touched.upperBound..<min(all.upperBound, touched.upperBound + count))
  }

  /// The nearest turn of an interviewer before the first of these turns, cut where it is long.
  func question(
    before touched: Range<Int>, ofText text: Int32, among all: Range<Int>
  ) -> String {
    let earlier = all.lowerBound..<touched.lowerBound
    guard let turn = earlier.last(where: { turns.roles[$0] == .interviewer }),
      let span = Span(start: turns.starts[turn], end: turns.ends[turn]),
      let buffer = texts[text]
    else { return "" }
    return buffer.opening(of: span, atMost: PassageReader.longestQuestion)
  }

  /// The language of a layer; an original without one of its own has its transcript's.
  func language(of entry: TextEntry) -> String {
    guard entry.language.isEmpty, entry.isOriginal else { return entry.language }
    return snapshot.transcripts[Int(entry.transcript)].language
  }

  /// Turns in full, one per line, with their speakers.
  func lines(_ range: Range<Int>) -> String {
    var lines = ""
    for turn in range {
      guard let span = Span(start: turns.starts[turn], end: turns.ends[turn]) else { continue }
      let line = labelled(texts.words(ofText: turns.texts[turn], in: span), turn: turn)
      if lines.isEmpty { lines = line } else { lines += "\n" + line }
    }
    return lines
  }

  private func labelled(_ words: String, turn: Int) -> String {
    guard let speaker = turns.speaker(turn) else { return words }
    return speaker + ": " + words
  }

  /// A place in a recording as `00:12:34`, with milliseconds only where there are some; empty
  /// for -1.
  static func clock(_ milliseconds: Int64) -> String {
    guard milliseconds >= 0 else { return "" }
    func padded(_ number: Int64, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let seconds = milliseconds / 1000
    let rest = milliseconds % 1000
    let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }
    return parts.joined(separator: ":") + (rest == 0 ? "" : "." + padded(rest, 3))
  }
}
