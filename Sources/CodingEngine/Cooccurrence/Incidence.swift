import Fieldwork

/// Which unit (turn, transcript, participant, case) has which codes, by whom.
///
/// A unit with few codes, as most turns are, adds its pairs one by one. One with many, as most
/// transcripts are, becomes a column of a bit matrix, and all such columns are counted for a
/// pair of codes at once. So the work grows neither with codes × codes × turns nor with the
/// square of the codes in each interview.
struct Incidence {
  /// Units that have a code, put there by anyone, for each row of the table.
  private(set) var present: [Int]
  /// Units in which one and the same coder (anyone, when pooled) put both codes, a before b.
  private(set) var both: [Int]
  /// Units that have both codes, but from nobody both.
  private(set) var split: [Int]
  private let size: Int
  private let groups: Int

  /// Counts.
  ///
  /// - Parameters:
  ///   - entries: that a unit has a code, from a coder (one number for all, when pooled).
  ///   - units: the number of units.
  ///   - groups: the number of coders that are kept apart.
  ///   - size: the rows of the table.
  ///   - sparse: how many codes a unit may have to be counted one by one.
  init(_ entries: [IncidenceEntry], units: Int, groups: Int, size: Int, sparse: Int? = nil) {
    self.size = size
    self.groups = groups
    present = [Int](repeating: 0, count: size)
    both = [Int](repeating: 0, count: size * size)
    split = [Int](repeating: 0, count: size * size)
    let byUnit = IncidenceEntry.ordered(entries, units: units)
    // One by one costs the square of a unit's codes, a column 1/64 of the square of all codes.
    let limit = sparse ?? max(8, size / 6)
    var here = BitMatrix(rows: groups + 1, columns: size)
    var lines: [Int] = []
    var groupsHere: [Int] = []
    var dense: [ArraySlice<IncidenceEntry>] = []
    var next = 0
    while next < byUnit.count {
      let first = next
      while next < byUnit.count, byUnit[next].unit == byUnit[first].unit {
        let entry = byUnit[next]
        here.insert(Int(entry.group), Int(entry.line))
        if here.insert(groups, Int(entry.line)) { lines.append(Int(entry.line)) }
        if !groupsHere.contains(Int(entry.group)) { groupsHere.append(Int(entry.group)) }
        next += 1
      }
      for line in lines { present[line] += 1 }
      if lines.count > limit {
        dense.append(byUnit[first..<next])
      } else {
        add(lines, groupsHere, here)
      }
      for group in groupsHere { here.clear(group) }
      here.clear(groups)
      lines.removeAll(keepingCapacity: true)
      groupsHere.removeAll(keepingCapacity: true)
    }
    if !dense.isEmpty { add(dense) }
  }

  private mutating func add(_ lines: [Int], _ groupsHere: [Int], _ here: BitMatrix) {
    for line in lines {
      let base = line * size
      if groupsHere.count == 1 {
        here.forEachColumn(above: line, inAnyOf: groupsHere) { both[base + $0] += 1 }
        continue
      }
      here.forEachColumn(above: line, inAnyOf: [groups]) { split[base + $0] += 1 }
      here.forEachColumn(above: line, inAnyOf: groupsHere.filter { here[$0, line] }) {
        both[base + $0] += 1
        split[base + $0] -= 1
      }
    }
  }

  private mutating func add(_ dense: [ArraySlice<IncidenceEntry>]) {
    var byGroup = [BitMatrix](
      repeating: BitMatrix(rows: size, columns: dense.count), count: groups)
    var byAnyone = BitMatrix(rows: size, columns: dense.count)
    for (column, entries) in dense.enumerated() {
      for entry in entries {
        byGroup[Int(entry.group)].insert(Int(entry.line), column)
        byAnyone.insert(Int(entry.line), column)
      }
    }
    for first in 0..<size {
      for second in first + 1..<max(size, first + 1) {
        let together = BitMatrix.countBoth(first, second, inAnyOf: byGroup)
        both[first * size + second] += together
        if groups > 1 {
          split[first * size + second] += byAnyone.countBoth(first, second) - together
        }
      }
    }
  }
}

/// That a unit has a code.
struct IncidenceEntry {
  /// The unit.
  var unit: Int32
  /// The row of the table.
  var line: Int32
  /// The coder, or 0 when coders are pooled.
  var group: Int32

  /// Entries in order of their unit (counting sort).
  static func ordered(_ entries: [IncidenceEntry], units: Int) -> [IncidenceEntry] {
    var next = [Int](repeating: 0, count: units + 1)
    for entry in entries { next[Int(entry.unit) + 1] += 1 }
    for unit in 0..<units { next[unit + 1] += next[unit] }
    var ordered = entries
    for entry in entries {
      ordered[next[Int(entry.unit)]] = entry
      next[Int(entry.unit)] += 1
    }
    return ordered
  }
}
