public import Fieldwork

/// Sets of synonyms as YAML: the name of each set with its words and phrases.
///
/// ```yaml
/// hukou: [hukou, household registration, 户口, 户籍]
/// papers: [papers, certificate, 材料, 证明]
/// ```
public enum SynonymsYAML {
  /// Reads sets in file order.
  ///
  /// - Parameters:
  ///   - text: the decoded file.
  ///   - fileName: how messages call the file.
  /// - Throws: `YAMLFailure` with the line at fault; a set without words is one.
  public static func read(_ text: String, fileName: String) throws -> [SynonymSet] {
    let root = try YAMLItem.read(text, fileName: fileName)
    guard let fields = try root.fields() else {
      throw root.mismatch("the file", expected: "a mapping such as 'hukou: [hukou, 户口]'")
    }
    return try fields.map { field in
      let name = field.key.trimmingBlanks
      guard !name.isEmpty else {
        throw field.value.mismatch("the name of a set", expected: "words")
      }
      let terms = try field.value.texts("the set '\(name)'").map(\.trimmingBlanks)
      guard !terms.isEmpty, !terms.contains("") else {
        throw field.value.mismatch("the set '\(name)'", expected: "a list of words and phrases")
      }
      return SynonymSet(name: name, terms: terms.withoutRepetition)
    }
  }
}
