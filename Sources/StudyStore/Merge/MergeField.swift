import Fieldwork

/// One field in which two definitions of a code can differ.
struct MergeField: Sendable {
  /// How a conflict names it.
  let name: String
  /// Whether versions of the code keep it.
  let isWording: Bool
  /// What a definition says, in words.
  let words: @Sendable (CodeDefinition) -> String
  /// Takes the field of another definition over.
  let take: @Sendable (inout CodeDefinition, CodeDefinition) -> Void

  private init(
    _ name: String, isWording: Bool = false,
    _ words: @escaping @Sendable (CodeDefinition) -> String,
    _ take: @escaping @Sendable (inout CodeDefinition, CodeDefinition) -> Void
  ) {
    (self.name, self.isWording, self.words, self.take) = (name, isWording, words, take)
  }

  /// All of them, in the order in which conflicts are listed.
  static let all: [MergeField] = [
    MergeField("slug", { $0.slug }, { $0.slug = $1.slug }),
    MergeField("name", { list($0.names) }, { $0.names = $1.names }),
    MergeField("place", { $0.parent ?? "at the top" }, { $0.parent = $1.parent }),
    MergeField(
      "entry", { $0.isCodable ? "a code" : "a category" }, { $0.isCodable = $1.isCodable }),
    MergeField("core", { $0.isCore ? "yes" : "no" }, { $0.isCore = $1.isCore }),
    MergeField("paradigm", { $0.paradigm ?? "" }, { $0.paradigm = $1.paradigm }),
    MergeField("origin", { $0.origin ?? "" }, { $0.origin = $1.origin }),
    MergeField("interviewees", { list($0.interviewees) }, { $0.interviewees = $1.interviewees }),
    MergeField("questions", { list($0.questions) }, { $0.questions = $1.questions }),
    MergeField("dimensions", { list($0.dimensions) }, { $0.dimensions = $1.dimensions }),
    MergeField(
      "sensitive", { $0.isSensitive ? "yes" : "no" }, { $0.isSensitive = $1.isSensitive }),
    MergeField("short definition", isWording: true, { $0.short }, { $0.short = $1.short }),
    MergeField("definition", isWording: true, { $0.full }, { $0.full = $1.full }),
    MergeField("when to use", isWording: true, { $0.include }, { $0.include = $1.include }),
    MergeField("when not to use", isWording: true, { $0.exclude }, { $0.exclude = $1.exclude }),
    MergeField("examples", isWording: true, { list($0.examples) }, { $0.examples = $1.examples }),
  ]

  private static func list(_ texts: [LocalizedText]) -> String {
    list(texts.map { $0.language.isEmpty ? $0.text : "\($0.language): \($0.text)" })
  }

  private static func list(_ words: [String]) -> String { words.joined(separator: "; ") }
}
