import Fieldwork

/// Ranks passages as exemplars of a theme.
struct ExemplarChoice {
  /// A passage with what it is ranked by.
  struct Candidate {
    var row: Int
    var kind: String
    var transcript: Int32
    /// -1 where the passage has no certain case.
    var place: Int32
    /// Whether several cases speak in the interview and nothing says whose words these are.
    var isOfSeveral: Bool
    var codes: [String]
    var length: PassageLength?
  }

  private let theme: ThemeCodes
  private let snapshot: StudySnapshot
  private let texts: TextShelf
  private let attribution: CaseAttribution

  init(_ theme: ThemeDefinition, in snapshot: StudySnapshot, texts: TextShelf) {
    self.theme = ThemeCodes(theme, in: snapshot)
    self.snapshot = snapshot
    self.texts = texts
    attribution = CaseAttribution(snapshot)
  }

  /// One candidate per passage, in reading order.
  func candidates(rows: [Int]) -> [Candidate] {
    let columns = snapshot.codings
    var candidates: [Candidate] = []
    var last: (Int32, Span)?
    for row in snapshot.inReadingOrder(rows) {
      let passage = (columns.texts[row], columns.span(row))
      if let last, last == passage { continue }
      last = passage
      let transcript = snapshot.transcript(ofCoding: row)
      let entry = snapshot.transcripts[Int(transcript)]
      let place = attribution.caseIndex(ofCoding: row)
      candidates.append(
        Candidate(
          row: row, kind: entry.kind, transcript: transcript, place: place,
          isOfSeveral: place < 0 && entry.cases.count > 1,
          codes: theme.required.present(among: codes(enclosing: passage.1, ofText: passage.0)),
          length: texts[passage.0].map { PassageLength($0.words(in: passage.1)) }))
    }
    return candidates
  }

  /// The best of some candidates, none from the same transcript or case as an earlier one; they
  /// show all required codes that they can before they show one of them twice.
  func best(_ candidates: [Candidate], count: Int) -> [Exemplar] {
    var left = candidates
    var shown: Set<String> = []
    var chosen: [Exemplar] = []
    // Candidates stand in reading order, which settles ties.
    while chosen.count < count,
      let next = left.indices.min(by: {
        rank(left[$0], at: $0, shown) < rank(left[$1], at: $1, shown)
      })
    {
      let candidate = left[next]
      chosen.append(exemplar(candidate, isFirst: chosen.isEmpty, shown))
      shown.formUnion(candidate.codes)
      left.removeAll {
        $0.transcript == candidate.transcript || ($0.place >= 0 && $0.place == candidate.place)
      }
    }
    return chosen
  }

  private func rank(
    _ candidate: Candidate, at position: Int, _ shown: Set<String>
  ) -> (Int, Int, Int, Int, Int) {
    let new = candidate.codes.count { !shown.contains($0) }
    return (
      candidate.isOfSeveral ? 1 : 0, -new, -candidate.codes.count, candidate.isModerate ? 0 : 1,
      position
    )
  }

  private func exemplar(
    _ candidate: Candidate, isFirst: Bool, _ shown: Set<String>
  ) -> Exemplar {
    let all = theme.required.parts.count + theme.required.unknown.count
    var reason =
      "\(candidate.codes.count) of \(all) required codes on it "
      + "(\(candidate.codes.joined(separator: ", ")))"
    let kind = candidate.kind.isEmpty ? "its kind" : "kind \(candidate.kind)"
    reason += isFirst ? "; first of \(kind)" : "; next of \(kind), from another transcript and case"
    let new = candidate.codes.filter { !shown.contains($0) }
    if !shown.isEmpty, !new.isEmpty {
      reason += "; \(new.joined(separator: ", ")) not shown before"
    }
    if let length = candidate.length {
      reason += "; \(length.words)" + (length.isModerate ? "" : ", not of moderate length")
    }
    return Exemplar(
      kind: candidate.kind, row: candidate.row, cite: snapshot.cite(ofCoding: candidate.row),
      codes: candidate.codes, reason: reason)
  }

  /// The codes of all codings that hold a whole passage: those on it and those round it.
  private func codes(enclosing span: Span, ofText text: Int32) -> Set<Int32> {
    let columns = snapshot.codings
    var codes: Set<Int32> = []
    for row in columns.rows(ofText: text) {
      if columns.starts[row] > span.start { break }
      if columns.ends[row] >= span.end { codes.insert(columns.codes[row]) }
    }
    return codes
  }
}

extension ExemplarChoice.Candidate {
  /// Whether the length is known and moderate.
  fileprivate var isModerate: Bool { length?.isModerate ?? false }
}

extension CodingColumns {
  /// The rows of one text.
  func rows(ofText text: Int32) -> Range<Int> {
    let all = 0..<count
    return all.partitionPoint { texts[$0] >= text }..<all.partitionPoint { texts[$0] > text }
  }
}
