import Fieldwork

/// One who speaks in a turn.
struct TurnVoice: Hashable {
  /// A row of `StudySnapshot.turns`.
  var turn: Int
  /// Index of the participant, or -1 where nobody knows who it is.
  var person: Int32
}

/// Who speaks in turns and codings.
struct TurnVoices {
  private let snapshot: StudySnapshot

  init(_ snapshot: StudySnapshot) { self.snapshot = snapshot }

  /// Those who speak a turn, at least one.
  func ofTurn(_ turn: Int) -> [TurnVoice] {
    let people = snapshot.turns.people(turn)
    return people.isEmpty
      ? [TurnVoice(turn: turn, person: -1)] : people.map { TurnVoice(turn: turn, person: $0) }
  }

  /// Those who speak the turns that a coding touches, each once; interviewers only where nobody
  /// else does.
  func ofCoding(_ row: Int) -> [TurnVoice] {
    let turns = snapshot.turns
    let touched = turns.rows(
      ofText: snapshot.codings.texts[row], touching: snapshot.codings.span(row))
    let answers = touched.filter { turns.roles[$0] != .interviewer }
    var seen: Set<TurnVoice> = []
    return (answers.isEmpty ? Array(touched) : answers).flatMap(ofTurn).filter { voice in
      // One person is one voice, under whatever label; a label nobody is known by is one, too.
      seen.insert(
        voice.person >= 0
          ? TurnVoice(turn: -1, person: voice.person)
          : TurnVoice(turn: Int(turns.speakerIndices[voice.turn]), person: -1)
      ).inserted
    }
  }

  /// The cases of an interview that are those of a voice: of a person who belongs to cases, these.
  func cases(of voice: TurnVoice, in transcript: Int32) -> [Int32] {
    let all = snapshot.transcripts[Int(transcript)].cases
    guard all.count > 1 else { return all }
    guard voice.person >= 0 else { return [] }
    return all.filter { snapshot.participants[Int(voice.person)].cases.contains($0) }
  }
}
