public import Fieldwork

/// Codebooks as YAML, the form in which people keep them beside the study.
///
/// The full shape names a `core_category`, `categories` and `codes`:
///
/// ```yaml
/// core_category: {id: settling, name: Settling, name_zh: 落脚, definition: …, dimensions: […]}
/// categories:
///   - {id: cat-school, name: The school gate, name_zh: 入学门槛, paradigm: condition}
/// codes:
///   - id: fees-owed
///     name: Fees owed
///     name_zh: 欠学费
///     category: cat-school        # or parent: another-code
///     kind: condition
///     types: [hh, fg]
///     rq: [RQ2]
///     short: …
///     full: …
///     use: …
///     not: …
///     ex: …
///     ex_zh: …
///     origin: in vivo
///     sensitive: true
/// ```
///
/// Codes may also be nested under `children:`, and a plain list or tree of names is a codebook
/// too. `name_xx` and `ex_xx` are the name and an example in the language `xx`.
public enum CodebookYAML {
  /// Reads a codebook.
  ///
  /// The core category is the root of the categories; neither it nor a category carries
  /// codings, everything else does unless `codable: false` says otherwise. An id that is no
  /// slug becomes one, and its words stay as the name.
  ///
  /// - Parameters:
  ///   - text: the decoded file.
  ///   - fileName: how messages call the file.
  /// - Throws: `YAMLFailure` or `CodebookFileFailure`, with the lines at fault.
  public static func read(_ text: String, fileName: String) throws -> CodebookDraft {
    var reader = CodebookYAMLReader(file: fileName)
    return try reader.read(YAMLItem.read(text, fileName: fileName))
  }

  /// The codebook as YAML in the full shape, with LF line ends.
  ///
  /// What is written reads back as the same entries in the same order, provided that every
  /// slug consists of letters, digits, `-`, `_` and `.`, and that no text begins with a byte
  /// order mark.
  public static func write(_ codebook: Codebook) -> String {
    CodebookYAMLWriter(codebook: codebook).text
  }
}
