public import Fieldwork

/// One row of a list that says who the speakers of transcripts are.
public struct SpeakerRow: Hashable, Sendable {
  /// The line on which the row begins.
  public var line: Int
  /// The transcript's label.
  public var transcript: String
  /// The speaker's label there.
  public var speaker: String
  /// What the speaker does, or `nil` to leave it.
  public var role: Role?
  /// Who it is, by id; nobody where the list is empty, `nil` to leave it.
  public var participants: [String]?
}

/// Lists of speakers: `transcript`, `speaker`, `role`, `participant`, one row per label.
///
/// Several participants, who speak together, are parted by `;`; `-` stands for nobody; an empty
/// cell says nothing. Other columns are not read, so that what `emic speakers` writes can be
/// corrected and read again.
public enum SpeakersCSV {
  /// The word for nobody.
  public static let nobody = "-"

  /// Reads a list.
  ///
  /// - Parameters:
  ///   - text: the decoded file.
  ///   - fileName: how messages call the file.
  /// - Throws: `TableFailure`, `PeopleFailure` or `NoteRowFailure` with the line at fault, also
  ///   when a label stands twice.
  public static func read(_ text: String, fileName: String) throws -> [SpeakerRow] {
    var table = try NoteTable(text, file: fileName)
    let transcript = try table.require("transcript", "document")
    let speaker = try table.require("speaker", "label")
    let role = try table.take("role")
    let participant = try table.take("participant", "participants")
    return try table.rows(
      "speaker and transcript", id: { (row: SpeakerRow) in "\(row.speaker) in \(row.transcript)" }
    ) { row in
      let word = row.words(role).lowercased()
      guard word.isEmpty || Role(rawValue: word) != nil else {
        throw PeopleFailure.badRole(file: row.file, line: row.line, role: row.words(role))
      }
      return SpeakerRow(
        line: row.line, transcript: try row.needed(transcript), speaker: try row.needed(speaker),
        role: Role(rawValue: word), participants: people(row.words(participant), parting: ";"))
    }
  }

  /// The participants that a cell or an argument names; `nil` where it is empty.
  public static func people(_ words: String, parting: Character) -> [String]? {
    let people = words.split(separator: parting).map { String($0).trimmingBlanks }
      .filter { !$0.isEmpty }
    if people == [nobody] { return [] }
    return people.isEmpty ? nil : people
  }
}
