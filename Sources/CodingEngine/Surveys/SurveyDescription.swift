public import Fieldwork
import Statistics

/// What the records of a survey are like: each variable, for all records or by groups, unweighted,
/// and by weights where the survey was drawn with some.
public struct SurveyDescription: Sendable {
  /// How records were drawn, by variables of the survey.
  public struct Design: Hashable, Sendable {
    /// The variable that says how many others a record stands for.
    public var weight: Int
    /// The variable that names its stratum.
    public var strata: Int?
    /// The variable that names its primary sampling unit.
    public var cluster: Int?
    /// The variable that says how many sampling units its stratum has in the population.
    public var population: Int?

    /// Names variables by index.
    public init(weight: Int, strata: Int? = nil, cluster: Int? = nil, population: Int? = nil) {
      self.weight = weight
      self.strata = strata
      self.cluster = cluster
      self.population = population
    }
  }

  /// One variable, or one of its values, in one group.
  public struct Entry: Hashable, Sendable {
    /// How many records of the group have a value.
    public var n: Int
    /// How many have this value; `nil` for numbers.
    public var count: Int?
    /// Where the numbers lie; `nil` for values of a category, and where there is none.
    public var facts: NumberFacts?
    /// The weighted mean, or share in `0...1`; `nil` without weights.
    public var weighted: Double?
    /// Its standard error by Taylor's linearisation.
    public var standardError: Double?

    /// How many have this value, of how many.
    public var share: Share? { count.map { Share($0, of: n) } }
  }

  /// A line of the description.
  public struct Line: Hashable, Sendable {
    /// The variable.
    public var variable: Variable
    /// The value that is counted; `nil` for numbers.
    public var value: String?
    /// One for each group.
    public var entries: [Entry]
  }

  /// Whether a category has to do with the groups, by Rao & Scott (1984).
  public struct GroupTest: Hashable, Sendable {
    /// The variable.
    public var variable: Variable
    /// F with its degrees of freedom, not always whole; `nil` where it does not exist.
    public var f, numerator, denominator, p: Double?
    /// Why it does not exist; empty otherwise.
    public var reason: String
  }

  /// The groups; one, `all`, where none were asked for.
  public let groups: [String]
  /// The records of each group.
  public let sizes: [Int]
  /// Variables, and values of categories, in the order asked for.
  public let lines: [Line]
  /// The tests of categories by groups, where there are weights.
  public let tests: [GroupTest]
  /// Whether there are weighted numbers.
  public let isWeighted: Bool
  /// The rules about few records that applied.
  public let rules: [SmallSampleRule]
  /// Sentences for the reader.
  public let notes: [String]

  /// The number of records described.
  public var n: Int { sizes.reduce(0, +) }

  /// Describes records.
  ///
  /// - Parameters:
  ///   - variables: by index, in the order wanted.
  ///   - rows: the records, by index.
  ///   - by: the variable whose values are the groups.
  ///   - interviewed: which records were interviewed.
  ///   - isForced: whether weights are used against rule H14; the result is stamped.
  /// - Throws: `SurveyDescriptionFailure`.
  public init(
    _ variables: [Int], in table: SurveyTable, rows: [Int], by: Int? = nil,
    design: Design? = nil, interviewed: InterviewedRecords = .none, isForced: Bool = false
  ) throws {
    guard !rows.isEmpty else { throw SurveyDescriptionFailure.nobody }
    var notes: [String] = []
    var rules: [SmallSampleRule] = []
    if let design {
      let areInterviewed = rows.allSatisfy { !interviewed.transcripts($0).isEmpty }
      if areInterviewed {
        let weight = table.variables[design.weight].name
        guard isForced else { throw SurveyDescriptionFailure.weighted(weight: weight) }
        rules.append(.weighted(weight))
      }
    }
    let grouping = try DescribedGroups(by, in: table, rows: rows)
    let frame = try design.map { try DrawnRecords($0, in: table, rows: rows) }
    notes += grouping.notes + (frame?.notes ?? [])
    var lines: [Line] = []
    var tests: [GroupTest] = []
    var unclear: [String] = []
    for place in variables {
      let variable = table.variables[place]
      let values = rows.map { table.records[$0].values[place] }
      let missing = ReasonCounts(values)
      if !missing.isEmpty { notes.append("\(variable.name) is missing for \(missing.words)") }
      guard let described = DescribedVariable(place, in: table, rows: rows) else {
        throw SurveyDescriptionFailure.noNumbers(variable: variable.name, kind: variable.kind)
      }
      lines += described.lines.map { line in
        Line(
          variable: variable, value: line.value,
          entries: grouping.members.map { described.entry(line, members: $0, drawn: frame) })
      }
      if let frame, grouping.groups.count > 1, let codes = described.codes,
        let test = frame.test(variable, codes: codes, groups: grouping.codes)
      {
        tests.append(test)
      }
      if frame != nil, lines.last?.entries.contains(where: { $0.standardError == nil }) == true {
        unclear.append(variable.name)
      }
    }
    if !unclear.isEmpty {
      notes.append(
        "no standard error for \(listed(unclear)): a stratum has one sampling unit only, or a group "
          + "no record with a value")
    }
    let smallest = grouping.members.map(\.count).min() ?? 0
    rules += [SmallSampleRule.smallDenominator(smallest)].compactMap { $0 }
    groups = grouping.groups
    sizes = grouping.members.map(\.count)
    self.lines = lines
    self.tests = tests
    isWeighted = design != nil
    self.rules = rules.inOrder
    self.notes = notes
  }
}

/// Why records cannot be described as asked.
public enum SurveyDescriptionFailure: ProblemReporting, Hashable {
  /// There is no record.
  case nobody
  /// Weights were asked for where all records are interviewed cases (rule H14).
  case weighted(weight: String)
  /// A variable holds words, dates or several answers.
  case noNumbers(variable: String, kind: Variable.Kind)
  /// A variable has too many values to be groups.
  case manyGroups(variable: String, values: Int)
  /// No record has a value of the grouping variable, or a weight above 0.
  case nothing(variable: String)
  /// A variable of the design is no number.
  case noNumber(variable: String)

  /// The failure in words.
  public var problem: Problem {
    switch self {
    case .nobody:
      Problem(.data, "there is no record to describe", hint: "ask for more with --where")
    case .weighted(let weight):
      Problem(
        .data,
        "these records are all interviewed cases, which were chosen and not drawn: "
          + "'\(weight)' does not weigh them (rule H14)",
        hint: "leave --weight away, or describe the whole survey")
    case .noNumbers(let variable, let kind):
      Problem(
        .data, "'\(variable)' is of kind \(kind.rawValue) and has too many values to describe",
        hint: "take a number or a category, or derive one from it")
    case .manyGroups(let variable, let values):
      Problem(
        .data, "'\(variable)' has \(values) values, too many for groups",
        hint: "cut it: --compute \"group = cut(\(variable), 30, 45)\", then --by group")
    case .nothing(let variable):
      Problem(
        .data, "no record has a usable value of '\(variable)'",
        hint: "look at it with 'emic survey variables'")
    case .noNumber(let variable):
      Problem(.data, "'\(variable)' is no number", hint: "name the variable of the weights")
    }
  }
}
