/// A report as a tree, before it is a page, a file or a screen.
public struct Document: Hashable, Sendable {
  /// The title.
  public var title: String
  /// A line below the title.
  public var subtitle: String?
  /// The language as a short tag, such as `en`.
  public var language: String
  /// Whether the whole document must not leave the team; every page is marked.
  ///
  /// A document with an `internalOnly` notice is marked as well.
  public var isInternal: Bool
  /// What stands under the title: study, state of the study, query, who made it.
  public var facts: [Fact]
  /// The contents.
  public var blocks: [Block]

  /// Makes a document.
  public init(
    title: String, subtitle: String? = nil, language: String = "en", isInternal: Bool = false,
    facts: [Fact] = [], blocks: [Block] = []
  ) {
    self.title = title
    self.subtitle = subtitle
    self.language = language
    self.isInternal = isInternal
    self.facts = facts
    self.blocks = blocks
  }

  /// Whether any part of it must not leave the team.
  public var isMarkedInternal: Bool { isInternal || blocks.contains { $0.isMarkedInternal } }
}

/// A part of a document.
public enum Block: Hashable, Sendable {
  /// A heading; see `heading(_:_:id:)`.
  case heading(Heading)
  /// A paragraph.
  case paragraph([Inline])
  /// A list; numbered or with bullets.
  case list(items: [[Block]], isNumbered: Bool)
  /// A table.
  case table(Table)
  /// The words of a person.
  case quote(Quote)
  /// A picture.
  case figure(Figure)
  /// Something a reader must notice.
  case notice(Notice)
  /// Names with their values.
  case facts([Fact])
  /// Two or three columns beside each other, such as the numbers and the words of a case.
  case sideBySide([Panel])
  /// Blocks that a reader opens, below a line that says what they are.
  case folded(String, blocks: [Block])
  /// A new page on paper.
  case pageBreak

  /// A heading.
  public static func heading(_ level: Int, _ words: String, id: String? = nil) -> Block {
    .heading(Heading(level: level, words: [.text(words)], id: id))
  }

  /// A paragraph of plain words.
  public static func paragraph(_ words: String) -> Block { .paragraph([.text(words)]) }

  /// A list with bullets of plain words.
  public static func list(_ items: [String]) -> Block {
    .list(items: items.map { [.paragraph($0)] }, isNumbered: false)
  }

  /// A notice of plain words.
  public static func notice(_ kind: Notice.Kind, _ words: String) -> Block {
    .notice(Notice(kind: kind, blocks: [.paragraph(words)]))
  }

  fileprivate var isMarkedInternal: Bool {
    switch self {
    case .notice(let notice):
      notice.kind == .internalOnly || notice.blocks.contains { $0.isMarkedInternal }
    case .list(let items, _): items.contains { $0.contains { $0.isMarkedInternal } }
    case .sideBySide(let panels): panels.contains { $0.blocks.contains { $0.isMarkedInternal } }
    case .folded(_, let blocks): blocks.contains { $0.isMarkedInternal }
    default: false
    }
  }
}
