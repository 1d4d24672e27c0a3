public import Fieldwork

/// Two versions of a text, character beside character.
///
/// What stands in both in the same order is the main chain; paragraphs that were moved are
/// chains of their own. Each character has at most one counterpart.
public struct TextAlignment: Sendable {
  /// The text that was corrected.
  public let old: TextBuffer
  /// The corrected text.
  public let new: TextBuffer
  let oldUnits: TextUnits
  let newUnits: TextUnits
  /// The counterpart of each character of the old text, or -1.
  private(set) var forward: [Int32]
  /// The counterpart of each character of the new text, or -1.
  private(set) var backward: [Int32]
  /// The chain of each character of the old text, 0 for the main one, -1 without counterpart.
  private(set) var chains: [Int32]

  /// How often it is looked for moved paragraphs: each time finds those that kept their order
  /// among themselves.
  private static let passes: Int32 = 12
  /// Edited words are compared letter by letter up to this product of their lengths.
  private static let largestWordTable = 40_000

  /// Compares two texts.
  ///
  /// - Parameters:
  ///   - old: the text that was corrected.
  ///   - new: the corrected text.
  ///   - equal: stretches of both that are known to be the same, ascending in both and without
  ///     overlap, where the correction itself is known; only what lies between is compared.
  public init(_ old: TextBuffer, _ new: TextBuffer, equal: [(old: Span, new: Span)] = []) {
    self.old = old
    self.new = new
    var names = CharacterNames()
    oldUnits = TextUnits(old, &names)
    newUnits = TextUnits(new, &names)
    forward = Array(repeating: -1, count: oldUnits.count)
    backward = Array(repeating: -1, count: newUnits.count)
    chains = Array(repeating: -1, count: oldUnits.count)
    for (before, after) in equal { matchEqual(before, after) }
    if equal.isEmpty { matchEnds() }
    compareWords()
    compareLetters()
  }

  private mutating func match(_ i: Int, _ j: Int, chain: Int32) {
    forward[i] = Int32(j)
    backward[j] = Int32(i)
    chains[i] = chain
  }

  /// Pairs the characters of stretches that are the same.
  private mutating func matchEqual(_ before: Span, _ after: Span) {
    let shift = after.start - before.start
    let (mine, theirs) = (oldUnits.units(in: before), newUnits.units(in: after))
    var (i, j) = (mine.lowerBound, theirs.lowerBound)
    // Beside what was replaced a mark may have joined another character.
    while i < mine.upperBound, j < theirs.upperBound {
      let (here, there) = (oldUnits.starts[i] + shift, newUnits.starts[j])
      if here == there, oldUnits.keys[i] == newUnits.keys[j] { match(i, j, chain: 0) }
      if here <= there { i += 1 }
      if there <= here { j += 1 }
    }
  }

  // MARK: Words

  /// Pairs what both texts begin and end with, but for some words beside the first difference:
  /// which of equal words were put in or taken out is decided by what stands around them.
  private mutating func matchEnds() {
    let margin = 100
    let (x, y) = (oldUnits.wordKeys, newUnits.wordKeys)
    var same = 0
    while same < min(x.count, y.count), x[same] == y[same] { same += 1 }
    if same == x.count, same == y.count { same += margin }
    for word in 0..<max(0, same - margin) { matchWord(word, word, chain: 0) }
    let room = min(x.count, y.count) - max(0, same - margin)
    var tail = 0
    while tail < room, x[x.count - 1 - tail] == y[y.count - 1 - tail] { tail += 1 }
    for step in 0..<max(0, tail - margin) {
      matchWord(x.count - 1 - step, y.count - 1 - step, chain: 0)
    }
  }

  private mutating func compareWords() {
    // What is certain comes first, in its place and elsewhere, before common words and marks are
    // taken for the same because they happen to stand in order.
    var chain: Int32 = 1
    for depth in [.runs(downTo: 4), .runs(downTo: 1), .everything] as [CommonWords.Depth] {
      for gap in wordGaps {
        compare(gap.old, gap.new, chain: 0, isPieced: false, isBounded: true, depth)
      }
      findMoved(&chain, depth)
    }
  }

  private mutating func compare(
    _ x: [Int], _ y: [Int], chain: Int32, isPieced: Bool, isBounded: Bool,
    _ depth: CommonWords.Depth
  ) {
    guard !x.isEmpty, !y.isEmpty else { return }
    let common = CommonWords(
      oldUnits.wordKeys, newUnits.wordKeys, x, y, marks: oldUnits.markKeys, isPieced: isPieced,
      isBounded: isBounded, depth)
    for pair in common.pairs { matchWord(pair.old, pair.new, chain: chain) }
  }

  private mutating func matchWord(_ word: Int, _ other: Int, chain: Int32) {
    let (mine, theirs) = (oldUnits.units(ofWord: word), newUnits.units(ofWord: other))
    // Equal numbers of words are only very likely equal words.
    guard oldUnits.keys[mine].elementsEqual(newUnits.keys[theirs]) else { return }
    for (i, j) in zip(mine, theirs) { match(i, j, chain: chain) }
  }

  /// The words without a counterpart between neighbours of the main chain.
  private var wordGaps: [(old: [Int], new: [Int])] {
    unitGaps().compactMap { gap in
      let (x, y) = (freeWords(oldUnits, gap.old, forward), freeWords(newUnits, gap.new, backward))
      return x.isEmpty || y.isEmpty ? nil : (x, y)
    }
  }

  /// The words that lie in a range of characters as a whole and have no counterpart.
  private func freeWords(_ units: TextUnits, _ range: Range<Int>, _ matches: [Int32]) -> [Int] {
    guard let first = range.first, let last = range.last else { return [] }
    return (units.word(ofUnit: first)...units.word(ofUnit: last)).filter { word in
      let own = units.units(ofWord: word)
      return own.lowerBound >= range.lowerBound && own.upperBound <= range.upperBound
        && own.allSatisfy { matches[$0] < 0 }
    }
  }

  /// The characters between neighbours of the main chain, where both texts have some.
  private func unitGaps() -> [(old: Range<Int>, new: Range<Int>)] {
    var gaps: [(old: Range<Int>, new: Range<Int>)] = []
    var (i, j) = (0, 0)
    for unit in 0...oldUnits.count where unit == oldUnits.count || chains[unit] == 0 {
      let other = unit == oldUnits.count ? newUnits.count : Int(forward[unit])
      if i < unit, j < other { gaps.append((i..<unit, j..<other)) }
      i = unit + 1
      j = other + 1
    }
    return gaps
  }

  // MARK: Moved paragraphs

  /// Finds what stands elsewhere now, among what has no counterpart yet.
  private mutating func findMoved(_ chain: inout Int32, _ depth: CommonWords.Depth) {
    var found: [(old: Int, new: Int, chain: Int32)] = []
    for _ in 0..<TextAlignment.passes {
      let x = freeWords(oldUnits, 0..<oldUnits.count, forward)
      let y = freeWords(newUnits, 0..<newUnits.count, backward)
      guard !x.isEmpty, !y.isEmpty else { break }
      let common = CommonWords(
        oldUnits.wordKeys, newUnits.wordKeys, x, y, marks: oldUnits.markKeys, isPieced: true,
        isBounded: false, depth)
      guard !common.pairs.isEmpty else { break }
      let kept = MovedWords(common.pairs, left: x, came: y, oldUnits, newUnits).kept
      for pair in kept { matchWord(pair.old, pair.new, chain: chain) }
      if kept.isEmpty { break }
      found += kept.map { ($0.old, $0.new, chain) }
      chain += 1
    }
    // Only when all are known, so that none takes words of another.
    for word in found { growMoved(from: (word.old, word.new), chain: word.chain) }
  }

  /// Finds what else belongs to a paragraph that was moved and edited: words beside those that were
  /// found, on both sides in both texts.
  private mutating func growMoved(from pair: (old: Int, new: Int), chain: Int32) {
    for step in [-1, 1] {
      let x = freeWords(oldUnits, beside: pair.old, step: step, forward)
      let y = freeWords(newUnits, beside: pair.new, step: step, backward)
      compare(x, y, chain: chain, isPieced: false, isBounded: false, .everything)
    }
  }

  /// The words without a counterpart that lie directly before or behind a word, as many as a long
  /// sentence has.
  private func freeWords(
    _ units: TextUnits, beside word: Int, step: Int, _ matches: [Int32]
  ) -> [Int] {
    var found: [Int] = []
    var next = word + step
    while found.count < 60, next >= 0, next < units.wordCount,
      units.units(ofWord: next).allSatisfy({ matches[$0] < 0 })
    {
      found.append(next)
      next += step
    }
    return step < 0 ? found.reversed() : found
  }

  // MARK: Letters

  /// Pairs the letters of words that were changed: `hosue` and `house`.
  private mutating func compareLetters() {
    for gap in unitGaps() {
      let x = gap.old.filter { forward[$0] < 0 }
      let y = gap.new.filter { backward[$0] < 0 }
      compareLetters(x[...], y[...], chain: 0)
    }
    let last = chains.max() ?? 0
    guard last > 0 else { return }
    var before: [Int32: Int] = [:]
    for unit in 0..<oldUnits.count where chains[unit] > 0 {
      if let earlier = before.updateValue(unit, forKey: chains[unit]) {
        compareLetters(inMoved: earlier, unit)
      }
    }
  }

  /// Inside a moved paragraph only what lies in one place of both texts.
  private mutating func compareLetters(inMoved earlier: Int, _ later: Int) {
    let (from, to) = (Int(forward[earlier]) + 1, Int(forward[later]))
    guard earlier + 1 < later, from < to, later - earlier < 200, to - from < 200,
      (earlier + 1..<later).allSatisfy({ forward[$0] < 0 }),
      (from..<to).allSatisfy({ backward[$0] < 0 })
    else { return }
    let chain = chains[earlier]
    compareLetters(Array(earlier + 1..<later)[...], Array(from..<to)[...], chain: chain)
  }

  private mutating func compareLetters(
    _ old: ArraySlice<Int>, _ new: ArraySlice<Int>, chain: Int32
  ) {
    var (x, y) = (old, new)
    while let i = x.first, let j = y.first, oldUnits.keys[i] == newUnits.keys[j] {
      match(i, j, chain: chain)
      x.removeFirst()
      y.removeFirst()
    }
    while let i = x.last, let j = y.last, oldUnits.keys[i] == newUnits.keys[j] {
      match(i, j, chain: chain)
      x.removeLast()
      y.removeLast()
    }
    guard !x.isEmpty, !y.isEmpty, x.count * y.count <= TextAlignment.largestWordTable else {
      return
    }
    let common = CommonWords(
      oldUnits.keys.map { UInt64($0) }, newUnits.keys.map { UInt64($0) }, Array(x), Array(y),
      isPieced: false, isBounded: false, .everything)
    // Single letters meet by chance; three in a row are of the same word.
    var run: [(old: Int, new: Int)] = []
    for pair in common.pairs + [(old: -1, new: -1)] {
      if let last = run.last, (last.old + 1, last.new + 1) != pair {
        if run.count >= 3 { for one in run { match(one.old, one.new, chain: chain) } }
        run = []
      }
      run.append(pair)
    }
  }
}
