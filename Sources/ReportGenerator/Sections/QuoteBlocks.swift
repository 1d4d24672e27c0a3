import CodingEngine
import Fieldwork

/// Turns codings into quote blocks: one per passage, with the question, the translation where
/// there is one, and all codes among the rows that lie on it.
struct QuoteBlocks {
  let snapshot: StudySnapshot
  let texts: TextShelf
  /// Whether citations lead to these blocks.
  var isAnchored = false

  /// The passages of some codings in reading order.
  ///
  /// - Parameters:
  ///   - rows: codings; several on one passage become one block.
  ///   - limit: how many passages at most.
  ///   - remarks: words under the quote, by coding.
  func blocks(_ rows: [Int], limit: Int = .max, remarks: [Int: String] = [:]) -> [Block] {
    var blocks: [Block] = []
    for group in passages(rows).prefix(limit) {
      blocks.append(.quote(block(group, remark: group.compactMap { remarks[$0.row] }.first)))
    }
    return blocks
  }

  /// One coding as a block, codes of its passage among `rows` alone.
  func block(_ row: Int, remark: String? = nil) -> Block? {
    passages([row]).first.map { .quote(block($0, remark: remark)) }
  }

  /// How many passages the codings lie on.
  func count(_ rows: [Int]) -> Int { passages(rows).count }

  /// The first passage that is not printed yet, else the first; `nil` without passages.
  func passage(among rows: [Int], notIn printed: Set<String>) -> (cite: String, rows: [Int])? {
    let groups = passages(rows)
    let group = groups.first { !printed.contains($0[0].cite) } ?? groups.first
    return group.map { ($0[0].cite, $0.map(\.row)) }
  }

  private func passages(_ rows: [Int]) -> [[CodingEngine.Quote]] {
    var groups: [[CodingEngine.Quote]] = []
    for quote in quotes(rows: rows, in: snapshot, texts: texts, context: 0) {
      if let last = groups.last?.first, last.cite == quote.cite {
        groups[groups.count - 1].append(quote)
      } else {
        groups.append([quote])
      }
    }
    return groups
  }

  private func block(_ group: [CodingEngine.Quote], remark: String?) -> Quote {
    let first = group[0]
    let question =
      first.question.isEmpty
      ? [] : [Quote.ContextTurn(speaker: "Q", words: first.question)]
    var quote = Quote(
      first.quote, language: first.language,
      citation: source(of: first),
      speaker: snapshot.speakers(of: first), before: question,
      translation: translation(of: first.row), codes: codes(on: first),
      remark: remark, id: isAnchored ? Citations.anchor(first.cite) : nil)
    quote.translationCredit = credit(of: first, hasTranslation: quote.translation != nil)
    return quote
  }

  /// Who made the translation that is printed, or why none is.
  private func credit(of quote: CodingEngine.Quote, hasTranslation: Bool) -> String? {
    let others = snapshot.otherLayers(ofText: quote.text)
    guard !others.isEmpty, let span = Span(start: quote.start, end: quote.end) else { return nil }
    let tags = others.map { snapshot.texts[Int($0)].language }
    let layers = snapshot.layeredWords(
      ofText: quote.text, span, quote: quote.quote, languages: tags, texts: texts)
    guard let shown = hasTranslation ? layers.first(where: { $0.words != nil }) : layers.first
    else { return nil }
    guard hasTranslation else { return shown.note }
    let own = snapshot.texts[Int(quote.text)]
    let from = own.isOriginal ? "" : " (\(own.language): \(own.credit))"
    return "\(own.language) and \(shown.language), \(shown.credit), \(shown.note)\(from)"
  }

  /// `(Interview #GY-101, June 22nd, 2016) GY-101#8, t19, HH-003`: the case where it is certain.
  private func source(of quote: CodingEngine.Quote) -> String {
    let span = snapshot.codings.span(quote.row)
    let place = CaseAttribution.caseIndex(ofText: quote.text, span, in: snapshot)
    let parts = [
      quote.cite, quote.turns, place < 0 ? "" : snapshot.cases[Int(place)].id,
    ]
    return "\(quote.citation) \(parts.filter { !$0.isEmpty }.joined(separator: ", "))"
  }

  /// All codes that lie on just these words, in the order of the codebook.
  private func codes(on quote: CodingEngine.Quote) -> [String] {
    let columns = snapshot.codings
    var found: Set<Int32> = []
    var row = quote.row
    while row > 0, isSame(row - 1, quote.row) { row -= 1 }
    while row < columns.count, isSame(row, quote.row) {
      found.insert(columns.codes[row])
      row += 1
    }
    return found.sorted().map { snapshot.codebook.codes[Int($0)].slug }
  }

  private func isSame(_ row: Int, _ other: Int) -> Bool {
    let columns = snapshot.codings
    return columns.texts[row] == columns.texts[other]
      && columns.starts[row] == columns.starts[other] && columns.ends[row] == columns.ends[other]
  }

  private func translation(of row: Int) -> LocalizedText? {
    for layer in snapshot.otherLayers(ofCoding: row) {
      guard let words = snapshot.alignedWords(ofCoding: row, inLayer: layer, texts: texts) else {
        continue
      }
      return LocalizedText(language: words.language, text: words.words)
    }
    return nil
  }
}

extension StudySnapshot {
  /// Who speaks in a passage: up to three names, the interviewer's only where nobody else
  /// speaks; `several speakers` of more; `nil` where nobody is named.
  func speakers(of quote: CodingEngine.Quote) -> String? {
    guard let first = quote.turn else { return nil }
    let range = first...(quote.lastTurn ?? first)
    let rows = turns.rows(ofText: quote.text).filter {
      range.contains(Int(turns.numbers[$0]))
    }
    let answering = rows.filter { turns.roles[$0] != .interviewer }
    let names = EngineTables.unique(
      (answering.isEmpty ? rows : answering).compactMap(turns.speaker))
    if names.isEmpty { return nil }
    return names.count > 3 ? "several speakers" : names.joined(separator: ", ")
  }
}
