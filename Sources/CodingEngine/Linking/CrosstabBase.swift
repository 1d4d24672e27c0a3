import Fieldwork

/// What all cross-tables of a study share, computed once for a whole grid.
struct CrosstabBase {
  let snapshot: StudySnapshot
  let codes: CaseCodes
  /// The codes of cases without each group interview in turn.
  let withoutGroups: [(transcript: Int32, codes: CaseCodes)]

  init(_ snapshot: StudySnapshot) {
    let attribution = CaseAttribution(snapshot)
    self.snapshot = snapshot
    codes = CaseCodes(snapshot, attribution: attribution)
    withoutGroups = snapshot.groupInterviews.map {
      ($0, CaseCodes(snapshot, attribution: attribution, without: $0))
    }
  }
}
