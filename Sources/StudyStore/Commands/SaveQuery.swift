public import Fieldwork
import Foundation
import GRDB

/// Gives a code query a name, or a new meaning to a name.
public struct SaveQuery: StudyCommand {
  /// The name in the journal.
  public let name = "query save"
  private let query: SavedQuery
  private let replaces: Bool

  /// Prepares to save a query.
  ///
  /// - Parameter replaces: whether another query of this name may go.
  public init(_ query: SavedQuery, replaces: Bool) {
    self.query = query
    self.replaces = replaces
  }

  /// Writes the change.
  ///
  /// Throwing leaves the study as it was.
  ///
  /// Every name in the query must lead somewhere, by its exact id or name.
  public func apply(to writer: StudyWriter) throws -> ListOutcome {
    let db = writer.db
    let parsed = try CodeQuery(query.text)
    var names = QueryNames(
      codebook: try Codebook(CodeRows.load(db).map(\.definition)),
      themes: try ThemeRows.load(db), saved: try SavedQueryRows.load(db))
    let known = names.saved.first { $0.name == query.name }
    // With the query among them, one that asks itself is found now and not when it is asked.
    names.saved = names.saved.filter { $0.name != query.name } + [query]
    _ = try parsed.resolved(in: names, .exact)
    var outcome = ListOutcome()
    if let known {
      guard known.text != query.text else { return outcome }
      guard replaces else {
        throw Problem(
          .data, "a query '\(query.name)' is saved already: \(known.text)",
          hint: "take another name, or add --replace")
      }
      try db.execute(
        sql: "UPDATE saved_query SET query = ? WHERE slug = ?",
        arguments: [query.text, query.name])
      outcome.updated.append(query.name)
    } else {
      try db.execute(
        sql: "INSERT INTO saved_query (uuid, slug, query) VALUES (?, ?, ?)",
        arguments: [
          Data(StableUUID(identity: "query", query.name).bytes), query.name, query.text,
        ])
      outcome.added.append(query.name)
    }
    return outcome
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: ListOutcome) -> String { "\(query.name): \(query.text)" }
}

/// Forgets a saved query.
public struct RemoveQuery: StudyCommand {
  /// The name in the journal.
  public let name = "query remove"
  private let query: String

  /// Prepares to remove a query by its exact name.
  public init(_ query: String) { self.query = query }

  /// Writes the change; refused while another saved query asks this one.
  public func apply(to writer: StudyWriter) throws -> ListOutcome {
    let saved = try SavedQueryRows.load(writer.db)
    guard saved.contains(where: { $0.name == query }) else {
      throw StudyFailure.unknown(kind: "saved query", name: query)
    }
    let users = saved.filter { other in
      (try? CodeQuery(other.text))?.savedNames.contains {
        $0.foldedName == query.foldedName
      } == true
    }
    guard users.isEmpty else {
      throw Problem(
        .data,
        "the saved query '\(query)' is asked by \(users.map(\.name).joined(separator: ", "))",
        hint: "remove or change these first")
    }
    try writer.db.execute(sql: "DELETE FROM saved_query WHERE slug = ?", arguments: [query])
    var outcome = ListOutcome()
    outcome.updated.append(query)
    return outcome
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: ListOutcome) -> String { query }
}
