public import Fieldwork

/// Rules that suggest codes as YAML.
///
/// ```yaml
/// rules:
///   - name: papers
///     code: paperwork-barrier       # or a list
///     term: [certificate, 证明]      # or synonyms: papers, or regex: '(一|两)百块'
///     unit: sentence                # turn, paragraph, match
///     where: kind is household
/// ```
public enum RulesYAML {
  private static let keys = ["name", "code", "term", "synonyms", "regex", "unit", "where"]

  /// Reads rules in file order.
  ///
  /// - Parameters:
  ///   - text: the decoded file.
  ///   - fileName: how messages call the file.
  /// - Throws: `YAMLFailure` with the line at fault: of a rule without a code, one that looks for
  ///   nothing or in two ways, and a name that two rules have.
  public static func read(_ text: String, fileName: String) throws -> [RuleDraft] {
    var root = try YAMLItem.read(text, fileName: fileName)
    if let fields = try root.fields() {
      for field in fields {
        guard field.key == "rules" else { throw field.unknown(["rules"]) }
        root = field.value
      }
    }
    guard let items = root.items, !items.isEmpty else {
      throw root.mismatch("rules", expected: "a list")
    }
    var lines: [String: Int] = [:]
    return try items.map { item in
      let rule = try rule(item)
      if let name = rule.name, let other = lines.updateValue(item.line, forKey: name) {
        throw YAMLFailure.twice(
          file: fileName, what: "rule", id: name, lines: [other, item.line])
      }
      return rule
    }
  }

  private static func rule(_ item: YAMLItem) throws -> RuleDraft {
    guard let fields = try item.fields() else {
      throw item.mismatch("a rule", expected: "a mapping")
    }
    var rule = RuleDraft(
      line: item.line, name: nil, codes: [], terms: [], synonyms: [], pattern: nil,
      unit: .sentence, filter: nil)
    for field in fields {
      let value = field.value
      switch field.key {
      case "name": rule.name = try words(value, "the name")
      case "code": rule.codes = try list(value, "the code")
      case "term": rule.terms = try list(value, "the terms")
      case "synonyms": rule.synonyms = try list(value, "the synonyms")
      case "regex": rule.pattern = try value.text("the pattern")
      case "where": rule.filter = try words(value, "the filter")
      case "unit":
        let unit = try value.text("the unit") ?? ""
        guard let known = SuggestionUnit(rawValue: unit) else {
          throw value.refusal(
            "the unit", value: unit,
            allowed: SuggestionUnit.allCases.map(\.rawValue).joined(separator: ", "))
        }
        rule.unit = known
      default: throw field.unknown(keys)
      }
    }
    guard !rule.codes.isEmpty else {
      throw YAMLFailure.missingKey(
        file: item.file, line: item.line, what: "the rule", key: "code")
    }
    let ways = [!rule.terms.isEmpty, !rule.synonyms.isEmpty, rule.pattern != nil].count { $0 }
    guard ways == 1 else {
      throw item.mismatch("a rule", expected: "one of term, synonyms and regex")
    }
    return rule
  }

  private static func words(_ value: YAMLItem, _ what: String) throws -> String? {
    let words = try value.text(what)?.trimmingBlanks
    return words?.isEmpty == true ? nil : words
  }

  private static func list(_ value: YAMLItem, _ what: String) throws -> [String] {
    let words = try value.texts(what).map(\.trimmingBlanks)
    guard !words.contains("") else { throw value.mismatch(what, expected: "words") }
    return words.withoutRepetition
  }
}
