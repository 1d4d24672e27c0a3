public import Fieldwork

/// A unit about which coders disagree.
public struct AgreementDisagreement: Hashable, Sendable {
  /// The transcript, as an index into the snapshot.
  public let transcript: Int
  /// The turn (row of `StudySnapshot.turns`), where turns are rated.
  public let turn: Int?
  /// The sentence: its text (index into `StudySnapshot.texts`) and span, where sentences are
  /// rated; `turn` is the one around it.
  public let sentence: SentencePlace?

  /// Where a sentence stands.
  public struct SentencePlace: Hashable, Sendable {
    /// Index into `StudySnapshot.texts`.
    public let text: Int32
    /// The words.
    public let span: Span
  }

  /// The coders who put the code there.
  public let present: [String]
  /// The coders who did not.
  public let absent: [String]
  /// The codings behind it, as rows of `StudySnapshot.codings`.
  public let rows: [Int]
}

/// The units about which the coders of a scope disagree, for one code, in the order of the
/// transcripts.
///
/// - Parameters:
///   - code: an index into `Codebook.codes`.
///   - rollup: whether the code has the codings of everything below it as well.
public func disagreements(
  in snapshot: StudySnapshot, scope: AgreementScope, code: Int, unit: AgreementUnit = .turn,
  rollup: Bool = false, includeInterviewer: Bool = false, sentences: Sentences? = nil
) -> [AgreementDisagreement] {
  let selection = CodeSelection(snapshot.codebook, [code], rollup: rollup)
  let marked = CodeRatings(
    snapshot, scope, unit: unit, selection, includeInterviewer: includeInterviewer,
    sentences: sentences)
  let all: UInt64 = scope.coders.count == 64 ? .max : 1 << UInt64(scope.coders.count) - 1
  let split = marked.marks[0].filter {
    $0.mask != all && marked.document(ofUnit: $0.unit) >= 0
  }
  // The codings of a unit are found by the rules by which it was marked.
  let query = unit.query(includeInterviewer: includeInterviewer, sentences)
  let units = IncidenceUnits(snapshot, query, TouchedTurns(snapshot)) { _ in false }
  let coderPlaces = scope.coderPlaces(snapshot)
  var rows: [Int32: [Int]] = [:]
  for row in 0..<snapshot.codings.count
  where coderPlaces[Int(snapshot.codings.coders[row])] >= 0
    && !selection.rows(ofCode: Int(snapshot.codings.codes[row])).isEmpty
  {
    units.forEachUnit(ofCoding: row) { unit in
      if rows[unit]?.last != row { rows[unit, default: []].append(row) }
    }
  }
  func names(_ mask: UInt64) -> [String] {
    scope.coders.enumerated().filter { mask & (1 << UInt64($0.offset)) != 0 }
      .map { snapshot.coders[$0.element] }
  }
  func turn(_ mark: CodeRatings.Mark) -> Int? {
    switch unit {
    case .turn: Int(mark.unit)
    case .sentence: sentences.map { Int($0.turns[Int(mark.unit)]) }
    case .transcript: nil
    }
  }
  // Turns and sentences are numbered in the order of the texts.
  let ordered = split.sorted {
    (marked.document(ofUnit: $0.unit), $0.unit) < (marked.document(ofUnit: $1.unit), $1.unit)
  }
  return ordered.map { mark in
    AgreementDisagreement(
      transcript: scope.transcripts[marked.document(ofUnit: mark.unit)], turn: turn(mark),
      sentence: unit == .sentence ? sentences?.place(Int(mark.unit)) : nil,
      present: names(mark.mask), absent: names(all & ~mark.mask), rows: rows[mark.unit] ?? [])
  }
}

extension Sentences {
  /// Where a sentence stands.
  fileprivate func place(_ row: Int) -> AgreementDisagreement.SentencePlace? {
    Span(start: starts[row], end: ends[row]).map { .init(text: texts[row], span: $0) }
  }
}
