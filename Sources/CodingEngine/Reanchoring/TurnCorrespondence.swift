import Fieldwork

extension TextAlignment {
  /// The turn of the old text that each turn of the new one goes on with: the one that has the
  /// most of its characters, two fifths at least, else the only one that was there between its neighbours.
  ///
  /// - Parameters:
  ///   - before: the turns of the old text in order.
  ///   - after: the turns of the new text in order.
  /// - Returns: for each new turn a position in `before`, or `nil`.
  func correspondingTurns(_ before: [Span], _ after: [Span]) -> [Int?] {
    var owners = [Int32](repeating: -1, count: oldUnits.count)
    for (turn, span) in before.enumerated() {
      for unit in oldUnits.units(in: span) { owners[unit] = Int32(turn) }
    }
    var found = after.map { span -> Int? in
      var shares: [Int32: Int] = [:]
      for unit in newUnits.units(in: span) where backward[unit] >= 0 {
        let owner = owners[Int(backward[unit])]
        if owner >= 0 { shares[owner, default: 0] += 1 }
      }
      guard let most = shares.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) }) else {
        return nil
      }
      // A mark or a stray word in common makes no turn go on.
      let size = min(
        newUnits.units(in: span).count, oldUnits.units(in: before[Int(most.key)]).count)
      return most.value * 5 >= size * 2 ? Int(most.key) : nil
    }
    let used = Set(found.compactMap(\.self))
    for index in found.indices where found[index] == nil {
      let previous = index == 0 ? -1 : found[index - 1]
      let next = index + 1 == found.count ? before.count : found[index + 1]
      guard let previous, let next, next - previous == 2, !used.contains(previous + 1) else {
        continue
      }
      found[index] = previous + 1
    }
    return found
  }
}

/// Who speaks in the turns of a corrected text.
///
/// A turn keeps the role and participant of the turn that it goes on with, and a label keeps what
/// was said of it; the labels themselves are words of the text and are read anew.
struct SpeakersKept {
  private let before: [FormerTurn]
  private let byLabel: [String: Int]

  /// A turn of the old text.
  struct FormerTurn {
    var number: Int32
    var span: Span
    var speaker: String?
    var role: Role
    var hasParticipant: Bool
  }

  init(_ before: [FormerTurn]) {
    self.before = before
    // The first turn of a label stands for it, of two meanings the one that names a person.
    var byLabel: [String: Int] = [:]
    for (index, turn) in before.enumerated() {
      guard let speaker = turn.speaker else { continue }
      if let known = byLabel[speaker], before[known].hasParticipant || !turn.hasParticipant {
        continue
      }
      byLabel[speaker] = index
    }
    self.byLabel = byLabel
  }

  /// The turns of the corrected text.
  func turns(_ drafts: [TurnDraft], _ alignment: TextAlignment) -> [RevisedTurn] {
    let former = alignment.correspondingTurns(before.map(\.span), drafts.map(\.span))
    return zip(drafts, former).map { draft, former in
      var turn = RevisedTurn(
        span: draft.span, speaker: draft.speaker, role: draft.role, time: draft.time,
        former: former.map { before[$0].number })
      guard let source = source(of: draft, former) else { return turn }
      turn.role = source.role
      turn.person = source.hasParticipant ? source.number : nil
      return turn
    }
  }

  private func source(of draft: TurnDraft, _ former: Int?) -> FormerTurn? {
    let own = former.map { before[$0] }
    if let own, own.speaker == draft.speaker { return own }
    guard let speaker = draft.speaker else { return own }
    if let known = byLabel[speaker] { return before[known] }
    // A new label: a known word for a role says what it means, any other name is the speaker of
    // the same words.
    return draft.role == .unknown ? own : nil
  }
}
