import Fieldwork

/// What two sequences of words have in common, in order.
///
/// Runs of words that stand once in both are found first and decide where the rest may be: eight
/// in a row, then four, two and one (patience alignment: B. Cohen; the longest increasing
/// sequence by Fredman 1975). What lies between them is compared by a longest common
/// subsequence (Wagner & Fischer 1974) that prefers long runs. So the same words elsewhere in the
/// text never draw a passage away.
struct CommonWords {
  /// How far it is looked.
  enum Depth {
    /// Only for runs of this many words that stand once.
    case runs(downTo: Int)
    /// For everything in common.
    case everything
  }

  /// Stretches of more pairs of words than this that have no word in common which stands once are
  /// taken for rewritten.
  static let largestTable = 400_000

  private let a: [UInt64]
  private let b: [UInt64]
  /// The words that are compared, as positions in the two texts, ascending.
  private let x: [Int]
  private let y: [Int]
  /// Whether words must stand side by side to be a run: what is left over of a text lies in pieces.
  private let isPieced: Bool
  private let isBounded: Bool
  /// Marks, of which one alone tells nothing.
  private let marks: Set<UInt64>
  private let depth: Depth
  /// The pairs that were found, as positions in the two texts.
  private(set) var pairs: [(old: Int, new: Int)] = []

  /// Compares words.
  ///
  /// - Parameters:
  ///   - a: what each word of the old text is.
  ///   - b: what each word of the new text is.
  ///   - x: the words of the old text that are compared, ascending.
  ///   - y: those of the new text.
  ///   - marks: words that are only marks.
  ///   - isPieced: whether these lie in pieces that belong not together.
  ///   - isBounded: whether both sequences begin and end at the same place of the text.
  init(
    _ a: [UInt64], _ b: [UInt64], _ x: [Int], _ y: [Int], marks: Set<UInt64> = [],
    isPieced: Bool, isBounded: Bool, _ depth: Depth
  ) {
    self.a = a
    self.b = b
    self.x = x
    self.y = y
    self.isPieced = isPieced
    self.depth = depth
    self.isBounded = isBounded
    self.marks = marks
    search(0..<x.count, 0..<y.count, run: 8)
    pairs.sort { $0.old < $1.old }
  }

  /// Pairs equal words at both ends.
  ///
  /// Only where nothing better can be done: the mark at the end of one sentence equals that of
  /// any other.
  private mutating func trim(_ old: Range<Int>, _ new: Range<Int>) {
    var (old, new) = (old, new)
    while let i = old.first, let j = new.first, isEqual(i, j) {
      pair(i, j)
      old.removeFirst()
      new.removeFirst()
    }
    while let i = old.last, let j = new.last, isEqual(i, j) {
      pair(i, j)
      old.removeLast()
      new.removeLast()
    }
  }

  private func isEqual(_ i: Int, _ j: Int) -> Bool { a[x[i]] == b[y[j]] }

  private mutating func pair(_ i: Int, _ j: Int) { pairs.append((x[i], y[j])) }

  private mutating func search(_ old: Range<Int>, _ new: Range<Int>, run length: Int) {
    guard !old.isEmpty, !new.isEmpty else { return }
    var length = length
    var anchors: [(i: Int, j: Int)] = []
    while true {
      anchors = runsThatStandOnce(old, new, length)
      if !anchors.isEmpty { break }
      if case .runs(let least) = depth, length <= least { return }
      if length == 1 { break }
      length /= 2
    }
    if anchors.isEmpty {
      compare(old, new)
      return
    }
    var i = old.lowerBound
    var j = new.lowerBound
    var anchor = 0
    while anchor < anchors.count {
      var (first, other) = anchors[anchor]
      anchor += 1
      guard first >= i, other >= j else { continue }
      var end = first + length
      while first > i, other > j, isEqual(first - 1, other - 1), continues(first, other) {
        first -= 1
        other -= 1
      }
      var otherEnd = other + (end - first)
      while end < old.upperBound, otherEnd < new.upperBound, isEqual(end, otherEnd),
        continues(end, otherEnd)
      {
        end += 1
        otherEnd += 1
      }
      for step in 0..<end - first { pair(first + step, other + step) }
      search(i..<first, j..<other, run: length)
      i = end
      j = otherEnd
    }
    search(i..<old.upperBound, j..<new.upperBound, run: length)
  }

  /// Whether both words stand right behind those before them.
  private func continues(_ i: Int, _ j: Int) -> Bool {
    !isPieced || (x[i] == x[i - 1] + 1 && y[j] == y[j - 1] + 1)
  }

  /// Where runs of words stand that both sequences have once: as many as can be kept in order.
  private func runsThatStandOnce(_ old: Range<Int>, _ new: Range<Int>, _ length: Int)
    -> [(i: Int, j: Int)]
  {
    guard old.count >= length, new.count >= length else { return [] }
    var places: [UInt64: (i: Int32, j: Int32)] = [:]
    places.reserveCapacity(old.count)
    for i in old.lowerBound...old.upperBound - length where !isBroken(x, i, length) {
      let hash = CommonWords.hash(a, x, i, length)
      if let there = places[hash] {
        if there.i != -2 { places[hash] = (-2, -1) }
      } else {
        places[hash] = (Int32(i), -1)
      }
    }
    for j in new.lowerBound...new.upperBound - length where !isBroken(y, j, length) {
      let hash = CommonWords.hash(b, y, j, length)
      guard let there = places[hash], there.i >= 0 else { continue }
      places[hash] = (there.j == -1 ? there.i : -2, Int32(j))
    }
    let found = places.values.filter { $0.i >= 0 && $0.j >= 0 }
      .map { (i: Int($0.i), j: Int($0.j)) }
      .filter { place in (0..<length).allSatisfy { isEqual(place.i + $0, place.j + $0) } }
      .filter { length > 1 || !marks.contains(a[x[$0.i]]) }
      .sorted { $0.i < $1.i }
    return CommonWords.longestAscending(found)
  }

  private func isBroken(_ positions: [Int], _ first: Int, _ length: Int) -> Bool {
    isPieced && positions[first + length - 1] - positions[first] != length - 1
  }

  private static func hash(_ keys: [UInt64], _ positions: [Int], _ first: Int, _ length: Int)
    -> UInt64
  {
    var hash: UInt64 = 0
    for step in 0..<length {
      hash = (hash &+ keys[positions[first + step]]) &* 0x9e37_79b9_7f4a_7c15
      hash ^= hash >> 32
    }
    return hash
  }

  private static func longestAscending(_ places: [(i: Int, j: Int)]) -> [(i: Int, j: Int)] {
    // `tails[k]` ends the ascending sequence of k + 1 places with the smallest end.
    var tails: [Int] = []
    var before = [Int](repeating: -1, count: places.count)
    for index in places.indices {
      let length = tails.indices.partitionPoint { places[tails[$0]].j >= places[index].j }
      if length > 0 { before[index] = tails[length - 1] }
      if length == tails.count { tails.append(index) } else { tails[length] = index }
    }
    var kept: [(i: Int, j: Int)] = []
    var index = tails.last ?? -1
    while index >= 0 {
      kept.append(places[index])
      index = before[index]
    }
    return kept.reversed()
  }

  /// The longest common subsequence, of several equally long ones that of the longest runs.
  private mutating func compare(_ old: Range<Int>, _ new: Range<Int>) {
    if case .runs = depth { return }
    guard old.count * new.count <= CommonWords.largestTable else {
      if isBounded { trim(old, new) }
      return
    }
    let columns = new.count + 1
    // The best value with and without the last two words as a pair: a pair counts 2, and 1 more
    // where it continues a run.
    var paired = [Int32](repeating: -1, count: columns)
    var best = [Int32](repeating: 0, count: columns)
    // For each pair of words: 1 the best ends with them, 2 their run goes on, 4 up, 8 left.
    var trace = [UInt8](repeating: 0, count: (old.count + 1) * columns)
    for row in 1...old.count {
      var pairedBefore: Int32 = -1
      var bestBefore: Int32 = 0
      for column in 1..<columns {
        let (pairedAbove, bestAbove) = (paired[column], best[column])
        var mark: UInt8 = 0
        var here: Int32 = -1
        if isEqual(old.lowerBound + row - 1, new.lowerBound + column - 1) {
          let goingOn = pairedBefore < 0 ? -1 : pairedBefore + 3
          let starting = bestBefore + 2
          here = max(goingOn, starting)
          if goingOn >= starting { mark |= 2 }
        }
        let left = best[column - 1]
        var top = bestAbove
        var way: UInt8 = 4
        if left > top { (top, way) = (left, 8) }
        if here >= top, here >= 0 { (top, way) = (here, 1) }
        trace[row * columns + column] = mark | way
        (pairedBefore, bestBefore) = (pairedAbove, bestAbove)
        paired[column] = here
        best[column] = top
      }
      paired[0] = -1
    }
    var row = old.count
    var column = new.count
    var isInRun = false
    while row > 0, column > 0 {
      let mark = trace[row * columns + column]
      if isInRun || mark & 1 != 0 {
        pair(old.lowerBound + row - 1, new.lowerBound + column - 1)
        isInRun = mark & 2 != 0
        row -= 1
        column -= 1
      } else if mark & 4 != 0 {
        row -= 1
      } else {
        column -= 1
      }
    }
  }
}
