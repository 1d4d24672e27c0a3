public import Fieldwork
import Foundation
import GRDB

/// Brings written themes into the study; a theme with a known slug is replaced, and what is
/// different about it is told.
public struct ImportThemes: StudyCommand {
  /// The name in the journal.
  public let name = "themes import"
  private let themes: [ThemeDefinition]

  /// Prepares an import.
  public init(_ themes: [ThemeDefinition]) { self.themes = themes }

  /// Writes the change.
  ///
  /// Throwing leaves the study as it was.
  public func apply(to writer: StudyWriter) throws -> ListOutcome {
    let db = writer.db
    var outcome = ListOutcome()
    var position = try Int.fetchOne(db, sql: "SELECT coalesce(max(position), 0) FROM theme") ?? 0
    let book = try Codebook(CodeRows.load(db).map(\.definition))
    let stored = Dictionary(
      try ThemeRows.load(db).map { ($0.slug, $0) }, uniquingKeysWith: { first, _ in first })
    for theme in themes {
      _ = try theme.rule.resolvedQuery(in: book)
      let statements = encodeTexts(theme.statements)
      let id: Int64
      if let known = try writer.id(in: .theme, named: theme.slug) {
        id = known
        try db.execute(
          sql: "UPDATE theme SET statements = ?, rule = ?, summary = ? WHERE id = ?",
          arguments: [statements, theme.rule.words, theme.summary, id])
        try db.execute(sql: "DELETE FROM theme_code WHERE theme_id = ?", arguments: [id])
        outcome.updated.append(theme.slug)
        let parts = stored[theme.slug].map { theme.parts(thatDifferFrom: $0) } ?? []
        if !parts.isEmpty { outcome.changes.append(.init(name: theme.slug, parts: parts)) }
      } else {
        position += 1
        try db.execute(
          sql: """
            INSERT INTO theme (uuid, slug, position, statements, rule, summary) VALUES (?,?,?,?,?,?)
            """,
          arguments: [
            Data(StableUUID(identity: "theme", theme.slug).bytes), theme.slug, position,
            statements, theme.rule.words, theme.summary,
          ])
        id = db.lastInsertedRowID
        outcome.added.append(theme.slug)
      }
      var order = 0
      let named = theme.required + theme.supporting + theme.contrary
      if let twice = named.first(where: { slug in named.count { $0 == slug } > 1 }) {
        throw Problem(.data, "the theme '\(theme.slug)' names the code '\(twice)' twice")
      }
      for (role, slugs) in [
        ("required", theme.required), ("supporting", theme.supporting),
        ("contrary", theme.contrary),
      ] {
        for slug in slugs {
          order += 1
          guard let code = try writer.id(in: .code, named: slug) else {
            throw Problem(
              .data,
              "the theme '\(theme.slug)' names the code '\(slug)', which is not in the study",
              hint: "import the codebook first, or correct the theme")
          }
          try db.execute(
            sql: "INSERT INTO theme_code VALUES (?,?,?,?)", arguments: [id, code, role, order])
        }
      }
    }
    return outcome
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: ListOutcome) -> String { "themes: \(outcome.words)" }
}

extension ThemeDefinition {
  /// The parts that are others than those of another theme, in words.
  fileprivate func parts(thatDifferFrom other: ThemeDefinition) -> [String] {
    [
      ("statement", statements != other.statements), ("rule", rule != other.rule),
      ("required codes", required != other.required),
      ("supporting codes", supporting != other.supporting),
      ("contrary codes", contrary != other.contrary), ("summary", summary != other.summary),
    ].filter(\.1).map(\.0)
  }
}
