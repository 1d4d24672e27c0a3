public import Fieldwork

extension StudySnapshot {
  /// Whether a turn is asked about: its transcript is, and who speaks belongs to no case or to
  /// one that is; where the filter asks who speaks, the speaker meets it.
  ///
  /// - Parameter turn: a row of `turns`.
  public func holds(turn: Int) -> Bool {
    guard let limits else { return true }
    if let held = limits.turns { return held.contains(turn) }
    guard holds(transcript: texts[Int(turns.texts[turn])].transcript) else { return false }
    let places = turns.people(turn).flatMap { participants[Int($0)].cases }
    return places.isEmpty || places.contains { holds(case: $0) }
  }
}
