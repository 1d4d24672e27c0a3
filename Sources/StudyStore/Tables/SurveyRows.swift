import Fieldwork
import Foundation
import GRDB

/// The surveys with dictionary and values.
enum SurveyRows {
  struct Loaded {
    var surveys: [SurveyTable]
    var surveyIndex: [Int64: Int32]
    var recordIndex: [Int64: Int32]
  }

  /// Reads surveys with all their values.
  ///
  /// - Parameter only: the row of one survey; `nil` for all.
  static func load(_ db: Database, only: Int64? = nil) throws -> Loaded {
    var loaded = Loaded(surveys: [], surveyIndex: [:], recordIndex: [:])
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, name, title, case_kind, key_variable, weight FROM survey
        \(only.map { "WHERE id = \($0)" } ?? "") ORDER BY name
        """)
    for (position, row) in rows.enumerated() {
      let id: Int64 = row[0]
      loaded.surveyIndex[id] = Int32(position)
      let variables = try loadVariables(db, survey: id)
      var records = try loadRecords(db, survey: id, &loaded.recordIndex)
      for (column, variable) in variables.enumerated() {
        try fill(&records, column: column, variable, db, loaded.recordIndex)
      }
      loaded.surveys.append(
        SurveyTable(
          name: row[1], title: row[2], caseKind: row[3], keyVariable: row[4],
          variables: variables.map(\.variable), records: records, weight: row[5]))
    }
    return loaded
  }

  private static func loadVariables(_ db: Database, survey: Int64) throws -> [(
    id: Int64, variable: Variable
  )] {
    func labels(_ table: String) throws -> [Int64: [ValueLabel]] {
      var found: [Int64: [ValueLabel]] = [:]
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT variable_id, code, label FROM \(table)
          WHERE variable_id IN (SELECT id FROM variable WHERE survey_id = ?)
          ORDER BY variable_id, position
          """, arguments: [survey])
      while let row = try rows.next() {
        found[row[0], default: []].append(ValueLabel(code: row[1], label: row[2]))
      }
      return found
    }
    let values = try labels("value_label")
    let missing = try labels("missing_rule")
    return try Row.fetchAll(
      db,
      sql: """
        SELECT id, name, labels, kind, unit, sensitive, shown, storage, display FROM variable
        WHERE survey_id = ? ORDER BY position
        """, arguments: [survey]
    ).map { row in
      let id: Int64 = row[0]
      return (
        id,
        Variable(
          name: row[1], labels: decodeTexts(row[2]), kind: Variable.Kind(rawValue: row[3]) ?? .text,
          unit: row[4], valueLabels: values[id] ?? [], missing: missing[id] ?? [],
          isSensitive: row[5], isShown: row[6],
          stored: (row[7] as String?).flatMap(StoredForm.Storage.init).map {
            StoredForm($0, display: row[8] ?? "")
          })
      )
    }
  }

  private static func loadRecords(_ db: Database, survey: Int64, _ index: inout [Int64: Int32])
    throws
    -> [SurveyDraft.Record]
  {
    let count =
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM variable WHERE survey_id = ?", arguments: [survey]) ?? 0
    let empty = [SurveyValue](repeating: .missing(.notRecorded), count: count)
    let rows = try Row.fetchAll(
      db, sql: "SELECT id, key FROM record WHERE survey_id = ? ORDER BY position",
      arguments: [survey])
    return rows.enumerated().map { position, row in
      index[row[0]] = Int32(position)
      return SurveyDraft.Record(key: row[1], values: empty)
    }
  }

  private static func fill(
    _ records: inout [SurveyDraft.Record], column: Int, _ stored: (id: Int64, variable: Variable),
    _ db: Database, _ index: [Int64: Int32]
  ) throws {
    let rows = try Row.fetchCursor(
      db, sql: "SELECT record_id, number, word, missing FROM value WHERE variable_id = ?",
      arguments: [stored.id])
    while let row = try rows.next() {
      guard let record = index[row[0]] else { continue }
      let value: SurveyValue
      if let number = row[1] as Double? {
        value = .number(number)
      } else if let word = row[2] as String? {
        value = stored.variable.kind == .multi ? .several(decodeStrings(word)) : .text(word)
      } else {
        let code: String = row[3]
        let label = stored.variable.missing.first { $0.code == code }?.label ?? code
        value = .missing(code == "." ? .notRecorded : .coded(code: code, label: label))
      }
      records[Int(record)].values[column] = value
    }
  }
}
