public import Fieldwork

/// Who is compared with whom: coders, or the rounds of coding of one or more of them.
///
/// Several rounds make a rater of each coder in each of them, so that a coder can be compared
/// with herself; one round leaves the others out. Adjudicated codings, which come out of talking
/// about the others, enter only where their coder is named.
public struct AgreementRaters: Sendable {
  /// The study with a coder for each rater.
  public let snapshot: StudySnapshot
  /// The raters that are compared, as indices into `snapshot.coders`; `nil` for all.
  public let compared: [Int]?
  /// The raters that must not enter.
  public let leftOut: [Int]
  /// What a reader of the numbers must know.
  public let notes: [String]

  /// Finds the raters.
  ///
  /// - Parameters:
  ///   - snapshot: the study.
  ///   - coders: who is compared, as indices into `snapshot.coders`; `nil` for all.
  ///   - leftOut: whose codings must not enter.
  ///   - adjudicators: whose codings enter only where `coders` has them.
  ///   - rounds: the rounds that are compared, from 1; empty where a coder's rounds count as one.
  /// - Throws: `AgreementFailure.noSuchRound` where nobody who is compared coded in a round.
  public init(
    _ snapshot: StudySnapshot, coders: [Int]? = nil, leaveOut leftOut: [Int] = [],
    adjudicators: [Int] = [], rounds: [Int] = []
  ) throws(AgreementFailure) {
    // Where coders are named nobody else enters, and there is nothing to say about it.
    let adjudicated = coders == nil ? adjudicators : []
    let without = Array(Set(leftOut + adjudicated)).sorted()
    let codings = snapshot.codings
    let isAsked = snapshot.coders.indices.map { coder in
      coders?.contains(coder) ?? !without.contains(coder)
    }
    var coded = [Set<Int>](repeating: [], count: snapshot.coders.count)
    for row in 0..<codings.count {
      coded[Int(codings.coders[row])].insert(codings.round(row))
    }
    guard !rounds.isEmpty else {
      let several = snapshot.coders.indices.filter { isAsked[$0] && coded[$0].count > 1 }
      self.snapshot = snapshot
      compared = coders
      // A coder who has nothing to leave out needs no mention.
      self.leftOut = without.filter { leftOut.contains($0) || !coded[$0].isEmpty }
      notes = several.map { coder in
        let numbers = coded[coder].sorted().map(String.init).joined(separator: ", ")
        return "rounds \(numbers) of \(snapshot.coders[coder]) count as one; --rounds compares them"
      }
      return
    }
    let wanted = Array(Set(rounds)).sorted()
    for round in wanted
    where !snapshot.coders.indices.contains(where: { isAsked[$0] && coded[$0].contains(round) }) {
      throw .noSuchRound(
        round: round,
        there: Set(snapshot.coders.indices.filter { isAsked[$0] }.flatMap { coded[$0] }).sorted())
    }
    var names: [String] = []
    var origins: [Int] = []
    var places: [[Int]: Int32] = [:]
    for coder in snapshot.coders.indices {
      for round in wanted where coded[coder].contains(round) {
        // Who is left out is left out whole.
        if without.contains(coder), origins.last == coder {
          places[[coder, round]] = Int32(names.count - 1)
          continue
        }
        places[[coder, round]] = Int32(names.count)
        let name = snapshot.coders[coder]
        let isWhole = wanted.count == 1 || without.contains(coder)
        names.append(isWhole ? name : "\(name) round \(round)")
        origins.append(coder)
      }
    }
    var split = snapshot
    split.coders = names
    split.codings = codings.recoded { row in
      places[[Int(codings.coders[row]), codings.round(row)]]
    }
    self.snapshot = split
    compared = coders.map { coders in origins.indices.filter { coders.contains(origins[$0]) } }
    self.leftOut = origins.indices.filter { without.contains(origins[$0]) }
    notes = wanted.count == 1 ? ["only codings of round \(wanted[0])"] : []
  }

  /// The scope of a comparison of these raters.
  ///
  /// - Parameters:
  ///   - transcripts: the transcripts that all of them have read, when somebody says so.
  ///   - limits: the transcripts that are asked about.
  public func scope(
    transcripts: [Int]? = nil, within limits: StudySnapshot.Limits? = nil
  ) throws(AgreementFailure) -> AgreementScope {
    try AgreementScope(
      snapshot, coders: compared, leaveOut: leftOut, transcripts: transcripts, within: limits,
      notes: notes)
  }
}
