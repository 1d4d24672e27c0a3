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
  /// Sentences for the reader.
  public let notes: [String]

  /// Sets codes against variables and corrects the p of all tests together.
  ///
  /// - Throws: only what is no `CrosstabFailure`; those are collected in `refused`.
  public init(
    _ questions: [Crosstab.Question], in snapshot: StudySnapshot, exact: ExactTest = .standard
  ) throws {
    let base = CrosstabBase(snapshot)
    var tables: [Crosstab] = []
    var levels: [Double] = []
    var refused: [Problem] = []
    for question in questions {
      do {
        tables.append(try Crosstab(question, on: base, exact: exact))
        levels.append(question.alpha)
      } catch let failure as CrosstabFailure {
        refused.append(failure.problem)
      }
    }
    let tested = tables.indices.filter { tables[$0].test?.p != nil }
    let q = falseDiscoveryRates(tested.compactMap { tables[$0].test?.p })
    let family = SmallSampleRule.family(tested.count, withQ: true)
    var standing = 0
    for (position, index) in tested.enumerated() {
      tables[index].test?.q = q[position]
      tables[index].rules.removeAll { $0.id == .family }
      tables[index].rules = (tables[index].rules + [family]).inOrder
      if q[position] <= levels[index] { standing += 1 }
    }
    self.tables = tables
    self.refused = refused
    self.standing = standing
    tests = tested.count
    notes =
      tested.isEmpty
      ? [] : ["\(standing) of \(counted(tests, "test")) stand after correction"]
  }
}
