import Fieldwork

/// The connected stretches of words on which codings of two sets overlap.
///
/// A coding takes part when it shares a scalar with another coding, of the other set; those
/// that take part and overlap each other make one stretch. Touching ones do not overlap.
struct SharedPassages {
  /// The stretches in order, `index` being the text.
  let places: [RelationEvidence.Place]

  /// - Parameters:
  ///   - codings: all codings.
  ///   - from: rows of one set, ascending.
  ///   - to: rows of the other, ascending; a row may be in both.
  init(_ codings: CodingColumns, from: [Int], to: [Int]) {
    let isFrom = Set(from)
    let isTo = Set(to)
    let meeting = SharedPassages.meeting(
      codings, rows: isFrom.union(isTo).sorted(), isFrom: isFrom, isTo: isTo)
    var places: [RelationEvidence.Place] = []
    var end: Int32 = 0
    for row in meeting {
      let text = codings.texts[row]
      if places.last?.index != text || codings.starts[row] >= end {
        places.append(RelationEvidence.Place(index: text, from: [], to: []))
        end = 0
      }
      end = max(end, codings.ends[row])
      if isFrom.contains(row) { places[places.count - 1].from.append(row) }
      if isTo.contains(row) { places[places.count - 1].to.append(row) }
    }
    self.places = places
  }

  /// The rows that overlap another one of the other set: one pass with the stretches that are
  /// still open.
  private static func meeting(
    _ codings: CodingColumns, rows: [Int], isFrom: Set<Int>, isTo: Set<Int>
  ) -> [Int] {
    var meeting: Set<Int> = []
    var open: [Int] = []
    for row in rows {
      open.removeAll {
        codings.texts[$0] != codings.texts[row] || codings.ends[$0] <= codings.starts[row]
      }
      for other in open
      where (isFrom.contains(row) && isTo.contains(other))
        || (isTo.contains(row) && isFrom.contains(other))
      {
        meeting.insert(row)
        meeting.insert(other)
      }
      open.append(row)
    }
    return meeting.sorted()
  }
}
