import Fieldwork

/// Which of the words that have a counterpart elsewhere were moved, and which are only equal.
///
/// Words are kept piece by piece: a piece that left the old text against a piece that came into
/// the new one. Half of a piece must be there, or words that stand close together, and with them
/// some that neither text has twice.
struct MovedWords {
  /// The pairs that count as moved.
  private(set) var kept: [(old: Int, new: Int)] = []

  private typealias Pair = (old: Int, new: Int)

  /// Judges pairs.
  ///
  /// - Parameters:
  ///   - pairs: words that are equal, ascending in both texts.
  ///   - left: all words of the old text without a counterpart.
  ///   - came: all words of the new text without one.
  init(
    _ pairs: [(old: Int, new: Int)], left: [Int], came: [Int], _ old: TextUnits, _ new: TextUnits
  ) {
    let (single, other) = (old.singleKeys, new.singleKeys)
    let (leftPieces, camePieces) = (MovedWords.pieces(left), MovedWords.pieces(came))
    var groups: [[Pair]] = []
    var last: (Int, Int)?
    for pair in pairs {
      guard let here = leftPieces.piece(of: pair.old), let there = camePieces.piece(of: pair.new)
      else { continue }
      if let last, last == (here, there) {
        groups[groups.count - 1].append(pair)
      } else {
        groups.append([pair])
      }
      last = (here, there)
    }
    for group in groups {
      guard let first = group.first, let here = leftPieces.piece(of: first.old),
        let there = camePieces.piece(of: first.new)
      else { continue }
      let size = min(leftPieces.ranges[here].count, camePieces.ranges[there].count)
      let singles = group.count {
        single.contains(old.wordKeys[$0.old]) && other.contains(new.wordKeys[$0.new])
      }
      let isWhole = group.count * 2 >= size
      let extent = max(
        (group.last?.old ?? first.old) - first.old, (group.last?.new ?? first.new) - first.new)
      let isDense = group.count * 2 > extent && group.count >= 4 && singles >= 3
      if isDense || isWhole && (singles >= 2 || singles >= 1 && group.count >= 4) {
        kept += group
      } else {
        kept += MovedWords.runs(group).filter { run in
          let singles = run.count {
            single.contains(old.wordKeys[$0.old]) && other.contains(new.wordKeys[$0.new])
          }
          return run.count >= 4 && singles >= 2 || run.count >= 8 && singles >= 1
            || MovedWords.standsOnce(run, old.wordKeys, new.wordKeys)
        }.joined()
      }
    }
  }

  /// Words that stand side by side in both texts.
  private static func runs(_ pairs: [Pair]) -> [[Pair]] {
    var runs: [[Pair]] = []
    for pair in pairs {
      if let last = runs.last?.last, (last.old + 1, last.new + 1) == pair {
        runs[runs.count - 1].append(pair)
      } else {
        runs.append([pair])
      }
    }
    return runs
  }

  /// Whether the first eight words of a run stand in both texts only there.
  private static func standsOnce(_ run: [Pair], _ old: [UInt64], _ new: [UInt64]) -> Bool {
    guard let first = run.first, run.count >= 8 else { return false }
    let words = old[first.old..<first.old + 8]
    func count(_ text: [UInt64]) -> Int {
      var found = 0
      var start = 0
      while start + 8 <= text.count, found < 2 {
        if text[start] == words[words.startIndex], text[start..<start + 8].elementsEqual(words) {
          found += 1
        }
        start += 1
      }
      return found
    }
    return count(old) == 1 && count(new) == 1
  }

  /// Words that stand side by side.
  private struct Pieces {
    var ranges: [Range<Int>] = []

    /// The piece that holds a word.
    func piece(of word: Int) -> Int? {
      let piece = ranges.indices.partitionPoint { ranges[$0].upperBound > word }
      return piece < ranges.count && ranges[piece].contains(word) ? piece : nil
    }
  }

  private static func pieces(_ words: [Int]) -> Pieces {
    var pieces = Pieces()
    for word in words {
      if let last = pieces.ranges.last, last.upperBound == word {
        pieces.ranges[pieces.ranges.count - 1] = last.lowerBound..<word + 1
      } else {
        pieces.ranges.append(word..<word + 1)
      }
    }
    return pieces
  }
}
