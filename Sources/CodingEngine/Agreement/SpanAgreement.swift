public import Fieldwork
import Statistics

/// Compares coders who cut the text as they like, code by code: |uα of where the code is, and
/// the characters that it covers.
///
/// - Parameters:
///   - snapshot: the study.
///   - scope: whose codings, and where.
///   - codes: indices into `Codebook.codes`; those that somebody in the scope used when `nil`.
///   - rollup: whether an entry has the codings of everything below it as well.
///   - includeInterviewer: whether the interviewer's words are characters.
///   - resampling: how intervals over documents are made.
public func spanAgreement(
  in snapshot: StudySnapshot, scope: AgreementScope, codes: [Int]? = nil, rollup: Bool = false,
  includeInterviewer: Bool = false, resampling: AgreementResampling = AgreementResampling()
) throws -> AgreementTable {
  let selection = CodeSelection(snapshot.codebook, codes, rollup: rollup)
  let stretches = CoderStretches(
    snapshot, scope, selection, includeInterviewer: includeInterviewer)
  let coders = scope.coders.count
  var subjects: [AgreementSubject] = []
  for (line, code) in selection.codes.enumerated() {
    let users = stretches.users(line)
    if codes == nil, !users.contains(true) { continue }
    let documents = try stretches.documents([line]).compactMap(\.self)
    let sums = documents.map { UnitizingSums($0) }
    guard var total = sums.first else { continue }
    for other in sums.dropFirst() { total += other }
    subjects.append(
      AgreementSubject(
        name: snapshot.codebook.codes[code].slug,
        users: zip(scope.coders, users).filter(\.1).map { snapshot.coders[$0.0] },
        ratings: try RatedUnits(joining: documents.compactMap(\.places)),
        sums: sums.map(\.row), point: total.binary,
        further: [
          AgreementMeasure("alpha-u", try stretches.joined(line).alphaU(value: 0).alpha)
        ]))
  }
  var notes = scope.notes + stretches.notes + snapshot.confirmationNotes
  notes.append("overlapping and touching passages of one code by one coder are one stretch")
  return AgreementTable(
    unit: "character", coders: scope.names(snapshot),
    documents: subjects.first?.sums.count ?? scope.transcripts.count, subjects: subjects,
    resampling: resampling, leading: "binary-u-alpha", notes: notes
  ) { UnitizingSums.binary(row: $0, values: 1, coders: coders) }
}

/// Compares coders over a domain of codes that exclude each other: uα, |uα, cuα and (k)uα of
/// each code, with coverage (Krippendorff, Mathet, Bouvry & Widlöcher 2016).
///
/// - Parameter domain: an entry of the codebook; the codable entries below it are the values.
/// - Throws: `AgreementFailure.overlapInDomain` where a coder put two of them on the same words.
public func domainAgreement(
  in snapshot: StudySnapshot, scope: AgreementScope, domain: Int,
  includeInterviewer: Bool = false, resampling: AgreementResampling = AgreementResampling()
) throws -> AgreementDomain {
  let book = snapshot.codebook
  let below = book.subtree(domain).filter { $0 != domain && book.codes[$0].isCodable }
  guard below.count >= 2 else { throw AgreementFailure.noDomain(code: book.codes[domain].slug) }
  let selection = CodeSelection(book, below, rollup: false)
  let stretches = CoderStretches(
    snapshot, scope, selection, includeInterviewer: includeInterviewer)
  let documents: [UnitizedContinuum]
  do {
    documents = try stretches.documents(Array(selection.codes.indices)).compactMap(\.self)
  } catch let error {
    guard case .overlap = error, let place = overlap(in: snapshot, scope, below) else {
      throw error
    }
    throw place
  }
  let sums = documents.map { UnitizingSums($0) }
  guard var total = sums.first else {
    throw AgreementFailure.emptyTable(what: "the transcripts have no characters to compare")
  }
  for other in sums.dropFirst() { total += other }
  let values = selection.codes.count
  let coders = scope.coders.count
  func interval(_ statistic: @escaping (UnitizingSums) -> Double?) -> BootstrapInterval {
    resampling.bootstrap.intervals(of: [sums.map(\.row)]) { _, row in
      statistic(UnitizingSums(row: row, values: values, coders: coders))
    }[0]
  }
  let intervals = [
    interval { $0.unitizing.value }, interval { $0.binary.value },
    interval { $0.coding.alpha.value },
  ]
  let limits = intervals.map { (low: $0.lower.asCoefficient, high: $0.upper.asCoefficient) }
  var measures = [
    AgreementMeasure("u-alpha", total.unitizing, limits: limits[0], over: "documents"),
    AgreementMeasure("binary-u-alpha", total.binary, limits: limits[1], over: "documents"),
    AgreementMeasure(
      "cu-alpha", total.coding.alpha, limits: limits[2], over: "documents",
      coverage: total.coding.coverage),
  ]
  for (value, code) in selection.codes.enumerated() {
    let part = total.coding(of: value)
    measures.append(
      AgreementMeasure(
        "ku-alpha", of: book.codes[code].slug, part.alpha, coverage: part.coverage))
  }
  return AgreementDomain(
    name: book.codes[domain].slug, characters: stretches.lengths.reduce(0, +),
    measures: measures,
    notes: scope.notes + stretches.notes
      + [resampling.note(intervals, documents: sums.count)].compactMap(\.self))
}

/// The agreement about a domain of codes.
public struct AgreementDomain: Sendable {
  /// The entry above the codes.
  public let name: String
  /// The characters compared.
  public let characters: Int
  /// The coefficients.
  public let measures: [AgreementMeasure]
  /// What a reader of the numbers must know.
  public let notes: [String]
}

/// The first place where a coder put two codes of a domain on the same words.
private func overlap(
  in snapshot: StudySnapshot, _ scope: AgreementScope, _ codes: [Int]
) -> AgreementFailure? {
  let codings = snapshot.codings
  let places = scope.places(snapshot)
  for coder in scope.coders {
    var last: Int?
    for row in 0..<codings.count
    where Int(codings.coders[row]) == coder && codes.contains(Int(codings.codes[row]))
      && places[Int(snapshot.transcript(ofCoding: row))] >= 0
    {
      if let before = last, codings.texts[before] == codings.texts[row],
        codings.span(before).overlaps(codings.span(row)),
        codings.codes[before] != codings.codes[row]
      {
        let text = snapshot.texts[Int(codings.texts[row])]
        return .overlapInDomain(
          coder: snapshot.coders[coder],
          transcript: snapshot.transcripts[Int(text.transcript)].label,
          codes: [before, row].map { snapshot.codebook.codes[Int(codings.codes[$0])].slug })
      }
      // What reaches farthest can meet the next.
      if let before = last, codings.texts[before] == codings.texts[row],
        codings.ends[before] > codings.ends[row]
      {
        continue
      }
      last = row
    }
  }
  return nil
}
