import CodingEngine
import Fieldwork
import ReportGenerator
import StudyStore

extension ResultTables {
  /// Suggestions: `suggestion, code, transcript, turn, words, match, rule, status, start, end,
  /// language, decided, decided_by, cite`; for people to read fewer, with what was found in
  /// brackets.
  static func suggestions(
    _ list: SuggestionList, status: String, filter: String?, isForReading: Bool
  ) -> ResultTable {
    var table = Table(columns: [
      Column("suggestion"), Column("code"), Column("transcript"), .number("turn"),
      .prose("words"), .prose("match"), Column("rule"), Column("status"), .number("start"),
      .number("end"), Column("language"), Column("decided"), Column("decided_by"), Column("cite"),
    ])
    for item in list.items {
      let suggestion = item.suggestion
      // A match alone is shown among the words round it.
      let isBare = suggestion.matches == [suggestion.span]
      let shown = isBare ? item.turn?.span ?? suggestion.span : suggestion.span
      let words =
        isForReading
        ? MarkedWords(item.words).line(shown, suggestion.matches, columns: 80)
        : item.words.words(in: suggestion.span)
      table.append([
        .text(suggestion.name), .text(suggestion.code), .text(suggestion.transcript),
        item.turn.map { .integer(Int($0.number)) } ?? .empty, .text(words),
        .text(suggestion.matches.map { item.words.words(in: $0) }.joined(separator: "; ")),
        .text(suggestion.rule), .text(suggestion.status.rawValue),
        .integer(Int(suggestion.span.start)), .integer(Int(suggestion.span.end)),
        .text(suggestion.language), suggestion.decided.map { .text($0) } ?? .empty,
        suggestion.decidedBy.map { .text($0) } ?? .empty,
        suggestion.cites.isEmpty ? .empty : .text(suggestion.cites.joined(separator: "; ")),
      ])
    }
    if isForReading {
      let isOpen = list.items.allSatisfy { $0.suggestion.status == .open }
      let last = isOpen ? ["rule"] : ["rule", "status", "cite"]
      table = table.selecting(["suggestion", "code", "transcript", "turn", "words"] + last)
    }
    if list.items.isEmpty, status == "open" {
      table.notes.append(
        list.passages.isEmpty
          ? "no such suggestion waits; 'emic autocode' makes suggestions"
          : "no coding of \(list.passages.joined(separator: ", ")) was made of a suggestion")
    }
    if let filter { table.notes.append("only interviews and cases where \(filter)") }
    var parameters = [Parameter("status", status)]
    if let filter { parameters.append(Parameter("where", filter)) }
    return ResultTable(
      command: "suggestions", parameters: parameters, unit: "suggestion", n: list.items.count,
      table: table)
  }

  /// The rules: `rule, looks_for, way, unit, scope, codes, open, accepted, rejected, withdrawn,
  /// coder, made`.
  ///
  /// - Parameter isForReading: leaves out what makes the table wide.
  static func suggestionRules(
    _ rules: [SuggestionRuleEntry], isForReading: Bool
  ) -> ResultTable {
    var table = Table(columns: [
      Column("rule"), .prose("looks_for"), Column("way"), Column("unit"), .prose("scope"),
      .prose("codes"), .number("open"), .number("accepted"), .number("rejected"),
      .number("withdrawn"), Column("coder"), Column("made"),
    ])
    for rule in rules {
      let counts = [SuggestionStatus.open, .accepted, .rejected, .withdrawn].map {
        Cell.integer(rule.counts[$0] ?? 0)
      }
      let first: [Cell] = [
        .text(rule.name), .text(rule.asked.joined(separator: "; ")), .text(rule.way),
        .text(rule.unit.rawValue), .text(rule.scope), .text(rule.codes.joined(separator: "; ")),
      ]
      table.append(first + counts + [.text(rule.coder), .text(rule.made)])
    }
    if isForReading {
      table = table.selecting([
        "rule", "looks_for", "scope", "codes", "open", "accepted", "rejected", "withdrawn",
      ])
    }
    return ResultTable(
      command: "suggestions rules", unit: "rule", n: rules.count, table: table)
  }
}
