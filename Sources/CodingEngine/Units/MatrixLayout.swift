import Fieldwork

/// The columns of a matrix, and which of them a coding falls into.
struct MatrixLayout {
  let columns: [MatrixColumn]
  private let place: (Int) -> Int

  init(
    _ snapshot: StudySnapshot, _ by: MatrixColumns, _ coders: CoderChoice,
    _ attribution: CaseAttribution?
  ) {
    switch by {
    case .transcripts: self.init(transcriptsOf: snapshot)
    case .cases: self.init(casesOf: snapshot, attribution ?? CaseAttribution(snapshot))
    case .kinds: self.init(kindsOf: snapshot)
    case .sites: self.init(sitesOf: snapshot)
    case .coders: self.init(codersOf: snapshot, coders)
    }
  }

  /// The column of a coding, or -1.
  func column(ofCoding row: Int) -> Int { place(row) }

  private init(transcriptsOf snapshot: StudySnapshot) {
    let entries = snapshot.transcripts
    let asked = entries.indices.filter { snapshot.holds(transcript: Int32($0)) }
    columns = asked.map {
      MatrixColumn(label: entries[$0].label, index: Int32($0), transcripts: 1)
    }
    var columnOfTranscript = [Int](repeating: -1, count: entries.count)
    for (column, index) in asked.enumerated() { columnOfTranscript[index] = column }
    let column = columnOfTranscript
    place = { column[Int(snapshot.transcript(ofCoding: $0))] }
  }

  private init(casesOf snapshot: StudySnapshot, _ attribution: CaseAttribution) {
    let present = snapshot.interviewedCases.filter { snapshot.holds(case: $0) }
    var columnOfCase = [Int](repeating: -1, count: snapshot.cases.count)
    for (column, index) in present.enumerated() { columnOfCase[Int(index)] = column }
    columns = present.map { index in
      let about = snapshot.transcripts.count { $0.cases.contains(index) }
      return MatrixColumn(label: snapshot.cases[Int(index)].id, index: index, transcripts: about)
    }
    place = { row in
      let index = attribution.caseIndex(ofCoding: row)
      return index < 0 ? -1 : columnOfCase[Int(index)]
    }
  }

  private init(kindsOf snapshot: StudySnapshot) {
    let asked = snapshot.askedTranscripts
    let kinds = Set(asked.map(\.kind)).sorted { a, b in
      if a.isEmpty != b.isEmpty { return b.isEmpty }
      return a.precedesNaturally(b)
    }
    columns = kinds.map { kind in
      let label = kind.isEmpty ? "(no kind)" : kind
      let having = asked.count { $0.kind == kind }
      return MatrixColumn(label: label, index: -1, transcripts: having)
    }
    let column = snapshot.transcripts.map { kinds.firstIndex(of: $0.kind) ?? -1 }
    place = { column[Int(snapshot.transcript(ofCoding: $0))] }
  }

  private init(sitesOf snapshot: StudySnapshot) {
    let asked = snapshot.askedTranscripts
    let sites = Set(asked.map(\.site)).sorted { a, b in
      if (a < 0) != (b < 0) { return b < 0 }
      return a < b
    }
    columns = sites.map { site in
      let label = site < 0 ? "(no site)" : snapshot.sites[Int(site)].id
      let having = asked.count { $0.site == site }
      return MatrixColumn(label: label, index: site, transcripts: having)
    }
    let column = snapshot.transcripts.map { sites.firstIndex(of: $0.site) ?? -1 }
    place = { column[Int(snapshot.transcript(ofCoding: $0))] }
  }

  private init(codersOf snapshot: StudySnapshot, _ choice: CoderChoice) {
    let codings = snapshot.codings
    var coded = BitMatrix(rows: snapshot.coders.count, columns: snapshot.transcripts.count)
    for row in 0..<codings.count {
      coded.insert(Int(codings.coders[row]), Int(snapshot.transcript(ofCoding: row)))
    }
    let present = snapshot.coders.indices.filter { choice.includes(Int32($0)) }
    columns = present.map {
      MatrixColumn(label: snapshot.coders[$0], index: Int32($0), transcripts: coded.count($0))
    }
    place = { present.firstIndex(of: Int(codings.coders[$0])) ?? -1 }
  }
}

extension StudySnapshot {
  /// The transcripts that a filter has not left out.
  var askedTranscripts: [TranscriptEntry] {
    transcripts.indices.filter { holds(transcript: Int32($0)) }.map { transcripts[$0] }
  }

  /// The transcript that a coding lies in, in whatever layer.
  func transcript(ofCoding row: Int) -> Int32 { texts[Int(codings.texts[row])].transcript }
}
