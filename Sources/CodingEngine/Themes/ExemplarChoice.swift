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
      candidates.append(
        Candidate(
          row: row, kind: snapshot.transcripts[Int(transcript)].kind, transcript: transcript,
          place: attribution.cases(ofCoding: row).first ?? -1,
          codes: theme.required.present(among: codes(enclosing: passage.1, ofText: passage.0)),
          length: texts[passage.0].map { PassageLength($0.words(in: passage.1)) }))
    }
    return candidates
  }

  /// The best of some candidates, none from the same transcript or case as an earlier one.
  func best(_ candidates: [Candidate], count: Int) -> [Exemplar] {
    // Candidates stand in reading order, which settles ties.
    let ranked = candidates.enumerated().sorted { a, b in
      let x = (-a.element.codes.count, a.element.isModerate ? 0 : 1, a.offset)
      let y = (-b.element.codes.count, b.element.isModerate ? 0 : 1, b.offset)
      return x < y
    }
    var transcripts: Set<Int32> = []
    var places: Set<Int32> = []
    var chosen: [Exemplar] = []
    for (_, candidate) in ranked where chosen.count < count {
      guard !transcripts.contains(candidate.transcript), !places.contains(candidate.place)
      else { continue }
      transcripts.insert(candidate.transcript)
      if candidate.place >= 0 { places.insert(candidate.place) }
      chosen.append(exemplar(candidate, isFirst: chosen.isEmpty))
    }
    return chosen
  }

  private func exemplar(_ candidate: Candidate, isFirst: Bool) -> Exemplar {
    let all = theme.required.parts.count + theme.required.unknown.count
    var reason =
      "\(candidate.codes.count) of \(all) required codes on it "
      + "(\(candidate.codes.joined(separator: ", ")))"
    let kind = candidate.kind.isEmpty ? "its kind" : "kind \(candidate.kind)"
    reason += isFirst ? "; first of \(kind)" : "; next of \(kind), from another transcript and case"
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
    func first(_ isBehind: (Int32) -> Bool) -> Int {
      var low = 0
      var high = count
      while low < high {
        let middle = (low + high) / 2
        if isBehind(texts[middle]) { high = middle } else { low = middle + 1 }
      }
      return low
    }
    return first { $0 >= text }..<first { $0 > text }
  }
}
