public import CodingEngine
import Fieldwork

extension EngineTables {
  /// Attributes against attributes: long (one column per attribute, `n, members`), or wide with
  /// the values of the last attribute as columns.
  ///
  /// - Parameter emptyOnly: only the cells in which nobody is, those of "(none)" left out.
  public static func samplingGrid(_ grid: SamplingGrid, wide: Bool, emptyOnly: Bool)
    -> ResultTable
  {
    let parameters = [
      Parameter("attributes", .list(grid.attributes)), Parameter("unit", grid.unit.rawValue),
    ]
    var table =
      wide && !emptyOnly && grid.axes.count > 1
      ? wideGrid(grid) : longGrid(grid, emptyOnly ? grid.empty : grid.cells)
    table.notes = grid.notes
    if !emptyOnly, !grid.empty.isEmpty {
      let shown = grid.empty.prefix(8).map { $0.values.joined(separator: " × ") }
      let more = grid.empty.count > 8 ? " and \(grid.empty.count - 8) more (--empty)" : ""
      table.notes.append("empty: \(shown.joined(separator: ", "))\(more)")
    }
    return ResultTable(
      command: "sampling", parameters: parameters, unit: grid.unit.rawValue, n: grid.n,
      table: table)
  }

  private static func longGrid(_ grid: SamplingGrid, _ cells: [SamplingGrid.Cell]) -> Table {
    var table = Table(
      columns: keys(grid.attributes).map { Column($0) } + [.number("n"), .prose("members")])
    for cell in cells {
      table.append(
        cell.values.map { .text($0) } + [
          .integer(cell.members.count), .text(cell.members.joined(separator: "; ")),
        ])
    }
    return table
  }

  private static func wideGrid(_ grid: SamplingGrid) -> Table {
    let last = grid.axes[grid.axes.count - 1]
    let columns = last.enumerated().map { place, value in
      Column.number("value\(place + 1)", value.isEmpty ? StudyAttribute.noValue : value)
    }
    var table = Table(columns: keys(grid.attributes.dropLast()).map { Column($0) } + columns)
    // Cells run with the last attribute fastest, so each row is a stretch of them.
    for start in stride(from: 0, to: grid.cells.count, by: max(1, last.count)) {
      let row = grid.cells[start..<start + last.count]
      let head = row.first?.values.dropLast().map { Cell.text($0) } ?? []
      table.append(head + row.map { .integer($0.members.count) })
    }
    return table
  }

  /// Names as column keys that differ; `n` and `members` are taken.
  private static func keys(_ names: some Sequence<String>) -> [String] {
    var seen: Set<String> = ["n", "members"]
    return names.map { name in
      var key = name
      while !seen.insert(key).inserted { key += "_" }
      return key
    }
  }

  /// Codes heard under one condition alone: `condition, interviews, code, heard_in, codings,
  /// transcripts`; a condition without such a code has a row without a code.
  public static func heardOnly(_ found: HeardOnly) -> ResultTable {
    var table = Table(columns: [
      .prose("condition"), .number("interviews"), Column("code"), .number("heard_in"),
      .number("codings"), .prose("transcripts"),
    ])
    for group in found.groups {
      if group.codes.isEmpty {
        table.append([
          .text(group.condition), .integer(group.transcripts.count), .empty, .empty, .empty,
          .text(group.transcripts.joined(separator: "; ")),
        ])
      }
      for code in group.codes {
        table.append([
          .text(group.condition), .integer(group.transcripts.count), .text(code.code),
          .integer(code.transcripts.count), .integer(code.codings),
          .text(code.transcripts.joined(separator: "; ")),
        ])
      }
    }
    table.notes =
      [
        "interviews: coded transcripts that meet the condition; heard_in: those of them that carry "
          + "the code, and no other transcript does"
      ] + found.notes
    return ResultTable(command: "sampling heard", unit: "code", n: found.n, table: table)
  }

  /// Topics by group: `topic, guide, label, group, n, asked, raised, not_reached, not_recorded,
  /// where_not_reached`.
  ///
  /// - Parameter view: all columns, or those that fit a terminal.
  public static func topicGroups(_ groups: TopicGroups, by attribute: String, view: SheetView)
    -> ResultTable
  {
    var table = Table(columns: [
      Column("topic"), Column("guide"), .prose("label"), Column("group"), .number("n"),
      .number("asked"), .number("raised"), .number("not_reached"), .number("not_recorded"),
      .prose("where_not_reached"),
    ])
    for line in groups.lines {
      table.append([
        .text(line.topic.slug), .text(line.topic.guide), .text(line.topic.label),
        .text(line.group), .integer(line.n), .integer(line.count(.asked)),
        .integer(line.count(.raised)), .integer(line.count(.notReached)),
        .integer(line.count(.notRecorded)),
        .text((line.transcripts[.notReached] ?? []).joined(separator: "; ")),
      ])
    }
    let wordy = ["label", "where_not_reached"]
    switch view {
    case .full: break
    case .names: table = table.selecting(["topic", "group"] + wordy)
    case .numbers: table = table.selecting(table.columns.map(\.key).filter { !wordy.contains($0) })
    }
    table.notes = groups.notes
    return ResultTable(
      command: "sampling topics", parameters: [Parameter("by", attribute)], unit: "transcript",
      n: groups.lines.count, table: table)
  }

  /// A plan against those who were met: `line, wanted_values, unit, wanted, found, missing,
  /// members, why`.
  ///
  /// - Parameter gapsOnly: only rows of which somebody is missing.
  public static func samplingPlan(_ plan: SamplingPlan, gapsOnly: Bool) -> ResultTable {
    var table = Table(columns: [
      .number("line"), .prose("sort"), Column("unit"), .number("wanted"), .number("found"),
      .number("missing"), .prose("members"), .prose("why"),
    ])
    for line in plan.lines where !gapsOnly || line.missing > 0 {
      let sort = line.row.wanted.map { "\($0.name) \($0.value)" }
      table.append([
        .integer(line.row.line), .text(sort.joined(separator: ", ")),
        .text(line.unit?.rawValue ?? ""),
        .integer(line.row.count), .integer(line.found.count), .integer(line.missing),
        .text(line.found.joined(separator: "; ")), .text(line.row.why),
      ])
    }
    table.notes = plan.notes
    return ResultTable(
      command: "sampling gaps", unit: "row of the plan", n: plan.lines.count, table: table)
  }

  /// How the sample grew: `date, what, id, kind, site, words, referred_by, present`.
  public static func fieldLog(_ log: FieldLog) -> ResultTable {
    var table = Table(columns: [
      Column("date"), Column("what"), Column("id"), Column("kind"), Column("site"),
      .prose("words"), .prose("referred_by"), .prose("present"),
    ])
    for line in log.lines {
      table.append([
        .text(line.date), .text(line.what), .text(line.id), .text(line.kind), .text(line.site),
        .text(line.words), .text(line.referredBy), .text(line.present),
      ])
    }
    table.notes = log.notes
    return ResultTable(
      command: "sampling log", unit: "line", n: log.lines.count, table: table)
  }
}
