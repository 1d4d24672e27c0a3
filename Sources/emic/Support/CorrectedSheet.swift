import CodingEngine
import Fieldwork
import StudyStore

/// A coding sheet in which words of the transcript were corrected.
struct CorrectedSheet {
  let revising: Revising
  /// The correction.
  let plan: RevisionPlan
  /// The turns in the corrected words.
  let turns: [SheetTurn]
  /// What becomes of the codings, at their places in the corrected words.
  let merge: SheetMerge
  /// Codings whose corrected words the sheet marks as before: its coder saw them.
  let seen: [SheetCoding]

  /// Reads the corrections and then the marks in the corrected words.
  ///
  /// - Throws: a `Problem` where more than the words of turns was changed, or a mark has no place.
  init(
    _ read: ReadSheet, _ changes: [SheetWordChange], _ state: SheetState, _ base: SheetBase,
    _ codes: SheetCodes, _ revising: Revising
  ) throws {
    self.revising = revising
    let transcript = revising.label
    let correction = SheetCorrection(
      changes, text: state.words, turns: state.turns.map(\.span))
    guard correction.outside.isEmpty else {
      throw SheetRefusal.outside(correction.outside, of: transcript)
    }
    let plan = try revising.plan(correction.edits)
    let turns = zip(state.turns, plan.turns).map { SheetTurn(number: $0.number, span: $1.span) }
    let proof = SheetProof(read, text: plan.text, turns: turns)
    guard proof.faults.isEmpty else {
      throw SheetRefusal.faults(proof.faults, of: transcript)
    }
    guard proof.changes.isEmpty else { throw SheetRefusal.outside(proof.changes, of: transcript) }
    let sheet = codes.codings(of: proof.codings)
    let marked = Set(sheet.map(\.key))
    let waiting = Set(state.waiting.map { SheetCoding.Key(span: $0.span, code: $0.code) })
    merge = SheetMerge(
      base: base.codings.compactMap { $0.placed(by: plan.alignment) }, sheet: sheet,
      now: state.codings.compactMap { $0.placed(by: plan.alignment) })
    seen = state.codings.compactMap { coding in
      guard !waiting.contains(coding.key),
        case .proposed = plan.alignment.place(of: coding.span),
        let placed = coding.placed(by: plan.alignment), marked.contains(placed.key)
      else { return nil }
      return placed
    }
    self.plan = plan
    self.turns = turns
  }
}
