import Fieldwork

/// Reads the keys of one code, whatever order they stand in.
struct CodeFieldReader {
  /// The code so far.
  private(set) var code: CodebookAssembler.Written
  /// The lists of codes below it.
  private(set) var children: [YAMLItem] = []
  private let language: String
  private var hasID = false
  private var taken: [String: String] = [:]

  static let known = [
    "id", "name", "name_xx", "category", "parent", "kind", "paradigm", "types", "rq", "short",
    "full", "definition", "use", "not", "ex", "ex_xx", "origin", "dimensions", "sensitive",
    "codable", "core", "retired", "children",
  ]

  /// Other words for the keys, and the key that each means.
  private static let synonyms = [
    "slug": "id", "code": "id", "paradigm": "kind", "definition": "full", "description": "full",
    "include": "use", "exclude": "not", "codes": "children",
  ]

  private static let rare: Set<String> = ["names", "examples"]

  init(code: CodebookAssembler.Written, language: String) {
    self.code = code
    self.language = language
    hasID = !code.id.isEmpty
  }

  /// Whether a key says something of a code.
  static func isKnown(_ key: String) -> Bool {
    known.contains(key) || synonyms[key] != nil || rare.contains(key)
      || key.hasPrefix("name_") || key.hasPrefix("ex_")
  }

  /// Takes over one key.
  ///
  /// - Throws: `YAMLFailure` for a key that is not known, one that says again what another
  ///   has said, and a value of the wrong type.
  mutating func take(_ field: YAMLField) throws {
    let key = Self.synonyms[field.key] ?? field.key
    if let other = taken.updateValue(field.key, forKey: key) {
      throw YAMLFailure.badValue(
        file: field.value.file, line: field.line, what: "a code with '\(other)'",
        value: field.key, allowed: "only one of the two, they mean the same")
    }
    let value = field.value
    switch key {
    case "id":
      guard let id = try value.text("the id") else { return }
      code.id = id
      hasID = true
    case "name": try takeName(value, language: language)
    case "names": code.definition.names += try localized(value)
    case "category": code.category = try value.text("the category")
    case "parent": code.parent = try value.text("the parent")
    case "kind": code.definition.paradigm = try value.text("the kind")
    case "origin": code.definition.origin = try value.text("the origin")
    case "types": code.definition.interviewees = try value.texts("types")
    case "rq": code.definition.questions = try value.texts("rq")
    case "dimensions": code.definition.dimensions = try value.texts("dimensions")
    case "short": code.definition.short = try value.text("the short definition") ?? ""
    case "full": code.definition.full = try value.text("the definition") ?? ""
    case "use": code.definition.include = try value.text("'\(field.key)'") ?? ""
    case "not": code.definition.exclude = try value.text("'\(field.key)'") ?? ""
    case "ex": try takeExamples(value, language: language)
    case "examples": code.definition.examples += try localized(value)
    case "sensitive": code.definition.isSensitive = try value.flag("sensitive")
    case "codable": code.definition.isCodable = try value.flag("codable")
    case "core": code.definition.isCore = try value.flag("core")
    case "retired":
      code.definition.isRetired = try value.flag("retired")
      code.silent.remove(.retired)
    case "children": children.append(value)
    default:
      if let tag = Self.language(of: key, after: "name_") {
        try takeName(value, language: tag)
      } else if let tag = Self.language(of: key, after: "ex_") {
        try takeExamples(value, language: tag)
      } else {
        throw field.unknown(Self.known)
      }
    }
  }

  private mutating func takeName(_ value: YAMLItem, language: String) throws {
    guard let name = try value.text("the name") else { return }
    code.definition.names.append(LocalizedText(language: language, text: name))
    if !hasID, code.id.isEmpty { code.id = name }
  }

  private mutating func takeExamples(_ value: YAMLItem, language: String) throws {
    code.definition.examples += try value.texts("an example").map {
      LocalizedText(language: language, text: $0)
    }
  }

  /// The rare form for words whose order or language no key can express:
  /// `[{language: zh, text: …}]`.
  private func localized(_ value: YAMLItem) throws -> [LocalizedText] {
    guard let items = value.items else { throw value.mismatch("the texts", expected: "a list") }
    return try items.map { item in
      guard let fields = try item.fields() else {
        guard let text = item.scalar else { throw item.mismatch("a text", expected: "text") }
        return LocalizedText(language: language, text: text)
      }
      var out = LocalizedText(language: language, text: "")
      for field in fields {
        switch field.key {
        case "language": out.language = try field.value.text("the language") ?? ""
        case "text": out.text = try field.value.text("the text") ?? ""
        default: throw field.unknown(["language", "text"])
        }
      }
      return out
    }
  }

  /// The language that a key such as `name_zh` or `name_zh-Hant` ends with.
  static func language(of key: String, after prefix: String) -> String? {
    guard key.hasPrefix(prefix) else { return nil }
    let tag = key.dropFirst(prefix.count)
    return isLanguage(tag) ? String(tag) : nil
  }

  /// Whether a tag can stand in a key: ASCII letters and digits in parts joined by hyphens,
  /// beginning with two or three letters.
  static func isLanguage(_ tag: some StringProtocol) -> Bool {
    let parts = tag.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard let first = parts.first, (2...3).contains(first.count) else { return false }
    let isLetters = first.allSatisfy { (97...122).contains($0 | 0x20) }
    return isLetters
      && parts.dropFirst().allSatisfy { part in
        (1...8).contains(part.count)
          && part.allSatisfy { (97...122).contains($0 | 0x20) || (48...57).contains($0) }
      }
  }
}
