public import Fieldwork

/// Windows of neighbouring turns: every run of so many turns that count, each called by its
/// first turn; a transcript with fewer turns is one window.
struct TurnWindows {
  /// The turns that count, transcript by transcript in their order.
  private let turns: [Int32]
  /// Where each turn stands in `turns`, -1 for one that does not count.
  private let ranks: [Int32]
  /// For each place in `turns` the first and last place of its transcript.
  private let bounds: [(first: Int32, last: Int32)]
  private let size: Int32

  /// Lays windows over turns.
  ///
  /// - Parameters:
  ///   - size: the turns of a window.
  ///   - transcripts: the transcript of each turn, -1 for a turn that does not count.
  init(_ size: Int, turns transcripts: [Int32]) {
    // A transcript's turns stand together in one layer, in order.
    let counted = transcripts.indices.filter { transcripts[$0] >= 0 }
    turns = counted.map { Int32($0) }
    var ranks = [Int32](repeating: -1, count: transcripts.count)
    for (rank, turn) in counted.enumerated() { ranks[turn] = Int32(rank) }
    self.ranks = ranks
    self.size = Int32(size)
    var bounds: [(first: Int32, last: Int32)] = []
    bounds.reserveCapacity(counted.count)
    var first = 0
    while first < counted.count {
      var end = first
      while end < counted.count, transcripts[counted[end]] == transcripts[counted[first]] {
        end += 1
      }
      for _ in first..<end { bounds.append((Int32(first), Int32(end) - 1)) }
      first = end
    }
    self.bounds = bounds
    var owners = [Int32](repeating: -1, count: transcripts.count)
    for (rank, turn) in counted.enumerated() {
      let (first, last) = bounds[rank]
      if rank == Int(first) || rank + size - 1 <= Int(last) { owners[turn] = transcripts[turn] }
    }
    self.transcripts = owners
  }

  /// The transcript of each window, by the window's first turn; -1 for a turn that begins none.
  let transcripts: [Int32]

  /// The number of windows.
  var count: Int { transcripts.count { $0 >= 0 } }

  /// Calls back with each window around a turn.
  func forEach(around turn: Int32, _ body: (Int32) -> Void) {
    let rank = ranks[Int(turn)]
    guard rank >= 0 else { return }
    let (first, last) = bounds[Int(rank)]
    let latest = max(first, last - size + 1)
    for start in max(first, rank - size + 1)...min(rank, latest) { body(turns[Int(start)]) }
  }

  /// The last turn of the window that begins with a turn.
  func end(of window: Int32) -> Int32 {
    let rank = ranks[Int(window)]
    guard rank >= 0 else { return window }
    return turns[Int(min(bounds[Int(rank)].last, rank + size - 1))]
  }
}

extension StudySnapshot {
  /// The last turn of a window that begins with a turn, by the rules of a question.
  public func lastTurn(ofWindow turn: Int, asking query: CooccurrenceQuery) -> Int {
    let units = IncidenceUnits(turnsOf: self, query)
    return Int(
      TurnWindows(query.window, turns: units.transcripts ?? []).end(of: Int32(turn)))
  }
}
