public import Fieldwork

/// Whether topics came up with a case: what tells a code that is absent from one that nobody could
/// have got.
public struct TopicReach: Sendable {
  private let snapshot: StudySnapshot
  private let lines: [String: TopicCoverage.Line]

  /// Prepares the topics of a study.
  public init(_ snapshot: StudySnapshot) {
    self.snapshot = snapshot
    lines = Dictionary(
      TopicCoverage(snapshot).lines.map { ($0.topic.slug, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// What is known of topics in some interviews of a case: the best of them, where asked is better
  /// than raised, that than not recorded, and that than not reached or another guide.
  ///
  /// In an interview about several cases those who belong to the case are looked at, where
  /// something was noted of them, else the whole conversation.
  ///
  /// - Parameters:
  ///   - topics: slugs.
  ///   - place: the index of the case.
  ///   - interviews: the indices of its interviews.
  /// - Returns: `nil` without topics or interviews.
  public func cell(
    _ topics: [String], ofCase place: Int32, in interviews: [Int32]
  ) -> TopicCoverage.Cell? {
    let cells = topics.compactMap { lines[$0] }.flatMap { line in
      interviews.map { cell(line, place, $0) }
    }
    let order: [TopicCoverage.Cell] = [.asked, .raised, .notRecorded, .notReached, .otherGuide]
    return order.first(where: cells.contains)
  }

  /// The interviews in which none of the topics came up, nor could have without a note.
  public func unreached(
    _ topics: [String], ofCase place: Int32, in interviews: [Int32]
  ) -> [Int32] {
    guard !topics.isEmpty else { return [] }
    return interviews.filter { interview in
      let found = cell(topics, ofCase: place, in: [interview])
      return found == .notReached || found == .otherGuide
    }
  }

  private func cell(
    _ line: TopicCoverage.Line, _ place: Int32, _ interview: Int32
  ) -> TopicCoverage.Cell {
    let whole = line.cells[Int(interview)]
    let own = line.people.filter { person in
      person.transcript == Int(interview)
        && snapshot.participants[person.participant].cases.contains(place)
    }.map(\.cell)
    let known: [TopicCoverage.Cell] = [.asked, .raised, .notReached]
    return known.first(where: own.contains) ?? whole
  }
}
