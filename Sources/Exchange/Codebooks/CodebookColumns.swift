import Fieldwork

/// The columns of a codebook table, and how a row becomes a code.
struct CodebookColumns {
  private let file: String
  private var id: Int
  private var isDotted = false
  private var parent: Int?
  private var category: Int?
  private var name: Int?
  private var names: [(language: String, column: Int)]
  private var texts: [(path: WritableKeyPath<CodeDefinition, String>, column: Int?)] = []
  private var optionals: [(path: WritableKeyPath<CodeDefinition, String?>, column: Int?)] = []
  private var lists: [(path: WritableKeyPath<CodeDefinition, [String]>, column: Int?)] = []
  private var flags: [(path: WritableKeyPath<CodeDefinition, Bool>, column: Int?)] = []
  private var example: Int?
  private var examples: [(language: String, column: Int)]
  private var notes: [String] = []
  /// What there is no column for.
  private var silent: Set<CodeField> = []

  init(_ table: CSVTable, file: String) throws {
    self.file = file
    var finder = ColumnFinder(table.header, file: file)
    let code = try finder.take(["code", "code name"])
    let tag = code == nil ? try finder.take(["tag", "tags"]) : nil
    var number = try finder.take(["id", "slug"])
    // A column `id` that only counts rows beside the code is no id.
    if code ?? tag != nil, let column = number,
      table.rows.allSatisfy({ $0.cells[column].utf8.allSatisfy { (48...57).contains($0) } })
    {
      notes.append("\(file): the column \(table.header[column]) only counts; ignored")
      number = nil
    }
    name = try finder.take(["name", "title"])
    guard let id = number ?? code ?? tag ?? name else {
      throw TableFailure.missingColumns(
        file: file, missing: ["code (or tag, id, name)"], present: table.header)
    }
    self.id = id
    if id == name { name = nil }
    if number != nil, name == nil { name = code ?? tag }
    isDotted = id == tag
    parent = try finder.take(["parent", "parent code", "under"])
    category = try finder.take(["category", "code group", "group"])
    texts = [
      (\.short, try finder.take(["short", "short definition"])),
      (
        \.full,
        try finder.take(["full", "definition", "description", "full definition", "comment"])
      ),
      (\.include, try finder.take(["include", "use", "inclusion", "when to use"])),
      (\.exclude, try finder.take(["exclude", "not", "exclusion", "when not to use"])),
    ]
    optionals = [
      (\.paradigm, try finder.take(["kind", "paradigm"])), (\.origin, try finder.take(["origin"])),
    ]
    lists = [
      (\.interviewees, try finder.take(["types"])), (\.questions, try finder.take(["rq"])),
      (\.dimensions, try finder.take(["dimensions"])),
    ]
    flags = [
      (\.isSensitive, try finder.take(["sensitive"])),
      (\.isCodable, try finder.take(["codable"])), (\.isCore, try finder.take(["core"])),
      (\.isRetired, try finder.take(["retired"])),
    ]
    example = try finder.take(["ex", "example", "examples"])
    names = finder.takeLanguages(of: "name")
    examples = finder.takeLanguages(of: "ex")
    notes += finder.ignoredNote
    silent = fieldsWithoutColumn
  }

  private var fieldsWithoutColumn: Set<CodeField> {
    let paths: [(AnyKeyPath, CodeField)] = [
      (\CodeDefinition.short, .short), (\CodeDefinition.full, .full),
      (\CodeDefinition.include, .include), (\CodeDefinition.exclude, .exclude),
      (\CodeDefinition.paradigm, .paradigm), (\CodeDefinition.origin, .origin),
      (\CodeDefinition.interviewees, .interviewees), (\CodeDefinition.questions, .questions),
      (\CodeDefinition.dimensions, .dimensions), (\CodeDefinition.isSensitive, .sensitive),
      (\CodeDefinition.isCodable, .codable), (\CodeDefinition.isCore, .core),
      (\CodeDefinition.isRetired, .retired),
    ]
    let columns: [(path: AnyKeyPath, column: Int?)] =
      texts.map { ($0.path, $0.column) } + optionals.map { ($0.path, $0.column) }
      + lists.map { ($0.path, $0.column) } + flags.map { ($0.path, $0.column) }
    let absent = columns.filter { $0.column == nil }.map(\.path)
    var silent = Set(paths.filter { absent.contains($0.0) }.map(\.1))
    if name == nil, names.isEmpty { silent.insert(.names) }
    if example == nil, examples.isEmpty { silent.insert(.examples) }
    if parent == nil, category == nil { silent.insert(.parent) }
    return silent
  }

  /// The codes of the rows; categories that only a column names become entries of their own.
  mutating func draft(of table: CSVTable) throws -> CodebookDraft {
    var codes = try table.rows.map(written)
    if isDotted, parent == nil, category == nil { codes = hierarchy(codes) }
    var assembler = CodebookAssembler(file: file)
    for code in withCategories(codes) { try assembler.add(code) }
    return try assembler.draft(notes: notes)
  }

  private func written(_ row: CSVTable.Row) throws -> CodebookAssembler.Written {
    guard let words = row.words(id) else {
      throw CodebookFileFailure.noName(file: file, line: row.line)
    }
    var code = CodebookAssembler.Written(id: words, line: row.line)
    code.parent = row.words(parent)
    code.category = row.words(category)
    code.silent = silent
    code.definition.names = localized(row, name, names)
    code.definition.examples = localized(row, example, examples)
    for (path, column) in texts { code.definition[keyPath: path] = row.words(column) ?? "" }
    for (path, column) in optionals { code.definition[keyPath: path] = row.words(column) }
    for (path, column) in lists { code.definition[keyPath: path] = row.list(column) }
    for (path, column) in flags {
      guard let column, let word = row.words(column) else { continue }
      guard let flag = flag(word) else {
        throw CodebookFileFailure.noFlag(file: file, line: row.line, value: word)
      }
      code.definition[keyPath: path] = flag
    }
    return code
  }

  private func localized(
    _ row: CSVTable.Row, _ plain: Int?, _ others: [(language: String, column: Int)]
  ) -> [LocalizedText] {
    let columns = (plain.map { [("", $0)] } ?? []) + others.map { ($0.language, $0.column) }
    return columns.compactMap { language, column in
      row.words(column).map { LocalizedText(language: language, text: $0) }
    }
  }

  private func flag(_ word: String) -> Bool? {
    switch word.lowercased() {
    case "1", "true", "yes": true
    case "0", "false", "no": false
    default: nil
    }
  }

  /// Puts `family.children` under `family` where that is a tag, or where several tags begin
  /// so; a dot in a tag of its own, such as `no. of rooms`, is a dot.
  private mutating func hierarchy(
    _ codes: [CodebookAssembler.Written]
  ) -> [CodebookAssembler.Written] {
    let known = Set(codes.map(\.id))
    var counts: [String: Int] = [:]
    for code in codes { prefix(of: code.id).map { counts[$0, default: 0] += 1 } }
    var made: Set<String> = []
    var out: [CodebookAssembler.Written] = []
    for var code in codes {
      if let above = prefix(of: code.id), known.contains(above) || counts[above, default: 0] > 1 {
        if !known.contains(above), made.insert(above).inserted {
          var group = CodebookAssembler.Written(id: above, line: code.line)
          group.definition.isCodable = false
          group.silent = CodeField.all
          out.append(group)
          notes.append("\(file): made the group '\(above)' that tags with a dot name")
        }
        code.parent = above
        code.silent.remove(.parent)
      }
      out.append(code)
    }
    return out
  }

  private func prefix(of tag: String) -> String? {
    let parts = tag.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count > 1,
      parts.allSatisfy({ $0.first?.isWhitespace == false && $0.last?.isWhitespace == false })
    else { return nil }
    return parts.dropLast().joined(separator: ".")
  }

  private mutating func withCategories(
    _ codes: [CodebookAssembler.Written]
  ) -> [CodebookAssembler.Written] {
    let known = Set(
      codes.flatMap { [$0.id.foldedName] + $0.definition.names.map(\.text.foldedName) })
    var made: Set<String> = []
    var out: [CodebookAssembler.Written] = []
    for code in codes {
      if let category = code.category, !known.contains(category.foldedName),
        made.insert(category).inserted
      {
        var entry = CodebookAssembler.Written(id: category, line: code.line)
        entry.definition.isCodable = false
        entry.silent = CodeField.all
        out.append(entry)
      }
      out.append(code)
    }
    if !made.isEmpty {
      notes.append("\(file): \(made.count) categories come from the column category")
    }
    return out
  }
}
