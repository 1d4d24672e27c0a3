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

    /// The transcripts of a cell, as indices into `StudySnapshot.transcripts`.
    public func transcripts(_ cell: Cell) -> [Int] { cells.indices.filter { cells[$0] == cell } }
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
  /// none.
  public init(_ snapshot: StudySnapshot) {
    var states: [String: TopicState] = [:]
    for row in snapshot.topicRows { states[row.topic + "\n" + row.transcript] = row.state }
    let guides = snapshot.transcripts.map(\.guides)
    lines = snapshot.topics.map { topic in
      Line(
        topic: topic,
        cells: snapshot.transcripts.enumerated().map { index, transcript in
          switch states[topic.slug + "\n" + transcript.label] {
          case .asked: .asked
          case .raised: .raised
          case .notReached: .notReached
          case nil:
            follows(transcript, guides[index], topic) ? .notRecorded : .otherGuide
          }
        })
    }
    notes = [
      TopicCoverage.missingNote,
      "where nothing was recorded, nobody can tell whether the topic came up",
    ]
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
