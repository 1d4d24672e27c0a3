public import Fieldwork

/// Which codes lie on some words: for searches that want to know what is coded already.
///
/// Codings are made on one layer of a transcript. On words of that layer lie the codings that
/// share a character with them; on words of another layer, where none does, those that touch
/// the turn with the same number.
public struct CodesOnWords: Sendable {
  /// What lies on some words.
  public struct Answer: Hashable, Sendable {
    /// Indices into the codebook, in its order, each once.
    public var codes: [Int32]
    /// Whether they were found by the turn of another layer.
    public var isByTurn: Bool

    /// Whether no code lies on the words.
    public var isEmpty: Bool { codes.isEmpty }
  }

  private let snapshot: StudySnapshot
  /// The first row of each text, and one more.
  private let firstRows: [Int]
  /// The greatest end of a text's rows up to and with each row.
  private let reaches: [Int32]

  /// Prepares a snapshot that was loaded with its turns and codings.
  public init(_ snapshot: StudySnapshot) {
    let codings = snapshot.codings
    var firstRows = Array(repeating: 0, count: snapshot.texts.count + 1)
    var reaches: [Int32] = []
    reaches.reserveCapacity(codings.count)
    for row in 0..<codings.count {
      firstRows[Int(codings.texts[row]) + 1] = row + 1
      let isSame = row > 0 && codings.texts[row - 1] == codings.texts[row]
      reaches.append(isSame ? max(reaches[row - 1], codings.ends[row]) : codings.ends[row])
    }
    for text in 1..<firstRows.count { firstRows[text] = max(firstRows[text], firstRows[text - 1]) }
    self.snapshot = snapshot
    self.firstRows = firstRows
    self.reaches = reaches
  }

  /// The codes on a stretch of a text.
  ///
  /// - Parameters:
  ///   - text: an index into `StudySnapshot.texts`.
  ///   - span: the words.
  public func codes(onText text: Int32, _ span: Span) -> Answer {
    let own = rows(ofText: text, overlapping: span)
    if !own.isEmpty { return answer(own, isByTurn: false) }
    let transcript = snapshot.texts[Int(text)].transcript
    let turns = snapshot.turns
    let numbers = Set(turns.rows(ofText: text, touching: span).map { turns.numbers[$0] })
    var found: [Int] = []
    for (index, other) in snapshot.texts.enumerated()
    where other.transcript == transcript && Int32(index) != text
      && firstRows[index] < firstRows[index + 1]
    {
      for turn in turns.rows(ofText: Int32(index)) where numbers.contains(turns.numbers[turn]) {
        guard let words = Span(start: turns.starts[turn], end: turns.ends[turn]) else { continue }
        found += rows(ofText: Int32(index), overlapping: words)
      }
    }
    return answer(found, isByTurn: !found.isEmpty)
  }

  private func answer(_ rows: [Int], isByTurn: Bool) -> Answer {
    Answer(codes: Set(rows.map { snapshot.codings.codes[$0] }).sorted(), isByTurn: isByTurn)
  }

  /// The codings of a text that share a character with a span.
  private func rows(ofText text: Int32, overlapping span: Span) -> [Int] {
    let codings = snapshot.codings
    let all = firstRows[Int(text)]..<firstRows[Int(text) + 1]
    // Rows ascend by start: only those that begin before the span's end can overlap it.
    var found: [Int] = []
    var row = all.partitionPoint { codings.starts[$0] >= span.end } - 1
    // Before a row whose predecessors all end at the span's start, nothing overlaps.
    while row >= all.lowerBound, reaches[row] > span.start {
      if codings.ends[row] > span.start { found.append(row) }
      row -= 1
    }
    return found
  }
}
