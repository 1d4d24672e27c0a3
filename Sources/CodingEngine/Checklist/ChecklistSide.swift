/// Which side of a condition evidence speaks for.
public enum ChecklistSide: String, CaseIterable, Sendable {
  /// For the condition.
  case pro = "for"
  /// Against it.
  case contra = "against"
}

/// What a case has on both sides of a condition: what was found, no judgement.
public enum ChecklistFinding: String, CaseIterable, Sendable {
  /// Only evidence for it.
  case pro = "for"
  /// Only evidence against it.
  case contra = "against"
  /// Evidence on both sides.
  case both
  /// Nothing on either side, which is not the same as the condition not holding.
  case neither

  init(pro: Bool, contra: Bool) {
    self = pro ? (contra ? .both : .pro) : (contra ? .contra : .neither)
  }
}

/// What the survey says to a comparison.
public enum ChecklistSurveyAnswer: String, Sendable {
  /// The comparison holds.
  case holds = "yes"
  /// It does not.
  case fails = "no"
  /// A value is missing, or the case has no record.
  case unknown
}

/// One side of a condition in one case.
public struct ChecklistEvidence: Hashable, Sendable {
  /// The codings that speak, as rows of `StudySnapshot.codings` in reading order.
  public var rows: [Int]
  /// How many different passages they lie on.
  public var passages: Int
  /// What the survey says; `nil` where it is not asked.
  public var survey: ChecklistSurveyAnswer?

  /// Whether anything speaks: a passage, or a comparison that holds.
  public var speaks: Bool { !rows.isEmpty || survey == .holds }
}
