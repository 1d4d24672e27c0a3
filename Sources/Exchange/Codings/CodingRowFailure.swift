import Fieldwork

/// Why a row of a coding table is no coding.
enum CodingRowFailure: ProblemReporting, Hashable {
  /// The row names no transcript or no code.
  case empty(column: String)
  /// The row has no quote, turn or offsets.
  case noAnchor
  /// The offsets are no stretch of text.
  case badOffsets(start: String, end: String)
  /// The turns are none.
  case badTurns(String)
  /// A value is none of those allowed.
  case badValue(column: String, value: String, allowed: String)

  var problem: Problem {
    switch self {
    case .empty(let column): Problem(.data, "the row has no \(column)")
    case .noAnchor:
      Problem(.data, "the row points at no passage", hint: "give a quote, a turn, or start and end")
    case .badOffsets(let start, let end):
      Problem(
        .data, "start '\(start)' and end '\(end)' are no stretch of text",
        hint: "both are whole numbers from 0, the end after the start")
    case .badTurns(let text):
      Problem(
        .data, "'\(text)' names no turns", hint: "write t12, 12 or t3-t6, counted from 1")
    case .badValue(let column, let value, let allowed):
      Problem(.data, "\(column) cannot be '\(value)'", hint: "write \(allowed)")
    }
  }
}
