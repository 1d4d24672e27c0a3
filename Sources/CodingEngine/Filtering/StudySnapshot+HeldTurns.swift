public import Fieldwork

extension StudySnapshot {
  /// Whether a turn is asked about: its transcript is, and who speaks belongs to no case or to
  /// one that is.
  ///
  /// - Parameter turn: a row of `turns`.
  public func holds(turn: Int) -> Bool {
    guard limits != nil else { return true }
    guard holds(transcript: texts[Int(turns.texts[turn])].transcript) else { return false }
    let speaker = turns.participants[turn]
    guard speaker >= 0 else { return true }
    let places = participants[Int(speaker)].cases
    return places.isEmpty || places.contains { holds(case: $0) }
  }
}
