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
    /// Index into `StudySnapshot.surveys`.
    public var survey: Int
    /// Index into the survey's variables.
    public var variable: Int
    /// How a number becomes groups.
    public var split: CrosstabSplit
    /// Whether to test.
    public var test: Bool
    /// The level below which an association is reported, between 0 and 1.
    public var alpha: Double

    /// Asks a question.
    public init(
      measure: CodeMeasure, survey: Int, variable: Int, split: CrosstabSplit = .none,
      test: Bool = false, alpha: Double = 0.05
    ) {
      self.measure = measure
      self.survey = survey
      self.variable = variable
      self.split = split
      self.test = test
      self.alpha = alpha
    }
  }

  /// The table when one group interview is left out.
  public struct WithoutGroup: Hashable, Sendable {
    /// The index of the group interview.
    public var transcript: Int32
    /// Its label.
    public var label: String
    /// The groups that remain, with how many of their cases have the code.
    public var shares: [Share]
    /// The labels of the groups that remain.
    public var groups: [String]
    /// The test of what remains, when one was asked for.
    public var test: CrosstabTest?

    /// The number of cases that remain.
    public var n: Int { shares.map(\.n).reduce(0, +) }
  }

  /// What is counted.
  public let unit = "case"
  /// What was looked for, in words.
  public let measure: String
  /// The variable.
  public let variable: Variable
  /// The groups with at least one case, in the order of the schema.
  public let columns: [CrosstabColumn]
  /// Cases that could be counted but lack a value, with the reason.
  public let missing: [LinkageAccount.Left]
  /// Interviews and cases behind the table and left out of it.
  public let account: LinkageAccount
  /// The test, when one was asked for.
  public internal(set) var test: CrosstabTest?
  /// The table without each group interview in turn.
  public let withoutGroups: [WithoutGroup]
  /// The rules about few cases that applied, in order of their numbers.
  public internal(set) var rules: [SmallSampleRule]
  /// Sentences for the reader.
  public let notes: [String]

  /// The number of cases in the table.
  public var n: Int { columns.map(\.n).reduce(0, +) }

  /// Whether the table is too small for more than an illustration.
  public var isIllustrative: Bool { n < Share.smallestForPercent }

  /// Sets a code against a variable.
  ///
  /// - Parameter exact: the tests, used only when the question asks for one.
  /// - Throws: `CrosstabFailure` when the variable has no groups.
  public init(
    _ question: Question, in snapshot: StudySnapshot, exact: ExactTest = .standard
  ) throws {
    try self.init(question, on: CrosstabBase(snapshot), exact: exact)
  }

  init(_ question: Question, on base: CrosstabBase, exact: ExactTest) throws {
    let snapshot = base.snapshot
    let codes = base.codes
    let groups = try VariableGroups(
      survey: question.survey, variable: question.variable, split: question.split, in: snapshot)
    let account = LinkageAccount(survey: question.survey, codes: codes, in: snapshot)
    let measure = CaseMeasure(question.measure, in: snapshot, codes: codes)
    let counts = CrosstabCounts(
      cases: account.countable, groups: groups, measure: measure, in: snapshot)
    let test =
      question.test ? CrosstabTest(counts, with: exact, alpha: question.alpha) : nil
    self.measure = measure.name
    self.variable = groups.variable
    self.account = account
    self.test = test
    columns = counts.columns
    missing = counts.missing
    withoutGroups = Crosstab.withoutGroups(
      question, groups: groups, on: base, exact: exact, counted: Set(account.countable))
    rules = Crosstab.rules(question, counts, account, test: test, in: snapshot)
    notes =
      Crosstab.notes(counts, groups, account, in: snapshot) + withoutGroups.map(\.sentence)
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
    return cells(contradictingFirst: contradictingFirst).flatMap(\.rows)
      .filter { seen.insert($0).inserted }
  }
}
