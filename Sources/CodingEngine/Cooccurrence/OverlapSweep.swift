/// Counts overlaps of stretches in one pass over their sorted columns (METHODS §1.5): a list of
/// the stretches that are still open, one step per overlapping pair.
struct OverlapSweep {
  /// The rows of the table.
  let size: Int
  /// The cells, row by row.
  private(set) var cells: [Int]

  init(size: Int) {
    self.size = size
    cells = [Int](repeating: 0, count: size * size)
  }

  /// Adds the pairs of overlapping stretches of different codes.
  mutating func addPairs(_ spans: CodeSpans) {
    add(spans) { _ in 1 }
  }

  /// Adds the scalars that stretches of different codes share; a scalar is counted once per
  /// pair of codes if the stretches of each code do not overlap each other.
  mutating func addShared(_ spans: CodeSpans) {
    add(spans) { Int($0) }
  }

  /// Adds, for each code, its stretches that overlap at least one of another code: row by
  /// row, so that both directions are there.
  mutating func addTouched(_ spans: CodeSpans) {
    var open: [(end: Int32, line: Int, slot: Int)] = []
    var seen = BitMatrix(rows: 0, columns: size)
    var slots = 0
    var free: [Int] = []
    for index in 0..<spans.count {
      let isNewText = index > 0 && spans.texts[index] != spans.texts[index - 1]
      let line = Int(spans.lines[index])
      if free.isEmpty {
        // Twice as many each time, so that growing costs no more than what is stored.
        var grown = BitMatrix(rows: max(16, slots * 2), columns: size)
        for slot in 0..<slots { grown.formUnion(slot, with: seen, row: slot) }
        free = Array((slots..<grown.rows).reversed())
        slots = grown.rows
        seen = grown
      }
      let slot = free.removeLast()
      seen.clear(slot)
      var kept = 0
      for position in open.indices {
        let other = open[position]
        if isNewText || other.end <= spans.starts[index] {
          free.append(other.slot)
          continue
        }
        open[kept] = other
        kept += 1
        guard other.line != line else { continue }
        if seen.insert(slot, other.line) { cells[line * size + other.line] += 1 }
        if seen.insert(other.slot, line) { cells[other.line * size + line] += 1 }
      }
      open.removeLast(open.count - kept)
      open.append((spans.ends[index], line, slot))
    }
  }

  /// Copies what was counted for (a, b) with a before b to (b, a).
  mutating func mirror() {
    for row in 0..<size {
      for column in row + 1..<max(size, row + 1) {
        cells[column * size + row] = cells[row * size + column]
      }
    }
  }

  @inline(__always)
  private mutating func add(_ spans: CodeSpans, _ weight: (Int32) -> Int) {
    let count = spans.count
    let size = size
    cells.withUnsafeMutableBufferPointer { cells in
      spans.texts.withUnsafeBufferPointer { texts in
        spans.starts.withUnsafeBufferPointer { starts in
          spans.ends.withUnsafeBufferPointer { ends in
            spans.lines.withUnsafeBufferPointer { lines in
              var open: [(end: Int32, line: Int32)] = []
              for index in 0..<count {
                if index > 0, texts[index] != texts[index - 1] {
                  open.removeAll(keepingCapacity: true)
                }
                let (start, end, line) = (starts[index], ends[index], lines[index])
                var kept = 0
                open.withUnsafeMutableBufferPointer { open in
                  for position in 0..<open.count {
                    let other = open[position]
                    if other.end <= start { continue }
                    open[kept] = other
                    kept += 1
                    if other.line == line { continue }
                    let cell = Int(min(line, other.line)) * size + Int(max(line, other.line))
                    cells[cell] += weight(min(end, other.end) - start)
                  }
                }
                open.removeLast(open.count - kept)
                open.append((end, line))
              }
            }
          }
        }
      }
    }
  }
}
