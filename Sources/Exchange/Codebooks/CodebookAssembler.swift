import Fieldwork

/// Turns codes as people wrote them into entries: makes ids, finds the entries above, and
/// refuses what would be no codebook.
struct CodebookAssembler {
  /// A code as it stands in a file.
  struct Written {
    /// What the file says of the code; slug and parent are filled in by the assembler.
    var definition = CodeDefinition(slug: "")
    /// The id as written, else the name that serves as one.
    var id: String
    /// The entry above where the file nests entries.
    var enclosing: Int?
    /// The entry above where the file names it.
    var parent: String?
    /// The category where the file names one beside the parent.
    var category: String?
    /// The line of the file.
    var line: Int
    /// What the file does not speak of.
    var silent: Set<CodeField> = []
  }

  /// The file's name for messages.
  let file: String
  /// The codes so far.
  private(set) var written: [Written] = []
  private var byID: [String: Int] = [:]
  private var bySlug: [String: Int] = [:]
  private var byName: [String: Int?] = [:]

  init(file: String) { self.file = file }

  /// Takes over a code.
  ///
  /// - Returns: its index, for codes below it.
  /// - Throws: `CodebookFileFailure` when no id can be made or the id is taken.
  @discardableResult
  mutating func add(_ code: Written) throws -> Int {
    var code = code
    code.id = code.id.trimmingBlanks
    guard !code.id.isEmpty else { throw CodebookFileFailure.noName(file: file, line: code.line) }
    if CodeDefinition.isSlug(code.id) {
      code.definition.slug = code.id
    } else {
      guard let slug = Fieldwork.slug(from: code.id) else {
        throw CodebookFileFailure.noSlug(file: file, line: code.line, name: code.id)
      }
      code.definition.slug = slug
      if code.definition.names.isEmpty {
        code.definition.names = [LocalizedText(language: "", text: code.id)]
      }
    }
    let index = written.count
    if let other = bySlug[code.definition.slug] {
      let lines = [written[other].line, code.line]
      if written[other].id == code.id {
        throw CodebookFileFailure.twice(file: file, id: code.id, lines: lines)
      }
      throw CodebookFileFailure.sameSlug(
        file: file, names: [written[other].id, code.id], slug: code.definition.slug, lines: lines)
    }
    bySlug[code.definition.slug] = index
    byID[code.id] = index
    for name in code.definition.names {
      let folded = name.text.foldedName
      if let taken = byName[folded], taken != index {
        byName[folded] = .some(nil)
      } else {
        byName[folded] = index
      }
    }
    written.append(code)
    return index
  }

  /// The entries with their parents.
  ///
  /// - Throws: `CodebookFileFailure` for a parent that does not exist, a category that
  ///   contradicts the parent, and codes below themselves.
  func draft(notes: [String] = []) throws -> CodebookDraft {
    guard !written.isEmpty else { throw CodebookFileFailure.empty(file: file) }
    var above: [Int?] = []
    for code in written { above.append(try parent(of: code)) }
    try refuseCircles(above)
    try checkCategories(above)
    let entries = zip(written, above).map { code, parent in
      var definition = code.definition
      definition.parent = parent.map { written[$0].definition.slug }
      return CodebookDraft.Entry(definition: definition, line: code.line, silent: code.silent)
    }
    return CodebookDraft(entries: entries, notes: notes)
  }

  private func parent(of code: Written) throws -> Int? {
    if let name = code.parent ?? (code.enclosing == nil ? code.category : nil) {
      return try find(name, for: code)
    }
    return code.enclosing
  }

  private func find(_ name: String, for code: Written) throws -> Int {
    let name = name.trimmingBlanks
    if let index = bySlug[name] ?? byID[name] { return index }
    if let index = byName[name.foldedName] ?? nil { return index }
    throw CodebookFileFailure.noParent(file: file, line: code.line, code: code.id, parent: name)
  }

  private func refuseCircles(_ above: [Int?]) throws {
    var isSafe = Array(repeating: false, count: above.count)
    for start in above.indices {
      var path: [Int] = []
      var isOnPath: Set<Int> = []
      var next: Int? = start
      while let index = next, !isSafe[index] {
        guard isOnPath.insert(index).inserted else {
          let circle = path.drop { $0 != index }
          throw CodebookFileFailure.circle(
            file: file, lines: circle.map { written[$0].line }, codes: circle.map { written[$0].id }
          )
        }
        path.append(index)
        next = above[index]
      }
      for index in path { isSafe[index] = true }
    }
  }

  private func checkCategories(_ above: [Int?]) throws {
    for (index, code) in written.enumerated() {
      guard let category = code.category, let parent = above[index] else { continue }
      let wanted = try find(category, for: code)
      var next: Int? = parent
      while let here = next, here != wanted { next = above[here] }
      guard next == nil else { continue }
      throw CodebookFileFailure.otherCategory(
        file: file, line: code.line, code: code.id, category: category,
        parent: written[parent].id)
    }
  }
}
