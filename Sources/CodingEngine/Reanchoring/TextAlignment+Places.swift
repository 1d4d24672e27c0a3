public import Fieldwork

extension TextAlignment {
  /// What becomes of a passage of the old text.
  ///
  /// Its words survive when every character has a counterpart, all side by side and parted by
  /// blanks as before. Otherwise the stretch of the new text is proposed that stands where most of
  /// its characters are, with what replaced the others. A passage of which less than a fifth is
  /// left, or that was replaced as a whole and is no single expression, is gone.
  public func place(of span: Span) -> Reanchored {
    let units = oldUnits.units(in: span)
    guard let first = units.first else { return .gone }
    if survives(units) {
      let start = Int(forward[first])
      let kept = withBlanks(of: span, units, start..<start + units.count)
      return .kept(kept, isMoved: chains[first] != 0)
    }
    guard let found = counterpart(of: units) ?? replacement(of: units) else { return .gone }
    return hull(newUnits, found).map { Reanchored.proposed($0) } ?? .gone
  }

  private func survives(_ units: Range<Int>) -> Bool {
    let first = units.lowerBound
    guard forward[first] >= 0 else { return false }
    let shift = Int(forward[first]) - first
    for unit in units.dropFirst() {
      guard Int(forward[unit]) == unit + shift,
        oldUnits.isParted[unit] == newUnits.isParted[unit + shift]
      else { return false }
    }
    return true
  }

  /// The new stretch with the blanks at the ends of the old one, where they are still there.
  private func withBlanks(of span: Span, _ units: Range<Int>, _ found: Range<Int>) -> Span {
    var start = newUnits.starts[found.lowerBound]
    var end = newUnits.ends[found.upperBound - 1]
    let before = oldUnits.starts[units.lowerBound] - span.start
    let after = span.end - oldUnits.ends[units.upperBound - 1]
    let floor = found.lowerBound == 0 ? 0 : newUnits.ends[found.lowerBound - 1]
    let roof =
      found.upperBound == newUnits.count ? new.scalarCount : newUnits.starts[found.upperBound]
    if before > 0, start - before >= floor,
      let blank = Span(start: span.start, end: span.start + before),
      let other = Span(start: start - before, end: start), words(blank, other)
    {
      start -= before
    }
    if after > 0, end + after <= roof, let blank = Span(start: span.end - after, end: span.end),
      let other = Span(start: end, end: end + after), words(blank, other)
    {
      end += after
    }
    return Span(start: start, end: end) ?? span
  }

  private func words(_ mine: Span, _ theirs: Span) -> Bool {
    old.words(in: mine) == new.words(in: theirs)
  }

  /// The characters of the new text that stand for some that are still there in part.
  private func counterpart(of units: Range<Int>) -> Range<Int>? {
    var sizes: [Int32: Int] = [:]
    for unit in units where forward[unit] >= 0 { sizes[chains[unit], default: 0] += 1 }
    // The largest part; of equal ones that which stayed in its place.
    guard let most = sizes.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) }),
      most.value * 5 >= units.count
    else { return nil }
    let held = units.filter { chains[$0] == most.key }
    guard let first = held.first, let last = held.last else { return nil }
    var low = Int(forward[first])
    var high = Int(forward[last]) + 1
    guard low < high, high - low <= units.count * 4 + 60 else { return longestRun(of: held) }
    // What came in place of the beginning and of the end.
    var room = 3 * (first - units.lowerBound) + 24
    if first > units.lowerBound {
      while low > 0, room > 0, backward[low - 1] < 0 {
        low -= 1
        room -= 1
      }
    }
    room = 3 * (units.upperBound - 1 - last) + 24
    if last < units.upperBound - 1 {
      while high < newUnits.count, room > 0, backward[high] < 0 {
        high += 1
        room -= 1
      }
    }
    return low..<high
  }

  private func longestRun(of held: [Int]) -> Range<Int>? {
    var best: Range<Int>?
    var start = 0
    for index in held.indices {
      let goesOn =
        index + 1 < held.count && held[index + 1] == held[index] + 1
        && forward[held[index + 1]] == forward[held[index]] + 1
      if goesOn { continue }
      let run = Int(forward[held[start]])..<Int(forward[held[index]]) + 1
      if run.count > best?.count ?? 0 { best = run }
      start = index + 1
    }
    return best
  }

  /// What stands in the place of an expression that was replaced as a whole.
  private func replacement(of units: Range<Int>) -> Range<Int>? {
    guard oldUnits.words(over: units) <= 6, units.allSatisfy({ forward[$0] < 0 }) else {
      return nil
    }
    var before = units.lowerBound - 1
    while before >= 0, chains[before] != 0 { before -= 1 }
    var after = units.upperBound
    while after < oldUnits.count, chains[after] != 0 { after += 1 }
    var low = before < 0 ? 0 : Int(forward[before]) + 1
    var high = after < oldUnits.count ? Int(forward[after]) : newUnits.count
    while low < high, backward[low] >= 0 { low += 1 }
    while low < high, backward[high - 1] >= 0 { high -= 1 }
    guard low < high, (low..<high).allSatisfy({ backward[$0] < 0 }),
      newUnits.words(over: low..<high) <= 12, oldUnits.words(over: before + 1..<after) <= 12
    else { return nil }
    return low..<high
  }
}

extension TextAlignment {
  /// How many of a hundred characters of the shorter text have a counterpart.
  public var sharedPercent: Int {
    let all = min(oldUnits.count, newUnits.count)
    return all == 0 ? 100 : 100 * forward.count { $0 >= 0 } / all
  }

  /// A place where the texts differ; at least one side has words.
  public struct Change: Hashable, Sendable {
    /// What stood there, where something did.
    public var old: Span?
    /// What stands there now, where something does.
    public var new: Span?
    /// Whether the same words stand on both sides, at different places.
    public var isMove: Bool
  }

  /// Where the texts differ, in the order of the old text; blanks and line ends are no difference,
  /// unless they join or part words.
  public var changes: [Change] {
    // Each with the character of the old text before which it stands.
    var changes: [(at: Int, change: Change)] = moves
    let isWhole = unitsOfWholeWords
    var (i, j) = (0, 0)
    for unit in 0...oldUnits.count where unit == oldUnits.count || isWhole[unit] {
      let other = unit == oldUnits.count ? newUnits.count : Int(forward[unit])
      let went = hull(oldUnits, (i..<unit).filter { chains[$0] <= 0 })
      let came = hull(
        newUnits, (j..<other).filter { backward[$0] < 0 || chains[Int(backward[$0])] == 0 })
      if went != nil || came != nil {
        changes.append((i, Change(old: went, new: came, isMove: false)))
      } else if unit < oldUnits.count, unit > 0, other > 0, i == unit, j == other,
        oldUnits.isParted[unit] != newUnits.isParted[other]
      {
        let (mine, theirs) = (
          hull(oldUnits, [unit - 1, unit]), hull(newUnits, [other - 1, other])
        )
        changes.append((i, Change(old: mine, new: theirs, isMove: false)))
      }
      i = unit + 1
      j = other + 1
    }
    return changes.sorted { $0.at < $1.at }.map(\.change)
  }

  /// Whether each character of the old text stands in a word of the main chain that is the same as a
  /// whole: where a letter was changed, the word was.
  private var unitsOfWholeWords: [Bool] {
    var isWhole = [Bool](repeating: false, count: oldUnits.count)
    for word in 0..<oldUnits.wordCount {
      let units = oldUnits.units(ofWord: word)
      guard let first = units.first, chains[first] == 0 else { continue }
      let other = newUnits.units(ofWord: newUnits.word(ofUnit: Int(forward[first])))
      let isSame =
        other.count == units.count
        && units.allSatisfy { Int(forward[$0]) == other.lowerBound + $0 - first }
      if isSame { for unit in units { isWhole[unit] = true } }
    }
    return isWhole
  }

  private var moves: [(at: Int, change: Change)] {
    var moves: [(at: Int, change: Change)] = []
    var start: Int?
    for unit in 0...oldUnits.count {
      let goesOn =
        unit < oldUnits.count && chains[unit] > 0
        && (start == nil
          || (chains[unit] == chains[unit - 1] && forward[unit] == forward[unit - 1] + 1))
      if goesOn {
        if start == nil { start = unit }
        continue
      }
      if let first = start {
        let (mine, theirs) = (
          hull(oldUnits, [first, unit - 1]),
          hull(newUnits, [Int(forward[first]), Int(forward[unit - 1])])
        )
        moves.append((first, Change(old: mine, new: theirs, isMove: true)))
      }
      start = unit < oldUnits.count && chains[unit] > 0 ? unit : nil
    }
    return moves
  }

  fileprivate func hull(_ units: TextUnits, _ range: some Collection<Int>) -> Span? {
    guard let first = range.first, let last = range.max() else { return nil }
    return Span(start: units.starts[first], end: units.ends[last])
  }
}
