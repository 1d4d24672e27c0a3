import Fieldwork

/// Which turns each coding shares a scalar with, for all codings at once.
///
/// Codings and turns are both in order of text and start, so that one pass over both suffices.
struct TouchedTurns: Sendable {
  private let firsts: [Int32]
  private let ends: [Int32]

  /// Walks over the codings and the turns of a snapshot.
  init(_ snapshot: StudySnapshot) {
    let codings = snapshot.codings
    let turns = snapshot.turns
    var firsts: [Int32] = []
    var ends: [Int32] = []
    firsts.reserveCapacity(codings.count)
    ends.reserveCapacity(codings.count)
    var first = 0
    for row in 0..<codings.count {
      let text = codings.texts[row]
      let start = codings.starts[row]
      while first < turns.count,
        turns.texts[first] < text || (turns.texts[first] == text && turns.ends[first] <= start)
      {
        first += 1
      }
      var end = first
      while end < turns.count, turns.texts[end] == text, turns.starts[end] < codings.ends[row] {
        end += 1
      }
      firsts.append(Int32(first))
      ends.append(Int32(end))
    }
    self.firsts = firsts
    self.ends = ends
  }

  /// The turns that a coding touches, as rows of `StudySnapshot.turns`.
  func turns(ofCoding row: Int) -> Range<Int> { Int(firsts[row])..<Int(ends[row]) }
}
