/// Something that a memo is on, under its exact id.
public enum MemoTarget: Hashable, Sendable {
  /// A code or category, by slug.
  case code(String)
  /// A passage, as cited.
  case passage(PassageCite)
  /// A transcript, by label.
  case transcript(String)
  /// A case, by id.
  case `case`(String)
  /// A participant, by id.
  case participant(String)
  /// A theme, by slug.
  case theme(String)
  /// A relation between codes, by id.
  case relation(String)

  /// The word for its kind: `code`, `passage`, `transcript`, `case`, `participant`, `theme`,
  /// `relation`.
  public var kind: String {
    switch self {
    case .code: "code"
    case .passage: "passage"
    case .transcript: "transcript"
    case .case: "case"
    case .participant: "participant"
    case .theme: "theme"
    case .relation: "relation"
    }
  }

  /// Its id, or the citation of a passage.
  public var name: String {
    switch self {
    case .code(let name), .transcript(let name), .case(let name), .participant(let name),
      .theme(let name), .relation(let name):
      name
    case .passage(let cite): cite.words
    }
  }

  /// Kind and name: `code intent-to-stay`.
  public var words: String { "\(kind) \(name)" }
}
