public import Fieldwork

/// Which records of a survey have been interviewed.
public struct InterviewedRecords: Sendable {
  /// The interviews of one record.
  public struct Entry: Sendable {
    /// The case that the record is; empty where only a decision is known of it.
    public var caseID: String
    /// The labels of the interviews about it, in order; empty for a linked case without one.
    public var transcripts: [String]
    /// What was recorded of consent in them, each once.
    public var consent: [String]
    /// What was last decided on interviewing it, and on which day; `nil` where nobody decided.
    public var decision: (made: SamplingDecision, date: String)?
  }

  /// What is known by the index of the record; nothing of records that no case is linked to and
  /// nobody decided on.
  public let entries: [Int: Entry]

  /// The records that are children, of whom no model speaks.
  public let children: Set<Int>

  /// Nobody: for tables outside of a study.
  public static let none = InterviewedRecords(entries: [:], children: [])

  private init(entries: [Int: Entry], children: Set<Int>) {
    self.entries = entries
    self.children = children
  }

  /// Looks who was interviewed.
  ///
  /// - Parameter survey: index into `snapshot.surveys`.
  public init(survey: Int, in snapshot: StudySnapshot) {
    var entries: [Int: Entry] = [:]
    var children: Set<Int> = []
    for (place, record) in snapshot.records(ofSurvey: survey).enumerated() {
      guard let record else { continue }
      if snapshot.cases[place].isOfChild(record: record, in: snapshot.surveys[survey]) {
        children.insert(record)
      }
      let interviews = snapshot.transcripts.filter { $0.cases.contains(Int32(place)) }
      var consent: [String] = []
      for word in interviews.map(\.consent) where !word.isEmpty && !consent.contains(word) {
        consent.append(word)
      }
      entries[record] = Entry(
        caseID: snapshot.cases[place].id, transcripts: interviews.map(\.label), consent: consent)
    }
    let keys = Dictionary(
      snapshot.surveys[survey].records.enumerated().map { ($1.key, $0) },
      uniquingKeysWith: { first, _ in first })
    let byCase = Dictionary(
      entries.map { ($1.caseID, $0) }, uniquingKeysWith: { first, _ in first })
    for memo in snapshot.memos.enumerated().sorted(by: { a, b in
      (a.element.written.prefix(10), a.offset) < (b.element.written.prefix(10), b.offset)
    }).map(\.element) {
      guard let decision = SamplingDecision(memo),
        let record = byCase[decision.record] ?? keys[decision.record]
      else { continue }
      entries[
        record, default: Entry(caseID: "", transcripts: [], consent: [])
      ].decision = (decision, String(memo.written.prefix(10)))
    }
    self.entries = entries
    self.children = children
  }

  /// The labels of the interviews of a record.
  public func transcripts(_ record: Int) -> [String] { entries[record]?.transcripts ?? [] }
}
