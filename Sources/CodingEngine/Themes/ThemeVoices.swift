public import Fieldwork

/// Who says what a theme rests on: many people, or one talker.
public struct ThemeVoices: Hashable, Sendable {
  /// A person and their codings.
  public struct Voice: Hashable, Sendable {
    /// Index of the participant.
    public var participant: Int32
    /// The participant's id.
    public var id: String
    /// Their codings of required codes.
    public var codings: Int
  }

  /// Everyone with at least one coding of a required code, most first, then by id.
  public let voices: [Voice]
  /// Codings of required codes of which nobody is known to say them.
  public let unattributed: Int
  /// Codings of required codes that several say; they are counted for each of them.
  public let shared: Int
  /// All codings of the required codes.
  public let codings: Int

  /// The codings of the person who says most of it, of all; `nil` where nobody is known.
  public var top: Share? { voices.first.map { Share($0.codings, of: codings) } }

  /// Counts who speaks.
  ///
  /// A coding is said by everyone who speaks a turn that it touches, interviewer turns left out;
  /// where no turn names a participant, by the interview's only one.
  public init(_ report: ThemeReport, in snapshot: StudySnapshot) {
    let turns = snapshot.turns
    var counts: [Int32: Int] = [:]
    var unattributed = 0
    var shared = 0
    let rows = report.transcripts.flatMap(\.rows)
    for row in rows {
      let text = snapshot.codings.texts[row]
      let touched = turns.rows(ofText: text, touching: snapshot.codings.span(row))
        .filter { turns.roles[$0] != .interviewer }
      let speakers = Set(touched.flatMap { turns.people($0) })
      let present = snapshot.transcripts[Int(snapshot.texts[Int(text)].transcript)].participants
      if !speakers.isEmpty {
        for person in speakers { counts[person, default: 0] += 1 }
        let isOfOthersToo = touched.contains { turns.people($0).isEmpty }
        if speakers.count > 1 || isOfOthersToo { shared += 1 }
      } else if present.count == 1 {
        counts[present[0], default: 0] += 1
      } else {
        unattributed += 1
      }
    }
    codings = rows.count
    self.shared = shared
    voices = counts.map {
      Voice(participant: $0.key, id: snapshot.participants[Int($0.key)].id, codings: $0.value)
    }
    .sorted { a, b in
      a.codings != b.codings ? a.codings > b.codings : a.participant < b.participant
    }
    self.unattributed = unattributed
  }

  /// What to know of it in one sentence.
  public var words: String {
    guard let first = voices.first, let top else {
      return codings == 0 ? "nobody yet" : "\(counted(codings, "coding")) of no one known person"
    }
    let people = voices.count == 1 ? "1 person" : "\(voices.count) people"
    var words = "\(people); most from \(first.id): \(top.words) codings"
    if shared > 0 { words += "; \(shared) said by several, counted for each" }
    if unattributed > 0 { words += "; \(unattributed) of no one known person" }
    return words
  }
}
