public import Fieldwork
import Foundation

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
  /// By what it is named when it is decided: a code's slug, `memo:SLUG`, a coding
  /// `GY-101@120-180/CODE/CODER`, with `/2` behind it for round 2.
  public var name: String
  /// What differs: `definition`, `stance`.
  public var field: String
  /// What this study says.
  public var ours: String
  /// What the other study says.
  public var theirs: String

  /// Why both cannot be kept; `nil` where they can, or where nobody asked for both.
  public var notBoth: String?
  /// What tells this value of the other study from every other, for as long as it says so.
  var key = ""

  /// The conflict on one line.
  public var line: String {
    "\(name), \(field): here \(ours); there \(theirs)" + (notBoth.map { "; \($0)" } ?? "")
  }

  /// Makes the key.
  ///
  /// - Parameters:
  ///   - thing: the identifier of the other study's row.
  ///   - field: what differs, the same in every merge.
  ///   - value: what the other study says, uncut.
  static func key(_ kind: Kind, _ thing: Data, _ field: String, _ value: String) -> String {
    StableUUID(identity: "verdict", "\(kind)", [UInt8](thing).hex, field, value).bytes.hex
  }
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
  /// Something was decided that is in no conflict; with the names of what there is to decide.
  case noConflict(named: [String], there: [String])
  /// Passages of the other study wait to be confirmed after a correction.
  case waiting([String])
  /// The two are one file.
  case itself(path: String)

  /// The failure in words: what, where, what to try.
  public var problem: Problem {
    switch self {
    case .transcripts(let lines):
      Problem(
        .data,
        "\(counted(lines.count, "transcript")) of the other study cannot be "
          + "matched",
        hint: "nothing was changed", candidates: lines)
    case .waiting(let cites):
      Problem(
        .data,
        "\(cites.count) passage\(cites.count == 1 ? " waits" : "s wait") to be confirmed in the other "
          + "study: \(cites.prefix(5).joined(separator: ", "))\(cites.count > 5 ? "…" : "")",
        hint: "nothing was changed; decide on them there first, with 'emic confirm'")
    case .undecided(let conflicts):
      Problem(
        .data,
        "\(counted(conflicts.count, "conflict")) to decide",
        hint: "nothing was changed; add --take ours, theirs or both, or --take NAME=ours for one",
        candidates: conflicts.map(\.line))
    case .noConflict(let names, let there):
      Problem(
        .data, "nothing to decide is called \(names.map { "'\($0)'" }.joined(separator: ", "))",
        hint: there.isEmpty
          ? "nothing was changed; there is nothing to decide, leave --take out"
          : "nothing was changed; to decide: \(there.joined(separator: ", "))")
    case .itself(let path):
      Problem(
        .data, "this is the study itself", place: path,
        hint: "name the study of another coder")
    }
  }
}
