import Fieldwork
import Foundation
import GRDB

/// Reads the words of text versions, many at a time.
struct Bodies {
  /// How many texts are in memory at once when all are passed through.
  static let batch = 64

  private let db: Database
  private let keys: [Int64]
  private var next = 0
  private var open: [Int64: TextBuffer] = [:]

  /// Prepares to pass through texts.
  ///
  /// - Parameter keys: the row ids of the texts, in the order in which they will be asked for;
  ///   each is read once if those of one text stand together.
  init(_ keys: some Sequence<Int64>, in db: Database) {
    var seen: Set<Int64> = []
    self.db = db
    self.keys = keys.filter { seen.insert($0).inserted }
  }

  /// The words of one of the texts.
  mutating func words(of key: Int64) throws -> TextBuffer {
    if let found = open[key] { return found }
    // What was asked for before its turn, or again, is read alone.
    guard let place = keys[next...].firstIndex(of: key) else {
      return try Bodies.words(of: [key], in: db)[key] ?? TextBuffer("")
    }
    let wanted = keys[place..<min(place + Bodies.batch, keys.count)]
    next = wanted.endIndex
    open = try Bodies.words(of: Array(wanted), in: db)
    return open[key] ?? TextBuffer("")
  }

  /// The words of some texts, by row id; a text that is not there is left out.
  static func words(of keys: [Int64], in db: Database) throws -> [Int64: TextBuffer] {
    try utf8(of: keys, in: db).mapValues(TextBuffer.init(validUTF8:))
  }

  /// The same as bytes.
  static func utf8(of keys: [Int64], in db: Database) throws -> [Int64: [UInt8]] {
    let wanted = "(SELECT value FROM json_each('\(keys)'))"
    // The table is keyed by the hash, and finding a key in it reads other bodies on the way. To
    // pass over all rows (the plus sign asks for that) costs less, because no words are read
    // but those that are wanted.
    let scan = try ColumnScan(
      db,
      sql: """
        SELECT hash, words FROM body
        WHERE +hash IN (SELECT hash FROM text WHERE id IN \(wanted))
        """)
    var bodies: [Data: [UInt8]] = [:]
    while try scan.next() {
      bodies[Data(scan.bytes(0))] = Array(scan.utf8(1))
    }
    var found: [Int64: [UInt8]] = [:]
    let rows = try Row.fetchCursor(db, sql: "SELECT id, hash FROM text WHERE id IN \(wanted)")
    while let row = try rows.next() { found[row[0]] = bodies[row[1] as Data] }
    return found
  }
}
