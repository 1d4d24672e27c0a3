import CodingEngine
import Fieldwork

/// Tests of two measures with their effects, as blocks of a document.
enum AssociationBlocks {
  /// Every test with its verdict, then numbers, then effects.
  static func blocks(_ tests: [CrosstabTest]) -> [Block] {
    guard !tests.isEmpty else { return [] }
    var blocks: [Block] = tests.map {
      .paragraph([.strong([.text($0.method)]), .text(": \($0.verdict)")])
    }
    if tests.contains(where: { $0.p != nil }) { blocks.append(.table(numbers(tests))) }
    var seen: Set<[AssociationEffect]> = []
    for test in tests where !test.effects.isEmpty && seen.insert(test.effects).inserted {
      blocks.append(.table(effects(test)))
    }
    if let tested = tests.first(where: { !$0.strata.isEmpty }) {
      blocks.append(.table(strata(tested)))
    }
    if let tested = tests.first(where: { !$0.pairs.isEmpty }) {
      blocks.append(.table(pairs(tested)))
    }
    return blocks
  }

  /// The stamp of tests that were made against rules; `nil` where none was.
  static func stamp(_ rules: [SmallSampleRule]) -> Block? {
    guard !rules.isEmpty else { return nil }
    let words = rules.map { "\($0.id.rawValue): \($0.sentence) (\($0.occasion))" }
    return .notice(
      Notice(
        kind: .caution,
        blocks: [
          .paragraph([
            .strong([.text("FORCED")]),
            .text(" against the rules for few cases: \(words.joined(separator: "; "))"),
          ])
        ]))
  }

  private static func numbers(_ tests: [CrosstabTest]) -> Table {
    let hasQ = tests.contains { $0.q != nil }
    let hasStatistic = tests.contains { $0.statistic != nil }
    let hasError = tests.contains { $0.standardError != nil }
    var columns = [Column("test")]
    if hasStatistic { columns += [Column("statistic"), .number("value"), .number("df")] }
    columns.append(.number("p"))
    let hasMidP = tests.contains { $0.midP != nil }
    if hasMidP { columns.append(.number("mid_p", "mid-p")) }
    if hasError { columns.append(.number("error", "error of p")) }
    if hasQ { columns.append(.number("q")) }
    columns.append(.number("attainable_p", "smallest attainable p"))
    var table = Table(columns: columns)
    for test in tests {
      var row: [Cell] = [.text(test.kind?.rawValue ?? "")]
      if hasStatistic {
        row += [
          test.statistic.map { .text($0.name) } ?? .empty, number(test.statistic?.value),
          test.degrees.map { .number($0, digits: $0 == $0.rounded() ? 0 : 2) } ?? .empty,
        ]
      }
      row.append(test.p.map { .probability($0) } ?? .undefined(reason: test.verdict))
      if hasMidP { row.append(test.midP.map { .probability($0) } ?? .empty) }
      if hasError { row.append(test.standardError.map { .number($0, digits: 4) } ?? .empty) }
      if hasQ { row.append(test.q.map { .probability($0) } ?? .empty) }
      row.append(test.attainableP.map { .probability($0) } ?? .empty)
      table.append(row)
    }
    return table
  }

  private static func effects(_ test: CrosstabTest) -> Table {
    var table = Table(
      title: test.direction.isEmpty ? "Effect" : "Effect: \(test.direction)",
      columns: [
        Column("effect"), .number("value"), .number("low", "95 % from"), .number("high", "to"),
      ])
    for effect in test.effects {
      table.append([
        .text(effect.name), number(effect.value, reason: effect.remark),
        number(effect.low), number(effect.high),
      ])
    }
    return table
  }

  private static func strata(_ test: CrosstabTest) -> Table {
    var table = Table(
      title: "Within each stratum: \(test.direction)",
      columns: [
        .prose("stratum"), .prose("first", "first group"), .prose("second", "second group"),
        .number("odds_ratio", "odds ratio"), .number("low", "95 % from"), .number("high", "to"),
      ])
    for stratum in test.strata {
      let odds = stratum.oddsRatio
      table.append([
        .text(stratum.label), .text(stratum.first.words), .text(stratum.second.words),
        number(odds.value, reason: odds.remark), number(odds.low), number(odds.high),
      ])
    }
    return table
  }

  private static func pairs(_ test: CrosstabTest) -> Table {
    var table = Table(
      title: "Pairs of groups (Dunn 1964)",
      columns: [Column("first"), Column("second"), .number("z"), .number("p_holm", "p (Holm)")])
    for pair in test.pairs {
      table.append([
        .text(pair.first), .text(pair.second), .number(pair.z, digits: 2), .probability(pair.holm),
      ])
    }
    return table
  }

  /// A number with two decimals, infinite odds in words; nothing where there is none.
  static func number(_ value: Double?, reason: String? = nil) -> Cell {
    guard let value else { return reason.map { .undefined(reason: $0) } ?? .empty }
    return value.isFinite ? .number(value, digits: 2) : .text(value > 0 ? "Inf" : "-Inf")
  }
}
