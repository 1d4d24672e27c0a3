public import Fieldwork

/// Which records of a survey have been interviewed.
public struct InterviewedRecords: Sendable {
  /// The interviews of one record.
  public struct Entry: Hashable, Sendable {
    /// The case that the record is.
    public var caseID: String
    /// The labels of the interviews about it, in order; empty for a linked case without one.
    public var transcripts: [String]
    /// What was recorded of consent in them, each once.
    public var consent: [String]
  }

  /// What is known by the index of the record; nothing of records that no case is linked to.
  public let entries: [Int: Entry]

  /// Nobody: for tables outside of a study.
  public static let none = InterviewedRecords(entries: [:])

  private init(entries: [Int: Entry]) { self.entries = entries }

  /// Looks who was interviewed.
  ///
  /// - Parameter survey: index into `snapshot.surveys`.
  public init(survey: Int, in snapshot: StudySnapshot) {
    var entries: [Int: Entry] = [:]
    for (place, record) in snapshot.records(ofSurvey: survey).enumerated() {
      guard let record else { continue }
      let interviews = snapshot.transcripts.filter { $0.cases.contains(Int32(place)) }
      var consent: [String] = []
      for word in interviews.map(\.consent) where !word.isEmpty && !consent.contains(word) {
        consent.append(word)
      }
      entries[record] = Entry(
        caseID: snapshot.cases[place].id, transcripts: interviews.map(\.label), consent: consent)
    }
    self.entries = entries
  }

  /// The labels of the interviews of a record.
  public func transcripts(_ record: Int) -> [String] { entries[record]?.transcripts ?? [] }
}
