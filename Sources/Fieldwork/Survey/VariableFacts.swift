/// A variable with how many records have a value of it, and why the others have none.
public struct VariableFacts: Hashable, Sendable {
  /// The variable.
  public var variable: Variable
  /// The number of records with a value.
  public var n: Int
  /// The number of records without one, by reason.
  public var missing: [String: Int]

  /// Describes a variable.
  public init(_ variable: Variable, n: Int, missing: [String: Int] = [:]) {
    self.variable = variable
    self.n = n
    self.missing = missing
  }

  /// Counts a record that lacks the value for a reason, or has it.
  public mutating func count(_ reason: String?) {
    if let reason {
      missing[reason, default: 0] += 1
    } else {
      n += 1
    }
  }
}

extension SurveyTable {
  /// The variables with their counts, in file order.
  public var facts: [VariableFacts] {
    variables.enumerated().map { column, variable in
      var facts = VariableFacts(variable, n: 0)
      for record in records {
        if case .missing(let reason) = record.values[column] {
          facts.count(reason.words)
        } else {
          facts.n += 1
        }
      }
      return facts
    }
  }

  /// The same survey with some variables only; the key among them in any case.
  ///
  /// - Parameter isKept: whether a variable stays, by its name.
  public func keeping(_ isKept: (String) -> Bool) -> SurveyTable {
    let columns = variables.indices.filter {
      variables[$0].name == keyVariable || isKept(variables[$0].name)
    }
    var kept = self
    kept.variables = columns.map { variables[$0] }
    kept.records = records.map { record in
      SurveyDraft.Record(key: record.key, values: columns.map { record.values[$0] })
    }
    return kept
  }
}
