import Fieldwork

/// A ruler along each text that skips the words of interviewer turns, and where a filter asks who
/// speaks, those of everybody else.
struct CountedScalars: Sendable {
  /// For each text, where its stretches begin in the columns below.
  private var firsts: [Int32]
  private var starts: [Int32] = []
  private var ends: [Int32] = []
  /// The skipped scalars of the text up to the end of each stretch.
  private var skipped: [Int32] = []

  /// Lays the ruler; with interviewers included it does not skip them.
  init(_ snapshot: StudySnapshot, includeInterviewer: Bool) {
    let turns = snapshot.turns
    let held = snapshot.limits?.turns
    firsts = []
    var turn = 0
    for text in snapshot.texts.indices {
      firsts.append(Int32(starts.count))
      var sum: Int32 = 0
      while turn < turns.count, turns.texts[turn] == Int32(text) {
        let isOfOthers = held.map { !$0.contains(turn) } ?? false
        if isOfOthers || (!includeInterviewer && turns.roles[turn] == .interviewer) {
          // With the words of another speaker goes the label before them.
          let isFirst = turn == 0 || turns.texts[turn - 1] != Int32(text)
          let start =
            isOfOthers ? (isFirst ? 0 : turns.ends[turn - 1]) : turns.starts[turn]
          sum += turns.ends[turn] - start
          starts.append(start)
          ends.append(turns.ends[turn])
          skipped.append(sum)
        }
        turn += 1
      }
    }
    firsts.append(Int32(starts.count))
  }

  /// How many scalars before a position count.
  func position(_ scalar: Int32, inText text: Int32) -> Int32 {
    let first = Int(firsts[Int(text)])
    let end = Int(firsts[Int(text) + 1])
    // The first stretch that ends behind the position.
    let next = (first..<end).partitionPoint { ends[$0] > scalar }
    let whole = next > first ? skipped[next - 1] : 0
    let isInside = next < end && starts[next] < scalar
    return scalar - whole - (isInside ? scalar - starts[next] : 0)
  }
}
