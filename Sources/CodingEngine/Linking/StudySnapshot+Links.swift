public import Fieldwork

extension StudySnapshot {
  /// The links of cases, or those of participants.
  public func links(of level: LinkLevel) -> [LinkEntry] {
    level == .place ? links : participantLinks
  }

  /// Whether the records of a survey are persons of the study: some participant is tied to one.
  public func isOfParticipants(_ survey: Int) -> Bool {
    participantLinks.contains { Int($0.survey) == survey }
  }

  /// Which records of surveys a participant is, as `members:HH-001-2`.
  public func records(ofParticipant person: Int) -> [String] {
    participantLinks.compactMap { link in
      guard Int(link.subject) == person, let record = link.record else { return nil }
      let table = surveys[Int(link.survey)]
      return "\(table.name):\(table.records[Int(record)].key)"
    }
  }

  /// For each case the index of its record in a survey, or `nil`.
  func records(ofSurvey survey: Int) -> [Int?] {
    records(ofSurvey: survey, .place, count: cases.count)
  }

  /// For each participant the index of the record that it is in a survey of persons, or `nil`.
  func personRecords(ofSurvey survey: Int) -> [Int?] {
    records(ofSurvey: survey, .participant, count: participants.count)
  }

  private func records(ofSurvey survey: Int, _ level: LinkLevel, count: Int) -> [Int?] {
    var records = [Int?](repeating: nil, count: count)
    for link in links(of: level) where Int(link.survey) == survey {
      guard let record = link.record, surveys[survey].records.indices.contains(Int(record)) else {
        continue
      }
      if records[Int(link.subject)] == nil { records[Int(link.subject)] = Int(record) }
    }
    return records
  }

  /// Why a case has no record in a survey, in words.
  func reasonForNoRecord(ofCase place: Int32, survey: Int) -> String {
    let note = links.first {
      $0.subject == place && Int($0.survey) == survey && $0.record == nil && !$0.note.isEmpty
    }?.note
    return note.map { "not linked: \($0)" } ?? "not linked"
  }
}
