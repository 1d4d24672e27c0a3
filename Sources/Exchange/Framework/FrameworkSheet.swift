public import Fieldwork

/// A sheet on which summaries of the framework are written: for each cell a heading, its quotes as
/// comments, and the summary.
///
///     === HH-003 × school-holds · 3f2a91c0 ===
///     # GY-101#8  t19 罗秀梅 [school-as-anchor]  “…”
///     ! 1 new quote: GY-101#8
///     What was written so far.
///
/// The eight digits say which summary the sheet was made from, so that one that changed meanwhile is
/// not overwritten.
public enum FrameworkSheet {
  /// A cell as it stands on a sheet.
  public struct Cell: Hashable, Sendable {
    /// The case's id.
    public var place: String
    /// The theme's short name.
    public var theme: String
    /// What the sheet says of the summary that it was made from; see `FrameworkCell.tag`.
    public var base: String
    /// Who speaks, codes and words of each quote, one line each behind its citation.
    public var quotes: [(cite: PassageCite, about: String, words: String)] = []
    /// The quotes as a summary keeps them.
    public var passages: [FrameworkCell.Passage] {
      quotes.map { .init(cite: $0.cite, words: SHA256Digest(of: Array($0.words.utf8))) }
    }
    /// What changed since the summary was written; the line goes when it is still right.
    public var stale: String?
    /// The summary.
    public var summary = ""
    /// The line of the heading, from 1; 0 on a sheet that is made.
    public var line = 0

    /// Begins a cell.
    public init(place: String, theme: String, base: String) {
      self.place = place
      self.theme = theme
      self.base = base
    }

    /// Whether two cells read the same.
    public static func == (a: Cell, b: Cell) -> Bool {
      a.place == b.place && a.theme == b.theme && a.base == b.base && a.summary == b.summary
        && a.stale == b.stale && a.passages == b.passages
        && a.quotes.map(\.about) == b.quotes.map(\.about)
    }

    /// Mixes in what cells mostly differ in.
    public func hash(into hasher: inout Hasher) {
      hasher.combine(place)
      hasher.combine(theme)
      hasher.combine(summary)
    }
  }

  private static let head = """
    # The framework: what each case says to each theme, in your words, from the quotes.
    #
    # Write below a heading; cite quotes by number, as GY-101#8. Leave headings and quotes as they
    # are. Lines that begin with # are not kept; \\# begins one that is. A summary that is taken out
    # goes. A line with ! says what changed since a summary was written: rewrite the summary, or take
    # the line out where it is still right. Save and close when done.

    """

  /// Writes a sheet.
  ///
  /// - Parameter statements: what each theme says, by its short name.
  public static func write(_ cells: [Cell], statements: [String: String]) -> String {
    var text = head
    for cell in cells {
      text += "\n=== \(cell.place) × \(cell.theme) · \(cell.base) ===\n"
      if let statement = statements[cell.theme], !statement.isEmpty {
        text += "# \(FrameworkCell.line(statement))\n"
      }
      if cell.quotes.isEmpty { text += "# (no quotes)\n" }
      for quote in cell.quotes {
        text += "# \(quote.cite.words)  \(quote.about)  “\(quote.words)”\n"
      }
      if let stale = cell.stale { text += "! \(stale)\n" }
      let lines = cell.summary.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      for line in lines { text += (isMark(line) ? "\\" : "") + line + "\n" }
    }
    return text
  }

  /// Whether a line of a summary would be read as something else.
  private static func isMark(_ line: Substring) -> Bool {
    line.first.map { "#!\\".contains($0) } == true || line.hasPrefix("===")
  }

  /// Reads a sheet.
  ///
  /// - Throws: a `Problem` with the line at fault.
  public static func read(_ text: String) throws -> [Cell] {
    var cells: [Cell] = []
    var lines: [String] = []
    func close() {
      guard !cells.isEmpty else { return }
      let shown = lines.map { line -> String in
        var line = line[...]
        while line.last?.isWhitespace == true { line.removeLast() }
        return String(line)
      }
      let first = shown.firstIndex { !$0.isEmpty } ?? shown.count
      let last = (shown.lastIndex { !$0.isEmpty } ?? first - 1) + 1
      cells[cells.count - 1].summary = shown[first..<max(first, last)].joined(separator: "\n")
      lines = []
    }
    let all = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in all.enumerated() {
      if line.hasPrefix("===") {
        close()
        var cell = try heading(line, index + 1)
        cell.line = index + 1
        if let twice = cells.first(where: { $0.place == cell.place && $0.theme == cell.theme }) {
          throw fault(
            "\(cell.place) × \(cell.theme) stands here and in line \(twice.line)", index + 1,
            "leave one of them")
        }
        cells.append(cell)
      } else if line.hasPrefix("#") {
        if let quote = quote(line), !cells.isEmpty { cells[cells.count - 1].quotes.append(quote) }
      } else if cells.isEmpty {
        guard line.allSatisfy(\.isWhitespace) else {
          throw fault("words stand above the first heading", index + 1, "write below a heading")
        }
      } else if line.hasPrefix("!") {
        cells[cells.count - 1].stale = String(line.dropFirst()).trimmingBlanks
      } else {
        lines.append(String(line.hasPrefix("\\") ? line.dropFirst() : line))
      }
    }
    close()
    guard !cells.isEmpty else {
      throw Problem(
        .data, "there is no heading in the sheet",
        hint: "begin with a new sheet: emic framework edit")
    }
    return cells
  }

  private static func fault(_ what: String, _ line: Int, _ hint: String) -> Problem {
    Problem(.data, what, place: "line \(line)", hint: hint)
  }

  /// Reads `=== CASE × THEME · BASE ===`.
  private static func heading(_ line: Substring, _ number: Int) throws -> Cell {
    let body = line.drop { $0 == "=" }.reversed().drop { $0 == "=" || $0.isWhitespace }.reversed()
    let words = String(body).trimmingBlanks
    let parts = words.components(partedBy: " · ")
    let names = (parts.first ?? "").components(partedBy: " × ")
    guard parts.count == 2, names.count == 2, names.allSatisfy({ !$0.isEmpty }) else {
      throw fault(
        "this is no heading of a cell", number,
        "leave headings as the sheet had them: === CASE × THEME · 3f2a91c0 ===")
    }
    return Cell(place: names[0], theme: names[1], base: parts[1].trimmingBlanks)
  }

  /// Reads `# CITE  ABOUT  “WORDS”`.
  private static func quote(_ line: Substring) -> (cite: PassageCite, about: String, words: String)?
  {
    let body = String(line.dropFirst()).trimmingBlanks
    guard body.hasSuffix("”"), let open = body.firstRange(of: "  “"),
      let gap = body.firstRange(of: "  "), gap.lowerBound <= open.lowerBound,
      let cite = PassageCite(String(body[..<gap.lowerBound]))
    else { return nil }
    let about = gap.upperBound <= open.lowerBound ? body[gap.upperBound..<open.lowerBound] : ""
    return (cite, String(about).trimmingBlanks, String(body[open.upperBound...].dropLast()))
  }
}

extension String {
  /// The parts round the last place of a separator, the whole where it does not occur.
  fileprivate func components(partedBy separator: String) -> [String] {
    guard let place = ranges(of: separator).last else { return [self] }
    return [
      String(self[..<place.lowerBound]).trimmingBlanks,
      String(self[place.upperBound...]).trimmingBlanks,
    ]
  }
}
