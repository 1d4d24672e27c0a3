public import Fieldwork

/// Why a YAML file cannot be used, with the line that is at fault.
public enum YAMLFailure: ProblemReporting, Hashable {
  /// The file is no YAML; the words are the parser's.
  case syntax(file: String, line: Int, words: String)
  /// The file holds nothing.
  case empty(file: String)
  /// Aliases repeat parts of the file so often that it would grow without end.
  case tooManyAliases(file: String)
  /// A NUL character stands in a text or key, which could not be stored.
  case nul(file: String, line: Int)
  /// The key is not known here; the keys that are known follow.
  case unknownKey(file: String, line: Int, key: String, known: [String])
  /// Something stands here that is no text, list, mapping, number, or yes or no.
  case wrongType(file: String, line: Int, what: String, expected: String)
  /// A key is missing that the entry needs.
  case missingKey(file: String, line: Int, what: String, key: String)
  /// A value is none of those that are allowed.
  case badValue(file: String, line: Int, what: String, value: String, allowed: String)
  /// Two entries have the same id.
  case twice(file: String, what: String, id: String, lines: [Int])
  /// A theme names a code twice, the second time on this line.
  case codeTwice(file: String, line: Int, theme: String, code: String)

  /// The failure in words.
  public var problem: Problem {
    switch self {
    case .syntax(let file, let line, let words):
      Problem(
        .data, "this is no valid YAML: \(words)", place: "\(file), line \(line)",
        hint: "check indentation, colons and quotation marks just before this line")
    case .empty(let file):
      Problem(.data, "the file is empty", place: file)
    case .tooManyAliases(let file):
      Problem(
        .data, "aliases (*name) repeat too much of the file", place: file,
        hint: "write the parts out")
    case .nul(let file, let line): NULCharacter.problem(at: "\(file), line \(line)")
    case .unknownKey(let file, let line, let key, let known):
      Problem(
        .data, "the key '\(key)' is not known here", place: "\(file), line \(line)",
        hint: "known keys are \(known.joined(separator: ", "))")
    case .wrongType(let file, let line, let what, let expected):
      Problem(.data, "\(what) must be \(expected)", place: "\(file), line \(line)")
    case .missingKey(let file, let line, let what, let key):
      Problem(.data, "\(what) has no '\(key)'", place: "\(file), line \(line)", hint: "add it")
    case .badValue(let file, let line, let what, let value, let allowed):
      Problem(
        .data, "\(what) cannot be '\(value)'", place: "\(file), line \(line)",
        hint: "write \(allowed)")
    case .twice(let file, let what, let id, let lines):
      Problem(
        .data, "the \(what) '\(id)' stands in the file twice",
        place: "\(file), lines \(lines.map(String.init).joined(separator: " and "))",
        hint: "rename or remove one of them")
    case .codeTwice(let file, let line, let theme, let code):
      Problem(
        .data, "the theme '\(theme)' names the code '\(code)' twice",
        place: "\(file), line \(line)",
        hint: "name it once, as required, supporting or contrary")
    }
  }
}
