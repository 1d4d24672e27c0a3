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
    var blocks: [Block] = []
    if let stamp = AssociationBlocks.stamp(crosstab.forcedRules) { blocks.append(stamp) }
    blocks.append(.table(mainTable(crosstab, in: snapshot)))
    if withQuotes { blocks += quotes(crosstab, snapshot, texts) }
    blocks += AssociationBlocks.blocks(crosstab.tests)
    if !crosstab.withoutGroups.isEmpty { blocks.append(.table(withoutGroups(crosstab))) }
    blocks.append(
      .notice(Notice(kind: .note, blocks: [.list(sentences(crosstab, in: snapshot))])))
    let illustrative = crosstab.isIllustrative ? ", illustrative" : ""
    let loud = crosstab.rules.filter { $0.isLoud && $0.id == .unlinked }.map(\.occasion)
    let forced = crosstab.forcedRules.isEmpty ? "" : " (FORCED)"
    return Document(
      title: title(crosstab) + forced,
      subtitle: ([counted(crosstab.n, crosstab.unit) + illustrative] + loud).joined(
        separator: "; "),
      blocks: blocks)
  }

  static func title(_ crosstab: Crosstab) -> String {
    let amount = crosstab.amount == .presence ? "" : "\(crosstab.amount.rawValue) of "
    return "\(amount)\(crosstab.measure) by “\(crosstab.variable.label)”"
  }

  /// What must be said beside the numbers.
  public static func sentences(_ crosstab: Crosstab, in snapshot: StudySnapshot) -> [String] {
    EngineTables.unique(
      crosstab.rules.map(\.words) + crosstab.notes + [
        "1 of 1 comparisons in this command; those that were looked at before are not counted"
      ])
  }

  static func mainTable(_ crosstab: Crosstab, in snapshot: StudySnapshot) -> Table {
    switch (crosstab.sides.isEmpty, crosstab.amount) {
    case (true, .presence): table(crosstab, in: snapshot)
    case (false, .presence): sides(crosstab, in: snapshot)
    case (true, _): amounts(crosstab, in: snapshot)
    case (false, _): pairs(crosstab, in: snapshot)
    }
  }

  /// The cases with and without the code, with the number of each.
  private static func sides(_ crosstab: Crosstab, in snapshot: StudySnapshot) -> Table {
    var table = Table(
      columns: [
        Column("group", crosstab.variable.label), .number("n"), .number("least"),
        .number("median"), .number("most"), .prose("cases", "\(crosstab.unit)s"),
      ])
    for side in crosstab.sides {
      let facts = NumberFacts(side.numbers)
      let cells: [Cell] = [facts?.least, facts?.median, facts?.most].map {
        $0.map { .number($0, digits: 2) } ?? .empty
      }
      let cases = side.units.map {
        "\(snapshot.cases[Int($0.place)].id) \(plainNumber($0.number ?? 0))"
      }
      table.append(
        [
          .text(side.isPresent ? "with \(crosstab.measure)" : "without it"),
          .integer(side.units.count),
        ] + cells + [.text(cases.joined(separator: ", "))])
    }
    return table
  }

  /// The amounts of each group.
  private static func amounts(_ crosstab: Crosstab, in snapshot: StudySnapshot) -> Table {
    var table = Table(
      columns: [
        Column("group", crosstab.variable.label),
        .number("count", "with \(crosstab.measure)"), .number("least"), .number("median"),
        .number("most"), .prose("cases", "\(crosstab.unit)s"),
      ])
    for (index, column) in crosstab.columns.enumerated() {
      let own = crosstab.units.filter { $0.column == index }
        .sorted { ($0.amount, $0.place) < ($1.amount, $1.place) }
      let facts = NumberFacts(own.map(\.amount))
      let cells: [Cell] = [facts?.least, facts?.median, facts?.most].map {
        $0.map { amount($0, crosstab) } ?? .empty
      }
      let cases = own.map {
        "\(snapshot.cases[Int($0.place)].id) \(amount($0.amount, crosstab).words)"
      }
      table.append(
        [.text(column.group.label), .text(column.present.share.words)] + cells
          + [.text(cases.joined(separator: ", "))])
    }
    return table
  }

  /// Every case with its number and its amount.
  private static func pairs(_ crosstab: Crosstab, in snapshot: StudySnapshot) -> Table {
    var table = Table(
      columns: [
        Column("case", crosstab.unit), .number("value", crosstab.variable.label),
        .number("amount", "\(crosstab.amount.rawValue) of \(crosstab.measure)"),
      ])
    let ordered = crosstab.units.sorted { ($0.number ?? 0, $0.place) < ($1.number ?? 0, $1.place) }
    for unit in ordered {
      table.append([
        .text(snapshot.cases[Int(unit.place)].id), .text(plainNumber(unit.number ?? 0)),
        amount(unit.amount, crosstab),
      ])
    }
    return table
  }

  private static func amount(_ value: Double, _ crosstab: Crosstab) -> Cell {
    .number(value, digits: crosstab.amount == .coverage ? 3 : value == value.rounded() ? 0 : 1)
  }

  private static func table(_ crosstab: Crosstab, in snapshot: StudySnapshot) -> Table {
    var table = Table(
      columns: [
        Column("group", crosstab.variable.label), .number("count", "with \(crosstab.measure)"),
        .prose("present", "\(crosstab.unit)s with it"),
        .prose("absent", "\(crosstab.unit)s without it"),
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

  /// The passages of each cell, contradicting cells first.
  static func quotes(
    _ crosstab: Crosstab, _ snapshot: StudySnapshot, _ texts: TextShelf, level: Int = 2
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
      blocks.append(.heading(level, title))
      blocks += quotes.blocks(cell.rows)
    }
    for side in crosstab.sides where !side.rows.isEmpty {
      blocks.append(
        .heading(
          level,
          side.isPresent ? "With \(crosstab.measure)" : "Without it, speaking against"))
      blocks += quotes.blocks(side.rows)
    }
    return blocks
  }

  private static func withoutGroups(_ crosstab: Crosstab) -> Table {
    let isTested = crosstab.test != nil
    let hasChain = crosstab.withoutGroups.contains(where: \.isChain)
    var columns = [
      Column("without", "Without"), .prose("shares", "With \(crosstab.measure)"), .number("n"),
    ]
    if isTested { columns += [.number("p"), .prose("effect", crosstab.test?.effects.first?.name)] }
    var table = Table(
      title: "Without each group interview" + (hasChain ? " and each chain of referrals" : ""),
      columns: columns)
    for left in crosstab.withoutGroups {
      let shares = zip(left.groups, left.shares).map { "\($0): \($1.words)" }
      var row: [Cell] = [
        .text(left.label), .text(shares.joined(separator: "; ")), .integer(left.n),
      ]
      if isTested {
        let reason = left.test?.verdict ?? "no test of what remains"
        row.append(left.test?.p.map { .probability($0) } ?? .undefined(reason: reason))
        row.append(AssociationBlocks.number(left.test?.effects.first?.value))
      }
      table.append(row)
    }
    return table
  }
}

extension SmallSampleRule {
  /// The rule as a reader meets it: what follows, when it applied, and its number in the manual.
  var words: String { "\(sentence) (\(occasion); rule \(id.rawValue))" }
}
