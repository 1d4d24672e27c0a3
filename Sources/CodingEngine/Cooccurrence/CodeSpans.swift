import Fieldwork

/// Stretches of text that carry the codes of a table, as parallel columns sorted by text and
/// start.
struct CodeSpans: Sendable {
  private(set) var texts: [Int32] = []
  private(set) var starts: [Int32] = []
  private(set) var ends: [Int32] = []
  /// The row of the table.
  private(set) var lines: [Int32] = []

  /// The number of stretches.
  var count: Int { texts.count }

  mutating func append(text: Int32, start: Int32, end: Int32, line: Int32) {
    texts.append(text)
    starts.append(start)
    ends.append(end)
    lines.append(line)
  }

  /// The quotations of each coder, or of all coders together, one value per group.
  ///
  /// A quotation of a code is a stretch on which a coder put the code or, rolled up, any code
  /// below it: two codes below the same entry on one stretch by one coder are one quotation of
  /// that entry. Pooled, all coders are one, so that a stretch to which two of them gave the
  /// same code is one quotation, too, unless `keepsCoders`.
  static func quotations(
    of codings: CodingColumns, _ selection: CodeSelection, _ choice: CoderChoice, coders: Int,
    keepsCoders: Bool = false
  ) -> [CodeSpans] {
    var groups = [CodeSpans](repeating: CodeSpans(), count: choice == .each ? coders : 1)
    // What lies on the current stretch, as coder and line in one number, so that it sorts.
    var here: [Int64] = []
    func flush(_ row: Int) {
      if here.count > 1 { here.sort() }
      var before: Int64 = -1
      for key in here where key != before {
        before = key
        groups[choice == .each ? Int(key >> 32) : 0].append(
          text: codings.texts[row], start: codings.starts[row], end: codings.ends[row],
          line: Int32(truncatingIfNeeded: key))
      }
      here.removeAll(keepingCapacity: true)
    }
    for row in 0..<codings.count {
      if row > 0, !codings.isSameSegment(row - 1, row) { flush(row - 1) }
      guard choice.includes(codings.coders[row]) else { continue }
      let coder = choice == .pooled && !keepsCoders ? 0 : Int64(codings.coders[row])
      for line in selection.rows(ofCode: Int(codings.codes[row])) {
        here.append(coder << 32 | Int64(line))
      }
    }
    if codings.count > 0 { flush(codings.count - 1) }
    return groups
  }

  /// The connected stretches that each code covers; touching ones are one.
  func merged(lines size: Int) -> CodeSpans {
    var out = CodeSpans()
    var open = [Int](repeating: -1, count: size)
    for index in 0..<count {
      let line = Int(lines[index])
      let current = open[line]
      if current >= 0, out.texts[current] == texts[index], starts[index] <= out.ends[current] {
        out.ends[current] = max(out.ends[current], ends[index])
      } else {
        open[line] = out.count
        out.append(
          text: texts[index], start: starts[index], end: ends[index], line: lines[index])
      }
    }
    return out
  }

  /// The same stretches in positions that count only what a ruler counts.
  ///
  /// Stretches of which nothing is left are dropped; order is kept, because the ruler is
  /// monotonic.
  func measured(by ruler: CountedScalars) -> CodeSpans {
    var out = CodeSpans()
    for index in 0..<count {
      let start = ruler.position(starts[index], inText: texts[index])
      let end = ruler.position(ends[index], inText: texts[index])
      if end > start { out.append(text: texts[index], start: start, end: end, line: lines[index]) }
    }
    return out
  }

  /// How many stretches each code has.
  func tally(lines size: Int) -> [Int] {
    var tally = [Int](repeating: 0, count: size)
    for line in lines { tally[Int(line)] += 1 }
    return tally
  }

  /// How many scalars the stretches of each code have in all.
  func lengths(lines size: Int) -> [Int] {
    var lengths = [Int](repeating: 0, count: size)
    for index in 0..<count { lengths[Int(lines[index])] += Int(ends[index] - starts[index]) }
    return lengths
  }
}
