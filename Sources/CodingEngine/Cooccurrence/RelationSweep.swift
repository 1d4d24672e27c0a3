import Fieldwork

/// Counts passages by their relation in one pass over sorted columns.
///
/// A list of the passages that a later one can still be related to; one step for each pair that
/// is near enough to be asked. Overlap itself is counted by `OverlapSweep`, which is faster.
struct RelationSweep {
  let relation: SpanRelation
  /// The rows of the table.
  let size: Int
  /// Whether a passage counts once for each other code, however many passages of it are related.
  let countsPassages: Bool
  /// The cells, row by row: of the first code with the second.
  private(set) var cells: [Int]
  /// Passages that lie in no turn or sentence, so that they are near nothing.
  private(set) var placeless = 0
  private let places: SpanPlaces?

  init(_ relation: SpanRelation, size: Int, countsPassages: Bool, places: SpanPlaces?) {
    self.relation = relation
    self.size = size
    self.countsPassages = countsPassages
    self.places = places
    cells = [Int](repeating: 0, count: size * size)
  }

  private struct Open {
    var span: Span
    var line: Int
    var place: ClosedRange<Int32>?
    var slot: Int
  }

  mutating func add(_ spans: CodeSpans) {
    var open: [Open] = []
    var seen = SeenLines(size: countsPassages ? size : 0)
    for index in 0..<spans.count {
      guard let span = Span(start: spans.starts[index], end: spans.ends[index]) else { continue }
      if index > 0, spans.texts[index] != spans.texts[index - 1] {
        for other in open { seen.free(other.slot) }
        open.removeAll(keepingCapacity: true)
      }
      var new = Open(span: span, line: Int(spans.lines[index]), place: nil, slot: 0)
      if let places {
        new.place = places.place(span, inText: spans.texts[index])
        guard new.place != nil else {
          placeless += 1
          continue
        }
      }
      new.slot = seen.take()
      var kept = 0
      for position in open.indices {
        let other = open[position]
        guard canStillReach(other, new) else {
          seen.free(other.slot)
          continue
        }
        open[kept] = other
        kept += 1
        if other.line == new.line { continue }
        count(other, new, &seen)
        count(new, other, &seen)
      }
      open.removeLast(open.count - kept)
      open.append(new)
    }
  }

  private mutating func count(_ a: Open, _ b: Open, _ seen: inout SeenLines) {
    guard relation.holds(a.span, b.span, placeOfA: a.place, placeOfB: b.place) else { return }
    if countsPassages, !seen.insert(a.slot, b.line) { return }
    cells[a.line * size + b.line] += 1
  }

  /// Whether a passage may be related to this one, which begins no earlier, or to a later one.
  private func canStillReach(_ earlier: Open, _ later: Open) -> Bool {
    switch relation {
    case .overlaps, .equal, .inside, .encloses, .partial: return earlier.span.end > later.span.start
    case .touching: return earlier.span.end >= later.span.start
    case .near(let limit, .characters):
      return Int(later.span.start) - Int(earlier.span.end) <= limit
    case .near(let limit, _):
      guard let old = earlier.place, let new = later.place else { return false }
      return Int(new.lowerBound) - Int(old.upperBound) <= limit
    }
  }
}

/// Which codes each open passage has met, one row of bits for each.
struct SeenLines {
  private var bits: BitMatrix
  private var unused: [Int] = []
  private let size: Int

  /// For so many codes; with 0 nothing is kept.
  init(size: Int) {
    self.size = size
    bits = BitMatrix(rows: 0, columns: size)
  }

  /// A row for a new passage.
  mutating func take() -> Int {
    guard size > 0 else { return 0 }
    if unused.isEmpty {
      // Twice as many each time, so that growing costs no more than what is stored.
      let rows = bits.rows
      var grown = BitMatrix(rows: max(16, rows * 2), columns: size)
      for row in 0..<rows { grown.formUnion(row, with: bits, row: row) }
      unused = Array((rows..<grown.rows).reversed())
      bits = grown
    }
    let row = unused.removeLast()
    bits.clear(row)
    return row
  }

  /// Gives a row back.
  mutating func free(_ row: Int) { if size > 0 { unused.append(row) } }

  /// Notes a code; `true` when it was not noted before.
  mutating func insert(_ row: Int, _ line: Int) -> Bool { bits.insert(row, line) }
}
