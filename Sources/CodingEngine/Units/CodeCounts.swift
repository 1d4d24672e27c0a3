public import Fieldwork

/// How often one code was used, and how widely.
public struct CodeCount: Hashable, Sendable {
  /// Codings: one code put on one segment by one coder.
  public var codings: Int
  /// Distinct stretches of text, whatever the number of coders; a stretch of a translation is
  /// one of its own.
  public var segments: Int
  /// Transcripts with at least one of the codings, in whatever layer.
  public var transcripts: Int
  /// Cases that at least one of the codings is evidence for (`CaseAttribution`).
  public var cases: Int

  /// Takes over counts.
  public init(codings: Int, segments: Int, transcripts: Int, cases: Int) {
    self.codings = codings
    self.segments = segments
    self.transcripts = transcripts
    self.cases = cases
  }
}

/// The use of every entry of a codebook.
///
/// Without `rollup` an entry has its own codings only, so that a category has none. With it an
/// entry has those of everything below it as well, and what several entries below share (a
/// segment, a transcript, a case) counts once.
public struct CodeCounts: Sendable {
  /// One count per entry, in the order of `Codebook.codes`.
  public let counts: [CodeCount]
  /// The codings that were asked, whatever their code.
  public let codings: Int
  /// The transcripts of the study, coded or not.
  public let transcripts: Int
  /// The cases that at least one interview is about.
  public let cases: Int
  /// What a reader of the numbers must know.
  public let notes: [String]

  /// Counts.
  ///
  /// - Parameters:
  ///   - snapshot: the study.
  ///   - coders: whose codings count; `.each` and `.pooled` both mean all, because nothing
  ///     here relates one coding to another.
  ///   - rollup: whether an entry takes over what lies below it.
  ///   - attribution: the cases of the codings, where they are known already.
  public init(
    _ snapshot: StudySnapshot, coders: CoderChoice = .pooled, rollup: Bool = false,
    attribution: CaseAttribution? = nil
  ) {
    let codings = snapshot.codings
    let attribution = attribution ?? CaseAttribution(snapshot)
    let parents = snapshot.codebook.parents
    let size = snapshot.codebook.codes.count
    var uses = [Int](repeating: 0, count: size)
    var segments = [Int](repeating: 0, count: size)
    var lastSegment = [Int](repeating: -1, count: size)
    var transcripts = BitMatrix(rows: size, columns: snapshot.transcripts.count)
    var cases = BitMatrix(rows: size, columns: snapshot.cases.count)
    var asked = 0
    var withoutCase = 0
    var segment = 0
    for row in 0..<codings.count {
      if row > 0, !codings.isSameSegment(row - 1, row) { segment += 1 }
      guard coders.includes(codings.coders[row]) else { continue }
      asked += 1
      let transcript = Int(snapshot.transcript(ofCoding: row))
      let caseIndex = Int(attribution.caseIndex(ofCoding: row))
      if caseIndex < 0 { withoutCase += 1 }
      var code = Int(codings.codes[row])
      while code >= 0 {
        uses[code] += 1
        if lastSegment[code] != segment {
          lastSegment[code] = segment
          segments[code] += 1
        }
        transcripts.insert(code, transcript)
        if caseIndex >= 0 { cases.insert(code, caseIndex) }
        code = rollup ? Int(parents[code]) : -1
      }
    }
    counts = (0..<size).map {
      CodeCount(
        codings: uses[$0], segments: segments[$0], transcripts: transcripts.count($0),
        cases: cases.count($0))
    }
    self.codings = asked
    self.transcripts = snapshot.transcripts.count
    self.cases = snapshot.interviewedCases.count
    let tally = RoleTally(snapshot, TouchedTurns(snapshot)) { coders.includes(codings.coders[$0]) }
    notes =
      tally.notes + CaseAttribution.notes(withoutCase: withoutCase) + snapshot.confirmationNotes
  }
}

extension CodingColumns {
  /// Whether two rows lie on the same stretch of the same text.
  func isSameSegment(_ row: Int, _ other: Int) -> Bool {
    starts[row] == starts[other] && ends[row] == ends[other] && texts[row] == texts[other]
  }
}

extension StudySnapshot {
  /// The cases that at least one transcript is about, ascending: a case that nobody was
  /// interviewed about is missing from a count of cases, not a case without the code.
  var interviewedCases: [Int32] {
    Set(transcripts.flatMap(\.cases)).sorted()
  }
}

extension CaseAttribution {
  /// The remark on codings without a case.
  static func notes(withoutCase count: Int) -> [String] {
    guard count > 0 else { return [] }
    return [
      Wording.count(count, "coding has", "codings have")
        + " no case: the interview is about none, or about several and the speaker decides none"
    ]
  }
}
