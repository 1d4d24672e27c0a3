public import Fieldwork

/// Which cases can be tied to records of a survey because their ids are equal.
public struct LinkPlan: Sendable {
  /// The ids that are both a case and a record, in natural order of the cases.
  public let pairs: [String]
  /// Cases that somebody linked by hand, or said of why they have no record; they stay as
  /// they are.
  public let kept: [String]
  /// Cases of the survey's kind without a record of their id.
  public let casesAlone: [String]
  /// How many records have no case.
  public let recordsAlone: Int

  /// Compares cases and records, leaving alone what somebody decided.
  ///
  /// A survey that names its kind of case is compared with cases of that kind and of no kind.
  public init(byID snapshot: StudySnapshot, _ survey: SurveyTable) {
    let keys = Set(survey.records.map(\.key))
    let kind = survey.caseKind.foldedName
    let decided = snapshot.links.filter { link in
      snapshot.surveys[Int(link.survey)].name == survey.name
        && (link.record == nil || link.method != "id")
    }
    let keptCases = Set(decided.map(\.caseIndex))
    kept = snapshot.ids(keptCases.sorted())
    let cases = snapshot.cases.indices.filter { place in
      let own = snapshot.cases[place].kind
      return !keptCases.contains(Int32(place))
        && (kind.isEmpty || own.isEmpty || own.foldedName == kind)
    }.map { snapshot.cases[$0].id }
    pairs = cases.filter(keys.contains)
    casesAlone = cases.filter { !keys.contains($0) }
    let taken = Set(decided.compactMap(\.record)).compactMap { record in
      survey.records.indices.contains(Int(record)) ? survey.records[Int(record)].key : nil
    }
    recordsAlone = keys.subtracting(pairs).subtracting(taken).count
  }

  /// What was left as it is and what stayed alone, in words.
  public var remarks: [String] {
    var remarks: [String] = []
    if !kept.isEmpty {
      remarks.append(
        "kept \(counted(kept.count, "case")) as somebody linked them, or said why not: "
          + listed(kept))
    }
    if !casesAlone.isEmpty { remarks.append("cases without a record: \(listed(casesAlone))") }
    if recordsAlone > 0 {
      remarks.append("\(counted(recordsAlone, "record")) without a case")
    }
    return remarks
  }
}
