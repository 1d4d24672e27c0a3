public import Fieldwork

/// The groups into which a survey variable parts the linked cases.
public struct VariableGroups: Sendable {
  /// One group.
  public struct Group: Hashable, Sendable {
    /// The code of the category, `<` or `>=` with the threshold for a split.
    public var code: String
    /// What to print.
    public var label: String

    /// Describes a group.
    public init(code: String, label: String) {
      self.code = code
      self.label = label
    }
  }

  /// Where a linked case stands.
  public enum Place: Hashable, Sendable {
    /// In a group, by its index.
    case group(Int)
    /// In none, since the value is missing for a reason in words.
    case missing(String)
  }

  /// The survey's index.
  public let survey: Int
  /// The variable.
  public let variable: Variable
  /// The groups in the order of the schema, the lower part of a split first; groups in which
  /// no record falls included.
  public let groups: [Group]
  /// For each case its place, `nil` when the case has no record in the survey.
  public let places: [Place?]
  /// What a reader should know.
  public let notes: [String]

  /// Parts the linked cases.
  ///
  /// - Parameters:
  ///   - survey: index into `snapshot.surveys`.
  ///   - variable: index into the survey's variables.
  /// - Throws: `CrosstabFailure` when the variable has no groups.
  public init(
    survey: Int, variable: Int, split: CrosstabSplit, in snapshot: StudySnapshot
  ) throws {
    let table = snapshot.surveys[survey]
    let definition = table.variables[variable]
    let values = table.records.map { $0.values[variable] }
    self.survey = survey
    self.variable = definition
    var notes: [String] = []
    let groups: [Group]
    let place: (SurveyValue) -> Place
    switch split {
    case .at(let threshold):
      groups = try VariableGroups.halves(of: definition, values: values, at: threshold)
      place = { value in
        guard case .number(let number) = value else { return VariableGroups.none(value) }
        return .group(number < threshold ? 0 : 1)
      }
    case .none:
      let found = try VariableGroups.categories(of: definition, values: values)
      groups = found.groups
      notes += found.notes
      var positions: [String: Int] = [:]
      for (index, group) in groups.enumerated() { positions[group.code] = index }
      place = { value in
        guard let code = VariableGroups.code(value), let index = positions[code] else {
          return VariableGroups.none(value)
        }
        return .group(index)
      }
    }
    var places = [Place?](repeating: nil, count: snapshot.cases.count)
    for (case_, record) in snapshot.records(ofSurvey: survey).enumerated() {
      if let record { places[case_] = place(values[record]) }
    }
    self.groups = groups
    self.places = places
    self.notes = notes
  }

  private static func halves(
    of variable: Variable, values: [SurveyValue], at threshold: Double
  ) throws -> [Group] {
    let isNumeric = values.allSatisfy { value in
      switch value {
      case .number, .missing: true
      case .text, .several: false
      }
    }
    // The codes of a category are names, whatever their size.
    guard variable.kind == .number || variable.kind == .ordinal, isNumeric else {
      throw CrosstabFailure.splitOfWords(variable: variable.name)
    }
    let edge = plainNumber(threshold)
    return [
      Group(code: "<\(edge)", label: "below \(edge)"),
      Group(code: ">=\(edge)", label: "\(edge) or more"),
    ]
  }

  private static func categories(
    of variable: Variable, values: [SurveyValue]
  ) throws -> (groups: [Group], notes: [String]) {
    switch variable.kind {
    case .text, .date, .multi:
      throw CrosstabFailure.noGroups(variable: variable.name, kind: variable.kind)
    case .number, .category, .ordinal: break
    }
    let known = Set(variable.valueLabels.map(\.code))
    let found = Set(values.compactMap(code)).sorted { $0.precedesAsValue($1) }
    if variable.kind == .number, known.isEmpty, found.count > 2 {
      throw CrosstabFailure.manyNumbers(variable: variable.name, values: found.count)
    }
    let unlabelled = found.filter { !known.contains($0) }
    var notes: [String] = []
    if !known.isEmpty, !unlabelled.isEmpty {
      notes.append(
        "the schema has no label for these values of \(variable.name), which stand last: "
          + listed(unlabelled))
    }
    let labelled = variable.valueLabels.map { Group(code: $0.code, label: $0.label) }
    return (labelled + unlabelled.map { Group(code: $0, label: $0) }, notes)
  }

  private static func code(_ value: SurveyValue) -> String? {
    switch value {
    case .number(let number): plainNumber(number)
    case .text(let text): text
    case .several, .missing: nil
    }
  }

  private static func none(_ value: SurveyValue) -> Place {
    if case .missing(let reason) = value { return .missing(reason.words) }
    return .missing("not a single value")
  }
}

extension String {
  /// Numbers by size before words in natural order.
  fileprivate func precedesAsValue(_ other: String) -> Bool {
    switch (Double(self), Double(other)) {
    case (let a?, let b?): a != b ? a < b : self < other
    case (.some, nil): true
    case (nil, .some): false
    case (nil, nil): precedesNaturally(other)
    }
  }
}
