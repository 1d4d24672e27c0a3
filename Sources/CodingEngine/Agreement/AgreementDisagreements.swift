public import Fieldwork

/// A unit about which coders disagree.
public struct AgreementDisagreement: Hashable, Sendable {
  /// The transcript, as an index into the snapshot.
  public let transcript: Int
  /// The turn (row of `StudySnapshot.turns`), where turns are rated.
  public let turn: Int?
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
  rollup: Bool = false, includeInterviewer: Bool = false
) -> [AgreementDisagreement] {
  let selection = CodeSelection(snapshot.codebook, [code], rollup: rollup)
  let marked = CodeRatings(
    snapshot, scope, unit: unit, selection, includeInterviewer: includeInterviewer)
  let all: UInt64 = scope.coders.count == 64 ? .max : 1 << UInt64(scope.coders.count) - 1
  let split = marked.marks[0].filter {
    $0.mask != all && marked.document(ofUnit: $0.unit) >= 0
  }
  // The codings of a unit are found by the rules by which it was marked.
  let query = CooccurrenceQuery(
    overlapIn: unit == .turn ? .turn : .transcript, coders: .pooled, rollup: false,
    includeInterviewer: includeInterviewer)
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
  return split.map { mark in
    AgreementDisagreement(
      transcript: scope.transcripts[marked.document(ofUnit: mark.unit)],
      turn: unit == .turn ? Int(mark.unit) : nil, present: names(mark.mask),
      absent: names(all & ~mark.mask), rows: rows[mark.unit] ?? [])
  }.sorted { ($0.transcript, $0.turn ?? 0) < ($1.transcript, $1.turn ?? 0) }
}
