public import Fieldwork

/// Why codes cannot be grouped or mapped.
public enum ClusterFailure: ProblemReporting, Hashable {
  /// Overlap is no thing that a code is in or not in.
  case noIncidence(unit: String)
  /// Fewer codes are left than a grouping needs.
  case tooFewCodes(left: Int, needed: Int, leftOut: Int)
  /// There are not so many clusters.
  case noSuchCut(asked: Int, codes: Int)
  /// No pair of codes is tied by the rule.
  case noTies(rule: String)
  /// Turns of one interview are not independent of each other.
  case nestedUnits(unit: String)
  /// The method would take too long for this network.
  case tooLarge(method: String, codes: Int, ties: Int)
  /// The table has no row, no column, or no count.
  case nothingCounted
  /// The axes of a map cannot be computed.
  case noAxes

  /// The failure in words.
  public var problem: Problem {
    switch self {
    case .noIncidence(let unit):
      Problem(
        .usage, "'\(unit)' is nothing that a code is in or not in",
        hint: "take turn, transcript, participant or case")
    case .tooFewCodes(let left, let needed, let leftOut):
      Problem(
        .data,
        "there \(left == 1 ? "is 1 code" : "are \(left) codes") to group, and it takes "
          + "at least \(needed)",
        hint: leftOut > 0 ? "\(leftOut) were left out: lower --min or take another unit" : nil)
    case .noSuchCut(let asked, let codes):
      Problem(
        .usage, "\(codes) codes cannot make \(asked) clusters",
        hint: "give --k a number from 1 to \(codes)")
    case .noTies(let rule):
      Problem(
        .data, "no two codes are tied (\(rule))",
        hint: "lower --together, leave --q away, or take another unit")
    case .nestedUnits(let unit):
      Problem(
        .usage, "a test that takes every \(unit) as independent would be wrong",
        hint: "use --q with --unit transcript or case")
    case .tooLarge(let method, let codes, let ties):
      Problem(
        .data, "\(method) would take too long for \(codes) codes with \(ties) ties",
        hint: "raise --together, choose --codes, or take --method leiden")
    case .nothingCounted:
      Problem(.data, "nothing is counted in this table", hint: "code first, or choose other codes")
    case .noAxes:
      Problem(.internalFailure, "the axes of the map cannot be computed")
    }
  }
}
