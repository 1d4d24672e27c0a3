import Fieldwork

/// Where the links of cases are kept, and those of participants.
struct LinkRows {
  let level: LinkLevel

  init(_ level: LinkLevel) { self.level = level }

  /// The table.
  var name: String { level == .place ? "link" : "participant_link" }
  /// The column of what is linked.
  var subject: String { level == .place ? "case_id" : "participant_id" }
  /// The table of what is linked.
  var subjects: StudyWriter.Table { level == .place ? .studyCase : .participant }

  /// What the identity of a link is made of; that of a case is older than links of participants.
  func identity(_ survey: String, _ subject: String) -> StableUUID {
    level == .place
      ? StableUUID(identity: "link", survey, subject)
      : StableUUID(identity: "link", survey, level.rawValue, subject)
  }
}
