public import Fieldwork

/// Which case each coding is evidence for.
///
/// - An interview about exactly one case: every coding in it, in whatever layer, counts for
///   that case.
/// - An interview about several cases (a group interview): a coding counts for a case only
///   when all the turns that it touches, interviewer turns left out, are spoken by participants
///   who belong to one and the same of the interview's cases. A touched turn without a
///   participant, or whose participant belongs to none or to several of those cases, leaves the
///   coding without a case, because nothing in the material says whose words they are; so does a
///   turn in which people of several cases speak together.
/// - An interview about no case: its codings have none.
///
/// The speakers decide also in an interview about one case that is known to be mixed.
///
/// A coding without a case is counted in `unattributed` and never spread over cases.
public struct CaseAttribution: Sendable {
  /// The case of each coding, or -1.
  private let caseOfCoding: [Int32]
  /// The number of codings without a case, for whatever reason.
  public let unattributed: Int
  /// The number of those that lie in interviews about several cases, where knowing the
  /// speakers would settle the case.
  public let undecided: Int

  /// Settles the case of every coding of a snapshot.
  public init(_ snapshot: StudySnapshot) {
    let codings = snapshot.codings
    // Most interviews are about one case, which settles all codings of a text at once.
    let candidates = snapshot.texts.map { snapshot.transcripts[Int($0.transcript)].cases }
    let isOpen = zip(snapshot.texts, candidates).map { text, candidates in
      candidates.count > 1
        || !candidates.isEmpty && snapshot.mixedTranscripts.contains(text.transcript)
    }
    let settledTexts = zip(candidates, isOpen).map { $0.count == 1 && !$1 ? $0[0] : -1 }
    var caseOfCoding: [Int32] = []
    caseOfCoding.reserveCapacity(codings.count)
    var unattributed = 0
    var undecided = 0
    for row in 0..<codings.count {
      let text = Int(codings.texts[row])
      var settled = settledTexts[text]
      if isOpen[text] {
        settled = CaseAttribution.caseOfSpeakers(
          ofText: codings.texts[row], codings.span(row), among: candidates[text], in: snapshot)
        if settled < 0 { undecided += 1 }
      }
      if settled < 0 { unattributed += 1 }
      caseOfCoding.append(settled)
    }
    self.caseOfCoding = caseOfCoding
    self.unattributed = unattributed
    self.undecided = undecided
  }

  /// The cases that a coding is evidence for.
  ///
  /// - Parameter row: a row of `StudySnapshot.codings`.
  /// - Returns: indices into `StudySnapshot.cases`, sorted; empty when the coding has no case.
  public func cases(ofCoding row: Int) -> [Int32] {
    caseOfCoding[row] < 0 ? [] : [caseOfCoding[row]]
  }

  /// The case of a coding as an index into `StudySnapshot.cases`, or -1.
  ///
  /// The same answer as `cases(ofCoding:)` without an array, for loops over many codings.
  public func caseIndex(ofCoding row: Int) -> Int32 { caseOfCoding[row] }

  /// The case of any passage by the same rules, as an index into `StudySnapshot.cases`, or -1.
  public static func caseIndex(
    ofText text: Int32, _ span: Span, in snapshot: StudySnapshot
  ) -> Int32 {
    let transcript = snapshot.texts[Int(text)].transcript
    let candidates = snapshot.transcripts[Int(transcript)].cases
    if candidates.isEmpty { return -1 }
    if candidates.count == 1, !snapshot.mixedTranscripts.contains(transcript) {
      return candidates[0]
    }
    return caseOfSpeakers(ofText: text, span, among: candidates, in: snapshot)
  }

  private static func caseOfSpeakers(
    ofText text: Int32, _ span: Span, among candidates: [Int32], in snapshot: StudySnapshot
  ) -> Int32 {
    let turns = snapshot.turns
    let touched = turns.rows(ofText: text, touching: span)
    var settled: Int32 = -1
    for turn in touched where turns.roles[turn] != .interviewer {
      let people = turns.people(turn)
      guard !people.isEmpty else { return -1 }
      for person in people {
        let own = Set(snapshot.participants[Int(person)].cases).intersection(candidates)
        guard own.count == 1, let only = own.first, settled < 0 || settled == only else {
          return -1
        }
        settled = only
      }
    }
    return settled
  }
}
