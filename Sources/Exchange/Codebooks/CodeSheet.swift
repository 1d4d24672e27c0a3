public import Fieldwork

/// One entry of a codebook as a sheet that a person edits: YAML with every key that a definition
/// can have, those that say nothing yet left empty.
public enum CodeSheet {
  /// The keys that stand in a sheet even when they say nothing.
  private static let keys = ["name", "short", "full", "use", "not", "ex", "origin"]

  /// The sheet of a code; its place in the tree is not part of it.
  public static func write(_ code: CodeDefinition) -> String {
    var code = code
    code.parent = nil
    code.isRetired = false
    let head = """
      # \(code.slug): change what stands behind the keys; save and close.
      # Unchanged, nothing happens. name_zh, ex_zh and the like are other languages;
      # use and not say when to use the code and when not.

      """
    guard let book = try? Codebook([code]) else { return head }
    let body = CodebookYAML.write(book)
    let lines = body.split(separator: "\n")
    let indent = code.isCore && !code.isCodable ? "  " : "    "
    let empty = keys.filter { key in
      !lines.contains {
        let words = $0.drop { $0 == " " || $0 == "-" }
        return words.hasPrefix(key + ":") || words.hasPrefix(key + "_")
          || (key == "full" && words.hasPrefix("definition:"))
          || (key == "name" && words.hasPrefix("names:"))
          || (key == "ex" && words.hasPrefix("examples:"))
      }
    }
    return head + body + empty.map { indent + $0 + ":\n" }.joined()
  }

  /// Reads a sheet back.
  ///
  /// - Parameters:
  ///   - text: the sheet.
  ///   - code: the code that was written; its place and status are kept.
  /// - Throws: `YAMLFailure`, `CodebookFileFailure`, or `Problem` for a sheet with more or less
  ///   than one code.
  public static func read(_ text: String, of code: CodeDefinition) throws -> CodeDefinition {
    let draft = try CodebookYAML.read(text, fileName: code.slug)
    guard draft.entries.count == 1, let entry = draft.entries.first else {
      throw Problem(
        .data, "the sheet describes \(draft.entries.count) codes", place: code.slug,
        hint: "edit one code at a time; nothing was changed")
    }
    return entry.definition.keeping([.parent, .retired], of: code)
  }
}
