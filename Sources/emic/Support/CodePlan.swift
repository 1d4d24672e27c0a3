import Fieldwork

/// The codes that a command will put on passages: known ones by their slugs, and those to make.
struct CodePlan {
  /// The slugs in the order named, each once.
  private(set) var slugs: [String] = []
  /// The codes to make first.
  private(set) var newCodes: [CodeDefinition] = []
  private let makesNew: Bool

  /// Resolves exact names.
  ///
  /// - Parameter makesNew: whether a name that nothing has becomes a new code.
  /// - Throws: `NameFailure` with the nearest three, or for a name that fits several.
  init(_ names: [String], makesNew: Bool, in book: Codebook) throws {
    self.makesNew = makesNew
    for name in names { try add(name, in: book) }
  }

  /// Adds one name and returns its slug.
  @discardableResult
  mutating func add(_ name: String, in book: Codebook) throws -> String {
    do {
      let slug = book.codes[try book.resolver.index(of: name, .exact)].slug
      remember(slug)
      return slug
    } catch NameFailure.unknown(let kind, let typed, let nearest) {
      if let planned = newCodes.first(where: {
        $0.slug == name || $0.name.foldedName == name.foldedName
      }) {
        return planned.slug
      }
      guard makesNew else {
        var problem = NameFailure.unknown(kind: kind, name: typed, nearest: nearest).problem
        let known = problem.hint.map { $0 + ($0.hasSuffix("?") ? " " : "; ") } ?? ""
        problem.hint = known + "--new makes it"
        throw problem
      }
      return try make(name, origin: nil, in: book)
    }
  }

  /// Plans a code that is asked for by name, with a definition in one line.
  ///
  /// - Returns: `false` where the code is there already; its definition then stays.
  /// - Throws: `Problem` for a name from which no code can be made.
  mutating func define(_ name: String, as short: String, in book: Codebook) throws -> Bool {
    do {
      _ = try book.resolver.index(of: name, .exact)
      return false
    } catch NameFailure.unknown {
      let slug = try make(name, origin: nil, in: book)
      guard let index = newCodes.firstIndex(where: { $0.slug == slug }) else { return false }
      newCodes[index].short = short
      return true
    }
  }

  /// Makes a code whose name is what the interviewee said.
  mutating func addInVivo(_ words: String, in book: Codebook) throws {
    let name = words.split(whereSeparator: \.isWhitespace).prefix(6).joined(separator: " ")
    let short = name.count > 40 ? String(name.prefix(40)) : name
    if let known = try? book.resolver.index(of: short, .exact) {
      remember(book.codes[known].slug)
      return
    }
    try make(short, origin: "in vivo", in: book)
  }

  @discardableResult
  private mutating func make(_ name: String, origin: String?, in book: Codebook) throws -> String {
    guard let slug = slug(from: name) else {
      throw Problem(.data, "'\(name)' has no letter or digit to make a code from")
    }
    var code = CodeDefinition(slug: slug)
    code.origin = origin
    if slug != name { code.names = [LocalizedText(language: "", text: name)] }
    if let planned = newCodes.first(where: { $0.slug == slug }) {
      guard planned.slug == name || planned.name.foldedName == name.foldedName else {
        throw CodePlan.taken(slug, by: planned.name, isPlanned: true, for: name)
      }
    } else if let known = book.index(ofSlug: slug) {
      throw CodePlan.taken(slug, by: book.codes[known].name, isPlanned: false, for: name)
    } else {
      newCodes.append(code)
    }
    remember(slug)
    return slug
  }

  /// Two names that differ only in signs would become one code, which nobody asked for.
  private static func taken(
    _ slug: String, by other: String, isPlanned: Bool, for name: String
  ) -> Problem {
    let called = other == slug ? "" : ", called '\(other)'"
    return Problem(
      .data,
      isPlanned
        ? "'\(other)' and '\(name)' would both become the code '\(slug)'"
        : "'\(name)' would become the code '\(slug)', which is there already\(called)",
      hint: "write '\(slug)' if it is meant, else a name with other words")
  }

  private mutating func remember(_ slug: String) {
    if !slugs.contains(slug) { slugs.append(slug) }
  }
}
