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
    /// Who it is, by id: several where they speak together, nobody where the list is empty; `nil`
    /// to leave it.
    public var participants: [String]?

    /// Describes an assignment.
    public init(speaker: String, role: Role?, participants: [String]?) {
      self.speaker = speaker
      self.role = role
      self.participants = participants
    }

    /// Describes an assignment to at most one participant.
    public init(speaker: String, role: Role?, participant: String? = nil) {
      self.init(speaker: speaker, role: role, participants: participant.map { [$0] })
    }

    /// What the label stands for, in words.
    public var words: String {
      let people = participants.map { $0.isEmpty ? "nobody" : $0.joined(separator: " and ") }
      return [role?.rawValue, people].compactMap(\.self).joined(separator: ", ")
    }
  }

  /// One assignment with the transcript that it is about, and where a list says so.
  public struct Row: Hashable, Sendable {
    /// The transcript's exact label.
    public var transcript: String
    /// What is said of a label.
    public var assignment: Assignment
    /// The file and line, for messages; `nil` where it was typed.
    public var place: String?

    /// Describes a row.
    public init(transcript: String, assignment: Assignment, place: String? = nil) {
      self.transcript = transcript
      self.assignment = assignment
      self.place = place
    }
  }

  /// The name in the journal.
  public let name = "speakers"
  private let rows: [Row]

  /// Prepares an assignment for all layers of a transcript that use these labels.
  public init(_ label: String, _ assignments: [Assignment]) {
    rows = assignments.map { Row(transcript: label, assignment: $0) }
  }

  /// Prepares assignments in several transcripts, all or none.
  public init(_ rows: [Row]) { self.rows = rows }

  /// The number of turns with each label, per assignment.
  ///
  /// - Throws: a `Problem` with the labels that are there, when one is not.
  public func apply(to writer: StudyWriter) throws -> [Int] {
    try rows.map { row in
      do {
        let transcript = try writer.requiredID(in: .transcript, named: row.transcript)
        return try writer.assign(row.assignment, in: transcript, label: row.transcript)
      } catch let failure as any ProblemReporting {
        var problem = failure.problem
        if let place = row.place {
          problem.place = [place, problem.place].compactMap(\.self).joined(separator: ", ")
        }
        throw problem
      }
    }
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: [Int]) -> String {
    let labels = Set(rows.map(\.transcript))
    guard labels.count == 1, let label = labels.first else {
      return "\(counted(rows.count, "speaker")) in \(counted(labels.count, "transcript"))"
    }
    let parts = rows.map(\.assignment).map { "\($0.speaker)=\($0.words)" }
    return "\(label): " + parts.joined(separator: "; ")
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
          AND NOT EXISTS (
            SELECT 1 FROM chorus WHERE chorus.transcript_id = ? AND chorus.participant_id = ?)
        """,
      arguments: [transcript, participant, transcript, participant, transcript, participant])
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
    if let people = assignment.participants {
      let before = try Int64.fetchAll(
        db,
        sql: """
          SELECT participant_id FROM turn WHERE id IN (\(turns)) AND participant_id IS NOT NULL
          UNION SELECT participant_id FROM chorus WHERE transcript_id = ? AND speaker = ?
          """, arguments: [assignment.speaker, transcript, assignment.speaker])
      var made: [String] = []
      let ids = try people.map { try idMaking(.participant, named: $0, made: &made) }
      try db.execute(
        sql: "DELETE FROM chorus WHERE transcript_id = ? AND speaker = ?",
        arguments: [transcript, assignment.speaker])
      try db.execute(
        sql: "UPDATE turn SET participant_id = ? WHERE id IN (\(turns))",
        arguments: [ids.count == 1 ? ids[0] : nil, assignment.speaker])
      for id in ids {
        if ids.count > 1 {
          try db.execute(
            sql: "INSERT OR IGNORE INTO chorus VALUES (?, ?, ?)",
            arguments: [transcript, assignment.speaker, id])
        }
        try db.execute(
          sql: "INSERT OR IGNORE INTO transcript_participant VALUES (?, ?)",
          arguments: [transcript, id])
      }
      for earlier in before where !ids.contains(earlier) { try leave(earlier, transcript) }
    }
    return count
  }
}
