import Fieldwork
import Foundation
import GRDB

/// Asks how conflicts of one merge are decided, and remembers what was decided before.
///
/// A verdict is about one value of the other study. It stands, whatever becomes of the value
/// here, until somebody names it again or the other study says something new.
final class MergeVerdicts {
  /// What nobody decided.
  private(set) var undecided: [MergeConflict] = []
  /// What was decided, in words.
  private(set) var decided: [String] = []
  /// Verdicts that are new.
  private(set) var added: Set<String> = []

  private let decisions: MergeDecisions
  private let known: Set<String>
  private var names: Set<String> = []

  init(_ decisions: MergeDecisions, _ db: Database) throws {
    self.decisions = decisions
    let list = try String.fetchOne(
      db, sql: "SELECT json_extract(settings, '$.merged') FROM study")
    known = Set(list.map { decodeStrings($0) } ?? [])
  }

  /// Whether somebody decided about this value before.
  func isKnown(_ conflict: MergeConflict) -> Bool { known.contains(conflict.key) }

  /// The side that a conflict is decided for.
  ///
  /// - Parameter words: what is said of the decision.
  /// - Returns: `.ours` for what was decided before and is not named; `nil` for what nobody
  ///   decided, which is noted.
  func side(of conflict: MergeConflict, words: (MergeConflict.Side) -> String)
    -> MergeConflict.Side?
  {
    names.insert(conflict.name)
    if isKnown(conflict), decisions.named[conflict.name] == nil { return .ours }
    guard let side = decisions.side(conflict.name), side != .both || conflict.notBoth == nil else {
      var open = conflict
      // Why it is still open is said where somebody asked for both.
      if decisions.side(conflict.name) == nil { open.notBoth = nil }
      undecided.append(open)
      return nil
    }
    let said = words(side)
    if !decided.contains(said) { decided.append(said) }
    if !known.contains(conflict.key) { added.insert(conflict.key) }
    return side
  }

  /// Refuses a name that nothing to decide has, and what is undecided.
  func check() throws {
    let strange = decisions.named.keys.filter { !names.contains($0) }.sorted()
    guard strange.isEmpty else {
      throw MergeFailure.noConflict(named: strange, there: names.sorted())
    }
    guard undecided.isEmpty else { throw MergeFailure.undecided(undecided) }
  }

  /// Keeps the new verdicts among the settings of the study.
  func write(to db: Database) throws {
    guard !added.isEmpty else { return }
    try db.execute(
      sql: "UPDATE study SET settings = json_set(settings, '$.merged', json(?))",
      arguments: [encodeJSON(known.union(added).sorted())])
  }
}
