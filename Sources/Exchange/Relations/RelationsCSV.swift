public import Fieldwork

/// Axial relations as tables: one typed relation between two codes per row.
///
/// Columns: `id`, `from`, `relation` (also `kind`), `to`, `ground`. The words of a relation are
/// joined by hyphens whatever joins them in the file: `leads_to` is `leads-to`. Other columns
/// are left out.
public enum RelationsCSV {
  /// Reads a list; whether its codes exist is for the study to say.
  ///
  /// - Parameters:
  ///   - text: the decoded file.
  ///   - fileName: how messages call the file.
  /// - Throws: `TableFailure` or `NoteRowFailure` with the line at fault.
  public static func read(_ text: String, fileName: String) throws -> [RelationDefinition] {
    var table = try NoteTable(text, file: fileName)
    let id = try table.require("id", "relation_id")
    let from = try table.require("from")
    let kind = try table.require("relation", "kind")
    let to = try table.require("to")
    let ground = try table.take("ground")
    return try table.rows("relation", id: \.slug) { row in
      let relation = RelationDefinition(
        slug: try row.needed(id), from: try row.needed(from),
        kind: hyphened(try row.needed(kind)), to: try row.needed(to), ground: row.words(ground))
      guard relation.from != relation.to else {
        throw NoteRowFailure.toItself(file: fileName, line: row.line, code: relation.from)
      }
      return relation
    }
  }

  /// The relations as a table; reading it gives the same relations.
  public static func write(_ relations: [RelationDefinition]) -> String {
    CSVWriting.text(
      header: ["id", "from", "relation", "to", "ground"],
      rows: relations.map { [$0.slug, $0.from, $0.kind, $0.to, $0.ground] })
  }

  private static func hyphened(_ words: String) -> String {
    words.lowercased().split { $0 == "_" || $0 == "-" || $0.isWhitespace }.joined(separator: "-")
  }
}
