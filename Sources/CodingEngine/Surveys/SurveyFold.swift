public import Fieldwork

/// Folds a survey of persons into one of households, by declared rules.
///
/// A rule is an expression over the records of a group, such as
/// `count(pension_urban = 1 and lives = 'survey_city')`. A value that is missing for a record that
/// counts makes the group's value missing, never zero.
public struct SurveyFold: Sendable {
  /// A variable that is made.
  public struct Rule: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// The expression.
    public var expression: String

    /// Declares a variable.
    public init(name: String, expression: String) {
      self.name = name
      self.expression = expression
    }

    /// Reads `name = expression`.
    ///
    /// - Throws: a `Problem` where there is no name before an equals sign.
    public init(_ text: String) throws {
      let halves = text.split(separator: "=", maxSplits: 1).map { String($0).trimmingBlanks }
      guard halves.count == 2, !halves[0].isEmpty,
        halves[0].unicodeScalars.allSatisfy({
          $0.properties.isAlphabetic || $0 == "_" || ("0"..."9").contains($0)
        })
      else {
        throw Problem(
          .usage, "'\(text)' is no rule", hint: "write it as \"n_working = count(works = 1)\"")
      }
      (name, expression) = (halves[0], halves[1])
    }
  }

  /// The survey that is made.
  public let survey: SurveyDraft

  /// Folds a survey.
  ///
  /// - Parameters:
  ///   - source: the survey of the smaller units.
  ///   - variable: the place of its variable that names the greater unit; records without one are
  ///     left out and told.
  ///   - rules: the variables to make.
  ///   - name: the name of the new survey.
  ///   - caseKind: the kind of case that its records describe.
  /// - Throws: `ExpressionFailure`, and a `Problem` where a name stands twice or a rule says nothing
  ///   of a group.
  public init(
    _ source: SurveyTable, by variable: Int, rules: [Rule], name: String, caseKind: String?
  ) throws {
    var groups: [String: [Int]] = [:]
    var order: [String] = []
    var without = 0
    for (row, record) in source.records.enumerated() {
      let key: String
      switch record.values[variable] {
      case .text(let text): key = text
      case .number(let number): key = plainNumber(number)
      case .several(let codes): key = codes.joined(separator: ";")
      case .missing:
        without += 1
        continue
      }
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(row)
    }
    let by = source.variables[variable]
    var variables = [Variable(name: by.name, labels: by.labels, kind: .text)]
    var columns: [[SurveyValue]] = [order.map { .text($0) }]
    for rule in rules {
      guard !variables.contains(where: { $0.name == rule.name }) else {
        throw Problem(.usage, "'\(rule.name)' stands twice", hint: "give each variable its name")
      }
      let frame = try ExpressionFrame(
        rule.expression, variables: source.variables, records: source.records)
      guard try SurveyExpression(rule.expression).isAggregate else {
        throw Problem(
          .usage, "'\(rule.expression)' says nothing of a group",
          hint: "use "
            + SurveyExpression.Aggregate.allCases.map(\.rawValue).joined(separator: ", "))
      }
      let values = order.map { frame.value(over: groups[$0] ?? []) }
      variables.append(Variable(computed: rule.name, rule.expression, values))
      columns.append(values)
    }
    survey = SurveyDraft(
      name: name, title: name, keyVariable: by.name, caseKind: caseKind,
      fileName: source.name, variables: variables,
      records: order.indices.map { row in
        .init(key: order[row], values: columns.map { $0[row] })
      },
      notes: without == 0
        ? [] : ["\(counted(without, "record")) of \(source.name) without \(by.name) left out"])
  }
}
