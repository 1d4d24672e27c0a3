public import CodingEngine
public import Fieldwork

extension EngineTables {
  /// New codes per interview: `group, order, transcript, date, kind, site, codes, new, cumulative,
  /// share, new_codes, high, high_share`; `group` only where there are groups.
  ///
  /// - Parameters:
  ///   - parameters: what was asked.
  ///   - view: all columns, or those that fit a terminal.
  ///   - notes: what is known of the codebook behind the numbers.
  public static func newCodes(
    _ report: NewCodes, _ parameters: [Parameter], isGrouped: Bool, view: SheetView,
    notes: [String]
  ) -> ResultTable {
    var table = Table(columns: [
      Column("group"), .number("order"), Column("transcript"), Column("date"), Column("kind"),
      Column("site"), .number("codes"), .number("new"), .number("cumulative"), .number("share"),
      .prose("new_codes"), .number("high"), .number("high_share"),
    ])
    for line in report.lines {
      table.append([
        .text(line.group), .integer(line.order), .text(line.interview.label),
        .text(line.interview.date), .text(line.interview.kind), .text(line.interview.site),
        .integer(line.codes), .integer(line.newCodes.count), .integer(line.cumulative),
        cell(line.share, digits: 3), .text(line.newCodes.joined(separator: ", ")),
        .integer(line.high), cell(line.highShare, digits: 3),
      ])
    }
    table.notes = notes + report.notes
    let keys: [String] =
      switch view {
      case .full: table.columns.map(\.key)
      case .names: ["group", "order", "transcript", "new", "cumulative", "new_codes"]
      case .numbers:
        ["group", "order", "transcript", "date", "kind", "codes", "new", "cumulative", "share"]
      }
    table = table.selecting(isGrouped ? keys : keys.filter { $0 != "group" })
    return ResultTable(
      command: "saturation", parameters: parameters, unit: "code", n: report.n, table: table)
  }

  /// The rule of Guest, Namey & Chen by group: `group, interviews, base_codes, first, ratio, p5,
  /// median, p95, never`.
  ///
  /// `first`, `p5`, `median` and `p95` are written `6+2`; `never` counts random orders.
  public static func newInformation(
    _ found: NewInformation, _ parameters: [Parameter], notes: [String]
  ) -> ResultTable {
    var table = Table(columns: [
      Column("group"), .number("interviews"), .number("base_codes"), Column("first"),
      .number("ratio"), Column("p5"), Column("median"), Column("p95"), .number("never"),
    ])
    for group in found.groups {
      let first = group.first.map { group.runs[$0] }
      // The reason stands once, beside the base; a group without one has no further cells.
      let isMeasured = group.never != nil
      func notation(_ after: Int?) -> Cell {
        isMeasured ? .text(after.map { "\($0)+\(found.rule.run)" } ?? "never") : .empty
      }
      table.append([
        .text(group.name), .integer(group.n), cell(group.base, digits: 0),
        isMeasured ? .text(first?.notation ?? "never") : .empty,
        first.map { .number($0.ratio, digits: 3) } ?? .empty,
        notation(group.lower), notation(group.median), notation(group.upper),
        group.never.map { .integer($0) } ?? .empty,
      ])
    }
    table.notes = notes + found.notes
    return ResultTable(
      command: "saturation", parameters: parameters, unit: "code", n: found.groups.count,
      table: table)
  }

  /// Every run: `group, run, interviews, new, base_codes, ratio, at_or_below`.
  public static func informationRuns(
    _ found: NewInformation, _ parameters: [Parameter], notes: [String]
  ) -> ResultTable {
    var table = Table(columns: [
      Column("group"), Column("run"), .prose("interviews"), .number("new"),
      .number("base_codes"), .number("ratio"), Column("at_or_below"),
    ])
    for group in found.groups {
      if group.base.value == nil {
        table.append([
          .text(group.name), .empty, .empty, .empty, cell(group.base, digits: 0), .empty, .empty,
        ])
      }
      for run in group.runs {
        table.append([
          .text(group.name), .text(run.notation),
          .text(run.interviews.joined(separator: ", ")), .integer(run.new),
          cell(group.base, digits: 0), .number(run.ratio, digits: 3),
          .text(run.isBelowThreshold ? "yes" : "no"),
        ])
      }
    }
    table.notes = notes + found.notes
    return ResultTable(
      command: "saturation", parameters: parameters, unit: "code", n: table.rows.count,
      table: table)
  }

  /// The curve over all orders: `group, interviews, mean, sd, sd_vegan, p5, median, p95, observed`.
  public static func codeCurve(_ curve: CodeCurve, _ parameters: [Parameter], notes: [String])
    -> ResultTable
  {
    var table = Table(columns: [
      Column("group"), .number("interviews"), .number("mean"), .number("sd"),
      .number("sd_vegan"), .number("p5"), .number("median"), .number("p95"), Column("observed"),
    ])
    func count(_ value: Int?) -> Cell { value.map { .integer($0) } ?? .empty }
    for point in curve.points {
      table.append([
        .text(point.group), .integer(point.interviews), cell(point.mean, digits: 2),
        point.isObserved ? cell(point.deviation, digits: 2) : .empty,
        point.isObserved ? cell(point.veganDeviation, digits: 2) : .empty, count(point.lower),
        count(point.median), count(point.upper), .text(point.isObserved ? "yes" : "no"),
      ])
    }
    table.notes = notes + curve.notes
    return ResultTable(
      command: "saturation", parameters: parameters, unit: "code",
      n: curve.points.count(where: \.isObserved), table: table)
  }

  /// How many codes there may be: `group, estimator, value, se, form`.
  public static func richness(
    _ richness: CodeRichness, _ parameters: [Parameter], notes: [String]
  ) -> ResultTable {
    var table = Table(columns: [
      Column("group"), Column("estimator"), .number("value"), .number("se"), .prose("form"),
    ])
    for line in richness.lines {
      let isCount = ["interviews", "observed", "uniques", "duplicates"].contains(line.estimator)
      let digits = isCount ? 0 : line.estimator == "coverage" ? 3 : 2
      let error: Cell =
        isCount || line.standardError.value == nil
        ? .empty : cell(line.standardError, digits: 2)
      table.append([
        .text(line.group), .text(line.estimator), cell(line.value, digits: digits), error,
        .text(line.form),
      ])
    }
    table.notes = richness.notes + notes
    return ResultTable(
      command: "saturation", parameters: parameters, unit: "code", n: richness.n, table: table)
  }

  /// Codes with interviews never re-read for them: `code, made, entry, interviews, transcripts`.
  public static func unread(_ unread: UnreadCodes) -> ResultTable {
    var table = Table(columns: [
      Column("code"), Column("made"), .number("entry"), .number("interviews"),
      .prose("transcripts"),
    ])
    for line in unread.lines {
      table.append([
        .text(line.code), .text(line.at), .integer(Int(line.entry)),
        .integer(line.interviews.count), .text(line.interviews.joined(separator: "; ")),
      ])
    }
    table.notes = unread.notes
    return ResultTable(
      command: "saturation", parameters: [Parameter("view", "unread")], unit: "code",
      n: unread.lines.count, table: table)
  }

  /// The codebook over time: `entry, at, coder, command, made, redefined, changed, removed,
  /// codes, which`.
  ///
  /// - Parameter view: all columns, or those that fit a terminal.
  public static func codebookChanges(_ history: CodebookHistory, view: SheetView) -> ResultTable {
    var table = Table(columns: [
      .number("entry"), Column("at"), Column("coder"), Column("command"), .number("made"),
      .number("redefined"), .number("changed"), .number("removed"), .number("codes"),
      .prose("which"),
    ])
    for change in history.changes {
      let which = [
        ("made", change.made), ("redefined", change.redefined), ("changed", change.changed),
        ("removed", change.removed),
      ].filter { !$0.1.isEmpty }.map { "\($0.0): \($0.1.joined(separator: ", "))" }
      table.append([
        .integer(Int(change.entry)), .text(change.at), .text(change.coder),
        .text(change.command), .integer(change.made.count), .integer(change.redefined.count),
        .integer(change.changed.count), .integer(change.removed.count), .integer(change.codes),
        .text(which.joined(separator: "; ")),
      ])
    }
    switch view {
    case .full: break
    case .names: table = table.selecting(["entry", "at", "command", "which"])
    case .numbers: table = table.selecting(table.columns.map(\.key).filter { $0 != "which" })
    }
    table.notes = [
      "counted: entries of the codebook, categories among them; 'codes' are those that could carry "
        + "codings afterwards",
      "changed: another name, place or flag; redefined: a new version of the definition; read from "
        + "the journal, undone entries and their undoing included",
    ]
    return ResultTable(
      command: "saturation", parameters: [Parameter("view", "changes")], unit: "entry",
      n: history.changes.count, table: table)
  }

  /// The categories: `category, name, dimensions, codes, heard, interviews, last_new,
  /// negative_memos, contrary_codes, contrary_codings, last_memo, last_memo_date`.
  public static func categories(_ report: CategoryReport) -> ResultTable {
    var table = Table(columns: [
      Column("category"), .prose("name"), .number("codes"), .number("heard"),
      .number("interviews"), Column("last_new"), .prose("dimensions"), .prose("negative_memos"),
      .prose("contrary_codes"), .number("contrary_codings"), .prose("last_memo"),
      Column("last_memo_date"),
    ])
    for line in report.lines {
      table.append([
        .text(line.category), .text(line.name), .integer(line.codes), .integer(line.heard),
        .integer(line.interviews), line.lastNew.map { .text($0) } ?? .empty,
        .text(line.dimensions.joined(separator: "; ")),
        .text(line.negativeMemos.joined(separator: "; ")),
        .text(line.contrary.joined(separator: "; ")), .integer(line.contraryCodings),
        line.lastMemo.map { .text($0) } ?? .empty,
        line.lastMemoDay.map { .text($0) } ?? .empty,
      ])
    }
    table.notes = report.notes
    return ResultTable(
      command: "saturation", parameters: [Parameter("view", "categories")], unit: "category",
      n: report.lines.count, table: table)
  }
}
