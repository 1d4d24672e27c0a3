import Fieldwork

/// Asks every case and transcript for a theme; the work behind `ThemeReport`.
struct ThemeBearers {
  let theme: ThemeCodes
  let snapshot: StudySnapshot
  let codes: CaseCodes
  /// For each transcript its codings in reading order.
  private let rowsByTranscript: [[Int]]
  private(set) var cases: [ThemeBearer] = []
  private(set) var transcripts: [ThemeBearer] = []

  init(_ theme: ThemeCodes, in snapshot: StudySnapshot, codes: CaseCodes) {
    self.theme = theme
    self.snapshot = snapshot
    self.codes = codes
    var rows = Array(repeating: [Int](), count: snapshot.transcripts.count)
    for row in 0..<snapshot.codings.count {
      rows[Int(snapshot.transcript(ofCoding: row))].append(row)
    }
    rowsByTranscript = rows
    cases = codes.countable.map { place in
      let entry = snapshot.cases[Int(place)]
      return bearer(place, name: entry.id, kind: entry.kind, rows: codes.rows[Int(place)])
    }
    transcripts = rows.indices.filter { !rows[$0].isEmpty }.map { index in
      let entry = snapshot.transcripts[index]
      return bearer(Int32(index), name: entry.label, kind: entry.kind, rows: rows[index])
    }
  }

  private func bearer(_ index: Int32, name: String, kind: String, rows: [Int]) -> ThemeBearer {
    let present = theme.required.present(among: Set(rows.map(codes.code(ofCoding:))))
    return ThemeBearer(
      index: index, name: name, kind: kind, carries: theme.isCarried(by: present, rows: rows),
      present: present,
      lacking: theme.required.parts.map(\.slug).filter { !present.contains($0) }
        + theme.required.unknown,
      rows: rows.filter { theme.required.contains(codes.code(ofCoding: $0)) },
      contrary: rows.filter { theme.contrary.contains(codes.code(ofCoding: $0)) })
  }

  func codeCounts() -> [ThemeReport.Code] {
    let parts: [(ThemeReport.Part, NamedCodes)] = [
      (.required, theme.required), (.supporting, theme.supporting), (.contrary, theme.contrary),
    ]
    return parts.flatMap { part, named in
      named.parts.map { slug, range in
        func has(_ rows: [Int]) -> Bool {
          rows.contains { range.contains(Int(codes.code(ofCoding: $0))) }
        }
        return ThemeReport.Code(
          slug: slug, part: part,
          codings: snapshot.codings.codes.count { range.contains(Int($0)) },
          transcripts: rowsByTranscript.count(where: has), cases: codes.rows.count(where: has))
      }
    }
  }

  func kinds() -> [ThemeReport.Kind] {
    let asked = snapshot.askedTranscripts
    let kinds = Set(asked.map(\.kind)).sorted { $0.precedesNaturally($1) }
    return kinds.map { kind in
      let counted = transcripts.filter { $0.kind == kind }
      let met = cases.filter { place in
        codes.codedInterviews[Int(place.index)].contains {
          snapshot.transcripts[Int($0)].kind == kind
        }
      }
      let all = asked.count { $0.kind == kind }
      return ThemeReport.Kind(
        kind: kind, transcripts: Share(counted.count(where: \.carries), of: counted.count),
        uncoded: all - counted.count,
        cases: Share(met.count(where: \.carries), of: met.count))
    }
  }

  func contraryPassages() -> [ContraryPassage] {
    var caseOfRow: [Int: ThemeBearer] = [:]
    for place in cases {
      for row in place.contrary { caseOfRow[row] = place }
    }
    let rows = transcripts.flatMap(\.contrary)
    let passages = snapshot.inReadingOrder(rows).map { row in
      let place = caseOfRow[row]
      return ContraryPassage(
        row: row, cite: snapshot.cite(ofCoding: row),
        code: snapshot.codebook.codes[Int(codes.code(ofCoding: row))].slug,
        caseIndex: place?.index ?? -1,
        place: place.map { $0.carries ? .bearer : .negativeCase } ?? .noCase)
    }
    let order: [ContraryPassage.Place] = [.negativeCase, .bearer, .noCase]
    return order.flatMap { wanted in passages.filter { $0.place == wanted } }
  }

  func topSource() -> ThemeReport.TopSource? {
    let all = transcripts.map(\.rows.count).reduce(0, +)
    var top: ThemeBearer?
    for transcript in transcripts where transcript.rows.count > (top?.rows.count ?? 0) {
      top = transcript
    }
    return top.map {
      ThemeReport.TopSource(transcript: $0.name, share: Share($0.rows.count, of: all))
    }
  }

  func notes(topSource: ThemeReport.TopSource?) -> [String] {
    var notes = ["counts tell how often it was noted, not how important it is"]
    let smallest = [cases.count, transcripts.count].min() ?? 0
    if smallest < Share.smallestForPercent {
      notes.append("n = \(counted(cases.count, "case")), illustrative")
    }
    if let topSource {
      notes.append(
        "most codings of the required codes from one source: \(topSource.share.words), "
          + "in \(topSource.transcript)")
    }
    let groups = snapshot.labels(
      snapshot.groupInterviews.filter { !rowsByTranscript[Int($0)].isEmpty })
    if !groups.isEmpty {
      notes.append("group interviews, in which cases did not speak apart: \(listed(groups))")
    }
    if codes.unattributed > 0 {
      notes.append("\(counted(codes.unattributed, "coding")) of the study belong to no case")
    }
    let uncoded = snapshot.transcripts.indices.filter {
      rowsByTranscript[$0].isEmpty && snapshot.holds(transcript: Int32($0))
    }
    if !uncoded.isEmpty {
      notes.append(
        "transcripts without codings are not counted: "
          + listed(snapshot.labels(uncoded.map { Int32($0) })))
    }
    let unknown = theme.required.unknown + theme.supporting.unknown + theme.contrary.unknown
    if !unknown.isEmpty {
      notes.append("the codebook does not have: \(listed(unknown))")
    }
    if let problem = theme.ruleProblem { notes.append(problem) }
    if theme.answers != nil { return notes }
    if theme.threshold > theme.required.parts.count {
      notes.append("the rule asks for more codes than there are; nobody can carry the theme")
    } else if theme.required.parts.isEmpty {
      notes.append("the theme requires no code; nobody can carry it")
    }
    return notes
  }
}
