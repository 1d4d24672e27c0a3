public import Fieldwork

/// Themes as YAML: the statement, the codes that carry it, and the researcher's summary.
///
/// ```yaml
/// themes:
///   - id: anchor-at-a-price
///     statement: Migrant schools hold families and cap the children's future.
///     statement_zh: …
///     rule: at least 3            # or `all required`
///     required: [school-as-anchor, fee-forbearance, certificate-dead-end]
///     supporting: []
///     contrary: [belonging-here]
///     summary: >
///       …
/// ```
public enum ThemesYAML {
  private static let keys = [
    "id", "statement", "statement_xx", "rule", "required", "supporting", "contrary", "summary",
  ]

  /// Reads themes; whether their codes exist is for the study to say.
  ///
  /// - Parameters:
  ///   - text: the decoded file.
  ///   - fileName: how messages call the file.
  /// - Throws: `YAMLFailure` with the line at fault.
  public static func read(_ text: String, fileName: String) throws -> [ThemeDefinition] {
    var root = try YAMLItem.read(text, fileName: fileName)
    if let fields = try root.fields() {
      for field in fields {
        guard field.key == "themes" else { throw field.unknown(["themes"]) }
        root = field.value
      }
    }
    guard let items = root.items else { throw root.mismatch("themes", expected: "a list") }
    var themes: [ThemeDefinition] = []
    var lines: [String: Int] = [:]
    for item in items {
      let theme = try theme(item)
      if let other = lines.updateValue(item.line, forKey: theme.slug) {
        throw YAMLFailure.twice(
          file: fileName, what: "theme", id: theme.slug, lines: [other, item.line])
      }
      themes.append(theme)
    }
    return themes
  }

  private static func theme(_ item: YAMLItem) throws -> ThemeDefinition {
    guard let fields = try item.fields() else {
      throw item.mismatch("a theme", expected: "a mapping")
    }
    var theme = ThemeDefinition(slug: "", statements: [], rule: .allRequired, required: [])
    var named: [YAMLItem] = []
    var rule: (words: String, value: YAMLItem)?
    for field in fields {
      let value = field.value
      switch field.key {
      case "id": theme.slug = try value.text("the id")?.trimmingBlanks ?? ""
      case "rule": rule = try value.text("the rule").map { ($0, value) }
      case "required", "supporting", "contrary":
        let codes = try value.texts(field.key)
        switch field.key {
        case "required": theme.required = codes
        case "supporting": theme.supporting = codes
        default: theme.contrary = codes
        }
        named += value.items ?? [value]
      case "summary": theme.summary = try value.text("the summary") ?? ""
      default:
        let language =
          field.key == "statement"
          ? "" : CodeFieldReader.language(of: field.key, after: "statement_")
        guard let language else { throw field.unknown(keys) }
        if let text = try value.text("the statement") {
          theme.statements.append(LocalizedText(language: language, text: text))
        }
      }
    }
    func missing(_ what: String, _ key: String) -> YAMLFailure {
      .missingKey(file: item.file, line: item.line, what: what, key: key)
    }
    guard !theme.slug.isEmpty else { throw missing("the theme", "id") }
    guard !theme.required.isEmpty else { throw missing("the theme '\(theme.slug)'", "required") }
    try expectOnce(named, in: theme.slug)
    guard let rule else { throw missing("the theme '\(theme.slug)'", "rule") }
    guard let parsed = ThemeRule(rule.words),
      parsed.threshold(of: theme.required.count)
        <= theme.required.count
    else {
      throw rule.value.refusal(
        "the rule of '\(theme.slug)'", value: rule.words,
        allowed:
          "'all required', 'at least K', K from 1 to \(theme.required.count), or 'when QUERY'")
    }
    theme.rule = parsed
    return theme
  }

  /// A code that is required twice would count twice, and one that is required cannot also
  /// speak against the theme.
  private static func expectOnce(_ codes: [YAMLItem], in theme: String) throws {
    var seen: Set<String> = []
    for item in codes {
      guard let code = item.scalar, !seen.insert(code).inserted else { continue }
      throw YAMLFailure.codeTwice(file: item.file, line: item.line, theme: theme, code: code)
    }
  }

  /// The themes as YAML with LF line ends; what is written reads back as the same themes.
  public static func write(_ themes: [ThemeDefinition]) -> String {
    if themes.isEmpty { return "themes: []\n" }
    return "themes:\n" + themes.map(entry).joined()
  }

  private static func entry(_ theme: ThemeDefinition) -> String {
    var out = "  - id: \(YAMLScalarWriting.inline(theme.slug))\n"
    func add(_ key: String, _ value: String) { out += "    \(key): \(value)\n" }
    for statement in theme.statements {
      let key = statement.language.isEmpty ? "statement" : "statement_" + statement.language
      add(key, YAMLScalarWriting.value(statement.text, indent: 6))
    }
    add("rule", YAMLScalarWriting.inline(theme.rule.words))
    add("required", YAMLScalarWriting.flow(theme.required))
    if !theme.supporting.isEmpty { add("supporting", YAMLScalarWriting.flow(theme.supporting)) }
    if !theme.contrary.isEmpty { add("contrary", YAMLScalarWriting.flow(theme.contrary)) }
    if !theme.summary.isEmpty { add("summary", YAMLScalarWriting.value(theme.summary, indent: 6)) }
    return out
  }
}
