public import CodingEngine
public import Fieldwork

/// Passages as a person reads them at a terminal: question, words, source, codes; one entry per
/// passage, however many codes it carries.
public struct QuotesPage {
  /// The lines.
  public private(set) var lines: [String] = []
  private let width: Int
  private var languages: [String] = []

  /// Lays out passages.
  ///
  /// - Parameters:
  ///   - quotes: the codings in reading order.
  ///   - query: the query in words.
  ///   - found: what the query found.
  ///   - snapshot: the study.
  ///   - texts: the words, translations included.
  ///   - width: the columns to fill; 100 without, at least 40.
  ///   - isClipped: whether the passages are the shared stretches only.
  ///   - languages: the languages in which each is shown, each cited; without them the passage
  ///     and the turns beside it in other layers.
  public init(
    _ quotes: [CodingEngine.Quote], query: String, found: CodeQueryAnswer, snapshot: StudySnapshot,
    texts: TextShelf, width: Int?, isClipped: Bool = false, languages: [String] = []
  ) {
    self.width = max(40, min(width ?? 100, 120))
    self.languages = languages
    let transcripts = Set(quotes.map(\.transcript)).count
    var counts =
      "\(counted(found.n, "coding")) on \(counted(found.segments, "passage"))"
    if !found.places.isEmpty {
      counts += " and \(counted(found.places.count, "place")) where words are said"
    }
    counts += " in \(counted(transcripts, "transcript"))"
    if isClipped {
      counts += ", clipped to \(counted(quotes.count, "shared stretch", "shared stretches"))"
    }
    paragraph("\(query): \(counts)", indent: 0)
    var start = 0
    while start < quotes.count {
      var end = start + 1
      while end < quotes.count, quotes[end].cite == quotes[start].cite { end += 1 }
      passage(Array(quotes[start..<end]), snapshot, texts)
      start = end
    }
    for note in (snapshot.limits.map { [$0.summary] + $0.notes } ?? []) + found.notes {
      lines.append("")
      paragraph("note: \(note)", indent: 0)
    }
  }

  /// Lays out passages in groups, such as the places where two codes meet.
  ///
  /// - Parameters:
  ///   - title: what is shown, in a line.
  ///   - groups: a heading for each, possibly empty, and the codings in reading order.
  ///   - notes: what a reader must know.
  ///   - snapshot: the study.
  ///   - texts: the words, translations included.
  ///   - width: the columns to fill; 100 without, at least 40.
  public init(
    title: String, groups: [(heading: String, quotes: [CodingEngine.Quote])], notes: [String],
    snapshot: StudySnapshot, texts: TextShelf, width: Int?
  ) {
    self.width = max(40, min(width ?? 100, 120))
    paragraph(title, indent: 0)
    for (index, group) in groups.enumerated() {
      lines.append("")
      paragraph("\(index + 1). \(group.heading)".trimmingBlanks, indent: 0)
      var start = 0
      while start < group.quotes.count {
        var end = start + 1
        while end < group.quotes.count, group.quotes[end].cite == group.quotes[start].cite {
          end += 1
        }
        passage(Array(group.quotes[start..<end]), snapshot, texts)
        start = end
      }
    }
    for note in notes {
      lines.append("")
      paragraph("note: \(note)", indent: 0)
    }
  }

  private mutating func passage(
    _ quotes: [CodingEngine.Quote], _ snapshot: StudySnapshot, _ texts: TextShelf
  ) {
    guard let first = quotes.first else { return }
    let place = [first.cite, first.turns, snapshot.speakers(of: first) ?? ""].filter { !$0.isEmpty }
    lines.append("")
    paragraph(place.joined(separator: " · "), indent: 0)
    if !first.question.isEmpty { paragraph("Q: " + first.question, indent: 4) }
    if languages.isEmpty {
      alone(first, snapshot, texts)
    } else {
      layered(first, snapshot, texts)
    }
    var byCoder: [(coder: String, codes: [String])] = []
    for quote in quotes {
      let coder = quote.coder.inRound(quote.round ?? 1)
      let code = quote.code + (quote.isToConfirm ? " [to confirm]" : "")
      if let known = byCoder.firstIndex(where: { $0.coder == coder }) {
        byCoder[known].codes.append(code)
      } else {
        byCoder.append((coder, [code]))
      }
    }
    let codes = byCoder.filter { !$0.coder.isEmpty }
      .map { "\($0.codes.joined(separator: ", ")) (\($0.coder))" }
    paragraph(([first.citation] + codes).joined(separator: "  "), indent: 2)
  }

  /// The passage in each language with who made the words; where the layers do not meet, that.
  private mutating func layered(
    _ first: CodingEngine.Quote, _ snapshot: StudySnapshot, _ texts: TextShelf
  ) {
    guard let span = Span(start: first.start, end: first.end) else { return }
    let layers = snapshot.layeredWords(
      ofText: first.text, span, quote: first.quote, languages: languages, texts: texts)
    if !layers.contains(where: \.isPassage) { paragraph("“\(first.quote)”", indent: 2) }
    // What there is first, then what is missing.
    for layer in layers.filter({ $0.words != nil }) + layers.filter({ $0.words == nil }) {
      guard let words = layer.words else {
        paragraph("[\(layer.language): \(layer.note)]", indent: 2)
        continue
      }
      paragraph(layer.isPassage ? "“\(words)”" : words, indent: 2)
      let parts = [layer.language, layer.credit, layer.note].filter { !$0.isEmpty }
      paragraph("[\(parts.joined(separator: "; "))]", indent: 4)
    }
  }

  private mutating func alone(
    _ first: CodingEngine.Quote, _ snapshot: StudySnapshot, _ texts: TextShelf
  ) {
    paragraph("“\(first.quote)”", indent: 2)
    for layer in snapshot.otherLayers(ofText: first.text) {
      guard let span = Span(start: first.start, end: first.end),
        let words = snapshot.alignedWords(
          ofText: first.text, span, inLayer: layer, texts: texts)
      else { continue }
      let by = words.translator.isEmpty ? "" : ", \(words.translator)"
      paragraph("[\(words.language)\(by), whole turn] \(words.words)", indent: 4)
    }
  }

  private mutating func paragraph(_ words: String, indent: Int) {
    let blank = String(repeating: " ", count: indent)
    for part in words.printable.split(whereSeparator: \.isNewline) {
      for line in String(part).wrapped(toColumns: width - indent) { lines.append(blank + line) }
    }
  }
}

extension CodingEngine.Quote {
  /// `t12` or `t12-t14`.
  var turns: String {
    guard let turn else { return "" }
    guard let lastTurn, lastTurn != turn else { return "t\(turn)" }
    return "t\(turn)-t\(lastTurn)"
  }
}

extension String {
  /// A coder with the round, where it is not the first.
  func inRound(_ round: Int) -> String {
    round == 1 || isEmpty ? self : "\(self), round \(round)"
  }
}
