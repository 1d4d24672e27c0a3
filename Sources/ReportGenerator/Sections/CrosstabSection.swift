public import CodingEngine
public import Fieldwork

/// A code against a variable: counts with n, the passages of each cell, and what the numbers
/// can and cannot say.
public enum CrosstabSection {
  /// A document about one cross-table.
  ///
  /// - Parameter withQuotes: whether the passages of each cell are printed, contradicting cells
  ///   first.
  public static func document(
    _ crosstab: Crosstab, in snapshot: StudySnapshot, texts: TextShelf, withQuotes: Bool
  ) -> Document {
    var blocks: [Block] = [.table(table(crosstab, in: snapshot))]
    if withQuotes { blocks += quotes(crosstab, snapshot, texts) }
    if let test = crosstab.test {
      blocks.append(.paragraph([.strong([.text(test.method)]), .text(": \(test.verdict)")]))
      if test.p != nil { blocks.append(.table(testTable(test))) }
    }
    if !crosstab.withoutGroups.isEmpty { blocks.append(.table(withoutGroups(crosstab))) }
    blocks.append(
      .notice(Notice(kind: .note, blocks: [.list(sentences(crosstab, in: snapshot))])))
    let illustrative = crosstab.isIllustrative ? ", illustrative" : ""
    return Document(
      title: "\(crosstab.measure) by “\(crosstab.variable.label)”",
      subtitle: "\(counted(crosstab.n, "case"))\(illustrative)", blocks: blocks)
  }

  /// What must be said beside the numbers.
  public static func sentences(_ crosstab: Crosstab, in snapshot: StudySnapshot) -> [String] {
    var sentences: [String] = []
    // A refusal is worded by the rule that made it.
    if let test = crosstab.test, test.refusals.isEmpty { sentences.append(test.verdict) }
    sentences += crosstab.rules.map(\.words)
    return EngineTables.unique(
      sentences + crosstab.notes + [
        "1 of 1 comparisons in this command; those that were looked at before are not counted"
      ])
  }

  private static func table(_ crosstab: Crosstab, in snapshot: StudySnapshot) -> Table {
    var table = Table(
      columns: [
        Column("group", crosstab.variable.label), .number("count", "with \(crosstab.measure)"),
        .prose("present", "cases with it"), .prose("absent", "cases without it"),
      ])
    for column in crosstab.columns {
      table.append([
        .text(column.group.label), .text(column.present.share.words),
        .text(ids(column.present, snapshot)), .text(ids(column.absent, snapshot)),
      ])
    }
    return table
  }

  private static func ids(_ cell: CrosstabCell, _ snapshot: StudySnapshot) -> String {
    cell.cases.map { snapshot.cases[Int($0)].id }.joined(separator: ", ")
  }

  private static func quotes(
    _ crosstab: Crosstab, _ snapshot: StudySnapshot, _ texts: TextShelf
  ) -> [Block] {
    let quotes = QuoteBlocks(snapshot: snapshot, texts: texts)
    var blocks: [Block] = []
    for cell in crosstab.cells(contradictingFirst: true) where !cell.rows.isEmpty {
      guard let column = crosstab.columns.first(where: { $0.present == cell || $0.absent == cell })
      else { continue }
      let isPresent = column.present == cell
      var title =
        "\(crosstab.variable.label): \(column.group.label), "
        + (isPresent ? "with \(crosstab.measure)" : "without it, speaking against")
      if cell.contradicts { title += " (goes against the table)" }
      blocks.append(.heading(2, title))
      blocks += quotes.blocks(cell.rows)
    }
    return blocks
  }

  private static func testTable(_ test: CrosstabTest) -> Table {
    func cell(_ value: Double?, digits: Int, reason: String) -> Cell {
      guard let value else { return .undefined(reason: reason) }
      // Infinite odds are an answer (an empty cell), not a missing one.
      return value.isFinite ? .number(value, digits: digits) : .text(value > 0 ? "Inf" : "-Inf")
    }
    func p(_ value: Double?) -> Cell {
      guard let value else { return .undefined(reason: test.verdict) }
      return value < 0.001 ? .text("< 0.001") : .number(value, digits: 3)
    }
    let interval = test.oddsInterval
    return Table(
      columns: [
        .number("p"), .number("q"), .number("attainable_p", "smallest attainable p"),
        .number("odds_ratio", "odds ratio"), .number("low", "95 % from"), .number("high", "to"),
      ],
      rows: [
        [
          p(test.p), test.q.map { p($0) } ?? .empty, p(test.attainableP),
          cell(test.oddsRatio, digits: 2, reason: "only for two groups"),
          cell(interval?.lowerBound, digits: 2, reason: "only for two groups"),
          cell(interval?.upperBound, digits: 2, reason: "only for two groups"),
        ]
      ])
  }

  private static func withoutGroups(_ crosstab: Crosstab) -> Table {
    var table = Table(
      title: "Without each group interview",
      columns: [
        Column("without", "Without"), .prose("shares", "With \(crosstab.measure)"), .number("n"),
      ])
    for left in crosstab.withoutGroups {
      let shares = zip(left.groups, left.shares).map { "\($0): \($1.words)" }
      table.append([
        .text(left.label), .text(shares.joined(separator: "; ")), .integer(left.n),
      ])
    }
    return table
  }
}

extension SmallSampleRule {
  /// The rule as a reader meets it: what follows, when it applied, and its number in the manual.
  var words: String { "\(sentence) (\(occasion); rule \(id.rawValue))" }
}
