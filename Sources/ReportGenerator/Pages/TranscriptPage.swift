public import Fieldwork

/// A transcript as lines for a terminal: turns with number, speaker and time, and under each
/// the passages that begin in it, with their codes.
public struct TranscriptPage {
  /// The lines.
  public private(set) var lines: [String] = []
  private let snapshot: StudySnapshot
  private let text: Int32
  private let words: TextShelf
  private let width: Int

  /// Lays out a text.
  ///
  /// - Parameters:
  ///   - snapshot: the study, with turns and codings.
  ///   - text: the index of the text.
  ///   - words: its words.
  ///   - turns: only these turns, all without.
  ///   - width: the columns to fill; 100 without, at least 40.
  public init(
    _ snapshot: StudySnapshot, text: Int32, words: TextShelf, turns: ClosedRange<Int>? = nil,
    width: Int? = nil
  ) {
    self.snapshot = snapshot
    self.text = text
    self.words = words
    self.width = max(40, min(width ?? 100, 120))
    head()
    let rows = snapshot.turns.rows(ofText: text)
    for row in rows where turns?.contains(Int(snapshot.turns.numbers[row])) ?? true {
      turn(row)
    }
    if let turns, turns.upperBound > rows.count {
      lines.append("(the transcript has \(rows.count) turns)")
    }
  }

  private mutating func head() {
    let entry = snapshot.texts[Int(text)]
    let transcript = snapshot.transcripts[Int(entry.transcript)]
    var parts = [transcript.label]
    parts += [transcript.kind, transcript.date?.iso ?? ""].filter { !$0.isEmpty }
    if transcript.site >= 0 { parts.append(snapshot.sites[Int(transcript.site)].name) }
    if !entry.isOriginal {
      parts.append(
        "\(entry.language) translation"
          + (entry.translator.isEmpty ? "" : " by \(entry.translator)"))
    }
    if entry.version > 1 { parts.append("version \(entry.version)") }
    lines += parts.joined(separator: " · ").onOneLine.wrapped(toColumns: width)
  }

  private mutating func turn(_ row: Int) {
    let columns = snapshot.turns
    var head = "t\(columns.numbers[row])"
    if let speaker = columns.speaker(row) { head += " \(speaker)" }
    if columns.times[row] >= 0 { head += "  \(clock(columns.times[row]))" }
    lines.append("")
    lines.append(head.onOneLine)
    guard let span = Span(start: columns.starts[row], end: columns.ends[row]) else { return }
    let said = words.words(ofText: text, in: span).split(whereSeparator: \.isNewline)
      .joined(separator: " ").printable
    for line in said.wrapped(toColumns: width - 4) { lines.append("    " + line) }
    lines += PassageLines.lines(
      snapshot, beginningIn: span, ofText: text, words: words, width: width)
  }

  private func clock(_ milliseconds: Int64) -> String {
    let seconds = milliseconds / 1000
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
  }
}

/// The passages that begin in a turn, with their codes, as lines below it.
enum PassageLines {
  static func lines(
    _ snapshot: StudySnapshot, beginningIn turn: Span, ofText text: Int32, words: TextShelf,
    width: Int, tag: String = ""
  ) -> [String] {
    var lines: [String] = []
    let codings = snapshot.codings
    var row = codings.firstRow(ofText: text, from: turn.start)
    while row < codings.count, codings.texts[row] == text, codings.starts[row] < turn.end {
      var next = row
      var codes: [String] = []
      while next < codings.count, codings.texts[next] == text,
        codings.starts[next] == codings.starts[row], codings.ends[next] == codings.ends[row]
      {
        let slug = snapshot.codebook.codes[Int(codings.codes[next])].slug
        let coder = snapshot.coders[Int(codings.coders[next])].inRound(codings.round(next))
        codes.append("\(slug) (\(coder)\(codings.isToConfirm(next) ? ", to confirm" : ""))")
        next += 1
      }
      let span = codings.span(row)
      let quoted = words.words(ofText: text, in: span).split(whereSeparator: \.isNewline)
        .joined(separator: " / ").printable
      let mark = "#\(codings.numbers[row])\(tag)"
      let opening = quoted.truncated(toColumns: max(20, width - 12 - mark.displayWidth))
      lines.append("  ┃ \(mark) “\(opening)”")
      for line in codes.joined(separator: ", ").onOneLine.wrapped(toColumns: width - 8) {
        lines.append("  ┃   " + line)
      }
      row = next
    }
    return lines
  }
}

extension CodingColumns {
  /// The first row of a text that begins at a scalar or behind it.
  func firstRow(ofText text: Int32, from start: Int32) -> Int {
    (0..<count).partitionPoint { (texts[$0], starts[$0]) >= (text, start) }
  }
}
