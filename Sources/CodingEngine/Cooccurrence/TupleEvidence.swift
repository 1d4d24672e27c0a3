public import Fieldwork

/// A place where all codes of a set are together.
public struct TupleEvidence: Hashable, Sendable {
  /// The unit as an index, as in `CooccurrenceEvidence`; `nil` for a stretch of text.
  public var unit: Int?
  /// Rows of `StudySnapshot.codings` of any of the codes, in order.
  public var rows: [Int]
}

/// The passages behind a set of two codes or more.
///
/// In units every unit that was counted; in regions and characters every connected stretch that
/// all codes cover by the same coder. For two codes counted as quotations, every pair of them.
///
/// - Throws: `CooccurrenceFailure` where sets of more than two codes are not counted in the unit.
public func passages(
  ofCodes codes: [Int], in snapshot: StudySnapshot, asking query: CooccurrenceQuery
) throws(CooccurrenceFailure) -> [TupleEvidence] {
  if query.unit.countsQuotations {
    guard codes.count == 2 else { throw .noTuples(query.unit) }
    let table = cooccurrence(in: snapshot, codes: codes, asking: query)
    guard let first = table.codes.firstIndex(of: codes[0]),
      let second = table.codes.firstIndex(of: codes[1])
    else { return [] }
    return table.passages(ofPair: first, second, in: snapshot).map {
      TupleEvidence(unit: $0.unit, rows: ($0.first + $0.second).sorted())
    }
  }
  let selection = CodeSelection(snapshot.codebook, codes, rollup: query.rollup)
  let counter = CooccurrenceCounter(snapshot, query, selection)
  guard counter.size > 1 else { return [] }
  return query.unit.isIncidence ? counter.unitEvidence() : counter.textEvidence()
}

extension CooccurrenceCounter {
  fileprivate func unitEvidence() -> [TupleEvidence] {
    let places = units
    var found: [Int32: [Int]] = [:]
    for row in 0..<snapshot.codings.count where isAsked(row) {
      places.forEachUnit(ofCoding: row) { unit in
        if found[unit]?.last != row { found[unit, default: []].append(row) }
      }
    }
    return found.sorted { $0.key < $1.key }.compactMap { unit, rows in
      let complete = rows.filter { row in
        query.coders != .each || hasAll(rows, by: snapshot.codings.coders[row])
      }
      guard !complete.isEmpty, query.coders == .each || hasAll(rows, by: nil) else { return nil }
      return TupleEvidence(unit: Int(unit), rows: complete)
    }
  }

  private func hasAll(_ rows: [Int], by coder: Int32?) -> Bool {
    var lines: Set<Int32> = []
    for row in rows where coder == nil || snapshot.codings.coders[row] == coder {
      lines.formUnion(selection.rows(ofCode: Int(snapshot.codings.codes[row])))
    }
    return lines.count == size
  }

  fileprivate func textEvidence() -> [TupleEvidence] {
    let codings = snapshot.codings
    let ruler = CountedScalars(snapshot, includeInterviewer: query.includeInterviewer)
    var found: [TupleEvidence] = []
    for (group, quotations) in quotations.enumerated() {
      let spans = quotations.merged(lines: size)
      for stretch in Self.common(spans, lines: size) {
        if query.unit == .characters,
          ruler.position(stretch.start, inText: stretch.text)
            == ruler.position(stretch.end, inText: stretch.text)
        {
          continue
        }
        let rows = codings.rows(ofText: stretch.text).filter { row in
          isAsked(row) && codings.starts[row] < stretch.end && codings.ends[row] > stretch.start
            && (query.coders != .each || Int(codings.coders[row]) == group)
        }
        found.append(TupleEvidence(unit: nil, rows: rows))
      }
    }
    return found
  }

  /// The connected stretches that all codes cover.
  private static func common(_ spans: CodeSpans, lines: Int) -> [(
    text: Int32, start: Int32, end: Int32
  )] {
    var found: [(text: Int32, start: Int32, end: Int32)] = []
    var first = 0
    while first < spans.count {
      var end = first
      while end < spans.count, spans.texts[end] == spans.texts[first] { end += 1 }
      var edges: [(position: Int32, step: Int)] = []
      for row in first..<end {
        edges.append((spans.starts[row], 1))
        edges.append((spans.ends[row], -1))
      }
      edges.sort { ($0.position, $0.step) < ($1.position, $1.step) }
      var (open, start) = (0, Int32(-1))
      for edge in edges {
        if open == lines { found.append((spans.texts[first], start, edge.position)) }
        open += edge.step
        start = edge.position
      }
      first = end
    }
    return found
  }
}
