/// All turns as parallel columns, sorted by text and start.
public struct TurnColumns: Sendable {
  /// Index into `StudySnapshot.texts`.
  public var texts: [Int32]
  /// The number of the turn in its text, from 1.
  public var numbers: [Int32]
  /// First scalar of the words.
  public var starts: [Int32]
  /// Scalar after the words.
  public var ends: [Int32]
  /// Index into `speakers`, or -1.
  public var speakerIndices: [Int32]
  /// What the speaker does.
  public var roles: [Role]
  /// Index of the participant, or -1 where nobody is known, or several speak together.
  public var participants: [Int32]
  /// Who speaks together in a turn: rows with the indices of several participants, ascending.
  public var choruses: [Int: [Int32]] = [:]
  /// Milliseconds from the start of the recording, or -1.
  public var times: [Int64]
  /// The speaker labels.
  public var speakers: [String]
  /// The numbers by which the other language layers know the turns, 0 where they have none; empty
  /// where all have their own numbers.
  private var alignedNumbers: [Int32]

  /// Takes over columns of equal length.
  public init(
    texts: [Int32], numbers: [Int32], starts: [Int32], ends: [Int32], speakerIndices: [Int32],
    roles: [Role], participants: [Int32], times: [Int64], speakers: [String],
    alignedNumbers: [Int32] = []
  ) {
    precondition(
      Set([
        texts.count, numbers.count, starts.count, ends.count, speakerIndices.count, roles.count,
        participants.count, times.count,
      ]).count == 1 && (alignedNumbers.isEmpty || alignedNumbers.count == texts.count),
      "turn columns differ in length")
    self.texts = texts
    self.numbers = numbers
    self.starts = starts
    self.ends = ends
    self.speakerIndices = speakerIndices
    self.roles = roles
    self.participants = participants
    self.times = times
    self.speakers = speakers
    self.alignedNumbers = alignedNumbers == numbers ? [] : alignedNumbers
  }

  /// No turns.
  public static let empty = TurnColumns(
    texts: [], numbers: [], starts: [], ends: [], speakerIndices: [], roles: [],
    participants: [], times: [], speakers: [])

  /// The number of turns.
  public var count: Int { texts.count }

  /// The same turns in order of text and number.
  public func sorted() -> TurnColumns {
    let order = texts.indices.sorted { (texts[$0], numbers[$0]) < (texts[$1], numbers[$1]) }
    var sorted = TurnColumns(
      texts: order.map { texts[$0] }, numbers: order.map { numbers[$0] },
      starts: order.map { starts[$0] }, ends: order.map { ends[$0] },
      speakerIndices: order.map { speakerIndices[$0] }, roles: order.map { roles[$0] },
      participants: order.map { participants[$0] }, times: order.map { times[$0] },
      speakers: speakers,
      alignedNumbers: alignedNumbers.isEmpty ? [] : order.map { alignedNumbers[$0] })
    if !choruses.isEmpty {
      for (row, before) in order.enumerated() { sorted.choruses[row] = choruses[before] }
    }
    return sorted
  }

  /// Who speaks a turn, as indices of participants: one, several who speak together, or none
  /// where nobody is known.
  public func people(_ turn: Int) -> [Int32] {
    participants[turn] >= 0 ? [participants[turn]] : choruses[turn] ?? []
  }

  /// The label of the speaker of a turn, or `nil`.
  public func speaker(_ turn: Int) -> String? {
    speakerIndices[turn] < 0 ? nil : speakers[Int(speakerIndices[turn])]
  }

  /// The number by which the other language layers know a turn, or 0 where they have none for it:
  /// its own, unless a correction shifted the numbers.
  public func aligned(_ turn: Int) -> Int32 {
    alignedNumbers.isEmpty ? numbers[turn] : alignedNumbers[turn]
  }

  /// Says by which numbers the other language layers know some turns.
  ///
  /// - Parameter changed: rows with their numbers, 0 for none.
  public mutating func align(_ changed: [(turn: Int, number: Int32)]) {
    guard !changed.isEmpty else { return }
    if alignedNumbers.isEmpty { alignedNumbers = numbers }
    for (turn, number) in changed { alignedNumbers[turn] = number }
  }

  /// The rows of one text.
  public func rows(ofText text: Int32) -> Range<Int> {
    let first = texts.indices.partitionPoint { texts[$0] >= text }
    let last = texts.indices.partitionPoint { texts[$0] > text }
    return first..<last
  }

  /// The rows of turns whose words share a scalar with a span of a text.
  public func rows(ofText text: Int32, touching span: Span) -> Range<Int> {
    let all = texts.indices
    let first = all.partitionPoint {
      texts[$0] > text || (texts[$0] == text && ends[$0] > span.start)
    }
    let last = all.partitionPoint {
      texts[$0] > text || (texts[$0] == text && starts[$0] >= span.end)
    }
    return first..<max(first, last)
  }
}
