public import Fieldwork

/// Cases against themes: what was written of each, and the quotes behind it.
public struct FrameworkMatrix: Sendable {
  /// A quote of a cell.
  public struct Quote: Hashable, Sendable {
    /// The passage as it is cited.
    public var cite: PassageCite
    /// The turns, as `t12` or `t12-t14`, possibly empty.
    public var turns: String
    /// Who speaks first, possibly empty.
    public var speaker: String
    /// The codes of the theme that it carries.
    public var codes: [String]
    /// Whether one of them speaks against the theme.
    public var isContrary: Bool
    /// The words on one line.
    public var words: String

    /// The quote as a summary keeps it.
    public var passage: FrameworkCell.Passage {
      .init(cite: cite, words: SHA256Digest(of: Array(words.utf8)))
    }
  }

  /// Whether a cell has a summary, and whether that is of today's quotes.
  public enum State: String, Hashable, Sendable {
    /// No summary and no quotes.
    case empty
    /// Quotes, and nothing written.
    case unwritten
    /// A summary, and the quotes are those that it was written from.
    case written
    /// A summary; quotes came, went or have other words since.
    case stale
  }

  /// One cell.
  public struct Cell: Hashable, Sendable {
    /// The theme's short name.
    public var theme: String
    /// The case's id.
    public var place: String
    /// The quotes of the case that carry a code of the theme, in reading order.
    public var quotes: [Quote]
    /// What was written, if anything.
    public var written: FrameworkCell?
    /// What changed since it was written, a few words each.
    public var changes: [String]

    /// Whether there is a summary, and of today's quotes.
    public var state: State {
      guard written != nil else { return quotes.isEmpty ? .empty : .unwritten }
      return changes.isEmpty ? .written : .stale
    }
  }

  /// The themes' short names, in order of definition.
  public let themes: [String]
  /// One row for each case, with a cell for each theme.
  public let rows: [[Cell]]

  /// All cells by case.
  public var cells: [Cell] { rows.flatMap(\.self) }

  /// Brings quotes and summaries together.
  ///
  /// - Parameters:
  ///   - snapshot: the study, with turns, codings and themes.
  ///   - written: the summaries.
  ///   - themes: indices of themes; all without.
  ///   - cases: indices of cases; without, those with codings and those of which something is
  ///     written.
  ///   - texts: the words of all texts.
  public init(
    _ snapshot: StudySnapshot, written: [FrameworkCell], themes chosen: [Int]? = nil,
    cases wanted: [Int32]? = nil, texts: TextShelf
  ) {
    struct Key: Hashable {
      var theme: String
      var place: String
    }
    let known = Dictionary(
      written.map { (Key(theme: $0.theme, place: $0.place), $0) },
      uniquingKeysWith: { first, _ in first })
    let codes = CaseCodes(snapshot)
    let definitions = (chosen ?? Array(snapshot.themes.indices)).map { snapshot.themes[$0] }
    let found = definitions.map { ThemeCodes($0, in: snapshot) }
    let noted = Set(written.map(\.place))
    let all = Set(codes.countable).union(
      snapshot.cases.indices.filter { noted.contains(snapshot.cases[$0].id) }.map { Int32($0) })
    let places = wanted ?? all.sorted()
    themes = definitions.map(\.slug)
    rows = places.map { place in
      let id = snapshot.cases[Int(place)].id
      return zip(definitions, found).map { theme, parts in
        let quotes = FrameworkMatrix.quotes(
          codes.rows[Int(place)], of: parts, in: snapshot, texts: texts)
        let cell = known[Key(theme: theme.slug, place: id)]
        return Cell(
          theme: theme.slug, place: id, quotes: quotes, written: cell,
          changes: cell.map { FrameworkMatrix.changes(since: $0, quotes) } ?? [])
      }
    }
  }

  private static func quotes(
    _ rows: [Int], of theme: ThemeCodes, in snapshot: StudySnapshot, texts: TextShelf
  ) -> [Quote] {
    let codings = snapshot.codings
    func isOfTheme(_ row: Int) -> Bool {
      let code = codings.codes[row]
      return theme.required.contains(code) || theme.supporting.contains(code)
        || theme.contrary.contains(code)
    }
    var found: [Quote] = []
    for quote in CodingEngine.quotes(
      rows: rows.filter(isOfTheme), in: snapshot, texts: texts, context: 0)
    {
      let cite = PassageCite(
        transcript: quote.transcript, number: codings.numbers[quote.row])
      let isContrary = theme.contrary.contains(codings.codes[quote.row])
      if let last = found.indices.last, found[last].cite == cite {
        if !found[last].codes.contains(quote.code) { found[last].codes.append(quote.code) }
        found[last].isContrary = found[last].isContrary || isContrary
        continue
      }
      let turns = quote.turn.map { first in
        quote.lastTurn == first ? "t\(first)" : "t\(first)-t\(quote.lastTurn ?? first)"
      }
      found.append(
        Quote(
          cite: cite, turns: turns ?? "", speaker: quote.speaker, codes: [quote.code],
          isContrary: isContrary, words: FrameworkCell.line(quote.quote)))
    }
    return found
  }

  private static func changes(since cell: FrameworkCell, _ quotes: [Quote]) -> [String] {
    let before = Dictionary(
      cell.passages.map { ($0.cite, $0.words) }, uniquingKeysWith: { first, _ in first })
    let now = Dictionary(
      quotes.map { ($0.cite, $0.passage.words) }, uniquingKeysWith: { first, _ in first })
    func said(_ cites: [PassageCite], _ one: String, _ many: String) -> [String] {
      guard !cites.isEmpty else { return [] }
      let listed = cites.sorted().map(\.words).joined(separator: ", ")
      return ["\(counted(cites.count, one, many)): \(listed)"]
    }
    let lost = cell.quotes - cell.passages.count
    return said(now.keys.filter { before[$0] == nil }, "new quote", "new quotes")
      + said(
        before.keys.filter { now[$0] != nil && now[$0] != before[$0] }, "quote with other words",
        "quotes with other words")
      + said(
        before.keys.filter { now[$0] == nil }, "quote that is no longer here",
        "quotes that are no longer here")
      + (lost > 0
        ? ["\(counted(lost, "quote")) of a transcript that is no longer in the study"] : [])
  }
}
