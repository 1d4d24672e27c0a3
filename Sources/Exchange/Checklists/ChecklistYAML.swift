public import Fieldwork

/// A checklist as YAML.
///
/// ```yaml
/// checklist: Is urbanisation incomplete here?
/// conditions:
///   - id: temporary-stay
///     statement: The stay is temporary, without the intention to settle.
///     for: conditional-stay                     # a code query, or both:
///     against:
///       codes: intent-to-stay or no-way-back
///       survey: settlement_intention is stay
/// ```
public enum ChecklistYAML {
  /// Reads a checklist; whether its codes and variables exist is for the study to say.
  ///
  /// - Parameters:
  ///   - text: the decoded file.
  ///   - fileName: how messages call the file.
  /// - Throws: `YAMLFailure` with the line at fault.
  public static func read(_ text: String, fileName: String) throws -> ChecklistDefinition {
    let root = try YAMLItem.read(text, fileName: fileName)
    guard let fields = try root.fields() else {
      throw root.mismatch("the file", expected: "a mapping with 'conditions'")
    }
    var checklist = ChecklistDefinition(file: fileName, conditions: [])
    var items: [YAMLItem]?
    for field in fields {
      switch field.key {
      case "checklist", "title": checklist.title = try field.value.text("the title") ?? ""
      case "conditions":
        guard let found = field.value.items else {
          throw field.value.mismatch("'conditions'", expected: "a list")
        }
        items = found
      default: throw field.unknown(["checklist", "conditions"])
      }
    }
    guard let items, !items.isEmpty else {
      throw YAMLFailure.missingKey(
        file: fileName, line: root.line, what: "the checklist", key: "conditions")
    }
    var lines: [String: Int] = [:]
    for item in items {
      let condition = try condition(item)
      if let other = lines.updateValue(item.line, forKey: condition.slug) {
        throw YAMLFailure.twice(
          file: fileName, what: "condition", id: condition.slug, lines: [other, item.line])
      }
      checklist.conditions.append(condition)
    }
    return checklist
  }

  private static func condition(_ item: YAMLItem) throws -> ChecklistDefinition.Condition {
    guard let fields = try item.fields() else {
      throw item.mismatch("a condition", expected: "a mapping")
    }
    var condition = ChecklistDefinition.Condition(slug: "", pro: .init(), line: item.line)
    for field in fields {
      switch field.key {
      case "id": condition.slug = try field.value.text("the id")?.trimmingBlanks ?? ""
      case "statement": condition.statement = try field.value.text("the statement") ?? ""
      case "for": condition.pro = try evidence(field)
      case "against": condition.contra = try evidence(field)
      default: throw field.unknown(["id", "statement", "for", "against"])
      }
    }
    guard !condition.slug.isEmpty else {
      throw YAMLFailure.missingKey(
        file: item.file, line: item.line, what: "the condition", key: "id")
    }
    guard !condition.pro.isEmpty || !condition.contra.isEmpty else {
      throw YAMLFailure.missingKey(
        file: item.file, line: item.line, what: "the condition '\(condition.slug)'", key: "for")
    }
    return condition
  }

  private static func evidence(_ field: YAMLField) throws -> ChecklistDefinition.Evidence {
    if let codes = field.value.scalar {
      return ChecklistDefinition.Evidence(codes: codes.trimmingBlanks)
    }
    guard let parts = try field.value.fields() else {
      throw field.value.mismatch(
        "'\(field.key)'", expected: "a code query, or a mapping with 'codes' and 'survey'")
    }
    var evidence = ChecklistDefinition.Evidence()
    for part in parts {
      let words = try part.value.text("'\(part.key)'")?.trimmingBlanks ?? ""
      switch part.key {
      case "codes": evidence.codes = words
      case "survey": evidence.survey = words
      default: throw part.unknown(["codes", "survey"])
      }
    }
    return evidence
  }
}
