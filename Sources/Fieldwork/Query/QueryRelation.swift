/// How a passage must lie to another: the word between two parts of a query.
public struct QueryRelation: Hashable, Sendable {
  /// What is counted between two passages.
  public enum Measure: String, CaseIterable, Sendable {
    /// Turns; in a text without speakers each paragraph is one.
    case turns
    /// Sentences.
    case sentences
    /// Unicode scalars.
    case characters

    /// The measure of a word such as `turn` or `turns`; `nil` for any other.
    init?(word: String) {
      let folded = word.foldedName
      guard let found = Measure.allCases.first(where: { [$0.rawValue, $0.one].contains(folded) })
      else { return nil }
      self = found
    }

    /// The word for one of them.
    var one: String { String(rawValue.dropLast()) }
  }

  /// How far away at most.
  public struct Reach: Hashable, Sendable {
    /// The greatest reach that can be written.
    public static let greatest = 1_000_000

    /// How many, from 0 to `greatest`.
    public var count: Int
    /// Of what.
    public var measure: Measure

    /// Describes a distance.
    public init(_ count: Int, _ measure: Measure) {
      self.count = count
      self.measure = measure
    }

    var words: String { "(\(count) \(count == 1 ? measure.one : measure.rawValue))" }
  }

  /// The relation of a passage X to a passage Y of the same text, unless it says otherwise.
  public enum Kind: Hashable, Sendable {
    /// They share a character.
    case overlaps
    /// All of X lies in Y.
    case within
    /// All of Y lies in X.
    case encloses
    /// Both are the very same stretch.
    case samePassage
    /// X ends where Y begins or earlier, at most so far away.
    case before(Reach?)
    /// X begins where Y ends or later, at most so far away.
    case after(Reach?)
    /// At most so much lies between them; sharing and touching are near.
    case near(Reach)
    /// They touch one and the same turn.
    case sameTurn
    /// They lie in one transcript, whatever its layer.
    case sameTranscript
    /// They are evidence for one and the same case.
    case sameCase
  }

  /// What it asks.
  public var kind: Kind
  /// Whether no passage may lie so.
  public var isNegated: Bool

  /// Describes a relation.
  public init(_ kind: Kind, isNegated: Bool = false) {
    self.kind = kind
    self.isNegated = isNegated
  }

  /// The relation as it is written in a query.
  public var words: String { (isNegated ? "not " : "") + kind.words }
}

extension QueryRelation.Kind {
  /// The distance that is asked for, if one is.
  public var reach: QueryRelation.Reach? {
    switch self {
    case .before(let reach), .after(let reach): reach
    case .near(let reach): reach
    case .sameTurn: QueryRelation.Reach(0, .turns)
    default: nil
    }
  }

  fileprivate var words: String {
    switch self {
    case .overlaps: "overlaps"
    case .within: "within"
    case .encloses: "encloses"
    case .samePassage: "same passage"
    case .before(let reach): "before" + (reach?.words ?? "")
    case .after(let reach): "after" + (reach?.words ?? "")
    case .near(let reach): "near" + reach.words
    case .sameTurn: "same turn"
    case .sameTranscript: "same transcript"
    case .sameCase: "same case"
    }
  }
}
