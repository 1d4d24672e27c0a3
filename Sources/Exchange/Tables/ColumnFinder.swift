import Fieldwork

/// Finds the columns of a table by the names that people give them.
///
/// Names are compared without regard to case, width, and whether words are joined by blanks,
/// `_` or `-`.
struct ColumnFinder {
  /// The names of the columns as written.
  let header: [String]
  /// The columns that nobody has asked for yet.
  private(set) var unused: [Int]
  private let file: String
  private let folded: [String]

  init(_ header: [String], file: String) {
    self.header = header
    self.file = file
    folded = header.map(ColumnFinder.fold)
    unused = header.indices.filter { !header[$0].isEmpty }
  }

  private static func fold(_ name: String) -> String {
    let joined = name.unicodeScalars.map { "_-".unicodeScalars.contains($0) ? " " : $0 }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: joined)
    return String(view).foldedName
  }

  /// The column with the first of these names that the table has.
  ///
  /// - Throws: `TableFailure` when two columns have that name.
  mutating func take(_ names: [String]) throws -> Int? {
    for name in names {
      let hits = folded.indices.filter { folded[$0] == ColumnFinder.fold(name) }
      guard let hit = hits.first else { continue }
      guard hits.count == 1 else {
        throw TableFailure.repeatedColumn(file: file, name: header[hit])
      }
      unused.removeAll { $0 == hit }
      return hit
    }
    return nil
  }

  /// The columns such as `name_zh`, with their language.
  mutating func takeLanguages(of name: String) -> [(language: String, column: Int)] {
    let hits = unused.compactMap { column -> (language: String, column: Int)? in
      let stem = header[column].prefix(name.count)
      guard stem.lowercased() == name else { return nil }
      return CodeFieldReader.language(of: header[column], after: String(stem) + "_")
        .map { (language: $0, column: column) }
    }
    unused.removeAll { column in hits.contains { $0.column == column } }
    return hits
  }

  /// A remark that names the columns nobody asked for, or none.
  var ignoredNote: [String] {
    if unused.isEmpty { return [] }
    let names = unused.map { header[$0] }.joined(separator: ", ")
    return ["\(file): ignored column\(unused.count == 1 ? "" : "s") \(names)"]
  }
}

extension CSVTable.Row {
  /// The words of a cell without blanks at the ends, or `nil` when the column does not exist
  /// or the cell is empty.
  func words(_ column: Int?) -> String? {
    guard let column else { return nil }
    let words = cells[column].trimmingCell
    return words.isEmpty ? nil : words
  }

  /// The parts of a cell that `;` separates, empty ones left out.
  func list(_ column: Int?) -> [String] {
    guard let words = words(column) else { return [] }
    return words.utf8.split(separator: UInt8(ascii: ";")).compactMap {
      let part = String(decoding: $0, as: UTF8.self).trimmingCell
      return part.isEmpty ? nil : part
    }
  }
}

extension String {
  /// The text without blanks at both ends; quick where there are none.
  var trimmingCell: String {
    guard let first = utf8.first, let last = utf8.last else { return self }
    if (33...126).contains(first), (33...126).contains(last) { return self }
    return trimmingBlanks
  }
}
