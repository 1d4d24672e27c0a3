public import Fieldwork
import Foundation
import GRDB

/// Brings a survey into the study: its dictionary and its values.
///
/// A survey of the same name and the same content is there already; other content replaces the
/// dictionary and the values of records that stay. It is refused when a linked record would go, and
/// when more than half of the variables would, unless that is wanted.
public struct ImportSurvey: StudyCommand {
  /// What an import of a survey did.
  public struct Outcome: Hashable, Sendable {
    /// The number of records.
    public var records: Int
    /// The number of variables.
    public var variables: Int
    /// Whether a survey of that name was there.
    public var isUpdate: Bool
    /// The variables that the survey had before and has no more.
    public var lostVariables: [String] = []
    /// How many records it had before and has no more.
    public var lostRecords = 0
  }

  /// The name in the journal.
  public let name = "survey import"
  private let draft: SurveyDraft
  private let mayReplace: Bool

  /// Prepares an import.
  ///
  /// - Parameter replacing: whether another survey of that name may be given up.
  public init(_ draft: SurveyDraft, replacing: Bool = false) {
    self.draft = draft
    mayReplace = replacing
  }

  /// Writes the change.
  ///
  /// Throwing leaves the study as it was.
  public func apply(to writer: StudyWriter) throws -> Outcome {
    let db = writer.db
    let known = try writer.id(in: .survey, named: draft.name)
    // Only a survey of that name can be the same; reading the others would cost as much as they hold.
    if let known, try SurveyRows.load(db, only: known).surveys.first == draft.table {
      return Outcome(
        records: draft.records.count, variables: draft.variables.count, isUpdate: true)
    }
    if known == nil { try writer.refuseBesideWaves(draft) }
    let survey: Int64
    var outcome = Outcome(
      records: draft.records.count, variables: draft.variables.count, isUpdate: known != nil)
    if let known {
      survey = known
      try writer.compare(known, with: draft, mayReplace: mayReplace, &outcome)
      try writer.clearDictionary(ofSurvey: known)
      try db.execute(
        sql: """
          UPDATE survey SET title = ?, key_variable = ?, case_kind = ?, file_name = ?, weight = ?
          WHERE id = ?
          """,
        arguments: [
          draft.title, draft.keyVariable, draft.caseKind ?? "", draft.fileName, draft.weight,
          survey,
        ])
      try writer.removeRecords(ofSurvey: known, except: Set(draft.records.map(\.key)))
    } else {
      try db.execute(
        sql: """
          INSERT INTO survey (uuid, name, title, key_variable, case_kind, file_name, weight)
          VALUES (?,?,?,?,?,?,?)
          """,
        arguments: [
          Data(StableUUID(identity: "survey", draft.name).bytes), draft.name, draft.title,
          draft.keyVariable, draft.caseKind ?? "", draft.fileName, draft.weight,
        ])
      survey = db.lastInsertedRowID
    }
    let variables = try draft.variables.enumerated().map { position, variable in
      try writer.insert(variable, position: position, survey: survey)
    }
    let records = try writer.ensureRecords(
      draft.records.map(\.key), survey: survey, isNew: known == nil)
    // Rows of a survey that was there are compared with what they were; those of a new one are new.
    let cells = try SurveyCellWriter(db, known == nil ? writer.recorder : nil)
    for (column, variable) in variables.enumerated() {
      for (row, record) in records.enumerated() {
        try cells.insert(draft.records[row].values[column], variable: variable, record: record)
      }
    }
    cells.finish()
    return outcome
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: Outcome) -> String {
    "\(draft.name): \(outcome.records) records, \(outcome.variables) variables"
  }
}

extension StudyWriter {
  /// A survey that has waves has no other part.
  fileprivate func refuseBesideWaves(_ draft: SurveyDraft) throws {
    guard draft.table.wave == nil else { return }
    let waves = try String.fetchAll(db, sql: "SELECT name FROM survey ORDER BY name").filter {
      SurveyWave(surveyName: $0)?.family.foldedName == draft.name.foldedName
    }
    guard !waves.isEmpty else { return }
    throw Problem(
      .data, "the study has waves of '\(draft.name)': \(listed(waves))",
      hint: "say which wave this is with --wave, or give it another --name")
  }

  /// What a survey loses when another takes its name.
  fileprivate func compare(
    _ survey: Int64, with draft: SurveyDraft, mayReplace: Bool,
    _ outcome: inout ImportSurvey.Outcome
  ) throws {
    let before = try String.fetchAll(
      db, sql: "SELECT name FROM variable WHERE survey_id = ? ORDER BY position",
      arguments: [survey])
    let kept = Set(draft.variables.map(\.name))
    outcome.lostVariables = before.filter { !kept.contains($0) }
    let keys = Set(draft.records.map(\.key))
    outcome.lostRecords = try String.fetchAll(
      db, sql: "SELECT key FROM record WHERE survey_id = ?", arguments: [survey]
    ).count { !keys.contains($0) }
    if outcome.lostVariables.count * 2 > before.count, !mayReplace {
      throw Problem(
        .data,
        "the study has a survey '\(draft.name)', and \(outcome.lostVariables.count) of its "
          + "\(counted(before.count, "variable")) are not in this file: "
          + listed(outcome.lostVariables),
        hint: "--name OTHER brings it in beside, --replace takes it in the place of that one")
    }
  }

  fileprivate func clearDictionary(ofSurvey survey: Int64) throws {
    let variables = "(SELECT id FROM variable WHERE survey_id = \(survey))"
    try db.execute(
      sql: """
        DELETE FROM value WHERE variable_id IN \(variables);
        DELETE FROM value_label WHERE variable_id IN \(variables);
        DELETE FROM missing_rule WHERE variable_id IN \(variables);
        DELETE FROM variable WHERE survey_id = \(survey);
        """)
  }

  fileprivate func removeRecords(ofSurvey survey: Int64, except kept: Set<String>) throws {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT record.id, record.key,
          EXISTS (SELECT 1 FROM link WHERE link.record_id = record.id),
          EXISTS (SELECT 1 FROM participant_link AS person WHERE person.record_id = record.id)
        FROM record WHERE record.survey_id = ? ORDER BY record.position
        """, arguments: [survey])
    for row in rows where !kept.contains(row[1]) {
      for (column, who) in [(2, "a case"), (3, "a participant")] where row[column] as Bool {
        throw StudyFailure.inUse(
          what: "record '\(row[1] as String)' cannot go", reason: "\(who) is linked to it",
          hint: "unlink the case first ('emic log' shows the link), or keep the record in the file")
      }
      try db.execute(sql: "DELETE FROM record WHERE id = ?", arguments: [row[0] as Int64])
    }
  }

  fileprivate func insert(_ variable: Variable, position: Int, survey: Int64) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO variable
          (survey_id, position, name, kind, labels, unit, sensitive, shown, storage, display)
        VALUES (?,?,?,?,?,?,?,?,?,?)
        """,
      arguments: [
        survey, position, variable.name, variable.kind.rawValue, encodeTexts(variable.labels),
        variable.unit, variable.isSensitive, variable.isShown, variable.stored?.storage.rawValue,
        variable.stored?.display,
      ])
    let id = db.lastInsertedRowID
    for (table, labels) in [
      ("value_label", variable.valueLabels), ("missing_rule", variable.missing),
    ] {
      for (order, label) in labels.enumerated() {
        try db.execute(
          sql: "INSERT INTO \(table) VALUES (?,?,?,?)",
          arguments: [id, order, label.code, label.label])
      }
    }
    return id
  }

  private func insertRecords(_ keys: [String], survey: Int64) throws -> [Int64] {
    let last = try Int64.fetchOne(db, sql: "SELECT max(id) FROM record") ?? 0
    let rows = try BulkInsert(
      db, recorder, table: "record", columns: ["id", "survey_id", "position", "key"])
    for (position, key) in keys.enumerated() {
      rows.add(last + 1 + Int64(position))
      rows.add(survey)
      rows.add(Int64(position))
      rows.add(key)
      try rows.insertRow()
    }
    rows.finish()
    return keys.indices.map { last + 1 + Int64($0) }
  }

  fileprivate func ensureRecords(
    _ keys: [String], survey: Int64, isNew: Bool
  ) throws -> [Int64] {
    if isNew { return try insertRecords(keys, survey: survey) }
    var known: [String: Int64] = [:]
    let rows = try Row.fetchCursor(
      db, sql: "SELECT key, id FROM record WHERE survey_id = ?", arguments: [survey])
    while let row = try rows.next() { known[row[0]] = row[1] }
    let move = try db.cachedStatement(sql: "UPDATE record SET position = ? WHERE id = ?")
    let insert = try db.cachedStatement(
      sql: "INSERT INTO record (survey_id, position, key) VALUES (?, ?, ?)")
    return try keys.enumerated().map { position, key in
      if let id = known[key] {
        try move.execute(arguments: [position, id])
        return id
      }
      insert.setUncheckedArguments([survey, position, key])
      try insert.execute()
      return db.lastInsertedRowID
    }
  }
}

extension SurveyValue {
  /// The value as the three columns that exclude each other.
  ///
  /// Several codes are kept as a JSON list; a cell that was empty is `.` among the reasons, as in
  /// Stata.
  var storedColumns: (number: Double?, word: String?, missing: String?) {
    switch self {
    case .number(let number): (number, nil, nil)
    case .text(let text): (nil, text, nil)
    case .several(let codes): (nil, encodeJSON(codes), nil)
    case .missing(.notRecorded): (nil, nil, ".")
    case .missing(.coded(let code, _)): (nil, nil, code)
    }
  }
}
