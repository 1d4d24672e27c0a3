public import CodingEngine
public import Fieldwork

extension EngineTables {
  /// What became of a code: `entry, at, coder, command, change, version, codings, why`.
  ///
  /// `codings` stands at the step that made a version: how many were made under it, wherever they
  /// stand now.
  ///
  /// - Parameter isShort: whether days stand without the hour and long texts are cut, for people.
  public static func codeHistory(_ history: CodeHistory, isShort: Bool) -> ResultTable {
    var table = Table(columns: [
      .number("entry"), Column("at"), Column("coder"), Column("command"), .prose("change"),
      .number("version"), .number("codings"), .prose("why"),
    ])
    var told: Set<Int> = []
    for step in history.steps {
      let version = history.versions.first { $0.number == step.version }
      let isFirst = told.insert(step.version).inserted
      let codings = version.map { $0.codings + $0.elsewhere }
      table.append([
        step.entry.map { .integer(Int($0)) } ?? .empty,
        .text(isShort ? String(step.at.prefix(10)) : step.at), .text(step.coder),
        .text(step.command),
        .text(step.differences.map { words($0, isShort: isShort) }.joined(separator: "; ")),
        .integer(step.version), isFirst ? codings.map { .integer($0) } ?? .empty : .empty,
        step.why.map { .text($0) } ?? .empty,
      ])
    }
    let elsewhere = history.versions.reduce(0) { $0 + $1.elsewhere }
    if elsewhere > 0 {
      table.notes.append(
        "of these codings \(elsewhere) \(elsewhere == 1 ? "stands" : "stand") under another code "
          + "since a merge or split")
    }
    if history.foreign > 0 {
      table.notes.append(
        (history.foreign == 1 ? "1 coding" : "\(history.foreign) codings")
          + " came from other codes, made under their definitions")
    }
    return ResultTable(
      command: "codes history", parameters: [Parameter("code", history.code)], unit: "entry",
      n: history.steps.count, table: table)
  }

  private static func words(_ difference: CodeDifference, isShort: Bool) -> String {
    let before = quoted(difference.before, isShort: isShort)
    let after = quoted(difference.after, isShort: isShort)
    switch difference.kind {
    case .added: return "made, \(difference.after)"
    case .removed: return "taken out"
    case .renamed: return "renamed from \(difference.before) to \(difference.after)"
    case .moved:
      guard difference.field == "parent" else { return "moved among its neighbours" }
      let from = difference.before.isEmpty ? "the top" : difference.before
      let to = difference.after.isEmpty ? "the top" : difference.after
      return "moved from \(from) to \(to)"
    case .redefined, .changed:
      if difference.before.isEmpty { return "\(difference.field): \(after)" }
      if difference.after.isEmpty { return "\(difference.field): nothing, before \(before)" }
      return "\(difference.field): \(after), before \(before)"
    case .retired: return "retired"
    case .reactivated: return "taken up again"
    case .merged: return "merged into \(difference.after)"
    case .split: return "split into \(difference.after)"
    case .took: return "took from \(difference.before)"
    }
  }

  private static func quoted(_ words: String, isShort: Bool) -> String {
    if words.isEmpty { return "" }
    let line = words.split(whereSeparator: \.isNewline).joined(separator: " ")
    return "“\(isShort && line.count > 40 ? String(line.prefix(39)) + "…" : line)”"
  }

  /// In what two codebooks differ: `code, change, field, before, after`.
  public static func codebookDiff(_ diff: CodebookDiff, from old: String, to new: String)
    -> ResultTable
  {
    var table = Table(columns: [
      Column("code"), Column("change"), Column("field"), .prose("before"), .prose("after"),
    ])
    for difference in diff.differences {
      table.append([
        .text(difference.code), .text(difference.kind.rawValue), .text(difference.field),
        .text(difference.before), .text(difference.after),
      ])
    }
    if diff.differences.isEmpty { table.notes.append("the two say the same") }
    return ResultTable(
      command: "codebook diff", parameters: [Parameter("from", old), Parameter("to", new)],
      unit: "difference", n: diff.differences.count, table: table)
  }

  /// What a codebook lacks: `code, rule, finding, try`.
  public static func codebookLint(_ lint: CodebookLint) -> ResultTable {
    var table = Table(columns: [
      Column("code"), Column("rule"), .prose("finding"), .prose("try"),
    ])
    for finding in lint.findings {
      table.append([
        .text(finding.code), .text(finding.rule.rawValue), .text(finding.finding),
        .text(finding.advice),
      ])
    }
    let codes = lint.findings.isEmpty ? 0 : Set(lint.findings.map(\.code)).count
    let found = lint.findings.count == 1 ? "1 finding" : "\(lint.findings.count) findings"
    table.notes.append("\(found) in \(codes) of \(lint.codes) entries")
    return ResultTable(
      command: "codebook lint", unit: "entry", n: lint.codes, table: table)
  }

  /// Codings that wait for a part of a split code: `cite, coder, round, code, quote`; `code` is
  /// to be filled in.
  public static func waitingCodings(_ waiting: [UnassignedCoding], of code: String) -> ResultTable {
    var table = Table(columns: [
      Column("cite"), Column("coder"), .number("round"), Column("code"), .prose("quote"),
    ])
    for coding in waiting {
      table.append([
        .text(coding.cite), .text(coding.coder), .integer(coding.round), .empty,
        .text(coding.quote),
      ])
    }
    return ResultTable(
      command: "codes split", parameters: [Parameter("code", code)], unit: "coding",
      n: waiting.count, table: table)
  }
}
