public import Fieldwork
import GRDB

/// A value that an attribute had from a journal entry on.
public struct AttributeMoment: Hashable, Sendable {
  /// The number of the journal entry.
  public var entry: Int64
  /// When, ISO 8601.
  public var time: String
  /// Who.
  public var coder: String
  /// The command that the journal names.
  public var command: String
  /// The attribute's name.
  public var name: String
  /// The value from then on; `nil` where it was taken away.
  public var value: AttributeValue?
}

extension Study {
  /// What the attributes of a transcript, participant or case were, in order of time.
  ///
  /// - Parameters:
  ///   - id: the exact label or id.
  ///   - name: only this attribute.
  /// - Throws: `StudyFailure.unknown`.
  public func attributeHistory(
    _ owner: AttributeOwner, _ id: String, _ name: String? = nil
  ) throws -> [AttributeMoment] {
    try reading { db in
      let owners = AttributeRows.owners(owner)
      let row = try Int64.fetchOne(
        db, sql: "SELECT id FROM \(owners.rawValue) WHERE \(owners.nameColumn) = ?",
        arguments: [id])
      guard let row else { throw StudyFailure.unknown(kind: owners.word, name: id) }
      return try AttributePast(AttributeRows.table(of: owner), row, name).moments(db)
    }
  }
}

/// Reads the past of the attributes of one owner out of the change sets.
private struct AttributePast {
  private let table: String
  private let owner: Int64
  private let name: String?

  init(_ table: String, _ owner: Int64, _ name: String?) {
    self.table = table
    self.owner = owner
    self.name = name
  }

  func moments(_ db: Database) throws -> [AttributeMoment] {
    var moments: [AttributeMoment] = []
    // The values as they are known so far: an update tells only what is different.
    var present: [String: [String?]] = [:]
    let entries = try Row.fetchAll(
      db,
      sql: """
        SELECT journal.number, at, coder, command FROM journal
        JOIN change_set ON journal_number = journal.number ORDER BY journal.number
        """)
    for entry in entries {
      let number: Int64 = entry[0]
      let changes = ChangeSet(bytes: try Journal.changes(of: number, db))
      try changes.forEachChange(in: [table]) { _, operation, key, read in
        guard key == owner else { return }
        let change = try read()
        guard case .text(let attribute)? = change.key.last, (name ?? attribute) == attribute else {
          return
        }
        var cells = present[attribute] ?? Array(repeating: nil, count: 4)
        if operation == .delete {
          present[attribute] = nil
        } else {
          // Behind the owner and the name: value, missing, source, note.
          for column in 2..<min(6, change.new.count) {
            guard let value = change.new[column] else { continue }
            if case .text(let text) = value {
              cells[column - 2] = text
            } else {
              cells[column - 2] = nil
            }
          }
          present[attribute] = cells
        }
        moments.append(
          AttributeMoment(
            entry: number, time: entry[1], coder: entry[2], command: entry[3], name: attribute,
            value: operation == .delete ? nil : AttributePast.value(attribute, cells)))
      }
    }
    return moments.sorted { ($0.entry, $0.name) < ($1.entry, $1.name) }
  }

  private static func value(_ name: String, _ cells: [String?]) -> AttributeValue {
    AttributeValue(
      name: name, value: cells[0] ?? "",
      missing: cells[1].flatMap(AttributeMissing.init(rawValue:)),
      source: cells[2].flatMap(AttributeSource.init(rawValue:)), note: cells[3] ?? "")
  }
}
