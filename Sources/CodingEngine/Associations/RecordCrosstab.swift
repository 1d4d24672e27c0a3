public import Fieldwork

/// Two measures set against each other without a study: two variables of a table of records, or
/// counts that somebody typed in.
public struct RecordCrosstab: Sendable {
  /// Both measures.
  public let data: AssociationData
  /// The labels of both measures, for a title.
  public let firstLabel, secondLabel: String
  /// How many records lack a value of one or both.
  public let missing: Int
  /// The tests, when any were asked for; the first decides.
  public internal(set) var tests: [CrosstabTest]
  /// The rules about few records that applied.
  public let rules: [SmallSampleRule]
  /// Sentences for the reader.
  public let notes: [String]

  /// The number of records.
  public var n: Int { data.n }

  /// The rules that a test was made against.
  public var forcedRules: [SmallSampleRule] {
    var seen: Set<SmallSampleRule> = []
    return tests.filter(\.isForced).flatMap(\.refusals).filter { seen.insert($0).inserted }
  }

  /// Sets two variables of a table against each other.
  ///
  /// - Parameters:
  ///   - first: index of the variable that is asked about.
  ///   - second: index of the variable that it is set against.
  ///   - rows: the records to use, by index.
  ///   - split: how the second variable, a number, becomes groups.
  ///   - strata: index of a variable within whose groups the others are compared, or `nil`.
  /// - Throws: `CrosstabFailure` where a variable has neither groups nor numbers, no record has
  ///   both values, or a wanted test does not fit.
  public init(
    _ first: Int, _ second: Int, in table: SurveyTable, rows: [Int],
    split: CrosstabSplit = .none, strata: Int? = nil, plan: AssociationPlan?
  ) throws {
    let sides = try (
      RecordSide(first, in: table, rows: rows),
      RecordSide(second, in: table, rows: rows, split: split)
    )
    let within = try strata.map { try RecordSide($0, in: table, rows: rows) }
    let all = [sides.0, sides.1] + (within.map { [$0] } ?? [])
    let kept = rows.indices.filter { row in all.allSatisfy { $0.values[row] != nil } }
    let (a, b) = (table.variables[first], table.variables[second])
    guard !kept.isEmpty else { throw CrosstabFailure.nobody(first: a.name, second: b.name) }
    let stratified = within?.side(kept).withoutEmptyGroups
    if let strata, let stratified, stratified.groups == nil {
      throw CrosstabFailure.strataWithoutGroups(variable: table.variables[strata].name)
    }
    let data = AssociationData(
      sides.0.side(kept).withoutEmptyGroups.lastOfTwoFirst, sides.1.side(kept).withoutEmptyGroups,
      unit: "record", strata: stratified)
    var rules: [SmallSampleRule] = []
    if case .at(let threshold) = split {
      rules.append(.cut(b.name, at: plainNumber(threshold)))
    }
    var notes = ["n = \(counted(kept.count, "record"))"]
    let read =
      [(a, sides.0), (b, sides.1)]
      + zip([strata].compactMap { $0 }, [within].compactMap { $0 }).map {
        (table.variables[$0], $1)
      }
    for (variable, side) in read where !side.missing.isEmpty {
      notes.append("\(variable.name) is missing for \(side.missing.words)")
    }
    try self.init(
      data, labels: (a.label, b.label), missing: rows.count - kept.count, rules: rules,
      notes: notes, plan: plan)
  }

  /// Sets typed counts against each other, row by row.
  ///
  /// - Throws: `CrosstabFailure` where a wanted test does not fit.
  public init(_ counts: TypedCounts, plan: AssociationPlan?) throws {
    try self.init(
      counts.data, labels: ("columns", "rows"), missing: 0, rules: [],
      notes: ["n = \(counted(counts.total, "unit")) as typed in"], plan: plan)
  }

  private init(
    _ data: AssociationData, labels: (String, String), missing: Int, rules: [SmallSampleRule],
    notes: [String], plan: AssociationPlan?
  ) throws {
    var tests =
      try plan.map { try AssociationTests(data: data, plan: $0, exact: .standard).run() }
      ?? []
    tests.correctAsFamily()
    let made = tests.filter { $0.p != nil }
    var all = rules
    for rule in tests.flatMap(\.refusals) where !all.contains(rule) { all.append(rule) }
    if let counts = data.counts {
      let isOfCounts = tests.contains {
        $0.p != nil && [.fisher, .freemanHalton].contains($0.kind)
      }
      if isOfCounts, let small = ExpectedCounts(counts).tooSmall {
        all.append(.exactOnly(smallestExpected: small))
      }
      if !made.isEmpty, counts.count == 2, counts[0].count == 2, counts.joined().contains(0) {
        all.append(.emptyCell())
      }
      let columns = (counts.first ?? []).indices.map { column in
        counts.reduce(0) { $0 + $1[column] }
      }
      if let small = SmallSampleRule.smallDenominator(columns.min() ?? 0) { all.append(small) }
    }
    if let family = SmallSampleRule.family(made.count) { all.append(family) }
    self.data = data
    (firstLabel, secondLabel) = labels
    self.missing = missing
    self.tests = tests
    self.rules = all.inOrder
    self.notes = notes
  }
}

/// One variable of a table as a measure.
private struct RecordSide {
  /// For each row its group or number, `nil` where it is missing.
  let values: [Double?]
  let missing: ReasonCounts
  private let name: String
  private let kind: AssociationSide.Kind

  init(_ place: Int, in table: SurveyTable, rows: [Int], split: CrosstabSplit = .none) throws {
    let variable = table.variables[place]
    let cells = rows.map { table.records[$0].values[place] }
    name = variable.name
    missing = ReasonCounts(cells)
    if case .at(let threshold) = split {
      let isNumeric = [.number, .ordinal].contains(variable.kind)
      guard isNumeric, cells.allSatisfy({ $0.number != nil || $0.missingReason != nil }) else {
        throw CrosstabFailure.splitOfWords(variable: variable.name)
      }
      let edge = plainNumber(threshold)
      kind = .groups(["below \(edge)", "\(edge) or more"], isOrdered: true)
      values = cells.map { $0.number.map { $0 < threshold ? 0 : 1 } }
      return
    }
    switch variable.kind {
    case .date, .multi:
      throw CrosstabFailure.noGroups(variable: variable.name, kind: variable.kind)
    case .number where SurveyTable.isScale(variable, values: cells):
      kind = .numbers
      values = cells.map(\.number)
    case .text, .number, .category, .ordinal:
      let levels = table.levels(of: place, in: rows)
      guard levels.codes.count <= FactorReader.mostLevels else {
        throw CrosstabFailure.noGroups(variable: variable.name, kind: variable.kind)
      }
      kind = .groups(levels.labels, isOrdered: [.ordinal, .number].contains(variable.kind))
      var places: [String: Double] = [:]
      for (index, code) in levels.codes.enumerated() { places[code] = Double(index) }
      values = cells.map { $0.code.flatMap { places[$0] } }
    }
  }

  func side(_ kept: [Int]) -> AssociationSide {
    AssociationSide(name: name, kind: kind, values: kept.map { values[$0] ?? 0 })
  }
}

/// How many values are missing, by reason.
struct ReasonCounts: Hashable, Sendable {
  /// The reasons with their counts, the most frequent first.
  let reasons: [(reason: String, count: Int)]

  init(_ values: [SurveyValue]) {
    var counts: [String: Int] = [:]
    for reason in values.compactMap(\.missingReason) { counts[reason, default: 0] += 1 }
    reasons = counts.map { (reason: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
  }

  var total: Int { reasons.map(\.count).reduce(0, +) }
  var isEmpty: Bool { reasons.isEmpty }

  /// `12 (refused 9, not recorded 3)`.
  var words: String {
    guard !isEmpty else { return "0" }
    return "\(total) (\(reasons.map { "\($0.reason) \($0.count)" }.joined(separator: ", ")))"
  }

  static func == (a: ReasonCounts, b: ReasonCounts) -> Bool { a.words == b.words }
  func hash(into hasher: inout Hasher) { hasher.combine(words) }
}
