public import Fieldwork
import Foundation
import GRDB

/// A passage to be suggested for a code, everything resolved.
public struct NewSuggestion: Hashable, Sendable {
  /// The store's key of the text, from `TextEntry.key`.
  public var text: Int64
  /// The passage.
  public var span: Span
  /// What was found in it, in order; at least one.
  public var matches: [Span]
  /// The code's slug.
  public var code: String

  /// Describes a suggestion.
  public init(text: Int64, span: Span, matches: [Span], code: String) {
    self.text = text
    self.span = span
    self.matches = matches
    self.code = code
  }
}

/// Keeps what rules suggest; codings are made of it when somebody accepts it.
public struct AddSuggestions: StudyCommand {
  /// What one rule suggests.
  public struct Batch: Hashable, Sendable {
    /// The rule.
    public var rule: SuggestionRule
    /// Its suggestions.
    public var suggestions: [NewSuggestion]

    /// Describes the suggestions of a rule.
    public init(_ rule: SuggestionRule, _ suggestions: [NewSuggestion]) {
      self.rule = rule
      self.suggestions = suggestions
    }
  }

  /// What became of one batch.
  public struct Added: Hashable, Sendable {
    /// The name of the rule.
    public var rule = ""
    /// The numbers of the suggestions in the order given; `nil` for one that waits already.
    public var numbers: [Int32?] = []

    /// How many are new.
    public var count: Int { numbers.count { $0 != nil } }
  }

  /// The name in the journal.
  public let name = "autocode"
  private let batches: [Batch]

  /// Prepares suggestions.
  public init(_ batches: [Batch]) { self.batches = batches }

  /// Writes the change; a batch without suggestions leaves no rule behind.
  ///
  /// - Throws: a `Problem` for a code that takes no codings, a text that was corrected meanwhile,
  ///   or a name under which another rule is known.
  public func apply(to writer: StudyWriter) throws -> [Added] {
    var inserter = try SuggestionInserter(writer)
    let added = try batches.map { batch in
      try inserter.add(batch)
    }
    try inserter.finish()
    return added
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: [Added]) -> String {
    let count = outcome.reduce(0) { $0 + $1.count }
    let codes = batches.flatMap(\.rule.codes).withoutRepetition
    let named = codes.count <= 3 ? codes.joined(separator: ", ") : counted(codes.count, "code")
    let rules = outcome.map(\.rule).withoutRepetition
    let by = rules.count <= 3 ? rules.joined(separator: ", ") : counted(rules.count, "rule")
    return "\(counted(count, "suggestion")) of \(named) by \(by)"
  }
}

/// Writes many suggestions and looks each name up once.
private struct SuggestionInserter {
  private struct Place: Hashable {
    var text: Int64
    var span: Span
    var code: Int64
  }

  private let writer: StudyWriter
  private let first: Int32
  private var next: Int32
  private var codes: [String: Int64] = [:]
  private var texts: [Int64: TextBuffer] = [:]
  private var waiting: Set<Place>

  init(_ writer: StudyWriter) throws {
    self.writer = writer
    next =
      try Int32.fetchOne(writer.db, sql: "SELECT next FROM suggestion_counter WHERE id = 1") ?? 1
    first = next
    waiting = Set(
      try Row.fetchAll(
        writer.db,
        sql: """
          SELECT text_id, start, end, code_id FROM suggestion
          WHERE status = 'open' AND lapsed IS NULL
          """
      ).compactMap { row in
        Span(start: row[1], end: row[2]).map { Place(text: row[0], span: $0, code: row[3]) }
      })
  }

  mutating func add(_ batch: AddSuggestions.Batch) throws -> AddSuggestions.Added {
    for slug in batch.rule.codes { _ = try code(slug) }
    var added = AddSuggestions.Added()
    let (known, name) = try rule(batch.rule)
    added.rule = name
    try loadTexts(batch.suggestions.map(\.text))
    var id = known
    for suggestion in batch.suggestions {
      try expectFitting(suggestion)
      let code = try code(suggestion.code)
      let place = Place(text: suggestion.text, span: suggestion.span, code: code)
      guard waiting.insert(place).inserted else {
        added.numbers.append(nil)
        continue
      }
      let rule = try id ?? insert(batch.rule, name)
      id = rule
      let insert = try writer.db.cachedStatement(
        sql: """
          INSERT INTO suggestion (number, rule_id, code_id, text_id, start, end, matches)
          VALUES (?,?,?,?,?,?,?)
          """)
      try insert.execute(arguments: [
        next, rule, code, suggestion.text, suggestion.span.start, suggestion.span.end,
        SuggestionRows.json(suggestion.matches, from: suggestion.span.start),
      ])
      added.numbers.append(next)
      next += 1
    }
    return added
  }

  /// Keeps the next number.
  func finish() throws {
    guard next > first else { return }
    try writer.db.execute(
      sql: """
        INSERT INTO suggestion_counter VALUES (1, ?)
        ON CONFLICT DO UPDATE SET next = excluded.next
        """, arguments: [next])
  }

  /// The rule that asks the same, and the name of this one.
  private func rule(_ rule: SuggestionRule) throws -> (id: Int64?, name: String) {
    let same = try Row.fetchOne(
      writer.db,
      sql: """
        SELECT id, slug FROM suggestion_rule
        WHERE way = ? AND asked = ? AND terms = ? AND unit = ? AND scope = ?
          AND (slug = ? OR ? IS NULL) ORDER BY id LIMIT 1
        """,
      arguments: [
        rule.search.way, encodeJSON(rule.search.asked), encodeJSON(rule.search.terms),
        rule.unit.rawValue, rule.scope, rule.name, rule.name,
      ])
    if let same { return (same[0], same[1]) }
    let taken = Set(try String.fetchAll(writer.db, sql: "SELECT slug FROM suggestion_rule"))
    if let name = rule.name {
      guard !taken.contains(name) else {
        throw Problem(
          .data, "the rule '\(name)' is known and asks something else",
          hint: "take another --name; 'emic suggestions rules' lists the rules")
      }
      return (nil, name)
    }
    let name = rule.suggestedName
    let free = ([name] + (2...(taken.count + 2)).map { "\(name)-\($0)" })
      .first { !taken.contains($0) }
    return (nil, free ?? name)
  }

  private func insert(_ rule: SuggestionRule, _ name: String) throws -> Int64 {
    let uuid = StableUUID(identity: "suggestion-rule", name, writer.author.time)
    try writer.db.execute(
      sql: """
        INSERT INTO suggestion_rule (uuid, slug, way, asked, terms, unit, scope, coder_id, made)
        VALUES (?,?,?,?,?,?,?,?,?)
        """,
      arguments: [
        Data(uuid.bytes), name, rule.search.way, encodeJSON(rule.search.asked),
        encodeJSON(rule.search.terms), rule.unit.rawValue, rule.scope,
        try writer.coderID(writer.author.coder), writer.author.time,
      ])
    return writer.db.lastInsertedRowID
  }

  private mutating func code(_ slug: String) throws -> Int64 {
    if let known = codes[slug] { return known }
    let id = try writer.requiredID(in: .code, named: slug)
    if let problem = try ClosedCode.refusal(slug, writer.db) { throw problem }
    codes[slug] = id
    return id
  }

  private mutating func loadTexts(_ keys: [Int64]) throws {
    let wanted = Set(keys).subtracting(texts.keys).sorted()
    guard !wanted.isEmpty else { return }
    let list = wanted.map(String.init).joined(separator: ",")
    let current = Set(
      try Int64.fetchAll(
        writer.db,
        sql: """
          SELECT id FROM text WHERE id IN (\(list)) AND version =
            (SELECT max(version) FROM text AS t WHERE t.layer_id = text.layer_id)
          """))
    guard current.count == wanted.count else { throw ReviseTranscript.overtaken }
    texts.merge(try Bodies.words(of: wanted, in: writer.db)) { first, _ in first }
  }

  private func expectFitting(_ suggestion: NewSuggestion) throws {
    guard let text = texts[suggestion.text], text.holds(suggestion.span),
      text.isGraphemeBoundary(suggestion.span.start), text.isGraphemeBoundary(suggestion.span.end),
      !suggestion.matches.isEmpty,
      suggestion.matches.allSatisfy({ suggestion.span.contains($0) })
    else {
      throw Problem(.internalFailure, "a suggestion does not fit its text")
    }
  }
}

extension ClosedCode {
  /// Why a code takes no codings: it is a category, retired, or being split; `nil` when it takes
  /// them.
  static func refusal(_ slug: String, _ db: Database) throws -> Problem? {
    let isCodable = try Bool.fetchOne(
      db, sql: "SELECT codable FROM code WHERE slug = ?", arguments: [slug])
    guard isCodable == false else { return try problem(slug, db) }
    let below = try String.fetchAll(
      db,
      sql: """
        SELECT slug FROM code
        WHERE parent_id = (SELECT id FROM code WHERE slug = ?) ORDER BY position LIMIT 5
        """, arguments: [slug])
    return Problem(
      .data, "'\(slug)' is a category and carries no codings",
      hint: below.isEmpty
        ? "use a code; 'emic codes' lists them"
        : "use one of its codes: \(below.joined(separator: ", "))")
  }
}
