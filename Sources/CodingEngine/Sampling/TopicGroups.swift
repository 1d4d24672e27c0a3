public import Fieldwork

/// Which topics of the guides came up in which groups of interviews.
public struct TopicGroups: Sendable {
  /// A topic in a group.
  public struct Line: Hashable, Sendable {
    /// The topic.
    public let topic: Topic
    /// The value of the attribute.
    public let group: String
    /// The transcripts of each cell, in order; those of another guide are left out.
    public let transcripts: [TopicCoverage.Cell: [String]]

    /// How many transcripts of a cell.
    public func count(_ cell: TopicCoverage.Cell) -> Int { transcripts[cell]?.count ?? 0 }

    /// How many transcripts should have it.
    public var n: Int { transcripts.values.reduce(0) { $0 + $1.count } }
  }

  /// The topics in order of definition, each with the groups that follow its guide.
  public let lines: [Line]
  /// What a reader must know.
  public let notes: [String]

  /// Groups the coverage.
  ///
  /// - Parameter snapshot: a study loaded with its notes.
  public init(_ snapshot: StudySnapshot, by attribute: StudyAttribute) {
    let coverage = TopicCoverage(snapshot)
    let values = snapshot.transcripts.indices.map {
      attribute.values(ofTranscript: Int32($0), in: snapshot)
    }
    let names = Set(values.flatMap { $0 }).sorted { a, b in
      if a.isEmpty != b.isEmpty { return b.isEmpty }
      return a.precedesNaturally(b)
    }
    lines = coverage.lines.flatMap { line in
      names.compactMap { name in
        var found: [TopicCoverage.Cell: [String]] = [:]
        for (index, cell) in line.cells.enumerated()
        where cell != .otherGuide && values[index].contains(name) {
          found[cell, default: []].append(snapshot.transcripts[index].label)
        }
        guard !found.isEmpty else { return nil }
        return Line(
          topic: line.topic, group: name.isEmpty ? StudyAttribute.noValue : name,
          transcripts: found)
      }
    }
    notes = coverage.notes
  }
}
