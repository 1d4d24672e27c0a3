import Fieldwork

/// Writes a codebook as YAML: in the full shape with core category, categories and codes where
/// that keeps the order, else as one list of codes.
struct CodebookYAMLWriter {
  /// The lists of the full shape; each code writes its keys a little differently.
  private enum Section {
    case core, categories, codes
  }

  let codebook: Codebook

  var text: String {
    let codes = codebook.codes
    guard !codes.isEmpty else { return "codes: []\n" }
    let hasCore = codes[0].isCore && !codes[0].isCodable
    let rest = codes.dropFirst(hasCore ? 1 : 0)
    let categories = rest.filter { isCategory($0, core: hasCore ? codes[0].slug : nil) }
    let others = rest.filter { !isCategory($0, core: hasCore ? codes[0].slug : nil) }
    let inSections = (hasCore ? [codes[0]] : []) + categories + others
    guard let again = try? Codebook(inSections), again.codes == codes else {
      return "codes:\n" + codes.map { lines($0, .codes, isFlat: true) }.joined()
    }
    var out = ""
    if hasCore { out += "core_category:\n" + lines(codes[0], .core) }
    if !categories.isEmpty {
      out += "categories:\n" + categories.map { lines($0, .categories) }.joined()
    }
    if !others.isEmpty { out += "codes:\n" + others.map { lines($0, .codes) }.joined() }
    return out
  }

  private func isCategory(_ code: CodeDefinition, core: String?) -> Bool {
    !code.isCodable && !code.isCore && code.parent == core
  }

  private func lines(_ code: CodeDefinition, _ section: Section, isFlat: Bool = false) -> String {
    let indent = section == .core ? 2 : 4
    var fields: [(String, String)] = [("id", YAMLScalarWriting.inline(code.slug))]
    func add(_ key: String, _ text: String?) {
      guard let text else { return }
      fields.append((key, YAMLScalarWriting.value(text, indent: indent + 2)))
    }
    func add(_ key: String, filled text: String) {
      if !text.isEmpty { add(key, text) }
    }
    func add(_ key: String, list: [String]) {
      if !list.isEmpty { fields.append((key, YAMLScalarWriting.flow(list))) }
    }
    fields += localized(code.names, one: "name", many: "names", indent: indent)
    if section == .codes, let parent = code.parent {
      let isUnderCategory =
        codebook.index(ofSlug: parent).map { !codebook.codes[$0].isCodable } ?? false
      add(isUnderCategory && !isFlat ? "category" : "parent", parent)
    }
    add(section == .codes ? "kind" : "paradigm", code.paradigm)
    add("types", list: code.interviewees)
    add("rq", list: code.questions)
    add("short", filled: code.short)
    add(section == .codes ? "full" : "definition", filled: code.full)
    add("use", filled: code.include)
    add("not", filled: code.exclude)
    fields += localized(code.examples, one: "ex", many: "examples", indent: indent)
    add("origin", code.origin)
    add("dimensions", list: code.dimensions)
    if code.isSensitive { fields.append(("sensitive", "true")) }
    if section == .codes, !code.isCodable { fields.append(("codable", "false")) }
    if section != .core, code.isCore { fields.append(("core", "true")) }
    if code.isRetired { fields.append(("retired", "true")) }
    let pad = String(repeating: " ", count: indent)
    let body = fields.map { pad + $0.0 + ": " + $0.1 + "\n" }.joined()
    return section == .core ? body : "  - " + body.dropFirst(indent)
  }

  /// `name` and `name_zh` where that says everything, else a list of language and text.
  private func localized(
    _ texts: [LocalizedText], one: String, many: String, indent: Int
  ) -> [(String, String)] {
    if texts.isEmpty { return [] }
    var groups: [(language: String, texts: [String])] = []
    for text in texts {
      if let last = groups.indices.last, groups[last].language == text.language {
        groups[last].texts.append(text.text)
      } else {
        groups.append((text.language, [text.text]))
      }
    }
    let languages = groups.map(\.language)
    let isPlain =
      Set(languages).count == languages.count
      && languages.allSatisfy { $0.isEmpty || CodeFieldReader.isLanguage($0) }
      && (one != "name" || groups.allSatisfy { $0.texts.count == 1 })
    guard isPlain else {
      let items = texts.map { text in
        "{language: " + YAMLScalarWriting.inline(text.language, inFlow: true) + ", text: "
          + YAMLScalarWriting.inline(text.text, inFlow: true) + "}"
      }
      return [(many, "[" + items.joined(separator: ", ") + "]")]
    }
    return groups.map { group in
      let key = group.language.isEmpty ? one : one + "_" + group.language
      guard group.texts.count == 1 else { return (key, YAMLScalarWriting.flow(group.texts)) }
      return (key, YAMLScalarWriting.value(group.texts[0], indent: indent + 2))
    }
  }
}
