public import Fieldwork
import GRDB

/// Sets metadata fields of a transcript.
public struct DescribeTranscript: StudyCommand {
  /// The name in the journal.
  public let name = "describe"
  private let label: String
  private let fields: [AttributeValue]

  /// Prepares a change of metadata.
  ///
  /// - Parameters:
  ///   - label: the transcript's exact label.
  ///   - fields: names as in `metadata.csv`; lists are split by `;`; any other name becomes an
  ///     attribute; an empty value clears a field.
  public init(_ label: String, fields: [AttributeValue]) {
    self.label = label
    self.fields = fields
  }

  /// The fields that are columns of their own, with their names in `metadata.csv`.
  private static let columns: [String: String] = [
    "kind": "kind", "title": "title", "guide": "guide", "interviewer": "interviewers",
    "present": "present", "route": "route", "referred_by": "referred_by", "consent": "consent",
    "record_type": "record_type",
  ]

  /// Writes the change.
  ///
  /// Throwing leaves the study as it was.
  public func apply(to writer: StudyWriter) throws -> [String] {
    let transcript = try writer.requiredID(in: .transcript, named: label)
    var made: [String] = []
    for field in fields {
      let value = field.value.trimmingBlanks
      if let column = DescribeTranscript.columns[field.name] {
        try writer.set(column, of: transcript, to: value)
      } else if field.name == "date" {
        guard value.isEmpty || CivilDate(value) != nil else {
          throw Problem(
            .data, "'\(value)' is no date", place: label, hint: "write 2016-06-22, 2016-06 or 2016")
        }
        let kind = try String.fetchOne(
          writer.db, sql: "SELECT kind FROM transcript WHERE id = ?", arguments: [transcript])
        try writer.expectInFieldwork(CivilDate(value), kind: kind ?? "", label: label)
        try writer.set("date", of: transcript, to: CivilDate(value)?.iso ?? "")
      } else if field.name == "language" {
        try writer.db.execute(
          sql: "UPDATE layer SET language = ? WHERE transcript_id = ? AND kind = 'original'",
          arguments: [value, transcript])
      } else if field.name == "site" {
        let site = value.isEmpty ? nil : try writer.requiredID(in: .site, named: value)
        try writer.db.execute(
          sql: "UPDATE transcript SET site_id = ? WHERE id = ?", arguments: [site, transcript])
      } else if field.name == "cases" {
        try writer.relate(transcript, to: value, .studyCase, "transcript_case", "case_id", &made)
      } else if field.name == "participants" {
        try writer.relate(
          transcript, to: value, .participant, "transcript_participant", "participant_id", &made)
      } else if value.isEmpty {
        try writer.clearAttribute(field.name, of: .transcript, owner: transcript)
      } else {
        try writer.setAttributes([field], of: .transcript, owner: transcript, named: label)
      }
    }
    return made
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: [String]) -> String {
    "\(label): " + fields.map { "\($0.name)=\($0.value)" }.joined(separator: ", ")
  }
}

extension StudyWriter {
  fileprivate func set(_ column: String, of transcript: Int64, to value: String) throws {
    try db.execute(
      sql: "UPDATE transcript SET \(column) = ? WHERE id = ?", arguments: [value, transcript])
  }

  fileprivate func relate(
    _ transcript: Int64, to list: String, _ table: Table, _ relation: String, _ column: String,
    _ made: inout [String]
  ) throws {
    let slugs = list.split(separator: ";").map { String($0).trimmingBlanks }
    let wanted = try slugs.filter { !$0.isEmpty }.map {
      try idMaking(table, named: $0, made: &made)
    }
    let there = try Int64.fetchAll(
      db, sql: "SELECT \(column) FROM \(relation) WHERE transcript_id = ?", arguments: [transcript])
    for id in there where !wanted.contains(id) {
      if table == .participant {
        try db.execute(
          sql: """
            UPDATE turn SET participant_id = NULL WHERE participant_id = ? AND text_id IN (
              SELECT text.id FROM text JOIN layer ON layer.id = text.layer_id
              WHERE layer.transcript_id = ?)
            """, arguments: [id, transcript])
        for own in ["chorus", "participant_topic"] {
          try db.execute(
            sql: "DELETE FROM \(own) WHERE participant_id = ? AND transcript_id = ?",
            arguments: [id, transcript])
        }
      }
      try db.execute(
        sql: "DELETE FROM \(relation) WHERE transcript_id = ? AND \(column) = ?",
        arguments: [transcript, id])
    }
    for id in wanted where !there.contains(id) {
      try db.execute(
        sql: "INSERT OR IGNORE INTO \(relation) VALUES (?, ?)", arguments: [transcript, id])
    }
  }
}
