public import Fieldwork

/// What attributes are, as a table.
///
/// Columns: `attribute` (`case.rooms`, or `rooms` beside a column `owner`), `type` (number, ordered,
/// category, text, date, yes-no); then optionally `label`, `unit`, `values` (`own=owned; rent`, in
/// order), `kinds` (of transcripts or cases, split by `;`).
public enum AttributesCSV {
  /// Reads a list.
  ///
  /// - Parameters:
  ///   - text: the decoded file.
  ///   - fileName: how messages call the file.
  /// - Throws: `TableFailure` or `NoteRowFailure` with the line at fault.
  public static func read(_ text: String, fileName: String) throws -> [AttributeDefinition] {
    var table = try NoteTable(text, file: fileName)
    let name = try table.require("attribute", "name")
    let type = try table.require("type")
    let owner = try table.take("owner")
    let label = try table.take("label")
    let unit = try table.take("unit")
    let values = try table.take("values")
    let kinds = try table.take("kinds", "kind")
    return try table.rows("attribute", id: \AttributeDefinition.id) { row in
      let typed = try row.needed(name)
      let owned = row.words(owner)
      guard let id = AttributeID(owned.isEmpty ? typed : "\(owned).\(typed)") else {
        throw NoteRowFailure.badValue(
          file: row.file, line: row.line, column: "attribute", value: typed,
          allowed: "whose it is before the name: case.rooms, participant.age, transcript.weather")
      }
      let kind = try row.needed(type)
      guard let type = AttributeType(typed: kind) else {
        throw NoteRowFailure.badValue(
          file: row.file, line: row.line, column: "type", value: kind,
          allowed: AttributeType.listed)
      }
      return AttributeDefinition(
        owner: id.owner, name: id.name, type: type, label: row.words(label),
        unit: row.words(unit), values: ValueLabel.list(row.words(values)),
        kinds: row.words(kinds).split(separator: ";").map { String($0).trimmingBlanks }
          .filter { !$0.isEmpty })
    }
  }

  /// The definitions as a table; reading it gives the same.
  public static func write(_ definitions: [AttributeDefinition]) -> String {
    CSVWriting.text(
      header: ["attribute", "type", "label", "unit", "values", "kinds"],
      rows: definitions.map {
        [
          $0.id, $0.type.rawValue, $0.label, $0.unit, $0.values.listed,
          $0.kinds.joined(separator: "; "),
        ]
      })
  }
}
