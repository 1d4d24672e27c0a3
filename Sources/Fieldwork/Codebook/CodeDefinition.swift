/// A word or sentence in one language.
public struct LocalizedText: Hashable, Sendable {
  /// The language as a short tag, such as `en` or `zh`.
  public var language: String
  /// The words.
  public var text: String

  /// Pairs words with their language.
  public init(language: String, text: String) {
    self.language = language
    self.text = text
  }
}

/// One entry of a codebook in full: what the code means and when it applies.
///
/// The fields follow the conventions of MacQueen et al. (1998): short and full definition,
/// when to use, when not to use, examples.
public struct CodeDefinition: Hashable, Sendable {
  /// The stable short name by which files and commands call the code.
  public var slug: String
  /// The slug of the category or code above, `nil` at the top.
  public var parent: String?
  /// Whether the entry carries codings; a category does not, and is not counted as a code.
  public var isCodable: Bool
  /// Whether this is the core category of the study, the root of its story.
  public var isCore: Bool
  /// Its names, first the one to print.
  public var names: [LocalizedText]
  /// Its place in the coding paradigm: condition, context, strategy, consequence, attitude.
  public var paradigm: String?
  /// Where the code comes from: in vivo, inductive, theory, survey item.
  public var origin: String?
  /// The kinds of interviewee that the code can apply to.
  public var interviewees: [String]
  /// The research questions that it serves.
  public var questions: [String]
  /// The definition in one line.
  public var short: String
  /// The definition in full.
  public var full: String
  /// When to use the code.
  public var include: String
  /// When not to use it.
  public var exclude: String
  /// Examples, by language.
  public var examples: [LocalizedText]
  /// The dimensions along which a category varies.
  public var dimensions: [String]
  /// Whether passages of this code ask for extra care when they leave the study.
  public var isSensitive: Bool
  /// Whether the code was given up: it keeps the codings that it has and takes no new ones.
  public var isRetired = false

  /// Starts an entry with nothing but its slug.
  public init(slug: String, parent: String? = nil, isCodable: Bool = true) {
    self.slug = slug
    self.parent = parent
    self.isCodable = isCodable
    isCore = false
    names = []
    interviewees = []
    questions = []
    short = ""
    full = ""
    include = ""
    exclude = ""
    examples = []
    dimensions = []
    isSensitive = false
  }

  /// The name to print: the first one, else the slug.
  public var name: String { names.first?.text ?? slug }

  /// The name in a language, else the one to print.
  public func name(in language: String) -> String {
    names.first { $0.language == language }?.text ?? name
  }
}

/// A slug made from words: lower case, blanks and punctuation as single hyphens, letters of
/// every script kept.
///
/// - Returns: `nil` when nothing is left.
public func slug(from words: String) -> String? {
  var out = ""
  var pending = false
  for character in words.foldedName {
    if character.isLetter || character.isNumber {
      if pending, !out.isEmpty { out.append("-") }
      pending = false
      out.append(character)
    } else {
      pending = true
    }
  }
  return out.isEmpty ? nil : out
}

extension CodeDefinition {
  /// Whether words can be the slug of a code as they are: letters and digits of any script,
  /// `-`, `_` and `.`, at least one of them a letter or digit.
  public static func isSlug(_ words: String) -> Bool {
    var hasLetter = false
    for scalar in words.unicodeScalars {
      let properties = scalar.properties
      switch properties.generalCategory {
      case .nonspacingMark, .spacingMark: continue
      case _ where properties.isAlphabetic || properties.numericType != nil: hasLetter = true
      case _ where "-_.".unicodeScalars.contains(scalar): continue
      default: return false
      }
    }
    return hasLetter
  }

  /// Refuses words that cannot be a slug.
  ///
  /// - Throws: `Problem` with a slug that is near.
  public static func expectSlug(_ words: String) throws {
    guard !isSlug(words) else { return }
    throw Problem(
      .usage, "'\(words)' cannot be the id of a code",
      hint: Fieldwork.slug(from: words).map { "take '\($0)' and give the words with --name" }
        ?? "take letters, digits, - and _, such as long-walk")
  }
}
