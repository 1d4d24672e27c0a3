public import Fieldwork

/// Why the entries of a codebook file form no codebook.
public enum CodebookFileFailure: ProblemReporting, Hashable {
  /// Two entries have the same id.
  case twice(file: String, id: String, lines: [Int])
  /// Two different names give the same id when blanks and punctuation become hyphens.
  case sameSlug(file: String, names: [String], slug: String, lines: [Int])
  /// A name has no letter or digit to make an id of.
  case noSlug(file: String, line: Int, name: String)
  /// An entry without id and name.
  case noName(file: String, line: Int)
  /// The entry above is not in the file.
  case noParent(file: String, line: Int, code: String, parent: String)
  /// A code names a category that does not lie above its parent.
  case otherCategory(file: String, line: Int, code: String, category: String, parent: String)
  /// Codes lie below themselves.
  case circle(file: String, lines: [Int], codes: [String])
  /// A file without any code.
  case empty(file: String)
  /// A cell that should be yes or no is something else.
  case noFlag(file: String, line: Int, value: String)

  /// The failure in words.
  public var problem: Problem {
    switch self {
    case .twice(let file, let id, let lines):
      Problem(
        .data, "the code '\(id)' stands in the file twice", place: place(file, lines),
        hint: "rename or remove one of them")
    case .sameSlug(let file, let names, let slug, let lines):
      Problem(
        .data, "the names \(quoted(names)) both become the id '\(slug)'",
        place: place(file, lines), hint: "give one of them an id of its own")
    case .noSlug(let file, let line, let name):
      Problem(
        .data, "no id can be made from the name '\(name)'", place: place(file, [line]),
        hint: "give the code an id with letters or digits")
    case .noName(let file, let line):
      Problem(
        .data, "the code has neither id nor name", place: place(file, [line]), hint: "add one")
    case .noParent(let file, let line, let code, let parent):
      Problem(
        .data, "the code '\(code)' lies under '\(parent)', which is not in the file",
        place: place(file, [line]), hint: "add '\(parent)' or correct the parent")
    case .otherCategory(let file, let line, let code, let category, let parent):
      Problem(
        .data,
        "the code '\(code)' names the category '\(category)', but its parent "
          + "'\(parent)' does not lie in that category",
        place: place(file, [line]), hint: "leave the category out or correct it")
    case .circle(let file, let lines, let codes):
      Problem(
        .data, "these codes lie below each other in a circle: \(codes.joined(separator: ", "))",
        place: place(file, lines), hint: "give one of them another parent")
    case .empty(let file):
      Problem(.data, "the file has no codes", place: file)
    case .noFlag(let file, let line, let value):
      Problem(
        .data, "yes or no cannot be '\(value)'", place: place(file, [line]),
        hint: "write 1 or 0")
    }
  }

  private func place(_ file: String, _ lines: [Int]) -> String {
    let numbers = lines.map(String.init).joined(separator: " and ")
    return "\(file), line\(lines.count > 1 ? "s" : "") \(numbers)"
  }

  private func quoted(_ names: [String]) -> String {
    names.map { "'\($0)'" }.joined(separator: " and ")
  }
}
