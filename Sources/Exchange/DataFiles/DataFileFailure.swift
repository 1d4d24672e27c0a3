public import Fieldwork

/// Why a data file cannot be read.
public enum DataFileFailure: ProblemReporting, Hashable {
  /// The file is damaged, or has features that are not known; what the reader says of it.
  case broken(file: String, format: DataFileFormat, words: String)
  /// The file breaks off, or has not the rows that it says it has.
  case rows(file: String, claimed: Int, found: Int)
  /// There is no variable of that name; names that may have been meant.
  case noVariable(file: String, name: String, nearest: [String])
  /// The encoding is not known.
  case encoding(file: String, name: String)
  /// The workbook has no such sheet; the sheets that it has.
  case noSheet(file: String, name: String, sheets: [String])

  /// The failure in words.
  public var problem: Problem {
    switch self {
    case .broken(let file, let format, let words):
      Problem(
        .data, "the \(format.name) is damaged, cut off or of an unknown kind (\(words))",
        place: file, hint: "open it in its program and save it again")
    case .rows(let file, let claimed, let found):
      Problem(
        .data,
        "the file says that it has \(counted(claimed, "row")), but \(counted(found, "row")) can "
          + "be read", place: file,
        hint: "it was cut off or damaged; copy it again from its source")
    case .noVariable(let file, let name, let nearest):
      Problem(
        .data, "there is no variable '\(name)'", place: file,
        hint: nearest.isEmpty
          ? "'emic survey variables --table \(file)' lists them"
          : "did you mean \(nearest.joined(separator: ", "))?")
    case .encoding(let file, let name):
      Problem(
        .usage, "the encoding '\(name)' is not known", place: file,
        hint: "such as GB18030, Big5, windows-1252 or UTF-8")
    case .noSheet(let file, let name, let sheets):
      Problem(
        .data, "the workbook has no sheet '\(name)'", place: file,
        hint: "its sheets are \(sheets.joined(separator: ", "))")
    }
  }
}
