import Fieldwork

/// All passages that a query speaks of: the codings of a snapshot by their rows, then the places
/// where words are said.
struct QueryPassages {
  private(set) var texts: [Int32]
  private(set) var starts: [Int32]
  private(set) var ends: [Int32]
  /// How many of them, the first ones, are codings.
  let codings: Int

  init(_ columns: CodingColumns) {
    texts = columns.texts
    starts = columns.starts
    ends = columns.ends
    codings = columns.count
  }

  /// Adds a place where words are said.
  ///
  /// - Returns: its number.
  mutating func add(_ text: Int32, _ span: Span) -> Int {
    texts.append(text)
    starts.append(span.start)
    ends.append(span.end)
    return texts.count - 1
  }

  func span(_ id: Int) -> Span? { Span(start: starts[id], end: ends[id]) }

  /// Passages in order of text and position.
  func inOrder(_ ids: [Int]) -> [Int] {
    func key(_ id: Int) -> (Int32, Int32, Int32, Int) { (texts[id], starts[id], ends[id], id) }
    let isOrdered = zip(ids, ids.dropFirst()).allSatisfy { key($0) <= key($1) }
    return isOrdered ? ids : ids.sorted { key($0) < key($1) }
  }
}
