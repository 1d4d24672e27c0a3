public import Fieldwork

/// Why a memo file cannot be used; what is wrong inside its front matter is a `YAMLFailure`.
public enum MemoFailure: ProblemReporting, Hashable {
  /// The file does not begin with a front matter.
  case noFrontMatter(file: String)
  /// Nothing stands below the front matter.
  case noWords(file: String, line: Int)
  /// Two files have the same id.
  case twice(id: String, files: [String])
  /// A folder has no memo in it.
  case noFiles(folder: String)

  /// The failure in words.
  public var problem: Problem {
    switch self {
    case .noFrontMatter(let file):
      Problem(
        .data, "the memo has no front matter", place: "\(file), line 1",
        hint: "begin with a line ---, then id, kind and what it is on, then another line ---")
    case .noWords(let file, let line):
      Problem(.data, "the memo has no words", place: "\(file), line \(line)")
    case .twice(let id, let files):
      Problem(
        .data, "two memos are called '\(id)'", place: files.joined(separator: " and "),
        hint: "give one of them another id")
    case .noFiles(let folder):
      Problem(.missingInput, "no Markdown file lies in the folder", place: folder)
    }
  }
}
