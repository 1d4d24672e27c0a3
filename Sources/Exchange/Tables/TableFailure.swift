public import Fieldwork

/// Why a file is no table.
public enum TableFailure: ProblemReporting, Hashable {
  /// The file has no header line.
  case empty(file: String)
  /// A NUL character stands on this line.
  case nul(file: String, line: Int)
  /// The quote that opens on this line never closes.
  case openQuote(file: String, line: Int)
  /// A closing quote is followed by something other than a separator.
  case afterQuote(file: String, line: Int)
  /// A row has more or fewer cells than the header has columns.
  case ragged(file: String, line: Int, cells: Int, columns: Int)
  /// A column that means something stands in the header more than once.
  case repeatedColumn(file: String, name: String)
  /// Columns are missing that the file needs; those that are there follow.
  case missingColumns(file: String, missing: [String], present: [String])

  init(_ failure: CSVScanner.Failure, file: String) {
    switch failure {
    case .openQuote(let line): self = .openQuote(file: file, line: line)
    case .afterQuote(let line): self = .afterQuote(file: file, line: line)
    }
  }

  /// The failure in words.
  public var problem: Problem {
    switch self {
    case .empty(let file):
      Problem(.data, "the table is empty", place: file, hint: "its first line names the columns")
    case .nul(let file, let line): NULCharacter.problem(at: "\(file), line \(line)")
    case .openQuote(let file, let line):
      Problem(
        .data, "a quotation mark opens here and never closes", place: "\(file), line \(line)",
        hint: "close it, or double it where it is part of the words")
    case .afterQuote(let file, let line):
      Problem(
        .data, "something follows a closing quotation mark", place: "\(file), line \(line)",
        hint: "double the quotation marks that are part of the words")
    case .ragged(let file, let line, let cells, let columns):
      Problem(
        .data, "the row has \(counted(cells, "cell")) where the header has \(columns)",
        place: "\(file), line \(line)",
        hint: cells > columns
          ? "put quotation marks around a cell that contains the separator"
          : "add the missing cells; an empty cell is a missing value")
    case .repeatedColumn(let file, let name):
      Problem(
        .data, "the column '\(name)' stands in the header twice", place: "\(file), line 1",
        hint: "rename or remove one of them")
    case .missingColumns(let file, let missing, let present):
      Problem(
        .data, "there is no column \(missing.joined(separator: " and no column "))", place: file,
        hint: "the columns are \(present.filter { !$0.isEmpty }.joined(separator: ", "))")
    }
  }
}
