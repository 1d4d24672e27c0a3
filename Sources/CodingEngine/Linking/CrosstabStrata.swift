import Fieldwork

/// The groups of cases within which a code and a variable are compared.
struct CrosstabStrata {
  private let groups: VariableGroups

  /// - Returns: `nil` where the question names no strata.
  /// - Throws: `CrosstabFailure` where their variable has no groups.
  init?(_ question: Crosstab.Question, in snapshot: StudySnapshot) throws {
    guard let variable = question.strata else { return nil }
    do {
      groups = try VariableGroups(
        survey: question.survey, variable: variable, split: .none, in: snapshot)
    } catch is CrosstabFailure {
      throw CrosstabFailure.strataWithoutGroups(
        variable: snapshot.surveys[question.survey].variables[variable].name)
    }
  }

  /// The stratum of a case; `nil` where its value is missing.
  subscript(_ unit: CrosstabUnit) -> Int? {
    guard case .group(let index) = groups.places[Int(unit.place)] else { return nil }
    return index
  }

  func side(_ units: [CrosstabUnit]) -> AssociationSide {
    AssociationSide(
      name: groups.variable.name, kind: .groups(groups.groups.map(\.label), isOrdered: false),
      values: units.map { Double(self[$0] ?? 0) }
    ).withoutEmptyGroups
  }

  /// Who is left out of the test; `nil` where nobody is.
  func sentence(_ units: [CrosstabUnit], in snapshot: StudySnapshot) -> String? {
    let without = units.filter { self[$0] == nil }.map { snapshot.cases[Int($0.place)].id }
    guard !without.isEmpty else { return nil }
    return "not in the test, without a value of \(groups.variable.name): \(listed(without))"
  }
}
