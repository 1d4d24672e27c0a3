import Fieldwork

/// Computes the passages and stretches of every part of a query.
struct CodeQueryEvaluation {
  /// The passages of a part, first side first, and its stretches.
  struct Hits {
    var ids: [Int]
    var stretches: Stretches
  }

  private let columns: CodingColumns
  private let said: [String: [Int]]
  private let places: QueryPlaces
  let passages: QueryPassages

  init(_ query: ResolvedCodeQuery, in snapshot: StudySnapshot, texts: TextShelf) {
    columns = snapshot.codings
    places = QueryPlaces(snapshot, words: texts)
    var passages = QueryPassages(snapshot.codings)
    var said: [String: [Int]] = [:]
    let prepared = PreparedWords(snapshot, texts: texts)
    for words in query.soughtWords where said[words] == nil {
      let found = SaidWords(words).places(in: snapshot, words: prepared)
      said[words] = found.filter { snapshot.isSpoken($0.text, $0.span) }
        .map { passages.add($0.text, $0.span) }
    }
    self.said = said
    self.passages = passages
  }

  func hits(
    of tree: QueryTree<ResolvedCodeQuery.Term>, without banned: Stretches = Stretches()
  ) -> Hits {
    switch tree {
    case .leaf(let term):
      if case .saved(let inner) = term.meaning { return hits(of: inner, without: banned) }
      return hits(ids(of: term).filter { !reaches($0, into: banned) })
    case .any(let parts):
      let sides = parts.map { hits(of: $0, without: banned) }
      let stretches = sides.reduce(Stretches()) { $0.union($1.stretches) }
      return Hits(ids: firstOccurrences(sides), stretches: stretches)
    case .all(let parts, let except):
      var banned = banned
      for part in except {
        banned = banned.union(Stretches(covering: hits(of: part).ids, of: passages))
      }
      let sides = parts.map { hits(of: $0, without: banned) }
      guard var shared = sides.first?.stretches else { return Hits(ids: [], stretches: .init()) }
      for side in sides.dropFirst() { shared = shared.intersection(side.stretches) }
      let ids = firstOccurrences(sides).filter { reaches($0, into: shared) }
      return Hits(ids: ids, stretches: shared)
    case .related(let first, let relation, let second):
      let witnesses = RelationWitnesses(
        relation.kind, among: hits(of: second).ids, of: passages, places: places)
      let own = hits(of: first, without: banned)
      return hits(own.ids.filter { witnesses.holds($0) != relation.isNegated })
    }
  }

  private func hits(_ ids: [Int]) -> Hits {
    Hits(ids: ids, stretches: Stretches(covering: ids, of: passages))
  }

  private func ids(of term: ResolvedCodeQuery.Term) -> [Int] {
    switch term.meaning {
    case .codes(let ranges):
      (0..<columns.count).filter { row in
        ranges.contains { $0.contains(Int(columns.codes[row])) }
      }
    case .text(let words): said[words] ?? []
    case .saved: []
    }
  }

  private func reaches(_ id: Int, into stretches: Stretches) -> Bool {
    !stretches.isEmpty
      && stretches.overlap(
        text: passages.texts[id], start: passages.starts[id], end: passages.ends[id])
  }

  private func firstOccurrences(_ sides: [Hits]) -> [Int] {
    guard sides.count > 1 else { return sides.first?.ids ?? [] }
    var seen: Set<Int> = []
    return sides.flatMap(\.ids).filter { seen.insert($0).inserted }
  }
}

extension StudySnapshot {
  /// Whether a filter leaves a passage in; of a passage of no one case only when it leaves in
  /// every case of its interview.
  fileprivate func isSpoken(_ text: Int32, _ span: Span) -> Bool {
    guard let limits else { return true }
    let transcript = texts[Int(text)].transcript
    if limits.transcripts.contains(transcript) { return false }
    let place = CaseAttribution.caseIndex(ofText: text, span, in: self)
    return place >= 0
      ? !limits.cases.contains(place)
      : transcripts[Int(transcript)].cases.allSatisfy { !limits.cases.contains($0) }
  }
}
