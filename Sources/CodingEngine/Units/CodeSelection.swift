import Fieldwork

/// The codes that a table is about, and to which of its rows each code of the codebook adds.
struct CodeSelection: Sendable {
  /// Indices into `Codebook.codes`, ascending, each once.
  let codes: [Int]
  private let rowsOfCode: [[Int32]]

  /// Selects codes, all codable ones when `nil`.
  ///
  /// With `rollup` a code adds also to the rows of the selected entries above it.
  init(_ codebook: Codebook, _ wanted: [Int]?, rollup: Bool) {
    codes = Set(wanted ?? codebook.codable).sorted()
    var rowsOfCode = [[Int32]](repeating: [], count: codebook.codes.count)
    for (row, code) in codes.enumerated() {
      for below in rollup ? codebook.subtree(code) : code..<code + 1 {
        rowsOfCode[below].append(Int32(row))
      }
    }
    self.rowsOfCode = rowsOfCode
  }

  /// The rows that a coding of a code adds to, ascending.
  func rows(ofCode code: Int) -> [Int32] { rowsOfCode[code] }
}
