public import CodingEngine
import Fieldwork

extension EngineTables {
  /// A description of records: for people one line per variable or value with the groups side by
  /// side, for files one row per variable, value and group.
  public static func description(
    _ description: SurveyDescription, isText: Bool, notes: [String], _ parameters: [Parameter]
  ) -> ResultTable {
    var table = isText ? besides(description) : long(description)
    let forced = description.rules.filter(\.refusesTest)
    table.notes = unique(
      forced.map { "FORCED: \($0.words)" } + description.notes
        + description.tests.map(words)
        + description.rules.filter { !$0.refusesTest }.map(\.words) + notes)
    return ResultTable(
      command: "survey describe", parameters: parameters, unit: "record", n: description.n,
      table: table)
  }

  private static func words(_ test: SurveyDescription.GroupTest) -> String {
    guard let f = test.f, let p = test.p, let top = test.numerator, let below = test.denominator
    else { return "\(test.variable.name) by group: no test, \(test.reason)" }
    let printed = p < 0.001 ? "p < 0.001" : "p = \(p.fixed(3))"
    return "\(test.variable.name) by group: Rao–Scott F = \(f.fixed(2)) on \(top.fixed(2)) and "
      + "\(below.fixed(1)) degrees of freedom, \(printed)"
  }

  private static func besides(_ description: SurveyDescription) -> Table {
    let isOne = description.groups.count == 1
    var columns = [Column("variable"), Column("value")]
    for (index, group) in description.groups.enumerated() {
      columns.append(.number("group\(index + 1)", isOne ? "mean or share" : group))
      if isOne {
        columns += [.number("n"), .number("sd"), .number("q1"), .number("median"), .number("q3")]
      }
      if description.isWeighted {
        columns.append(.number("weighted\(index + 1)", isOne ? "weighted" : "\(group), weighted"))
        columns.append(.number("error\(index + 1)", "SE"))
      }
    }
    var table = Table(columns: columns)
    var first: [Cell] = ["records", ""]
    for size in description.sizes {
      first.append(.integer(size))
      if isOne { first += [.empty, .empty, .empty, .empty, .empty] }
      if description.isWeighted { first += [.empty, .empty] }
    }
    table.append(first)
    var last: Variable?
    for line in description.lines {
      var row: [Cell] = [
        .text(line.variable.name == last?.name ? "" : line.variable.label),
        .text(line.value ?? "mean"),
      ]
      last = line.variable
      for entry in line.entries {
        row.append(estimate(entry))
        if isOne {
          row.append(.integer(entry.n))
          let facts = entry.facts
          row += [facts.flatMap(\.sd), facts?.q1, facts?.median, facts?.q3].map {
            $0.map { .number($0, digits: 2) } ?? .empty
          }
        }
        if description.isWeighted { row += weighted(entry) }
      }
      table.append(row)
    }
    return table
  }

  private static func estimate(_ entry: SurveyDescription.Entry) -> Cell {
    if let share = entry.share {
      guard share.n >= Share.smallestForPercent, let value = share.value else {
        return .text(share.words)
      }
      return .text("\((100 * value).fixed(1)) %")
    }
    return entry.facts.map { .number($0.mean, digits: 2) } ?? .undefined(reason: "no value")
  }

  private static func weighted(_ entry: SurveyDescription.Entry) -> [Cell] {
    let isShare = entry.count != nil
    let cells = [entry.weighted, entry.standardError].map { value -> Cell in
      guard let value else { return .empty }
      return isShare ? .text("\((100 * value).fixed(1)) %") : .number(value, digits: 2)
    }
    return cells
  }

  private static func long(_ description: SurveyDescription) -> Table {
    var table = Table(columns: [
      Column("variable"), .prose("label"), Column("value"), Column("group"), .number("records"),
      .number("n"), .number("count"), .number("share"), .number("mean"), .number("sd"),
      .number("least"), .number("q1"), .number("median"), .number("q3"), .number("most"),
      .number("weighted"), .number("standard_error"), .number("f"), .number("p"),
    ])
    func number(_ value: Double?) -> Cell { value.map { .number($0, digits: 6) } ?? .empty }
    for line in description.lines {
      let test = description.tests.first { $0.variable.name == line.variable.name }
      for (index, entry) in line.entries.enumerated() {
        let facts = entry.facts
        table.append(
          [
            .text(line.variable.name), .text(line.variable.label), .text(line.value ?? ""),
            .text(description.groups[index]), .integer(description.sizes[index]),
            .integer(entry.n), entry.count.map { .integer($0) } ?? .empty,
            number(entry.share?.value),
          ]
            + [
              facts?.mean, facts.flatMap(\.sd), facts?.least, facts?.q1, facts?.median, facts?.q3,
              facts?.most, entry.weighted, entry.standardError, test?.f, test?.p,
            ].map(number))
      }
    }
    return table
  }
}
