public import Fieldwork

/// Which topics of the guides came up in which transcripts.
public struct TopicCoverage: Sendable {
  /// One topic in one transcript.
  public enum Cell: String, CaseIterable, Sendable {
    /// The interviewer asked.
    case asked
    /// The interviewee raised it unasked.
    case raised
    /// It did not come up.
    case notReached = "not-reached"
    /// The guide was used, but nobody noted whether the topic came up.
    case notRecorded = "not-recorded"
    /// The transcript followed another guide and nothing was noted.
    case otherGuide = "other-guide"
  }

  /// A topic with its cells.
  public struct Line: Sendable {
    /// The topic.
    public let topic: Topic
    /// One cell per transcript of the snapshot.
    public let cells: [Cell]

    /// One cell for each of those who speak in a transcript of the snapshot, interviewers left out.
    public let people: [Person]

    /// The transcripts of a cell, as indices into `StudySnapshot.transcripts`.
    public func transcripts(_ cell: Cell) -> [Int] { cells.indices.filter { cells[$0] == cell } }
  }

  /// A participant in a transcript.
  public struct Person: Hashable, Sendable {
    /// The transcript, as index.
    public let transcript: Int
    /// The participant, as index.
    public let participant: Int
    /// Whether the topic came up with them.
    public let cell: Cell
  }

  /// What follows from a topic that was not reached.
  public static let missingNote =
    "a code is missing, not absent, in a transcript where its topic was not reached"

  /// The topics in order of definition.
  public let lines: [Line]
  /// What a reader must know.
  public let notes: [String]

  /// Looks at every topic in every transcript.
  ///
  /// An interview without a `guide` may have followed any; a document or field note follows
  /// none. Where only participants are noted, a transcript was asked when one of them was, else
  /// raised when one of them raised it; it did not reach the topic when none of them did. What is
  /// said of a whole transcript is said of the only one who speaks there, and of all of several
  /// only that the topic did not come up.
  public init(_ snapshot: StudySnapshot) {
    var states: [Place: TopicState] = [:]
    for row in snapshot.topicRows {
      states[Place(topic: row.topic, transcript: row.transcript, participant: row.participant)] =
        row.state
    }
    let guides = snapshot.transcripts.map(\.guides)
    lines = snapshot.topics.map { topic in
      var cells: [Cell] = []
      var people: [Person] = []
      for (index, transcript) in snapshot.transcripts.enumerated() {
        func state(_ person: Int32?) -> TopicState? {
          states[
            Place(
              topic: topic.slug, transcript: transcript.label,
              participant: person.map { snapshot.participants[Int($0)].id })]
        }
        let own = transcript.participants.map(state)
        let whole = state(nil) ?? TopicCoverage.joined(own)
        let cell =
          whole.map(TopicCoverage.cell)
          ?? (follows(transcript, guides[index], topic) ? .notRecorded : .otherGuide)
        cells.append(cell)
        for (person, state) in zip(transcript.participants, own) {
          let isKnown = own.count == 1 || cell == .notReached || cell == .otherGuide
          people.append(
            Person(
              transcript: index, participant: Int(person),
              cell: state.map(TopicCoverage.cell) ?? (isKnown ? cell : .notRecorded)))
        }
      }
      return Line(topic: topic, cells: cells, people: people)
    }
    notes = [
      TopicCoverage.missingNote,
      "where nothing was recorded, nobody can tell whether the topic came up",
    ]
  }
}

extension TopicCoverage {
  private struct Place: Hashable {
    var topic: String
    var transcript: String
    var participant: String?
  }

  private static func cell(_ state: TopicState) -> Cell {
    switch state {
    case .asked: .asked
    case .raised: .raised
    case .notReached: .notReached
    }
  }

  /// What follows for a transcript from those who speak in it; `nil` where nobody came to it and
  /// not all are noted.
  private static func joined(_ states: [TopicState?]) -> TopicState? {
    if states.contains(.asked) { return .asked }
    if states.contains(.raised) { return .raised }
    return !states.isEmpty && states.allSatisfy { $0 == .notReached } ? .notReached : nil
  }
}

/// Whether somebody should have noted a topic in a transcript.
private func follows(_ transcript: TranscriptEntry, _ guides: Set<String>, _ topic: Topic) -> Bool {
  guard !transcript.isNoInterview else { return false }
  return topic.guide.isEmpty || guides.isEmpty || guides.contains(topic.guide.foldedName)
}

extension TranscriptEntry {
  /// The guides that the interview followed, folded: `G3/G7` are two.
  fileprivate var guides: Set<String> {
    let words = attributes.first { $0.name == "guide" }?.value ?? ""
    return Set(words.split { "/;,+ ".contains($0) }.map { String($0).foldedName })
  }
}
