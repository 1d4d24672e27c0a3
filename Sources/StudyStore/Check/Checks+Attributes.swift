import Fieldwork
import GRDB

extension Checks {
  /// Whether values fit what their attributes are, a missing one is empty, and what a value rests on
  /// lies in its text and belongs to a value.
  static func attributes(_ db: Database) throws -> (Int, [String]) {
    var findings: [String] = []
    var count = 0
    for owner in AttributeOwner.allCases {
      let (table, passages) = (AttributeRows.table(of: owner), AttributeRows.passages(of: owner))
      let (column, owners) = (AttributeRows.column(of: owner), AttributeRows.owners(owner))
      let definitions = try AttributeRows.definitions(db).filter { $0.owner == owner }
      let rows = try Row.fetchCursor(
        db,
        sql: """
          SELECT \(owners.nameColumn), \(table).name, value, missing FROM \(table)
          JOIN \(owners.rawValue) ON \(owners.rawValue).id = \(column) ORDER BY 1, 2
          """)
      while let row = try rows.next() {
        count += 1
        let (value, missing): (String, String?) = (row[2], row[3])
        let place = "\(row[0] as String), \(row[1] as String)"
        if missing != nil, !value.isEmpty { findings.append("\(place): missing, and has a value") }
        guard missing == nil, let definition = definitions.first(where: { $0.name == row[1] })
        else { continue }
        if (try? definition.stored(value)) != value {
          findings.append("\(place): '\(value)' is no \(definition.type.rawValue)")
        }
      }
      findings += try String.fetchAll(
        db,
        sql: """
          SELECT \(owners.nameColumn) || ', ' || \(passages).name || ': '
            || CASE WHEN \(passages).end > scalars THEN 'rests on what lies behind its text'
              ELSE 'a passage is there and no value' END
          FROM \(passages) JOIN text ON text.id = text_id
          JOIN \(owners.rawValue) ON \(owners.rawValue).id = \(passages).\(column)
          WHERE \(passages).end > scalars OR NOT EXISTS (
            SELECT 1 FROM \(table) WHERE \(table).\(column) = \(passages).\(column)
              AND \(table).name = \(passages).name)
          ORDER BY 1
          """)
    }
    return (count, Array(findings.prefix(20)))
  }
}
