public import CodingEngine
public import Fieldwork

/// The passages of a code beside each other, as a person reads them at a terminal: the definition
/// on top, then as many groups side by side as fit the width.
public struct ComparisonPage {
  /// The narrowest column in which words are read.
  private static let narrowest = 30
  private static let gap = " │ "

  /// The lines.
  public private(set) var lines: [String] = []
  private let width: Int

  /// Lays out a comparison.
  ///
  /// - Parameters:
  ///   - comparison: the groups.
  ///   - snapshot: the study.
  ///   - texts: the words, translations included.
  ///   - since: the moment from which on codings are new, as it was typed.
  ///   - width: the columns to fill; 100 without, at least 20.
  public init(
    _ comparison: CodeComparison, in snapshot: StudySnapshot, texts: TextShelf, since: String?,
    width: Int?
  ) {
    self.width = max(20, width ?? 100)
    head(comparison, snapshot)
    let cells = comparison.groups.map { group in
      let passages = counted(group.passages.count, "passage")
      return (
        heading: "\(comparison.heading(of: group, since: since)): \(passages)",
        passages: group.passages.map { passage in
          parts(passage, comparison, snapshot, texts, marksNew: comparison.dimension != .age)
        }
      )
    }
    let room = self.width + ComparisonPage.gap.displayWidth
    let count = max(
      1, min(cells.count, room / (ComparisonPage.narrowest + ComparisonPage.gap.displayWidth)))
    for start in stride(from: 0, to: cells.count, by: count) {
      lines.append("")
      band(Array(cells[start..<min(start + count, cells.count)]), columns: count)
    }
    for note in (snapshot.limits.map { [$0.summary] + $0.notes } ?? []) + comparison.notes {
      lines.append("")
      paragraph("note: \(note)")
    }
  }

  private mutating func head(_ comparison: CodeComparison, _ snapshot: StudySnapshot) {
    let code = snapshot.codebook.codes[comparison.code]
    paragraph(([code.slug] + code.names.map(\.text)).joined(separator: " · "))
    for (name, words) in [
      ("definition", code.short), ("in full", code.full), ("use", code.include),
      ("do not use", code.exclude),
    ] where !words.isEmpty {
      paragraph("\(name): \(words.split(whereSeparator: \.isNewline).joined(separator: " "))")
    }
  }

  /// What stands in a cell for one passage: paragraphs with their indents.
  private func parts(
    _ passage: CodeComparison.Passage, _ comparison: CodeComparison, _ snapshot: StudySnapshot,
    _ texts: TextShelf, marksNew: Bool
  ) -> [(words: String, indent: Int)] {
    let quotes = CodingEngine.quotes(rows: passage.rows, in: snapshot, texts: texts, context: 0)
    guard let first = quotes.first else { return [] }
    let place = [
      first.cite, first.turns, snapshot.speakers(of: first) ?? "",
      marksNew && passage.isNew ? "new" : "", first.isToConfirm ? "to confirm" : "",
    ]
    var parts = [
      (place.filter { !$0.isEmpty }.joined(separator: " · "), 0), ("“\(first.quote)”", 0),
    ]
    for layer in snapshot.otherLayers(ofText: first.text) {
      guard let span = Span(start: first.start, end: first.end),
        let words = snapshot.alignedWords(ofText: first.text, span, inLayer: layer, texts: texts)
      else { continue }
      let by = words.translator.isEmpty ? "" : ", \(words.translator)"
      parts.append(("[\(words.language)\(by), whole turn] \(words.words)", 2))
    }
    let coders = quotes.map { $0.coder.inRound($0.round ?? 1) }.withoutRepetition
    let by = comparison.dimension == .coder ? "" : " \(coders.joined(separator: ", "))"
    parts.append(("\(first.citation)\(by)", 0))
    return parts
  }

  /// Groups side by side, each in a column of its own.
  private mutating func band(
    _ cells: [(heading: String, passages: [[(words: String, indent: Int)]])], columns: Int
  ) {
    let gap = ComparisonPage.gap
    let column = (width - gap.displayWidth * (columns - 1)) / columns
    let texts = cells.map { cell -> [String] in
      var lines = cell.heading.printable.wrapped(toColumns: column)
      lines.append(String(repeating: "─", count: column))
      for (index, passage) in cell.passages.enumerated() {
        if index > 0 { lines.append("") }
        for part in passage {
          let blank = String(repeating: " ", count: part.indent)
          for piece in part.words.printable.split(whereSeparator: \.isNewline) {
            lines += String(piece).wrapped(toColumns: column - part.indent).map { blank + $0 }
          }
        }
      }
      return lines
    }
    // Headings of one band end at one height, so that the rules below them are one line.
    let heads = texts.map { $0.firstIndex(of: String(repeating: "─", count: column)) ?? 0 }
    let tallest = heads.max() ?? 0
    let level = zip(texts, heads).map { text, head in
      Array(text[..<head]) + Array(repeating: "", count: tallest - head) + Array(text[head...])
    }
    for row in 0..<(level.map(\.count).max() ?? 0) {
      let parts = level.map { ($0.indices.contains(row) ? $0[row] : "").padded(toColumns: column) }
      var line = parts.joined(separator: gap)
      while line.last == " " { line.removeLast() }
      lines.append(line)
    }
  }

  private mutating func paragraph(_ words: String) {
    for part in words.printable.split(whereSeparator: \.isNewline) {
      lines += String(part).wrapped(toColumns: width)
    }
  }
}
