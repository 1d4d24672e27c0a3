public import Fieldwork

/// Something that two studies say differently, so that somebody has to decide.
public struct MergeConflict: Hashable, Sendable {
  /// How a conflict can be decided.
  public enum Side: String, CaseIterable, Sendable {
    /// As it is in this study.
    case ours
    /// As it is in the other study.
    case theirs
    /// Both are kept: codes and memos side by side, the other one's under a name of its own; a
    /// coding that one side took off stays.
    case both
  }

  /// What it is about.
  public enum Kind: Hashable, Sendable {
    /// A code with two definitions, or two codes with one slug.
    case code
    /// A coding with two values of stance, voice or weight.
    case coding
    /// A coding that one side took off.
    case retraction
    /// A memo with two wordings.
    case memo
  }

  /// What it is about.
  public var kind: Kind
  /// By what it is named when it is decided: a code's or memo's slug, a passage `GY-101@120-180`.
  public var name: String
  /// What differs: `definition`, `stance`.
  public var field: String
  /// What this study says.
  public var ours: String
  /// What the other study says.
  public var theirs: String

  /// The conflict on one line.
  public var line: String { "\(name), \(field): here \(ours); there \(theirs)" }
}

/// How conflicts are decided.
public struct MergeDecisions: Hashable, Sendable {
  /// What holds for all that are not named; `nil` where each must be.
  public var all: MergeConflict.Side?
  /// What holds for a code, memo or passage.
  public var named: [String: MergeConflict.Side]

  /// Describes decisions.
  public init(all: MergeConflict.Side? = nil, named: [String: MergeConflict.Side] = [:]) {
    self.all = all
    self.named = named
  }

  func side(_ name: String) -> MergeConflict.Side? { named[name] ?? all }
}

/// Why a study cannot be merged.
public enum MergeFailure: ProblemReporting, Hashable {
  /// Transcripts of the other study that have no counterpart with the same words.
  case transcripts([String])
  /// Both say something else, and nobody decided.
  case undecided([MergeConflict])
  /// The two are one file.
  case itself(path: String)

  /// The failure in words: what, where, what to try.
  public var problem: Problem {
    switch self {
    case .transcripts(let lines):
      Problem(
        .data,
        "\(lines.count) transcript\(lines.count == 1 ? "" : "s") of the other study cannot be "
          + "matched",
        hint: "nothing was changed", candidates: lines)
    case .undecided(let conflicts):
      Problem(
        .data,
        "\(conflicts.count) conflict\(conflicts.count == 1 ? "" : "s") to decide",
        hint: "nothing was changed; add --take ours, theirs or both, or --take NAME=ours for one",
        candidates: conflicts.map(\.line))
    case .itself(let path):
      Problem(
        .data, "this is the study itself", place: path,
        hint: "name the study of another coder")
    }
  }
}
