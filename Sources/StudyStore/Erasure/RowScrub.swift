import Fieldwork
import Foundation
import GRDB

/// Takes quotations out of rows, in the present and in change sets alike, so that each change set
/// still fits the rows that it is about.
final class RowScrub {
  private let words: ErasedWords
  private let bodies: [[UInt8]: [UInt8]]
  private let speakers: [Int64: Set<String>]
  private let columns: RecordedTexts
  private let db: Database
  private let number: Int64
  private var names: [String: String] = [:]
  private var known: [String: String] = [:]

  init(
    _ words: ErasedWords, _ texts: ErasedTexts, speakers: [Int64: Set<String>], _ db: Database
  ) throws {
    self.words = words
    self.speakers = speakers
    self.db = db
    bodies = Dictionary(
      texts.bodies.map { ([UInt8]($0.old), [UInt8]($0.new)) }, uniquingKeysWith: { a, _ in a })
    columns = try RecordedTexts(db)
    number = try Journal.last(db)?.number ?? 0
  }

  /// Takes quotations out of the rows of the present.
  func cleanPresent() throws {
    for table in Migrations.recordedTables {
      let keys = try String.fetchAll(
        db, sql: "SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY cid",
        arguments: [table])
      let condition = keys.map { "\"\($0)\" = ?" }.joined(separator: " AND ")
      for row in try Row.fetchAll(db, sql: "SELECT * FROM \(table)") {
        let key = StatementArguments(keys.map { row[$0] as DatabaseValue })
        for column in columns.columns[table] ?? [] where !column.isName {
          guard let text = row[column.name] as String?, let marked = words.marked(text) else {
            continue
          }
          try db.execute(
            sql: "UPDATE \(table) SET \"\(column.name)\" = ? WHERE \(condition)",
            arguments: [marked] + key)
          if let digest = RowScrub.digest(table, marked) {
            try db.execute(
              sql: "UPDATE \(table) SET hash = ? WHERE \(condition)",
              arguments: [Data(digest)] + key)
          }
        }
      }
    }
  }

  /// The hash by which a frozen codebook is checked.
  private static func digest(_ table: String, _ text: String) -> [UInt8]? {
    table == "codebook_freeze" ? SHA256Digest(of: Array(text.utf8)).bytes : nil
  }

  /// A change set without the quotations.
  func cleaned(_ changes: ChangeSetRows) -> ChangeSetRows {
    var changes = changes
    for block in changes.blocks.indices {
      let table = changes.blocks[block].table
      for row in changes.blocks[block].rows.indices {
        let text = textID(of: changes.blocks[block].rows[row], table)
        clean(&changes.blocks[block].rows[row].old, table, text)
        clean(&changes.blocks[block].rows[row].new, table, text)
      }
    }
    return changes
  }

  private func clean(_ values: inout [ChangeSet.Value?], _ table: String, _ text: Int64?) {
    for index in values.indices {
      if case .blob(let bytes)? = values[index], let new = bodies[bytes] {
        values[index] = .blob(new)
      }
    }
    for column in columns.columns[table] ?? [] where values.indices.contains(column.index) {
      guard case .text(let said)? = values[column.index] else { continue }
      if column.name == "speaker", let text, speakers[text]?.contains(said) == true {
        values[column.index] = .text(ErasedWords.mark)
      } else if column.isName {
        if marked(said) != said { values[column.index] = .text(name(for: said)) }
      } else {
        let clean = marked(said)
        guard clean != said else { continue }
        values[column.index] = .text(clean)
        if let digest = RowScrub.digest(table, clean),
          let hash = columns.place(of: "hash", in: table),
          values[hash] != nil
        {
          values[hash] = .blob(digest)
        }
      }
    }
  }

  /// What stands for a name that was made of the words, the same at every moment.
  private func name(for said: String) -> String {
    if let name = names[said] { return name }
    let name = "erased-\(number)-\(names.count + 1)"
    names[said] = name
    return name
  }

  /// The same words stand in many change sets.
  private func marked(_ text: String) -> String {
    if let known = known[text] { return known }
    let clean = words.marked(text) ?? text
    known[text] = clean
    return clean
  }

  /// The text of a turn, where the change says it.
  private func textID(of row: ChangeSetRows.Row, _ table: String) -> Int64? {
    guard ["turn", "former_turn"].contains(table),
      let column = columns.place(of: "text_id", in: table),
      case .integer(let text)? = row.value(column)
    else { return nil }
    return text
  }
}
