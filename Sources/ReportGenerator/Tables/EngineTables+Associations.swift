public import CodingEngine
public import Fieldwork

extension EngineTables {
  /// Two variables against each other as cells of a file: a row per group of the second variable
  /// and group of the first, or per group with the numbers of the other.
  public static func recordCrosstab(
    _ crosstab: RecordCrosstab, _ parameters: [Parameter]
  ) -> ResultTable {
    var table = recordCells(crosstab, forReading: false)
    table.notes = RecordCrosstabSection.sentences(crosstab)
    return ResultTable(
      command: "crosstab", parameters: parameters, unit: crosstab.data.unit, n: crosstab.n,
      table: table)
  }

  /// The tests of two measures, a row per number: `test, quantity, value, low, high, remark`.
  private static func tests(
    _ tests: [CrosstabTest], n: Int, unit: String, notes: [String], _ parameters: [Parameter]
  ) -> ResultTable {
    var table = Table(columns: [
      Column("test"), Column("quantity"), .number("value"), .number("low"), .number("high"),
      .prose("remark"),
    ])
    for test in tests {
      let name = test.kind?.rawValue ?? "none"
      func add(_ quantity: String, _ value: Double?, _ remark: String = "") {
        table.append([
          .text(name), .text(quantity), exact(value), .empty, .empty,
          remark.isEmpty ? .empty : .text(remark),
        ])
      }
      if let statistic = test.statistic { add(statistic.name, statistic.value) }
      if let degrees = test.degrees { add("df", degrees) }
      add("p", test.p, test.verdict)
      if let middle = test.midP { add("mid-p", middle) }
      if let error = test.standardError { add("error of p", error) }
      if let q = test.q { add("q", q) }
      if let least = test.attainableP { add("smallest attainable p", least) }
      for effect in test.effects {
        table.append([
          .text(name), .text(effect.name), exact(effect.value), exact(effect.low),
          exact(effect.high), effect.remark.isEmpty ? .empty : .text(effect.remark),
        ])
      }
      for stratum in test.strata {
        let odds = stratum.oddsRatio
        table.append([
          .text(name), .text("odds ratio in \(stratum.label)"), exact(odds.value),
          exact(odds.low), exact(odds.high),
          .text("\(stratum.first.words) against \(stratum.second.words)"),
        ])
      }
      for pair in test.pairs {
        table.append([
          .text(name), .text("\(pair.first) – \(pair.second): p (Dunn, Holm)"), exact(pair.holm),
          .empty, .empty, .empty,
        ])
      }
    }
    table.notes = notes
    return ResultTable(
      command: "crosstab tests", parameters: parameters, unit: unit, n: n, table: table)
  }

  /// The tests of a code and a variable.
  public static func tests(
    _ crosstab: Crosstab, in snapshot: StudySnapshot, _ parameters: [Parameter]
  ) -> ResultTable {
    tests(
      crosstab.tests, n: crosstab.n, unit: crosstab.unit,
      notes: CrosstabSection.sentences(crosstab, in: snapshot),
      [
        Parameter("code", crosstab.measure), Parameter("variable", crosstab.variable.name),
      ] + parameters)
  }

  /// The tests of two variables.
  public static func tests(_ crosstab: RecordCrosstab, _ parameters: [Parameter]) -> ResultTable {
    tests(
      crosstab.tests, n: crosstab.n, unit: crosstab.data.unit,
      notes: RecordCrosstabSection.sentences(crosstab), parameters)
  }

  private static func exact(_ value: Double?) -> Cell {
    guard let value else { return .empty }
    return value.isFinite ? .number(value, digits: 6) : .text(value > 0 ? "Inf" : "-Inf")
  }

  /// The cells of two variables: groups by groups as counts, numbers by groups as quartiles, pairs
  /// of numbers as their number only.
  static func recordCells(_ crosstab: RecordCrosstab, forReading: Bool) -> Table {
    let data = crosstab.data
    if let counts = data.counts, let first = data.first.groups, let second = data.second.groups {
      return forReading
        ? countTable(counts, first, second, crosstab) : countRows(counts, first, second)
    }
    var table = Table(columns: [
      Column("group"), .number("n"), .number("mean"), .number("least"), .number("q1"),
      .number("median"), .number("q3"), .number("most"),
    ])
    let groups: [(String, [Double])]
    if let labels = data.second.groups {
      groups = grouped(labels, data.second.values, data.first.values)
    } else if let labels = data.first.groups {
      groups = grouped(labels, data.first.values, data.second.values)
    } else {
      groups = [(data.first.name, data.first.values), (data.second.name, data.second.values)]
    }
    for (label, numbers) in groups {
      guard let facts = NumberFacts(numbers) else { continue }
      table.append(
        [.text(label), .integer(numbers.count)]
          + [facts.mean, facts.least, facts.q1, facts.median, facts.q3, facts.most].map {
            .number($0, digits: 2)
          })
    }
    return table
  }

  private static func grouped(
    _ labels: [String], _ groups: [Double], _ numbers: [Double]
  ) -> [(String, [Double])] {
    labels.enumerated().map { index, label in
      (label, zip(groups, numbers).filter { Int($0.0) == index }.map(\.1))
    }
  }

  private static func countTable(
    _ counts: [[Int]], _ first: [String], _ second: [String], _ crosstab: RecordCrosstab
  ) -> Table {
    var table = Table(
      columns: [Column("group", crosstab.secondLabel)]
        + first.enumerated().map { .number("count\($0.offset + 1)", $0.element) } + [.number("n")])
    for column in second.indices {
      let own = counts.map { $0[column] }
      let n = own.reduce(0, +)
      table.append(
        [.text(second[column])] + own.map { .text(Share($0, of: n).words) } + [.integer(n)])
    }
    return table
  }

  private static func countRows(
    _ counts: [[Int]], _ first: [String], _ second: [String]
  ) -> Table {
    var table = Table(columns: [
      Column("group"), Column("value"), .number("count"), .number("n"),
    ])
    for column in second.indices {
      let n = counts.reduce(0) { $0 + $1[column] }
      for row in first.indices {
        table.append([
          .text(second[column]), .text(first[row]), .integer(counts[row][column]), .integer(n),
        ])
      }
    }
    return table
  }
}
