public import Fieldwork

extension StudySnapshot {
  /// All codings as an answer.
  public var allCodings: CodeQueryAnswer {
    let rows = Array(0..<codings.count)
    return CodeQueryAnswer(
      rows: rows, segments: passageCount(rows), notes: confirmationNotes)
  }

  /// On how many different passages codings lie.
  fileprivate func passageCount(_ rows: [Int]) -> Int {
    Set(rows.map { StretchKey(text: codings.texts[$0], span: codings.span($0)) }).count
  }
}

private struct StretchKey: Hashable {
  var text: Int32
  var span: Span
}

extension CodeQueryAnswer {
  /// The part of the answer that lies on the passages of a set; words without a coding belong to
  /// none.
  public func limited(to set: PassageSet, in snapshot: StudySnapshot) -> CodeQueryAnswer {
    let cited = snapshot.rows(ofPassages: set.passages)
    let kept = Set(cited.values.flatMap { $0 })
    let rows = rows.filter(kept.contains)
    var notes = notes
    let gone = set.passages.count { cited[$0] == nil }
    if gone > 0 {
      notes.append(
        "\(counted(gone, "passage")) of the set \(set.slug) without a coding that counts here")
    }
    let spans = rows.map { (snapshot.codings.texts[$0], snapshot.codings.span($0)) }
    return CodeQueryAnswer(
      rows: rows, segments: snapshot.passageCount(rows),
      stretches: stretches.filter { stretch in
        spans.contains { $0.0 == stretch.text && $0.1.overlaps(stretch.span) }
      }, notes: notes)
  }
}
