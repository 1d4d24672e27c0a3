public import Fieldwork

/// A value of a survey file that does not fit, with its place.
public struct SurveyCell: Hashable, Sendable {
  /// The line of the file, or the row of its table, from 1.
  public var line: Int
  /// Whether it is a row that is counted.
  public var isRow = false
  /// The column of the file.
  public var column: String
  /// What is wrong with it.
  public var what: String

  /// The cell as one clause.
  var words: String { "\(place), \(column): \(what)" }

  /// The place in its file.
  var place: String { "\(isRow ? "row" : "line") \(line)" }
}

/// Why a survey file cannot be used as it is.
public enum SurveyFailure: ProblemReporting, Hashable {
  /// Values do not fit their variables; the first 20 of them, and how many there are.
  case badCells(file: String, first: [SurveyCell], count: Int)
  /// The column of the key is not there.
  case noKey(file: String, key: String, columns: [String])
  /// The column that names the records says the same of several; columns that could name them.
  case repeatedKey(
    file: String, key: String, value: String, lines: [Int], word: String, usable: [String])
  /// The beginning of a name fits several columns, or a pattern fits several.
  case severalColumns(file: String, name: String, columns: [String])
  /// The file has no record.
  case noRecords(file: String)
  /// An item that a mean needs is not in the survey or is no number.
  case noItem(mean: String, item: String)
  /// The weight is not in the survey, is no number, or is negative; why.
  case weight(name: String, why: String)
  /// The name of a computed variable is taken.
  case nameTaken(name: String)
  /// Two files say different things of the same record; the first 20, and how many there are.
  case conflicts([SurveyConflict], count: Int)

  /// The failure in words.
  public var problem: Problem {
    switch self {
    case .badCells(let file, let first, let count):
      if count == 1, let cell = first.first {
        Problem(.data, "\(cell.column): \(cell.what)", place: "\(file), \(cell.place)")
      } else {
        Problem(
          .data,
          "\(count) values cannot be used"
            + (count > first.count ? ", the first \(first.count) of them" : ""), place: file,
          hint: "correct the file, or declare the values in the schema",
          candidates: first.map(\.words))
      }
    case .noKey(let file, let key, let columns):
      Problem(
        .data, "there is no column '\(key)' to name the records", place: file,
        hint: "the columns are \(SurveyColumns.listed(columns))")
    case .repeatedKey(let file, let key, let value, let lines, let word, let usable):
      Problem(
        .data,
        "the column '\(key)' does not name the records: '\(value)' stands there more than once",
        place: "\(file), \(word)s \(lines.map(String.init).joined(separator: " and "))",
        hint: usable.isEmpty
          ? "name one with --key: a column, two joined as --key household,person, or '#' for the row"
          : "name another column as the key: \(usable.joined(separator: ", "))")
    case .severalColumns(let file, let name, let columns):
      Problem(
        .data, "'\(name)' fits more than one column", place: file,
        hint: "write more of the name", candidates: columns)
    case .noRecords(let file): Problem(.data, "the survey has no records", place: file)
    case .noItem(let mean, let item):
      Problem(
        .data, "'\(mean)' needs the numbers of '\(item)', which the survey does not have",
        hint: "correct mean_of in the schema")
    case .weight(let name, let why):
      Problem(
        .data, "'\(name)' cannot be the weight: \(why)",
        hint: "name a variable with numbers from 0 on, or none")
    case .nameTaken(let name):
      Problem(
        .data, "the survey already has a variable '\(name)'", hint: "give the mean another name")
    case .conflicts(let first, let count):
      Problem(
        .data,
        "\(count) value\(count == 1 ? " differs" : "s differ") between the files"
          + (count > first.count ? ", the first \(first.count) of them" : ""),
        hint: "if these are waves of one survey, import them as two surveys; else correct one file",
        candidates: first.map(\.words))
    }
  }
}
