public import Fieldwork

/// What stands behind one count of a pair of codes.
public struct CooccurrenceEvidence: Hashable, Sendable {
  /// The turn (row of `StudySnapshot.turns`), sentence (row of `Sentences`), transcript,
  /// participant or case in which both codes are, as an index; `nil` where quotations overlap.
  public var unit: Int?
  /// Rows of `StudySnapshot.codings` of the first code.
  public var first: [Int]
  /// Rows of `StudySnapshot.codings` of the second code.
  public var second: [Int]

  /// Describes what stands behind a count.
  public init(unit: Int?, first: [Int], second: [Int]) {
    self.unit = unit
    self.first = first
    self.second = second
  }
}

extension CooccurrenceTable {
  /// The passages behind a cell: for units of overlap every pair of overlapping (or otherwise
  /// related) quotations, in order; for the others every unit that was counted, with its codings.
  ///
  /// In pairs, turns, transcripts, participants and cases there are as many as the cell says;
  /// quotations, regions and characters are made of these pairs.
  ///
  /// - Parameters:
  ///   - first: a position in `codes`.
  ///   - second: another.
  ///   - snapshot: the one that was counted.
  public func passages(
    ofPair first: Int, _ second: Int, in snapshot: StudySnapshot
  ) -> [CooccurrenceEvidence] {
    guard first != second else { return [] }
    let search = EvidenceSearch(snapshot: snapshot, query: query)
    let a = search.rows(ofCode: codes[first])
    let b = search.rows(ofCode: codes[second])
    if unit.isIncidence { return search.units(a, b) }
    return query.relation == .overlaps ? search.overlaps(a, b) : search.related(a, b)
  }
}

/// Finds evidence by the rules of the count, for two codes at a time.
private struct EvidenceSearch {
  let snapshot: StudySnapshot
  let query: CooccurrenceQuery

  func rows(ofCode code: Int) -> [Int] {
    let codings = snapshot.codings
    let below = query.rollup ? snapshot.codebook.subtree(code) : code..<code + 1
    return (0..<codings.count).filter {
      below.contains(Int(codings.codes[$0])) && query.coders.includes(codings.coders[$0])
    }
  }

  func overlaps(_ a: [Int], _ b: [Int]) -> [CooccurrenceEvidence] {
    let first = quotations(a)
    let second = quotations(b)
    let ruler = CountedScalars(snapshot, includeInterviewer: query.includeInterviewer)
    var found: [CooccurrenceEvidence] = []
    var low = 0
    // A quotation may reach far, so the other list may be left only where nothing that is
    // still to come can touch it: where all up to there end before.
    var reach: [Int32] = []
    for (index, quotation) in second.enumerated() {
      let before = index > 0 && second[index - 1].text == quotation.text ? reach[index - 1] : 0
      reach.append(max(before, quotation.span.end))
    }
    for x in first {
      while low < second.count,
        second[low].text < x.text || (second[low].text == x.text && reach[low] <= x.span.start)
      {
        low += 1
      }
      for y in second[low...] {
        guard y.text == x.text, y.span.start < x.span.end else { break }
        guard let shared = x.span.intersection(y.span) else { continue }
        if query.coders == .each, x.coder != y.coder { continue }
        if query.unit == .characters,
          ruler.position(shared.start, inText: x.text) == ruler.position(shared.end, inText: x.text)
        {
          continue
        }
        found.append(CooccurrenceEvidence(unit: nil, first: x.rows, second: y.rows))
      }
    }
    return found
  }

  /// Every pair of quotations in a relation other than overlap; all pairs of a text are asked.
  func related(_ a: [Int], _ b: [Int]) -> [CooccurrenceEvidence] {
    let places = SpanPlaces(snapshot, query)
    let second = Dictionary(grouping: quotations(b), by: \.text)
    return quotations(a).flatMap { x in
      let place = places?.place(x.span, inText: x.text)
      return (second[x.text] ?? []).compactMap { y -> CooccurrenceEvidence? in
        if query.coders == .each, x.coder != y.coder { return nil }
        let isRelated = query.relation.holds(
          x.span, y.span, placeOfA: place, placeOfB: places?.place(y.span, inText: y.text))
        return isRelated ? CooccurrenceEvidence(unit: nil, first: x.rows, second: y.rows) : nil
      }
    }
  }

  func units(_ a: [Int], _ b: [Int]) -> [CooccurrenceEvidence] {
    let touched = TouchedTurns(snapshot)
    let units = IncidenceUnits(snapshot, query, touched) { _ in false }
    let inFirst = placed(a, units)
    let inSecond = placed(b, units)
    return Set(inFirst.keys).intersection(inSecond.keys).sorted().compactMap { unit in
      let first = inFirst[unit] ?? []
      let second = inSecond[unit] ?? []
      guard query.coders == .each else {
        return CooccurrenceEvidence(unit: unit, first: first, second: second)
      }
      let coders = snapshot.codings.coders
      let both = Set(first.map { coders[$0] }).intersection(second.map { coders[$0] })
      guard !both.isEmpty else { return nil }
      return CooccurrenceEvidence(
        unit: unit, first: first.filter { both.contains(coders[$0]) },
        second: second.filter { both.contains(coders[$0]) })
    }
  }

  private func placed(_ rows: [Int], _ units: IncidenceUnits) -> [Int: [Int]] {
    var placed: [Int: [Int]] = [:]
    for row in rows {
      units.forEachUnit(ofCoding: row) { unit in
        if placed[Int(unit)]?.last != row { placed[Int(unit), default: []].append(row) }
      }
    }
    return placed
  }

  private struct Quotation {
    var text: Int32
    var span: Span
    var coder: Int32
    var rows: [Int]
  }

  /// One quotation per stretch and coder, or per stretch where coders are one, in the order of the
  /// codings.
  private func quotations(_ rows: [Int]) -> [Quotation] {
    let codings = snapshot.codings
    let isOne = query.coders == .pooled && !query.keepsCoders
    var quotations: [Quotation] = []
    for row in rows {
      // Rows on one stretch follow each other, so that the search is short.
      var same: Int?
      var index = quotations.count - 1
      while index >= 0, quotations[index].text == codings.texts[row],
        quotations[index].span == codings.span(row)
      {
        if isOne || quotations[index].coder == codings.coders[row] {
          same = index
        }
        index -= 1
      }
      if let same {
        quotations[same].rows.append(row)
      } else {
        quotations.append(
          Quotation(
            text: codings.texts[row], span: codings.span(row), coder: codings.coders[row],
            rows: [row]))
      }
    }
    return quotations
  }
}
