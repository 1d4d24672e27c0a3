public import Fieldwork

/// Lists of participants: one row per participant and transcript they speak in.
///
/// Columns: `participant` (also `id`), `transcript`, `speaker`, `role`, `case`, `name`; every
/// other column is an attribute. An empty cell says nothing.
public enum ParticipantsCSV {
  /// Reads a list.
  ///
  /// - Parameters:
  ///   - text: the decoded file.
  ///   - fileName: how messages call the file.
  /// - Throws: `TableFailure` or `PeopleFailure` with the line at fault.
  public static func read(_ text: String, fileName: String) throws -> [ParticipantRow] {
    var table = try PeopleTable(text, file: fileName)
    let id = try table.takeID("participant")
    let transcript = try table.take("transcript", "document")
    let speaker = try table.take("speaker", "label")
    let role = try table.take("role")
    let group = try table.take("case", "case_id")
    let name = try table.take("name", "pseudonym")
    return try table.rows(id: id, unique: nil) { row, words, attributes in
      ParticipantRow(
        line: row.line, participant: words, transcript: row.words(transcript),
        speaker: row.words(speaker),
        role: try row.words(role).map { word in
          guard let role = Role(rawValue: word.lowercased()) else {
            throw PeopleFailure.badRole(file: fileName, line: row.line, role: word)
          }
          return role
        },
        caseID: row.words(group), name: row.words(name), attributes: attributes)
    }
  }
}
