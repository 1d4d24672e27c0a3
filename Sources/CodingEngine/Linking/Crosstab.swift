public import Fieldwork

/// A code (or theme) set against a survey variable, over the linked cases that were
/// interviewed and coded.
///
/// Quotes come first: every cell carries its cases and codings; a test is made on request only.
public struct Crosstab: Sendable {
  /// What is asked.
  public struct Question: Hashable, Sendable {
    /// What is looked for in each case.
    public var measure: CodeMeasure
    /// How much of it is counted.
    public var amount: CodeAmount
    /// Index into `StudySnapshot.surveys`.
    public var survey: Int
    /// Index into the survey's variables.
    public var variable: Int
    /// The index of a variable within whose groups the test compares, where there is one.
    public var strata: Int?
    /// How a number becomes groups.
    public var split: CrosstabSplit
    /// Whether to test.
    public var test: Bool
    /// How to test.
    public var plan: AssociationPlan

    /// Asks a question.
    ///
    /// - Parameter alpha: the level below which an association is reported, between 0 and 1.
    public init(
      measure: CodeMeasure, survey: Int, variable: Int, split: CrosstabSplit = .none,
      test: Bool = false, alpha: Double = 0.05, amount: CodeAmount = .presence,
      plan: AssociationPlan? = nil
    ) {
      self.measure = measure
      self.amount = amount
      self.survey = survey
      self.variable = variable
      self.split = split
      self.test = test
      self.plan = plan ?? AssociationPlan(alpha: alpha)
    }
  }

  /// The table when one group interview, or one chain of referrals, is left out.
  public struct WithoutGroup: Hashable, Sendable {
    /// The interviews that are left out.
    public var transcripts: [Int32]
    /// The label of the group interview, else the name of the chain.
    public var label: String
    /// Whether interviews are left out that led to each other.
    public var isChain: Bool
    /// The groups that remain, with how many of their cases have the code.
    public var shares: [Share]
    /// The labels of the groups that remain.
    public var groups: [String]
    /// The test of what remains, when one was asked for.
    public var test: CrosstabTest?

    /// The number of cases that remain.
    public var n: Int { shares.map(\.n).reduce(0, +) }
  }

  /// What is counted: cases, or participants where they stand in their place.
  public let unit: String
  /// What was looked for, in words.
  public let measure: String
  /// How much of it was counted.
  public let amount: CodeAmount
  /// The variable.
  public let variable: Variable
  /// The groups with at least one case, in the order of the schema; none where the variable is a
  /// number.
  public let columns: [CrosstabColumn]
  /// The cases with the code and those without, where the variable is a number.
  public let sides: [CrosstabSide]
  /// Every case with both measures.
  public let units: [CrosstabUnit]
  /// Cases that could be counted but lack a value, with the reason.
  public let missing: [LinkageAccount.Left]
  /// Interviews and cases behind the table and left out of it.
  public let account: LinkageAccount
  /// The tests, when any were asked for; the first decides.
  public internal(set) var tests: [CrosstabTest]
  /// The table without each group interview in turn, with tests also without each chain.
  public let withoutGroups: [WithoutGroup]
  /// The rules about few cases that applied, in order of their numbers.
  public internal(set) var rules: [SmallSampleRule]
  /// Sentences for the reader.
  public let notes: [String]

  /// The test that decides, when one was asked for.
  public var test: CrosstabTest? { tests.first }

  /// The number of cases in the table.
  public var n: Int { units.count }

  /// Whether the table is too small for more than an illustration.
  public var isIllustrative: Bool { n < Share.smallestForPercent }

  /// The rules that a test was made against.
  public var forcedRules: [SmallSampleRule] {
    var seen: Set<SmallSampleRule> = []
    return tests.filter(\.isForced).flatMap(\.refusals).filter { seen.insert($0).inserted }
  }

  /// Sets a code against a variable.
  ///
  /// - Parameter exact: the exact tests of counts, used only when the question asks for one.
  /// - Throws: `CrosstabFailure` when the variable has neither groups nor numbers, or a wanted
  ///   test does not fit.
  public init(
    _ question: Question, in snapshot: StudySnapshot, exact: ExactTest = .standard
  ) throws {
    try self.init(
      question, on: CrosstabBase(snapshot, withChains: question.test), exact: exact)
  }

  init(_ question: Question, on base: CrosstabBase, exact: ExactTest) throws {
    let snapshot = base.snapshot
    let codes = base.codes
    if case .theme(let index) = question.measure, question.amount != .presence {
      throw CrosstabFailure.amountOfTheme(theme: snapshot.themes[index].slug)
    }
    let basis = try CrosstabBasis(question, in: snapshot)
    let account = LinkageAccount(survey: question.survey, codes: codes, in: snapshot)
    let measure = CaseMeasure(question.measure, in: snapshot, codes: codes)
    let strata = try CrosstabStrata(question, in: snapshot)
    let units = CrosstabUnits(
      question, basis: basis, codes: codes, cases: account.countable, in: snapshot)
    let same = snapshot.sameThing(question.measure, named: measure.name, as: basis.variable)
    let shared = snapshot.sharedRecords(units.units, survey: question.survey, basis.variable)
    tests =
      question.test
      ? try AssociationTests(
        data: units.data(
          question, basis: basis, measure: measure.name, unit: snapshot.caseLevel.noun,
          strata: strata),
        plan: question.plan, exact: exact, before: [same, shared].compactMap { $0 }
      ).run() : []
    tests.correctAsFamily()
    unit = snapshot.caseLevel.noun
    self.measure = measure.name
    amount = question.amount
    variable = basis.variable
    self.account = account
    self.units = units.units
    columns = units.counts?.columns ?? []
    sides = units.sides
    missing = units.missing
    withoutGroups = Crosstab.withoutGroups(
      question, basis: basis, strata: strata, on: base, exact: exact,
      counted: Set(account.countable))
    rules = Crosstab.rules(question, units, account, tests: tests, same: same, in: snapshot)
    notes =
      Crosstab.notes(question, units, basis, account, in: snapshot)
      + (strata.map { [$0.sentence(units.units, in: snapshot)].compactMap(\.self) } ?? [])
      + Crosstab.sentences(withoutGroups, unit: unit)
  }

  /// The cells with codings behind them, contradicting ones first, else in the order of the
  /// columns, with the code before without.
  public func cells(contradictingFirst: Bool = true) -> [CrosstabCell] {
    let cells = columns.flatMap { [$0.present, $0.absent] }.filter { !$0.cases.isEmpty }
    guard contradictingFirst else { return cells }
    return cells.filter(\.contradicts) + cells.filter { !$0.contradicts }
  }

  /// All codings behind the table, each once, cell by cell.
  public func rows(contradictingFirst: Bool = true) -> [Int] {
    var seen: Set<Int> = []
    return (cells(contradictingFirst: contradictingFirst).flatMap(\.rows) + sides.flatMap(\.rows))
      .filter { seen.insert($0).inserted }
  }
}
