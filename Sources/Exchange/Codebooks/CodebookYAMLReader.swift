import Fieldwork

/// Reads the shapes in which people write codebooks as YAML.
struct CodebookYAMLReader {
  /// What kind of list entries stand in.
  private enum Section {
    case categories, codes
  }

  private var assembler: CodebookAssembler
  private var language = ""
  private var core: Int?

  private static let sections = ["core_category", "categories", "codes", "language"]
  private static let naming: Set<String> = ["id", "slug", "code", "name", "names"]

  init(file: String) { assembler = CodebookAssembler(file: file) }

  mutating func read(_ root: YAMLItem) throws -> CodebookDraft {
    guard let fields = try root.fields(),
      fields.contains(where: { Self.sections.dropLast().contains($0.key) })
    else {
      if root.scalar != nil {
        throw root.mismatch("a codebook", expected: "a list or mapping of codes")
      }
      try list(root, under: nil, .codes)
      return try assembler.draft()
    }
    for field in fields where !Self.sections.contains(field.key) {
      throw field.unknown(Self.sections)
    }
    let sections = Dictionary(fields.map { ($0.key, $0.value) }) { first, _ in first }
    if let item = sections["language"] { language = try item.text("the language") ?? "" }
    if let item = sections["core_category"], !item.isNull { try readCore(item) }
    if let item = sections["categories"], !item.isNull { try list(item, under: core, .categories) }
    if let item = sections["codes"], !item.isNull { try list(item, under: nil, .codes) }
    return try assembler.draft()
  }

  private mutating func readCore(_ item: YAMLItem) throws {
    var code = CodebookAssembler.Written(id: item.scalar ?? "", line: item.line)
    code.definition.isCodable = false
    code.definition.isCore = true
    code.silent = [.retired]
    if let fields = try item.fields() {
      core = try add(code, fields: fields, .categories)
    } else if item.scalar != nil {
      core = try assembler.add(code)
    } else {
      throw item.mismatch("the core category", expected: "a mapping with an id and a name")
    }
  }

  /// Entries as a list or as a mapping from names to what lies below.
  private mutating func list(_ item: YAMLItem, under parent: Int?, _ section: Section) throws {
    if let items = item.items {
      for item in items { try entry(item, under: parent, section) }
    } else if let fields = try item.fields() {
      for field in fields { try keyed(field, under: parent, section) }
    } else if item.scalar != nil {
      try entry(item, under: parent, section)
    } else if !item.isNull {
      throw item.mismatch("codes", expected: "a list")
    }
  }

  private mutating func entry(_ item: YAMLItem, under parent: Int?, _ section: Section) throws {
    if let name = item.scalar {
      try assembler.add(written(name, line: item.line, under: parent, section))
    } else if let fields = try item.fields() {
      if fields.contains(where: { Self.naming.contains($0.key) || $0.key.hasPrefix("name_") }) {
        let code = written("", line: item.line, under: parent, section)
        try add(code, fields: fields, section)
      } else {
        for field in fields { try keyed(field, under: parent, section) }
      }
    } else {
      throw item.mismatch("a code", expected: "a name or a mapping")
    }
  }

  /// `name: what lies below`, `name: {short: …}`, or `name: its short definition`.
  private mutating func keyed(_ field: YAMLField, under parent: Int?, _ section: Section) throws {
    var code = written(field.key, line: field.line, under: parent, section)
    if let fields = try field.value.fields(),
      fields.contains(where: { CodeFieldReader.isKnown($0.key) })
    {
      try add(code, fields: fields, section)
      return
    }
    code.definition.short = field.value.scalar ?? ""
    let index = try assembler.add(code)
    if field.value.scalar == nil { try list(field.value, under: index, .codes) }
  }

  private func written(
    _ id: String, line: Int, under parent: Int?, _ section: Section
  ) -> CodebookAssembler.Written {
    var code = CodebookAssembler.Written(id: id, enclosing: parent, line: line)
    code.definition.isCodable = section == .codes
    code.silent = [.retired]
    return code
  }

  @discardableResult
  private mutating func add(
    _ code: CodebookAssembler.Written, fields: [YAMLField], _ section: Section
  ) throws -> Int {
    var reader = CodeFieldReader(code: code, language: language)
    for field in fields { try reader.take(field) }
    let index = try assembler.add(reader.code)
    // What lies below a category is codes, unless an entry says that it is none.
    for children in reader.children { try list(children, under: index, .codes) }
    return index
  }
}
