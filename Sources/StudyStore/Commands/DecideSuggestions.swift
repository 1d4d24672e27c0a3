public import Fieldwork
import GRDB

/// Decides on suggestions: makes codings of them, or keeps that they were rejected.
public struct DecideSuggestions: StudyCommand {
  /// What is decided.
  public enum Decision: Hashable, Sendable {
    /// Codings are made.
    case accept
    /// A coding is made with other words or other codes; `nil` and none for those suggested.
    case acceptAs(span: Span?, codes: [String])
    /// Nothing is coded, and the rule does not come back with it.
    case reject
  }

  /// A suggestion that was decided on.
  public struct Decided: Hashable, Sendable {
    /// Its number.
    public var number: Int32
    /// The code's slug: that of the coding where one was made.
    public var code: String
    /// The citation of the passage; empty where none was coded.
    public var cite = ""
    /// Whether the coder had coded it so already.
    public var wasThere = false
  }

  /// What a decision did.
  public struct Outcome: Hashable, Sendable {
    /// What was decided, by number.
    public var decided: [Decided] = []
    /// What stays open because its code takes no codings, with the reason.
    public var left: [Left] = []
  }

  /// A suggestion that stays open.
  public struct Left: Hashable, Sendable {
    /// Its number.
    public var number: Int32
    /// Why.
    public var problem: Problem
  }

  /// The name in the journal.
  public let name: String
  private let numbers: [Int32]
  private let decision: Decision
  private let round: Int

  /// Prepares a decision.
  ///
  /// - Parameters:
  ///   - numbers: the suggestions.
  ///   - round: in which round of coding codings are made, from 1.
  public init(_ numbers: [Int32], _ decision: Decision, round: Int = 1) {
    self.numbers = numbers.withoutRepetition
    self.decision = decision
    self.round = round
    name =
      switch decision {
      case .accept: "suggestions accept"
      case .acceptAs: "suggestions edit"
      case .reject: "suggestions reject"
      }
  }

  /// Writes the change.
  ///
  /// - Throws: a `Problem` for a number that no suggestion has, one that is decided already, and
  ///   where every code takes no codings.
  public func apply(to writer: StudyWriter) throws -> Outcome {
    let rows = try OpenSuggestion.load(numbers, writer.db)
    var outcome = Outcome()
    let coder = try writer.coderID(writer.author.coder)
    var inserter = CodingInserter(writer)
    var refusals: [String: Problem?] = [:]
    for row in rows {
      guard decision != .reject else {
        try settle(row.id, "rejected", coder, writer)
        outcome.decided.append(.init(number: row.number, code: row.code))
        continue
      }
      let (span, codes) = try place(of: row)
      for code in codes where refusals[code] == nil {
        refusals[code] = .some(try ClosedCode.refusal(code, writer.db))
      }
      if let problem = codes.compactMap({ refusals[$0] ?? nil }).first {
        outcome.left.append(.init(number: row.number, problem: problem))
        continue
      }
      for code in codes {
        let done = try inserter.insert(
          NewCoding(
            text: row.text, span: span, code: code, coder: writer.author.coder, round: round))
        if !done.wasThere {
          try link(row, span, code, coder, writer)
        }
        outcome.decided.append(
          .init(number: row.number, code: code, cite: done.cite, wasThere: done.wasThere))
      }
      try settle(row.id, "accepted", coder, writer)
    }
    try inserter.finish()
    if outcome.decided.isEmpty, let first = outcome.left.first { throw first.problem }
    return outcome
  }

  private func place(of row: OpenSuggestion) throws -> (span: Span, codes: [String]) {
    guard case .acceptAs(let span, let codes) = decision else { return (row.span, [row.code]) }
    if let span, !span.overlaps(row.span) {
      throw Problem(
        .data, "these words share nothing with \(Suggestion.name(row.number))",
        hint: "code them with 'emic code', and reject the suggestion")
    }
    return (span ?? row.span, codes.isEmpty ? [row.code] : codes.withoutRepetition)
  }

  /// Keeps of which suggestion a coding was made.
  private func link(
    _ row: OpenSuggestion, _ span: Span, _ code: String, _ coder: Int64, _ writer: StudyWriter
  ) throws {
    try writer.db.cachedStatement(
      sql: """
        INSERT INTO coding_suggestion
        SELECT coding.id, ? FROM coding JOIN segment ON segment.id = coding.segment_id
        JOIN code ON code.id = coding.code_id
        WHERE segment.text_id = ? AND segment.start = ? AND segment.end = ? AND code.slug = ?
          AND coding.coder_id = ? AND coding.round = ?
        """
    ).execute(arguments: [row.id, row.text, span.start, span.end, code, coder, round])
  }

  private func settle(
    _ id: Int64, _ status: String, _ coder: Int64, _ writer: StudyWriter
  ) throws {
    try writer.db.cachedStatement(
      sql: "UPDATE suggestion SET status = ?, decided = ?, coder_id = ? WHERE id = ?"
    ).execute(arguments: [status, writer.author.time, coder, id])
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: Outcome) -> String {
    let numbers = outcome.decided.map(\.number).withoutRepetition
    let named =
      numbers.count <= 3
      ? numbers.map(Suggestion.name).joined(separator: ", ")
      : counted(numbers.count, "suggestion")
    let codes = outcome.decided.map(\.code).withoutRepetition
    let verb = decision == .reject ? "rejected" : "accepted"
    return "\(verb) \(named)"
      + (codes.count <= 3 ? " (\(codes.joined(separator: ", ")))" : "")
  }
}

/// A suggestion that waits for a decision.
private struct OpenSuggestion {
  var id: Int64
  var number: Int32
  var code: String
  var text: Int64
  var span: Span

  /// The suggestions with these numbers, in the order given.
  static func load(_ numbers: [Int32], _ db: Database) throws -> [OpenSuggestion] {
    guard !numbers.isEmpty else {
      throw Problem(.data, "no suggestion waits", hint: "'emic autocode' makes suggestions")
    }
    let find = try db.cachedStatement(
      sql: """
        SELECT suggestion.id, code.slug, text_id, start, end, \(SuggestionRows.status),
          coalesce(decided, lapsed), coder.name
        FROM suggestion JOIN code ON code.id = suggestion.code_id
        LEFT JOIN coder ON coder.id = suggestion.coder_id WHERE number = ?
        """)
    return try numbers.map { number in
      let name = Suggestion.name(number)
      guard let row = try Row.fetchOne(find, arguments: [number]),
        let span = Span(start: row[3], end: row[4])
      else {
        throw Problem(
          .data, "there is no suggestion \(name)", hint: "'emic suggestions' lists those that wait")
      }
      let status: String = row[5]
      guard status == "open" else {
        let by = (row[7] as String?).map { " by \($0)" } ?? ""
        let at = (row[6] as String?).map { " on \($0.prefix(10))" } ?? ""
        throw Problem(
          .data, "\(name) was \(status)\(by)\(at)",
          hint: "'emic undo' takes a decision back; 'emic suggestions' lists those that wait")
      }
      return OpenSuggestion(id: row[0], number: number, code: row[1], text: row[2], span: span)
    }
  }
}
