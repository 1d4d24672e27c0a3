/// A part of a codebook entry that a file may speak of or not.
public enum CodeField: String, CaseIterable, Sendable {
  /// The place in the tree.
  case parent
  /// Whether it carries codings, and whether it is the core.
  case codable, core
  /// The names of all languages.
  case names
  /// The place in the paradigm.
  case paradigm
  /// Where the code comes from.
  case origin
  /// The kinds of interviewee, the research questions, the dimensions.
  case interviewees, questions, dimensions
  /// The definition and when to use the code.
  case short, full, include, exclude
  /// The examples of all languages.
  case examples
  /// Whether passages ask for extra care.
  case sensitive
  /// Whether the code was given up.
  case retired

  /// All of them, of an entry that a file names and does not describe.
  public static let all = Set(allCases)
}

extension CodeDefinition {
  /// The entry with some fields as another entry has them.
  public func keeping(_ fields: Set<CodeField>, of other: CodeDefinition) -> CodeDefinition {
    var merged = self
    for field in fields {
      switch field {
      case .parent: merged.parent = other.parent
      case .codable: merged.isCodable = other.isCodable
      case .core: merged.isCore = other.isCore
      case .names: merged.names = other.names
      case .paradigm: merged.paradigm = other.paradigm
      case .origin: merged.origin = other.origin
      case .interviewees: merged.interviewees = other.interviewees
      case .questions: merged.questions = other.questions
      case .dimensions: merged.dimensions = other.dimensions
      case .short: merged.short = other.short
      case .full: merged.full = other.full
      case .include: merged.include = other.include
      case .exclude: merged.exclude = other.exclude
      case .examples: merged.examples = other.examples
      case .sensitive: merged.isSensitive = other.isSensitive
      case .retired: merged.isRetired = other.isRetired
      }
    }
    return merged
  }
}

extension CodeField {
  /// Whether versions of a code keep the field: together these fields are its definition.
  public var isWording: Bool {
    [.short, .full, .include, .exclude, .examples].contains(self)
  }

  /// What a code says in the field, in words; empty where it says nothing.
  public func words(of code: CodeDefinition) -> String {
    switch self {
    case .parent: code.parent ?? ""
    case .codable: code.isCodable ? "code" : "category"
    case .core: code.isCore ? "yes" : ""
    case .names: CodeField.list(code.names)
    case .paradigm: code.paradigm ?? ""
    case .origin: code.origin ?? ""
    case .interviewees: code.interviewees.joined(separator: "; ")
    case .questions: code.questions.joined(separator: "; ")
    case .dimensions: code.dimensions.joined(separator: "; ")
    case .short: code.short
    case .full: code.full
    case .include: code.include
    case .exclude: code.exclude
    case .examples: CodeField.list(code.examples)
    case .sensitive: code.isSensitive ? "yes" : ""
    case .retired: code.isRetired ? "yes" : ""
    }
  }

  private static func list(_ texts: [LocalizedText]) -> String {
    texts.map { $0.language.isEmpty ? $0.text : "\($0.language): \($0.text)" }
      .joined(separator: "; ")
  }
}
