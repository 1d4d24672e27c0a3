public import Fieldwork

/// What is asked of a table, so that the passages behind it are found by the same rules.
public struct CooccurrenceQuery: Sendable {
  /// What is counted.
  public let unit: CooccurrenceUnit
  /// How two quotations lie to each other, where quotations are counted.
  public let relation: SpanRelation
  /// Whose codings, and whether coders are kept apart.
  public let coders: CoderChoice
  /// Whether an entry has the codings of everything below it as well.
  public let rollup: Bool
  /// Whether interviewer turns are units, and their words characters.
  public let includeInterviewer: Bool
  /// The sentences, where the unit or the relation needs them.
  public let sentences: Sentences?
  /// How many neighbouring turns a window has, where windows are the units.
  public let window: Int

  /// The turns that a window has at least: one turn is no window.
  public static let leastWindow = 2
  /// The turns that a window may have.
  public static let windows = leastWindow...100

  /// Puts a question together.
  ///
  /// - Throws: `CooccurrenceFailure` where a relation other than overlap is asked of a unit that
  ///   counts no quotations, sentences are needed and not given, or a window has too few turns
  ///   or too many.
  public init(
    unit: CooccurrenceUnit = .characters, relation: SpanRelation = .overlaps,
    coders: CoderChoice = .each, rollup: Bool = false, includeInterviewer: Bool = false,
    sentences: Sentences? = nil, window: Int = leastWindow
  ) throws(CooccurrenceFailure) {
    guard relation == .overlaps || unit.countsQuotations else {
      throw .relationNeedsQuotations(unit: unit, relation: relation)
    }
    if sentences == nil, Self.needsSentences(unit, relation) { throw .needsSentences }
    guard Self.windows.contains(window) else { throw .windowSize(window) }
    self.unit = unit
    self.relation = relation
    self.coders = coders
    self.rollup = rollup
    self.includeInterviewer = includeInterviewer
    self.sentences = sentences
    self.window = window
  }

  /// A question about overlap; without sentences in a unit that needs no words.
  init(
    overlapIn unit: CooccurrenceUnit, coders: CoderChoice, rollup: Bool, includeInterviewer: Bool,
    sentences: Sentences? = nil
  ) {
    self.unit = unit
    relation = .overlaps
    self.coders = coders
    self.rollup = rollup
    self.includeInterviewer = includeInterviewer
    self.sentences = sentences
    window = CooccurrenceQuery.leastWindow
  }

  /// Whether a question can be answered only with the words of the texts at hand.
  public static func needsSentences(_ unit: CooccurrenceUnit, _ relation: SpanRelation) -> Bool {
    if case .near(_, .sentences) = relation { return true }
    return unit == .sentence
  }

  /// The unit as it is typed: `turn`, `window:3`.
  public var unitName: String {
    unit == .window ? "\(unit.rawValue):\(window)" : unit.rawValue
  }

  /// Whether a stretch that several coders coded alike counts once for each although they are
  /// pooled: pairs are pairs of codings.
  var keepsCoders: Bool { unit == .pairs && coders == .pooled }

  /// What a number of the table counts.
  public var words: String {
    if unit == .window { return "windows of \(window) turns with both codes" }
    if relation == .overlaps { return unit.words }
    return unit == .pairs
      ? "pairs of quotations \(relation.clause)"
      : "quotations with one of the other code; pairs \(relation.clause)"
  }
}

/// Why codes cannot be counted or tested together as asked.
public enum CooccurrenceFailure: ProblemReporting, Hashable {
  /// Only quotations can be inside or near each other.
  case relationNeedsQuotations(unit: CooccurrenceUnit, relation: SpanRelation)
  /// Sentences were asked for without the words.
  case needsSentences
  /// A window has from 2 to 100 turns.
  case windowSize(Int)
  /// No test is defined for the unit.
  case noTest(CooccurrenceUnit)
  /// Only overlap can be tested by rotation.
  case noTestOfRelation(SpanRelation)
  /// Sets of codes are counted in units and in stretches.
  case noTuples(CooccurrenceUnit)
  /// A set has from two to five codes.
  case tupleSize(Int)
  /// More sets would have to be counted than there is time for.
  case tooManyTuples(count: Double)

  /// The failure in words.
  public var problem: Problem {
    switch self {
    case .relationNeedsQuotations(let unit, let relation):
      Problem(
        .usage,
        "'\(relation.words)' is a relation of quotations, and '\(unit.rawValue)' counts none",
        hint: "add --unit pairs or --unit quotations")
    case .needsSentences:
      Problem(.internalFailure, "sentences were asked for without the words of the texts")
    case .windowSize(let size):
      Problem(
        .usage, "a window has from 2 to 100 turns, not \(size)", hint: "write --unit window:3")
    case .noTest(.window):
      Problem(
        .usage,
        "there is no test for windows: they overlap, so that neither dealing nor rotating "
          + "them is chance",
        hint: "test --unit turn, and let windows describe")
    case .noTest(let unit):
      Problem(
        .usage, "there is no test for '\(unit.rawValue)'",
        hint: "test --unit characters by rotation, turn or sentence by permutation, transcript, "
          + "participant or case exactly")
    case .noTestOfRelation(let relation):
      Problem(
        .usage, "there is no test for '\(relation.words)'",
        hint: "overlap is tested with --unit characters")
    case .noTuples(let unit):
      Problem(
        .usage, "sets of codes are not counted in '\(unit.rawValue)'",
        hint: "use characters, regions, sentence, turn, transcript, participant or case")
    case .tupleSize(let size):
      Problem(.usage, "a set has from 2 to 5 codes, not \(size)", hint: "--tuples 3")
    case .tooManyTuples(let count):
      Problem(
        .usage, "there are too many sets to count: some \(Int(min(count, 1e15)))",
        hint: "name fewer codes with --codes, take smaller sets or a smaller unit")
    }
  }
}
