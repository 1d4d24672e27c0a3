public import Fieldwork

/// Which cases can be tied to records of a survey because their ids are equal.
public struct LinkPlan: Sendable {
  /// The ids that are both a case and a record, in natural order of the cases.
  public let pairs: [String]
  /// Cases of the survey's kind without a record of their id.
  public let casesAlone: [String]
  /// How many records have no case.
  public let recordsAlone: Int

  /// Compares cases and records.
  ///
  /// A survey that names its kind of case is compared with cases of that kind and of no kind.
  public init(byID snapshot: StudySnapshot, _ survey: SurveyTable) {
    let keys = Set(survey.records.map(\.key))
    let kind = survey.caseKind.foldedName
    let cases = snapshot.cases.filter {
      kind.isEmpty || $0.kind.isEmpty || $0.kind.foldedName == kind
    }
    pairs = cases.map(\.id).filter(keys.contains)
    casesAlone = cases.map(\.id).filter { !keys.contains($0) }
    recordsAlone = keys.count - pairs.count
  }

  /// What stayed alone, in words.
  public var remarks: [String] {
    var remarks: [String] = []
    if !casesAlone.isEmpty { remarks.append("cases without a record: \(listed(casesAlone))") }
    if recordsAlone > 0 {
      remarks.append("\(counted(recordsAlone, "record")) without a case")
    }
    return remarks
  }
}
