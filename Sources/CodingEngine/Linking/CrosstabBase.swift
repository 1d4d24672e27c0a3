import Fieldwork

/// What all cross-tables of a study share, computed once for a whole grid.
struct CrosstabBase {
  /// Interviews that are left out together.
  struct Left {
    var transcripts: [Int32]
    var label: String
    var isChain: Bool
    var codes: CaseCodes
  }

  let snapshot: StudySnapshot
  let codes: CaseCodes
  /// The codes of cases without each group interview in turn, then without each chain of referrals
  /// that leads to several cases.
  let left: [Left]

  /// - Parameter withChains: whether chains of referrals are left out as well.
  init(_ snapshot: StudySnapshot, withChains: Bool = false) {
    let attribution = CaseAttribution(snapshot)
    self.snapshot = snapshot
    codes = CaseCodes(snapshot, attribution: attribution)
    var left = snapshot.groupInterviews.map { transcript in
      Left(
        transcripts: [transcript], label: snapshot.transcripts[Int(transcript)].label,
        isChain: false,
        codes: CaseCodes(snapshot, attribution: attribution, without: [transcript]))
    }
    for chain in withChains ? ReferralChains(snapshot).chains : [] where chain.transcripts.count > 1
    {
      let cases = Set(chain.transcripts.flatMap { snapshot.transcripts[Int($0)].cases })
      guard cases.count > 1 else { continue }
      left.append(
        Left(
          transcripts: chain.transcripts, label: "chain of \(chain.name)", isChain: true,
          codes: CaseCodes(
            snapshot, attribution: attribution, without: Set(chain.transcripts))))
    }
    self.left = left
  }
}
