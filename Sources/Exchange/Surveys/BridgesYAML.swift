public import Fieldwork

/// Bridges between codes and variables as YAML.
///
/// ```yaml
/// bridges:
///   - code: no-local-insurance                 # a code query
///     survey: n_pension_urban is 0 and n_health_local is 0
///     expect: same                             # or said-is-so, so-is-said
///     topic: g3-local-insurance                # where it would come up; several: topics: [a, b]
///     note: what a reader must know
///   - id: anchored                             # else the query is its name
///     code: intent-to-stay same turn school-as-anchor
///     topic: g3-moves                          # without 'survey' only the topic is known
/// ```
public enum BridgesYAML {
  /// Reads bridges; whether codes, variables and topics exist is for the study to say.
  ///
  /// - Parameters:
  ///   - text: the decoded file.
  ///   - fileName: how messages call the file.
  /// - Throws: `YAMLFailure` with the line at fault.
  public static func read(_ text: String, fileName: String) throws -> CodeBridges {
    let root = try YAMLItem.read(text, fileName: fileName)
    guard let fields = try root.fields() else {
      throw root.mismatch("the file", expected: "a mapping with 'bridges'")
    }
    var items: [YAMLItem]?
    for field in fields {
      guard field.key == "bridges" else { throw field.unknown(["bridges"]) }
      guard let found = field.value.items else {
        throw field.value.mismatch("'bridges'", expected: "a list")
      }
      items = found
    }
    guard let items, !items.isEmpty else {
      throw YAMLFailure.missingKey(
        file: fileName, line: root.line, what: "the file", key: "bridges")
    }
    var lines: [String: Int] = [:]
    return CodeBridges(
      file: fileName,
      bridges: try items.map { item in
        let bridge = try bridge(item)
        if let other = lines.updateValue(item.line, forKey: bridge.slug) {
          throw YAMLFailure.twice(
            file: fileName, what: "bridge", id: bridge.slug, lines: [other, item.line])
        }
        return bridge
      })
  }

  private static func bridge(_ item: YAMLItem) throws -> CodeBridge {
    guard let fields = try item.fields() else {
      throw item.mismatch("a bridge", expected: "a mapping")
    }
    var bridge = CodeBridge(slug: "", code: "", line: item.line)
    for field in fields {
      func text() throws -> String {
        try field.value.text("'\(field.key)'")?.trimmingBlanks ?? ""
      }
      switch field.key {
      case "id": bridge.slug = try text()
      case "code": bridge.code = try text()
      case "survey": bridge.survey = try text()
      case "note": bridge.note = try text()
      case "topic": bridge.topics = [try text()].filter { !$0.isEmpty }
      case "topics":
        guard let items = field.value.items else {
          throw field.value.mismatch("'topics'", expected: "a list")
        }
        bridge.topics = try items.compactMap { try $0.text("a topic")?.trimmingBlanks }
      case "expect":
        let word = try text()
        guard let expectation = CodeBridge.Expectation(rawValue: word) else {
          throw field.value.mismatch(
            "'expect'",
            expected: CodeBridge.Expectation.allCases.map(\.rawValue).joined(separator: ", "))
        }
        bridge.expectation = expectation
      default:
        throw field.unknown(["id", "code", "survey", "expect", "topic", "topics", "note"])
      }
    }
    guard !bridge.code.isEmpty else {
      throw YAMLFailure.missingKey(
        file: item.file, line: item.line, what: "the bridge", key: "code")
    }
    guard !bridge.survey.isEmpty || !bridge.topics.isEmpty else {
      throw YAMLFailure.missingKey(
        file: item.file, line: item.line, what: "the bridge '\(bridge.code)'", key: "survey")
    }
    if bridge.slug.isEmpty { bridge.slug = bridge.code }
    return bridge
  }
}
