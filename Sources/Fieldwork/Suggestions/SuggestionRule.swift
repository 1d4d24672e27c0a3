/// What a rule looks for.
public enum SuggestionSearch: Hashable, Sendable {
  /// Any of several words and phrases.
  case terms([String])
  /// Any word of sets of synonyms.
  case synonyms([SynonymSet])
  /// A regular expression.
  case pattern(String)

  /// How it is looked for, as the option of the command is called.
  public var way: String {
    switch self {
    case .terms: "term"
    case .synonyms: "synonyms"
    case .pattern: "regex"
    }
  }

  /// What was asked: the words, the names of the sets, or the pattern.
  public var asked: [String] {
    switch self {
    case .terms(let terms): terms
    case .synonyms(let sets): sets.map(\.name)
    case .pattern(let pattern): [pattern]
    }
  }

  /// All words and phrases that are looked for; none for a pattern.
  public var terms: [String] {
    switch self {
    case .terms(let terms): terms
    case .synonyms(let sets): sets.flatMap(\.terms)
    case .pattern: []
    }
  }
}

/// A rule that turns words into suggestions of codes.
public struct SuggestionRule: Hashable, Sendable {
  /// The name; `nil` to name it after what it looks for.
  public var name: String?
  /// The codes that it suggests, by slug.
  public var codes: [String]
  /// What it looks for.
  public var search: SuggestionSearch
  /// Which words it proposes.
  public var unit: SuggestionUnit
  /// Only interviews and cases that meet this filter; `nil` for all.
  public var filter: String?
  /// Only these transcripts, by label; empty for all.
  public var transcripts: [String]
  /// The language in which it looks; `nil` for the original of each transcript.
  public var layer: String?
  /// Whether it looks at what the interviewer says, too.
  public var includesInterviewer: Bool

  /// Describes a rule.
  public init(
    name: String? = nil, codes: [String], search: SuggestionSearch,
    unit: SuggestionUnit = .sentence, filter: String? = nil, transcripts: [String] = [],
    layer: String? = nil, includesInterviewer: Bool = false
  ) {
    self.name = name
    self.codes = codes
    self.search = search
    self.unit = unit
    self.filter = filter
    self.transcripts = transcripts
    self.layer = layer
    self.includesInterviewer = includesInterviewer
  }

  /// Where it looks, as the command writes it; empty for everywhere.
  public var scope: String {
    var parts: [String] = []
    if let filter { parts.append("where \(filter)") }
    if !transcripts.isEmpty { parts.append("in \(transcripts.joined(separator: ", "))") }
    if let layer { parts.append("layer \(layer)") }
    if includesInterviewer { parts.append("with the interviewer") }
    return parts.joined(separator: "; ")
  }

  /// A name for it made of what it looks for; `pattern` for a pattern.
  public var suggestedName: String {
    if case .pattern = search { return "pattern" }
    return slug(from: search.asked.prefix(3).joined(separator: " ")) ?? "rule"
  }
}
