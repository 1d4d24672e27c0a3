/// Rows of values under named columns: the one shape that every renderer takes.
public struct Table: Hashable, Sendable {
  /// The title, shown as the caption.
  public var title: String?
  /// The columns; their keys differ.
  public let columns: [Column]
  /// The rows; each has one cell per column.
  public private(set) var rows: [[Cell]]
  /// What a reader must know to read the numbers, one sentence each.
  public var notes: [String]

  /// Makes a table.
  ///
  /// - Precondition: no two columns have the same key, and every row has one cell per column.
  public init(
    title: String? = nil, columns: [Column], rows: [[Cell]] = [], notes: [String] = []
  ) {
    precondition(Set(columns.map(\.key)).count == columns.count, "two columns have the same key")
    precondition(rows.allSatisfy { $0.count == columns.count }, "a row does not fit the columns")
    self.title = title
    self.columns = columns
    self.rows = rows
    self.notes = notes
  }

  /// Adds a row.
  ///
  /// - Precondition: the row has one cell per column.
  public mutating func append(_ row: [Cell]) {
    precondition(row.count == columns.count, "a row does not fit the columns")
    rows.append(row)
  }

  /// Makes room for rows.
  public mutating func reserveCapacity(_ rows: Int) { self.rows.reserveCapacity(rows) }

  /// The same rows under some of the columns, in the order of the keys; unknown keys are
  /// passed over.
  public func selecting(_ keys: [String]) -> Table {
    let picks = keys.compactMap { key in columns.firstIndex { $0.key == key } }
    return Table(
      title: title, columns: picks.map { columns[$0] },
      rows: rows.map { row in picks.map { row[$0] } }, notes: notes)
  }
}

/// A column of a table.
public struct Column: Hashable, Sendable {
  /// What stands in a column, which decides how it is set.
  public enum Kind: Hashable, Sendable {
    /// Short words such as a code or a name: left, on one line.
    case text
    /// Sentences: left, wrapped where space is short.
    case prose
    /// Counts and measures: right, with figures of equal width, never cut.
    case number
  }

  /// The name in files, part of the contract of the command: lower case, `_` between words.
  public var key: String
  /// The name that people read.
  public var title: String
  /// What stands in the column.
  public var kind: Kind

  /// Names a column; without a title it is called by its key.
  public init(_ key: String, _ title: String? = nil, _ kind: Kind = .text) {
    self.key = key
    self.title = title ?? key
    self.kind = kind
  }

  /// A column of counts or measures.
  public static func number(_ key: String, _ title: String? = nil) -> Column {
    Column(key, title, .number)
  }

  /// A column of sentences.
  public static func prose(_ key: String, _ title: String? = nil) -> Column {
    Column(key, title, .prose)
  }
}
