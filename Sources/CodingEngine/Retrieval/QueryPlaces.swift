import Fieldwork

/// Where the passages of a query lie among turns, sentences, transcripts and cases.
final class QueryPlaces {
  private let snapshot: StudySnapshot
  private let words: TextShelf
  private var foundSentences: Sentences?
  private var foundAttribution: CaseAttribution?

  init(_ snapshot: StudySnapshot, words: TextShelf) {
    self.snapshot = snapshot
    self.words = words
  }

  /// The first and last turn or sentence that a passage touches, or for characters those of the
  /// passage itself; `nil` where it touches none.
  func units(
    _ id: Int, of passages: QueryPassages, _ measure: QueryRelation.Measure
  ) -> ClosedRange<Int>? {
    let text = passages.texts[id]
    let touched: Range<Int>
    switch measure {
    case .characters: return Int(passages.starts[id])...Int(passages.ends[id])
    case .turns:
      guard let span = passages.span(id) else { return nil }
      touched = snapshot.turns.rows(ofText: text, touching: span)
    case .sentences:
      touched = sentences.rows(ofText: text, touching: passages.starts[id], passages.ends[id])
    }
    guard let first = touched.first, let last = touched.last else { return nil }
    return first...last
  }

  func transcript(_ id: Int, of passages: QueryPassages) -> Int32 {
    snapshot.texts[Int(passages.texts[id])].transcript
  }

  /// The case that a passage is evidence for, or -1.
  func caseIndex(_ id: Int, of passages: QueryPassages) -> Int32 {
    if id < passages.codings { return attribution.caseIndex(ofCoding: id) }
    return passages.span(id).map {
      CaseAttribution.caseIndex(ofText: passages.texts[id], $0, in: snapshot)
    } ?? -1
  }

  private var sentences: Sentences {
    if let foundSentences { return foundSentences }
    let found = Sentences(of: snapshot, words: words)
    foundSentences = found
    return found
  }

  private var attribution: CaseAttribution {
    if let foundAttribution { return foundAttribution }
    let found = CaseAttribution(snapshot)
    foundAttribution = found
    return found
  }
}
