public import Fieldwork

/// An ordered list of conditions on the records of a survey: what each removes, and why a linked
/// case is outside.
public struct SampleSteps: Sendable {
  /// One condition and what it did.
  public struct Step: Hashable, Sendable {
    /// The condition as it is written.
    public var condition: String
    /// The records that came to it.
    public var before: Int
    /// The records that do not meet it.
    public var removed: Int
    /// The records of which it cannot be known, because a value is missing; they go too.
    public var unknown: Int

    /// The records that stay.
    public var left: Int { before - removed - unknown }
  }

  /// A linked case whose record does not stay.
  public struct Outside: Hashable, Sendable {
    /// The case.
    public var caseID: String
    /// The record.
    public var record: String
    /// The first condition that it does not meet, from 0.
    public var step: Int
    /// The values that the condition names, in words.
    public var why: String
  }

  /// The steps in their order.
  public private(set) var steps: [Step] = []
  /// The rows of the records that stay.
  public private(set) var rows: [Int]
  /// The linked cases that are outside, by name.
  public private(set) var outside: [Outside] = []
  /// The number of cases that are linked to the survey.
  public let linked: Int

  /// Applies conditions one after the other.
  ///
  /// - Parameters:
  ///   - conditions: expressions of the survey's variables; each sees all records, so that `ntile`
  ///     does not depend on the steps before.
  ///   - survey: the survey.
  ///   - cases: the cases that are linked to it, with the rows of their records.
  /// - Throws: `ExpressionFailure`.
  public init(
    _ conditions: [String], of survey: SurveyTable, cases: [(id: String, row: Int)]
  ) throws {
    rows = Array(survey.records.indices)
    linked = cases.count
    var stepOfRow: [Int: Int] = [:]
    var frames: [(frame: ExpressionFrame, names: [String])] = []
    for condition in conditions {
      let frame = try ExpressionFrame(
        condition, variables: survey.variables, records: survey.records)
      frames.append((frame, try SurveyExpression(condition).variables))
    }
    for (number, condition) in conditions.enumerated() {
      var step = Step(condition: condition, before: rows.count, removed: 0, unknown: 0)
      rows = rows.filter { row in
        switch frames[number].frame.holds(row) {
        case true?: return true
        case false?: step.removed += 1
        case nil: step.unknown += 1
        }
        stepOfRow[row] = number
        return false
      }
      steps.append(step)
    }
    for entry in cases.sorted(by: { $0.id.precedesNaturally($1.id) }) {
      guard let step = stepOfRow[entry.row] else { continue }
      let values = frames[step].names.compactMap { name -> String? in
        let place = survey.variables.firstIndex { $0.name.foldedName == name.foldedName }
        return place.map {
          let words = survey.variables[$0].worded(survey.records[entry.row].values[$0])
          return "\(name) is \(words)"
        }
      }
      outside.append(
        Outside(
          caseID: entry.id, record: survey.records[entry.row].key, step: step,
          why: values.joined(separator: ", ")))
    }
  }
}
