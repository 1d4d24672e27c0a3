public import Fieldwork
import GRDB

/// Says what the speakers of a transcript do, and who they are.
public struct AssignSpeakers: StudyCommand {
  /// One speaker label and what it stands for.
  public struct Assignment: Hashable, Sendable {
    /// The label as the transcript has it.
    public var speaker: String
    /// What the speaker does, or `nil` to leave it.
    public var role: Role?
    /// The participant's id, or `nil` to leave it.
    public var participant: String?

    /// Describes an assignment.
    public init(speaker: String, role: Role?, participant: String? = nil) {
      self.speaker = speaker
      self.role = role
      self.participant = participant
    }
  }

  /// The name in the journal.
  public let name = "speakers"
  private let label: String
  private let assignments: [Assignment]

  /// Prepares an assignment for all layers of a transcript that use these labels.
  public init(_ label: String, _ assignments: [Assignment]) {
    self.label = label
    self.assignments = assignments
  }

  /// The number of turns that were changed, per assignment.
  public func apply(to writer: StudyWriter) throws -> [Int] {
    let transcript = try writer.requiredID(in: .transcript, named: label)
    return try assignments.map { try writer.assign($0, in: transcript, label: label) }
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: [Int]) -> String {
    let parts = assignments.map { assignment in
      assignment.speaker + "="
        + [assignment.role?.rawValue, assignment.participant].compactMap(\.self)
        .joined(separator: ":")
    }
    return "\(label): " + parts.joined(separator: ", ")
  }
}

extension StudyWriter {
  /// Takes a participant off a transcript in which no turn is theirs any more.
  private func leave(_ participant: Int64, _ transcript: Int64) throws {
    try db.execute(
      sql: """
        DELETE FROM transcript_participant WHERE transcript_id = ? AND participant_id = ?
          AND NOT EXISTS (
            SELECT 1 FROM turn JOIN text ON text.id = turn.text_id
            JOIN layer ON layer.id = text.layer_id
            WHERE layer.transcript_id = ? AND turn.participant_id = ?)
        """, arguments: [transcript, participant, transcript, participant])
  }

  /// Assigns one label in one transcript.
  ///
  /// - Returns: the number of turns with that label.
  /// - Throws: `Problem` with the labels that are there, when this one is not.
  func assign(_ assignment: AssignSpeakers.Assignment, in transcript: Int64, label: String) throws
    -> Int
  {
    let turns = """
      SELECT turn.id FROM turn JOIN text ON text.id = turn.text_id
      JOIN layer ON layer.id = text.layer_id
      WHERE layer.transcript_id = \(transcript) AND turn.speaker = ?
      """
    let count =
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM (\(turns))", arguments: [assignment.speaker]) ?? 0
    guard count > 0 else {
      let there = try String.fetchAll(
        db,
        sql: """
          SELECT DISTINCT turn.speaker FROM turn JOIN text ON text.id = turn.text_id
          JOIN layer ON layer.id = text.layer_id
          WHERE layer.transcript_id = ? AND turn.speaker IS NOT NULL ORDER BY turn.speaker
          """, arguments: [transcript])
      throw Problem(
        .data, "no speaker is called '\(assignment.speaker)'", place: label,
        hint: there.isEmpty
          ? "this transcript has no speakers" : "its speakers are \(there.joined(separator: ", "))")
    }
    if let role = assignment.role {
      try db.execute(
        sql: "UPDATE turn SET role = ? WHERE id IN (\(turns))",
        arguments: [role.rawValue, assignment.speaker])
    }
    if let participant = assignment.participant {
      let before = try Int64.fetchAll(
        db,
        sql: """
          SELECT DISTINCT participant_id FROM turn
          WHERE id IN (\(turns)) AND participant_id IS NOT NULL
          """, arguments: [assignment.speaker])
      var made: [String] = []
      let id = try idMaking(.participant, named: participant, made: &made)
      try db.execute(
        sql: "UPDATE turn SET participant_id = ? WHERE id IN (\(turns))",
        arguments: [id, assignment.speaker])
      try db.execute(
        sql: "INSERT OR IGNORE INTO transcript_participant VALUES (?, ?)",
        arguments: [transcript, id])
      for earlier in before where earlier != id { try leave(earlier, transcript) }
    }
    return count
  }
}
