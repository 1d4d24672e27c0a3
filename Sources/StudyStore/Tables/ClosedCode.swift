import Fieldwork
import GRDB

/// Codes that take no new codings: retired ones, and those that are being split.
enum ClosedCode {
  /// Why a code takes no new codings, `nil` when it takes them.
  static func problem(_ slug: String, _ db: Database) throws -> Problem? {
    let row = try Row.fetchOne(
      db, sql: "SELECT id, status FROM code WHERE slug = ?", arguments: [slug])
    guard let row else { return nil }
    let heirs = try successors(of: row[0], db)
    if row[1] == "retired" {
      let ways = heirs.map(\.slug).joined(separator: ", ")
      let verb = heirs.first?.kind == .split ? "split into" : "merged into"
      return Problem(
        .data,
        "'\(slug)' is retired and takes no new codings"
          + (heirs.isEmpty ? "" : "; it was \(verb) \(ways)"),
        hint: heirs.isEmpty
          ? "use another code, or take it up again with 'emic codes retire \(slug) --reactivate'"
          : "use \(heirs.count == 1 ? "that code" : "one of these")")
    }
    let parts = heirs.filter { $0.kind == .split }.map(\.slug)
    if parts.isEmpty { return nil }
    return Problem(
      .data, "'\(slug)' is being split and takes no new codings",
      hint: "use one of its parts: \(parts.joined(separator: ", "))")
  }

  /// Whether passages of a code still wait to be put under its parts.
  static func isBeingSplit(_ code: Int64, _ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM code_successor JOIN code ON code.id = code_id
          WHERE code_id = ? AND kind = 'split' AND status = 'active')
        """, arguments: [code]) ?? false
  }

  /// The codes to which the passages of a code went or go, in order of the codebook.
  static func successors(of code: Int64, _ db: Database) throws -> [(
    id: Int64, slug: String, kind: CodebookState.Successor.Kind
  )] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT code.id, slug, kind FROM code_successor JOIN code ON code.id = successor_id
        WHERE code_id = ? ORDER BY position, slug
        """, arguments: [code]
    ).map { ($0[0], $0[1], $0[2] == "split" ? .split : .merge) }
  }
}
