/// A dated note attached to anything in the study.
public struct MemoDefinition: Hashable, Sendable {
  /// The sorts of memos.
  public static let kinds = [
    "theoretical", "methodological", "reflexive", "case", "code", "negative-case", "storyline",
  ]

  /// The stable short name.
  public var slug: String
  /// What sort of note, one of `kinds`.
  public var kind: String
  /// A title, possibly empty.
  public var title: String
  /// The text, in Markdown.
  public var body: String
  /// Who wrote it; empty for whoever brings it in.
  public var coder: String
  /// When it was written, as ISO 8601; empty for now.
  public var written: String
  /// Slugs of the codes that it is attached to.
  public var codes: [String]
  /// Labels of the transcripts.
  public var transcripts: [String]
  /// Ids of the cases.
  public var cases: [String]
  /// Slugs of the themes.
  public var themes: [String]
  /// The passages; one that nobody codes any more stays named.
  public var passages: [PassageCite] = []
  /// Ids of the participants.
  public var participants: [String] = []
  /// Ids of the relations.
  public var relations: [String] = []
  /// Whether it asks for further work.
  public var isOpen = false
  /// When its present wording was written, as ISO 8601; `nil` where it is the first.
  public var changed: String?
  /// The number of its present wording, from 1.
  public var version = 1

  /// Describes a memo.
  public init(
    slug: String, kind: String, title: String = "", body: String, coder: String = "",
    written: String = "", codes: [String] = [], transcripts: [String] = [], cases: [String] = [],
    themes: [String] = []
  ) {
    self.slug = slug
    self.kind = kind
    self.title = title
    self.body = body
    self.coder = coder
    self.written = written
    self.codes = codes
    self.transcripts = transcripts
    self.cases = cases
    self.themes = themes
  }
}

extension MemoDefinition {
  /// The title, else the short name.
  public var heading: String { title.isEmpty ? slug : title }

  /// What the memo is on.
  public var targets: [MemoTarget] {
    themes.map { .theme($0) } + codes.map { .code($0) } + relations.map { .relation($0) }
      + transcripts.map { .transcript($0) } + passages.map { .passage($0) }
      + cases.map { .case($0) } + participants.map { .participant($0) }
  }

  /// Whether it is attached to nothing.
  public var isLoose: Bool { targets.isEmpty }

  /// Puts the memo on something; twice is once.
  public mutating func attach(_ target: MemoTarget) {
    guard !targets.contains(target) else { return }
    switch target {
    case .code(let name): codes.append(name)
    case .passage(let cite): passages.append(cite)
    case .transcript(let name): transcripts.append(name)
    case .case(let name): cases.append(name)
    case .participant(let name): participants.append(name)
    case .theme(let name): themes.append(name)
    case .relation(let name): relations.append(name)
    }
  }
}
