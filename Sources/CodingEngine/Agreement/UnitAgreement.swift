public import Fieldwork
import Statistics

/// Compares coders on fixed units, code by code.
///
/// Is the code in the turn, sentence or transcript, or not? A unit has a code where a coding
/// touches it. Turns of the interviewer are no units unless they are included.
///
/// - Parameters:
///   - snapshot: the study.
///   - scope: whose codings, and where.
///   - codes: indices into `Codebook.codes`; those that somebody in the scope used when `nil`.
///   - unit: what is rated.
///   - rollup: whether an entry has the codings of everything below it as well.
///   - includeInterviewer: whether interviewer turns are units.
///   - sentences: the sentences, where they are rated.
///   - resampling: how intervals over documents are made.
public func agreement(
  in snapshot: StudySnapshot, scope: AgreementScope, codes: [Int]? = nil,
  unit: AgreementUnit = .turn, rollup: Bool = false, includeInterviewer: Bool = false,
  sentences: Sentences? = nil, resampling: AgreementResampling = AgreementResampling()
) throws -> AgreementTable {
  let selection = CodeSelection(snapshot.codebook, codes, rollup: rollup)
  let marked = CodeRatings(
    snapshot, scope, unit: unit, selection, includeInterviewer: includeInterviewer,
    sentences: sentences)
  var subjects: [AgreementSubject] = []
  for (line, code) in selection.codes.enumerated() {
    let used = marked.marks[line].reduce(0) { mask, mark in
      marked.document(ofUnit: mark.unit) >= 0 ? mask | mark.mask : mask
    }
    if used == 0, codes == nil { continue }
    let documents = try marked.documents(line)
    let ratings = try RatedUnits(joining: documents)
    subjects.append(
      AgreementSubject(
        name: snapshot.codebook.codes[code].slug,
        users: scope.coders.enumerated().filter { used & (1 << UInt64($0.offset)) != 0 }
          .map { snapshot.coders[$0.element] },
        ratings: ratings, sums: documents.map { NominalSums($0).row },
        point: ratings.krippendorffAlpha()))
  }
  var notes = scope.notes + marked.notes + snapshot.confirmationNotes
  notes.append("a \(unit.rawValue) has a code where a coding touches it")
  return AgreementTable(
    unit: unit.rawValue, coders: scope.names(snapshot), documents: scope.transcripts.count,
    subjects: subjects, resampling: resampling, notes: notes
  ) { NominalSums.alpha($0) }
}

/// One alpha over all codes of a selection, each unit with the set of codes that a coder put
/// there (Krippendorff & Craggs 2016).
///
/// Without an interval: its expectation does not add up over documents.
public func setAgreement(
  in snapshot: StudySnapshot, scope: AgreementScope, codes: [Int]? = nil,
  unit: AgreementUnit = .turn, includeInterviewer: Bool = false, sentences: Sentences? = nil
) throws -> AgreementSets {
  let selection = CodeSelection(snapshot.codebook, codes, rollup: false)
  let marked = CodeRatings(
    snapshot, scope, unit: unit, selection, includeInterviewer: includeInterviewer,
    sentences: sentences)
  var sets: [Int32: [Set<Int>]] = [:]
  let none = [Set<Int>](repeating: [], count: scope.coders.count)
  for (line, marks) in marked.marks.enumerated() {
    for mark in marks where marked.document(ofUnit: mark.unit) >= 0 {
      for coder in scope.coders.indices where mark.mask & (1 << UInt64(coder)) != 0 {
        sets[mark.unit, default: none][coder].insert(line)
      }
    }
  }
  let total = marked.unitsOfDocument.reduce(0, +)
  let coded = sets.sorted { $0.key < $1.key }.map { $0.value.map { Set<Int>?($0) } }
  let empty = [[Set<Int>?]](repeating: none.map { $0 }, count: max(0, total - coded.count))
  let result = try MultiValuedAlpha(units: coded + empty, labels: selection.codes.count)
  return AgreementSets(
    result, units: total, labels: marked.marks.count { !$0.isEmpty },
    notes: scope.notes + marked.notes)
}

/// The agreement about sets of labels.
public struct AgreementSets: Sendable {
  /// 1 − D_o / D_e.
  public let alpha: Coefficient
  /// The disagreement observed.
  public let observed: Coefficient
  /// The disagreement expected by chance.
  public let expected: Coefficient
  /// The units that were rated.
  public let units: Int
  /// The labels that somebody used.
  public let labels: Int
  /// What a reader of the numbers must know.
  public let notes: [String]

  init(_ result: MultiValuedAlpha, units: Int, labels: Int, notes: [String]) {
    alpha = result.alpha.asCoefficient
    observed = result.observed.asCoefficient
    expected = result.expected.asCoefficient
    self.units = units
    self.labels = labels
    self.notes = notes
  }
}
