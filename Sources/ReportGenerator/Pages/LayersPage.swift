public import Fieldwork

/// The language layers of a transcript turn by turn: in columns where the terminal is wide enough,
/// one under the other where it is narrow, with the passages that are coded in any of them.
public struct LayersPage {
  /// The narrowest column in which words are read.
  private static let narrowest = 30
  private static let gap = " │ "

  /// The lines.
  public private(set) var lines: [String] = []
  private let snapshot: StudySnapshot
  private let texts: [Int32]
  private let words: TextShelf
  private let width: Int
  private let areColumns: Bool

  /// Lays out layers.
  ///
  /// - Parameters:
  ///   - snapshot: the study, with turns and codings.
  ///   - texts: the indices of texts of one transcript; the turns of the first decide which are
  ///     shown.
  ///   - words: their words.
  ///   - turns: only these turns of the first, all without.
  ///   - width: the columns of the terminal; 100 without, at least 20, more than 160 are not used.
  public init(
    _ snapshot: StudySnapshot, texts: [Int32], words: TextShelf, turns: ClosedRange<Int>? = nil,
    width: Int? = nil
  ) {
    self.snapshot = snapshot
    self.texts = texts
    self.words = words
    self.width = max(20, min(width ?? 100, 160))
    let room = self.width + LayersPage.gap.displayWidth
    areColumns =
      texts.count > 1
      && room / (LayersPage.narrowest + LayersPage.gap.displayWidth) >= texts.count
    head()
    let bands = LayerBands(snapshot, texts: texts)
    for band in bands.bands {
      let isAsked = band.first.map { row in
        turns?.contains(Int(snapshot.turns.numbers[row])) ?? true
      }
      guard isAsked ?? (turns == nil) else { continue }
      lines.append("")
      write(band.rows, bands.alone)
    }
  }

  private mutating func head() {
    guard let first = texts.first else { return }
    let transcript = snapshot.transcripts[Int(snapshot.texts[Int(first)].transcript)]
    let parts = [transcript.label, transcript.kind, transcript.date?.iso ?? ""]
    paragraph(parts.filter { !$0.isEmpty }.joined(separator: " · "))
    let titles = texts.map { text in
      let entry = snapshot.texts[Int(text)]
      let version = entry.version > 1 ? ", version \(entry.version)" : ""
      return "\(entry.language): \(entry.credit)\(version)"
    }
    if areColumns {
      lines.append("")
      beside(titles.map { [$0] })
    } else {
      titles.forEach { paragraph($0) }
    }
  }

  /// The turns that stand beside each other, then the passages that begin in them.
  private mutating func write(_ rows: [[Int]], _ alone: Set<Int>) {
    let cells = zip(texts, rows).map { text, rows -> [String] in
      let tag = areColumns ? "" : "[\(snapshot.texts[Int(text)].language)] "
      guard !rows.isEmpty else { return ["\(tag)(nothing stands beside it)"] }
      return rows.flatMap { row -> [String] in
        var head = "\(tag)t\(snapshot.turns.numbers[row])"
        if let speaker = snapshot.turns.speaker(row) { head += " \(speaker)" }
        if alone.contains(row) { head += " (beside no turn)" }
        guard let span = Span(start: snapshot.turns.starts[row], end: snapshot.turns.ends[row])
        else { return [head] }
        let said = words.words(ofText: text, in: span).split(whereSeparator: \.isNewline)
          .joined(separator: " ")
        return [head, said]
      }
    }
    if areColumns { beside(cells) } else { cells.joined().forEach { paragraph($0) } }
    for (text, rows) in zip(texts, rows) {
      let language = snapshot.texts[Int(text)].language
      for row in rows {
        guard let span = Span(start: snapshot.turns.starts[row], end: snapshot.turns.ends[row])
        else { continue }
        let found = PassageLines.lines(
          snapshot, beginningIn: span, ofText: text, words: words, width: max(40, width),
          tag: " [\(language)]")
        lines += found.flatMap { $0.displayWidth > width ? $0.wrapped(toColumns: width) : [$0] }
      }
    }
  }

  /// Paragraphs in columns.
  private mutating func beside(_ cells: [[String]]) {
    let gap = LayersPage.gap
    let column = (width - gap.displayWidth * (cells.count - 1)) / max(1, cells.count)
    let wrapped = cells.map { cell in
      cell.flatMap { $0.onOneLine.wrapped(toColumns: column) }
    }
    for row in 0..<(wrapped.map(\.count).max() ?? 0) {
      let parts = wrapped.map {
        ($0.indices.contains(row) ? $0[row] : "").padded(toColumns: column)
      }
      var line = parts.joined(separator: gap)
      while line.last == " " { line.removeLast() }
      lines.append(line)
    }
  }

  private mutating func paragraph(_ words: String) {
    lines += words.onOneLine.wrapped(toColumns: width)
  }
}

/// Which turns of some texts stand beside each other.
struct LayerBands {
  /// Turns that stand beside each other.
  struct Band {
    /// The turn of the first text, or `nil` before its first.
    var first: Int?
    /// For each text its turns, as rows of `StudySnapshot.turns`.
    var rows: [[Int]]
  }

  private(set) var bands: [Band] = []
  /// Turns of other texts that stand beside none of the first.
  private(set) var alone: Set<Int> = []

  init(_ snapshot: StudySnapshot, texts: [Int32]) {
    let turns = snapshot.turns
    guard let first = texts.first else { return }
    var places: [Int32: Int] = [:]
    for row in turns.rows(ofText: first) {
      let key = turns.aligned(row)
      if key > 0, places[key] == nil { places[key] = bands.count }
      var rows = [[Int]](repeating: [], count: texts.count)
      rows[0] = [row]
      bands.append(Band(first: row, rows: rows))
    }
    for (index, text) in texts.enumerated().dropFirst() {
      var current = 0
      for row in turns.rows(ofText: text) {
        let key = turns.aligned(row)
        if key > 0, let place = places[key] { current = place } else { alone.insert(row) }
        if bands.indices.contains(current) { bands[current].rows[index].append(row) }
      }
    }
  }
}
