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

  /// Puts a question together.
  ///
  /// - Throws: `CooccurrenceFailure` where a relation other than overlap is asked of a unit that
  ///   counts no quotations, or sentences are needed and not given.
  public init(
    unit: CooccurrenceUnit = .characters, relation: SpanRelation = .overlaps,
    coders: CoderChoice = .each, rollup: Bool = false, includeInterviewer: Bool = false,
    sentences: Sentences? = nil
  ) throws(CooccurrenceFailure) {
    guard relation == .overlaps || unit.countsQuotations else {
      throw .relationNeedsQuotations(unit: unit, relation: relation)
    }
    if sentences == nil, Self.needsSentences(unit, relation) { throw .needsSentences }
    self.unit = unit
    self.relation = relation
    self.coders = coders
    self.rollup = rollup
    self.includeInterviewer = includeInterviewer
    self.sentences = sentences
  }

  /// A question about overlap in a unit that needs no words.
  init(
    overlapIn unit: CooccurrenceUnit, coders: CoderChoice, rollup: Bool, includeInterviewer: Bool
  ) {
    self.unit = unit
    relation = .overlaps
    self.coders = coders
    self.rollup = rollup
    self.includeInterviewer = includeInterviewer
    sentences = nil
  }

  /// Whether a question can be answered only with the words of the texts at hand.
  public static func needsSentences(_ unit: CooccurrenceUnit, _ relation: SpanRelation) -> Bool {
    if case .near(_, .sentences) = relation { return true }
    return unit == .sentence
  }

  /// What a number of the table counts.
  public var words: String {
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
