public import Fieldwork

/// Several cross-tables that were asked for together, so that their tests are one family.
public struct CrosstabGrid: Sendable {
  /// The tables in the order of the questions.
  public let tables: [Crosstab]
  /// Questions whose variable has no groups, with the reason, in order.
  public let refused: [Problem]
  /// How many tests gave a p.
  public let tests: Int
  /// How many of them are at or below the level after correction.
  public let standing: Int
  /// How the p were corrected.
  public let correction: FamilyCorrection
  /// Sentences for the reader.
  public let notes: [String]

  /// Sets codes against variables and corrects the p of all tests together.
  ///
  /// - Parameter correction: how the p of the family are corrected.
  /// - Throws: only what is no `CrosstabFailure`; those are collected in `refused`.
  public init(
    _ questions: [Crosstab.Question], in snapshot: StudySnapshot, exact: ExactTest = .standard,
    correction: FamilyCorrection = .falseDiscovery
  ) throws {
    let base = CrosstabBase(snapshot, withChains: questions.contains(where: \.test))
    var tables: [Crosstab] = []
    var levels: [Double] = []
    var refused: [Problem] = []
    for question in questions {
      do {
        tables.append(try Crosstab(question, on: base, exact: exact))
        levels.append(question.plan.alpha)
      } catch let failure as CrosstabFailure {
        refused.append(failure.problem)
      }
    }
    let tested = tables.indices.flatMap { table in
      tables[table].tests.indices.map { (table, $0) }
    }.filter { tables[$0.0].tests[$0.1].p != nil }
    let q = correction.corrected(tested.compactMap { tables[$0.0].tests[$0.1].p })
    let family = SmallSampleRule.family(tested.count, correction: correction)
    var standing = 0
    for (position, (table, test)) in tested.enumerated() {
      tables[table].tests[test].q = q[position]
      tables[table].rules.removeAll { $0.id == .family }
      if let family { tables[table].rules = (tables[table].rules + [family]).inOrder }
      if q[position] <= levels[table] { standing += 1 }
    }
    self.tables = tables
    self.correction = correction
    self.refused = refused
    self.standing = standing
    tests = tested.count
    notes =
      tested.isEmpty
      ? []
      : [
        standing == 1
          ? "1 of \(counted(tests, "test")) stands after correction"
          : "\(standing) of \(counted(tests, "test")) stand after correction"
      ]
  }
}

/// How the p of several tests that belong together are corrected.
public enum FamilyCorrection: String, Hashable, Sendable {
  /// Benjamini & Hochberg (1995): of the associations that are reported, which share is chance.
  case falseDiscovery
  /// Holm (1979): that none of them is chance.
  case holm

  /// How it is called.
  public var title: String {
    switch self {
    case .falseDiscovery: "Benjamini and Hochberg 1995"
    case .holm: "Holm 1979"
    }
  }
}
