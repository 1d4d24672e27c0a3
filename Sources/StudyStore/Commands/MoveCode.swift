import Fieldwork

/// Gives a code another place in the tree.
public struct MoveCode: StudyCommand {
  /// Where a code is to lie.
  public struct Place: Hashable, Sendable {
    /// The entry above.
    public enum Parent: Hashable, Sendable {
      /// None.
      case top
      /// The entry with this slug.
      case under(String)
    }

    /// A code beside which it comes to lie.
    public enum Neighbour: Hashable, Sendable {
      /// Directly before the code with this slug.
      case before(String)
      /// Directly behind it.
      case after(String)

      fileprivate var slug: String {
        switch self {
        case .before(let slug), .after(let slug): slug
        }
      }

      fileprivate var isBefore: Bool { if case .before = self { true } else { false } }
    }

    /// The entry above; `nil` for that of the neighbour.
    public var parent: Parent?
    /// The neighbour; `nil` for the last place.
    public var neighbour: Neighbour?

    /// Describes a place; one of the two must be there.
    public init(parent: Parent?, neighbour: Neighbour? = nil) {
      self.parent = parent
      self.neighbour = neighbour
    }
  }

  /// The name in the journal.
  public let name = "codes move"
  private let code: String
  private let place: Place

  /// Prepares to move the code with this exact slug.
  public init(_ code: String, to place: Place) {
    self.code = code
    self.place = place
  }

  /// Writes the change.
  ///
  /// - Returns: the place in words.
  /// - Throws: `Problem` for a place below the code itself, under a retired code, or beside a code
  ///   that lies elsewhere.
  public func apply(to writer: StudyWriter) throws -> String {
    let rows = try CodeRows.load(writer.db)
    let book = try Codebook(rows.map(\.definition))
    let moving = try writer.code(code)
    let neighbour = try place.neighbour.map { try writer.code($0.slug) }
    if let neighbour, neighbour.id == moving.id {
      throw Problem(.usage, "'\(code)' cannot lie beside itself", hint: "name another code")
    }
    let parent: CodeRows.Entry?
    switch place.parent {
    case .top: parent = nil
    case .under(let slug): parent = try writer.code(slug)
    case nil: parent = try neighbour?.definition.parent.map { try writer.code($0) }
    }
    if let neighbour, neighbour.definition.parent != parent?.definition.slug {
      throw Problem(
        .data,
        "'\(neighbour.definition.slug)' lies "
          + (neighbour.definition.parent.map { "under '\($0)'" } ?? "at the top")
          + ", not \(parent.map { "under '\($0.definition.slug)'" } ?? "at the top")",
        hint: "name a neighbour from there, or leave --under and --top out")
    }
    if let parent { try expect(parent.definition, above: moving.definition, in: book, writer) }
    let beside = neighbour.map { (id: $0.id, isBefore: place.neighbour?.isBefore ?? false) }
    try writer.place(moving.id, under: parent?.id, beside: beside)
    var words = parent.map { "under \($0.definition.slug)" } ?? "at the top"
    if let neighbour {
      words += ", \(beside?.isBefore == true ? "before" : "after") \(neighbour.definition.slug)"
    }
    return words
  }

  private func expect(
    _ parent: CodeDefinition, above moving: CodeDefinition, in book: Codebook, _ writer: StudyWriter
  ) throws {
    if let above = book.index(ofSlug: parent.slug), let index = book.index(ofSlug: code),
      book.subtree(index).contains(above)
    {
      throw Problem(
        .data,
        parent.slug == code
          ? "'\(code)' cannot lie under itself"
          : "'\(code)' cannot lie under '\(parent.slug)', which lies under it",
        hint: "move '\(parent.slug)' away first, or choose another place")
    }
    if moving.isCore {
      throw Problem(
        .data, "'\(code)' is the core category and stays at the top",
        hint: "move other entries under it instead")
    }
    try writer.refuseRetired(parent, for: "nothing is put under it")
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: String) -> String { "\(code) \(outcome)" }
}
