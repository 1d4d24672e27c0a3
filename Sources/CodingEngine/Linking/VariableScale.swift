import Fieldwork

/// A number with many values and no labels, as it stands in each linked case.
struct VariableScale: Sendable {
  /// Where a linked case stands.
  enum Place: Hashable, Sendable {
    case number(Double)
    case missing(String)
  }

  let variable: Variable
  /// For each case its place, `nil` when the case has no record in the survey.
  let places: [Place?]

  /// - Returns: `nil` for variables that have groups of their own, or no numbers.
  init?(survey: Int, variable: Int, split: CrosstabSplit, in snapshot: StudySnapshot) {
    let table = snapshot.surveys[survey]
    let definition = table.variables[variable]
    let values = table.records.map { $0.values[variable] }
    guard split == .none, SurveyTable.isScale(definition, values: values) else { return nil }
    var places = [Place?](repeating: nil, count: snapshot.cases.count)
    for (case_, record) in snapshot.records(ofSurvey: survey).enumerated() {
      guard let record else { continue }
      switch values[record] {
      case .number(let number): places[case_] = .number(number)
      case .missing(let reason): places[case_] = .missing(reason.words)
      case .text, .several: places[case_] = .missing("not a single value")
      }
    }
    self.variable = definition
    self.places = places
  }
}

extension SurveyTable {
  /// Whether a variable is a number with more than two values and no labels.
  static func isScale(_ variable: Variable, values: [SurveyValue]) -> Bool {
    guard variable.kind == .number, variable.valueLabels.isEmpty else { return false }
    return Set(values.compactMap(\.number)).count > 2
  }
}

/// How a variable stands in the cases: in groups, or as a number.
enum CrosstabBasis: Sendable {
  case groups(VariableGroups)
  case scale(VariableScale)

  init(_ question: Crosstab.Question, in snapshot: StudySnapshot) throws {
    let (survey, variable) = (question.survey, question.variable)
    if let scale = VariableScale(
      survey: survey, variable: variable, split: question.split, in: snapshot)
    {
      self = .scale(scale)
    } else {
      self = .groups(
        try VariableGroups(
          survey: survey, variable: variable, split: question.split, in: snapshot))
    }
  }

  var variable: Variable {
    switch self {
    case .groups(let groups): groups.variable
    case .scale(let scale): scale.variable
    }
  }

  var notes: [String] {
    if case .groups(let groups) = self { groups.notes } else { [] }
  }

  /// The value of a case in words; `nil` without a record.
  func words(_ place: Int32) -> String? {
    switch self {
    case .groups(let groups):
      switch groups.places[Int(place)] {
      case .group(let index): groups.groups[index].label
      case .missing(let reason): reason
      case nil: nil
      }
    case .scale(let scale):
      switch scale.places[Int(place)] {
      case .number(let number): plainNumber(number)
      case .missing(let reason): reason
      case nil: nil
      }
    }
  }
}
