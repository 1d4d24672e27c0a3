public import Fieldwork

/// What the views of all cases of a study share, computed once for a whole report.
public struct CaseViewBase: Sendable {
  let snapshot: StudySnapshot
  let codes: CaseCodes
  /// For each theme what each countable case has of it, by the index of the case.
  let bearers: [[Int32: ThemeBearer]]
  /// For each survey the record of each case.
  let records: [[Int?]]
  let groups: [Int32]

  /// Looks at all cases of a study.
  public init(_ snapshot: StudySnapshot) {
    let codes = CaseCodes(snapshot)
    self.snapshot = snapshot
    self.codes = codes
    bearers = snapshot.themes.map { theme in
      let found = ThemeCodes(theme, in: snapshot)
      let cases = ThemeBearers(found, in: snapshot, codes: codes).cases
      return Dictionary(cases.map { ($0.index, $0) }) { first, _ in first }
    }
    records = snapshot.surveys.indices.map { snapshot.records(ofSurvey: $0) }
    groups = snapshot.groupInterviews
  }
}
