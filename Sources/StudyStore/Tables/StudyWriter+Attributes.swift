import Fieldwork
import GRDB

/// Writing values of attributes: checked against what the attribute is, with their source, and
/// never beside the source of an earlier value.
extension StudyWriter {
  /// Replaces the attributes of an owner by name; others stay, and so does a source where the value
  /// is the same.
  ///
  /// - Parameter place: how messages call the owner.
  /// - Throws: a `Problem` for a value that its attribute cannot have.
  func setAttributes(
    _ values: [AttributeValue], of owner: AttributeOwner, owner id: Int64, named place: String
  ) throws {
    for value in values {
      let content: AttributeContent
      do {
        content = try value.missing.map { .missing($0) } ?? AttributeContent(value.value)
      } catch let failure as AttributeValueFailure {
        throw failure.problem.placed("\(place), \(value.name)")
      }
      guard content != .nothing else { continue }
      try setAttribute(
        value.name, content, of: owner, owner: id, named: place,
        like: (value.source, value.note))
    }
  }

  /// Writes one value, and takes the source of another value away.
  ///
  /// - Parameter like: its source and note; where they are not given and the value is the one that
  ///   is there, it keeps those that it has.
  /// - Returns: whether the value is another one.
  @discardableResult
  func setAttribute(
    _ name: String, _ content: AttributeContent, of owner: AttributeOwner, owner id: Int64,
    named place: String, like: (source: AttributeSource?, note: String)
  ) throws -> Bool {
    let table = AttributeRows.table(of: owner)
    var value = ""
    var missing: String?
    switch content {
    case .nothing: return try clearAttribute(name, of: owner, owner: id)
    case .missing(let reason): missing = reason.rawValue
    case .value(let typed):
      do {
        let definition = try AttributeRows.definition(owner, name, db)
        value = try definition?.stored(typed) ?? typed
      } catch let failure as AttributeValueFailure {
        throw failure.problem.placed(place)
      }
    }
    let column = AttributeRows.column(of: owner)
    let row = try Row.fetchOne(
      db, sql: "SELECT value, missing FROM \(table) WHERE \(column) = ? AND name = ?",
      arguments: [id, name])
    let isSame = row.map { $0[0] == value && $0[1] as String? == missing } ?? false
    if !isSame { try deleteAttributePassages(ofValue: name, of: owner, owner: id) }
    try db.execute(
      sql: """
        INSERT INTO \(table) (\(column), name, value, missing, source, note)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET value = excluded.value, missing = excluded.missing,
          source = CASE WHEN ? THEN coalesce(excluded.source, source) ELSE excluded.source END,
          note = CASE WHEN ? THEN coalesce(excluded.note, note) ELSE excluded.note END
        """,
      arguments: [
        id, name, value, missing, like.source?.rawValue, like.note.isEmpty ? nil : like.note,
        isSame, isSame,
      ])
    return !isSame
  }

  /// Takes a value away.
  ///
  /// - Returns: whether there was one.
  @discardableResult
  func clearAttribute(_ name: String, of owner: AttributeOwner, owner id: Int64) throws -> Bool {
    try deleteAttributePassages(ofValue: name, of: owner, owner: id)
    try db.execute(
      sql: """
        DELETE FROM \(AttributeRows.table(of: owner))
        WHERE \(AttributeRows.column(of: owner)) = ? AND name = ?
        """, arguments: [id, name])
    return db.changesCount > 0
  }

  /// Takes away what the value of an attribute rests on.
  func deleteAttributePassages(
    ofValue name: String, of owner: AttributeOwner, owner id: Int64
  ) throws {
    try db.execute(
      sql: """
        DELETE FROM \(AttributeRows.passages(of: owner))
        WHERE \(AttributeRows.column(of: owner)) = ? AND name = ?
        """, arguments: [id, name])
  }

  /// Takes passages away, of whatever value; the values stay.
  func deleteAttributePassages(where condition: String) throws {
    for owner in AttributeOwner.allCases {
      try db.execute(
        sql: "DELETE FROM \(AttributeRows.passages(of: owner)) WHERE \(condition)")
    }
  }
}

extension Problem {
  /// The problem at a place.
  func placed(_ place: String) -> Problem {
    var placed = self
    placed.place = self.place.map { "\(place), \($0)" } ?? place
    return placed
  }
}
