import CodingEngine
import Fieldwork
import StudyStore

/// Mends the turns of one text and says what became of their numbers.
struct MendingDesk {
  private let revising: Revising
  private let writing: WritingOptions
  private let layer: String?

  init(_ transcript: String, _ options: Turns.TextOptions) throws {
    revising = try Revising(try Session.writing(options.options), transcript, layer: options.layer)
    writing = options.writing
    layer = options.layer
  }

  private var label: String { revising.label }
  private var key: Int64 { revising.snapshot.texts[Int(revising.text)].key }

  /// The number of a turn that is named.
  func turn(_ typed: String) throws -> AnchorTurn {
    guard let numbers = try Anchor.turns(in: typed, bare: true), numbers.count == 1 else {
      throw Problem(.data, "'\(typed)' names no turn", place: label, hint: "write t12")
    }
    guard let turn = revising.turns.first(where: { Int($0.number) == numbers.lowerBound }) else {
      throw Problem(
        .data, "there is no t\(numbers.lowerBound)", place: label,
        hint: "its last turn is t\(revising.turns.count)")
    }
    return turn
  }

  func split(_ turn: AnchorTurn, at words: String, speaker: String?) throws {
    let number = Int(turn.number)
    if let speaker, speaker.trimmingBlanks.isEmpty {
      throw Problem(.usage, "--speaker has no name", hint: "write --speaker Mei, or leave it out")
    }
    let resolver = AnchorResolver(text: revising.words, turns: revising.turns)
    let place: Span
    do {
      place = try resolver.resolve(.quotation(words, within: number...number)).span
    } catch {
      throw error.problem.placed("\(label), t\(number)")
    }
    let isNew = speaker.map { speaker in !revising.turns.contains { $0.speaker == speaker } }
    let mend = MendTurns.Mend.split(
      turn: turn.number, at: place.start, speaker: speaker?.trimmingBlanks)
    let done = try perform(mend)
    if let speaker, isNew == true {
      revising.session.remark(
        "note: nobody was called '\(speaker)' here; 'emic speakers \(label)' says who it is")
    }
    tell(done, before: "t\(number)")
  }

  func join(_ first: AnchorTurn, _ last: AnchorTurn) throws {
    let (low, high) = (Int(first.number), Int(last.number))
    guard low < high else {
      throw Problem(
        .data, "t\(high) does not stand behind t\(low)", place: label,
        hint: "name the first and the last turn: t5 t6")
    }
    let speakers = revising.turns[(low - 1)..<high].compactMap(\.speaker).withoutRepetition
    let before = "t\(low)-t\(high)"
    switch TurnMend.joining(
      low...high, ofText: revising.text, words: revising.words, in: revising.snapshot)
    {
    case .inPlace: tell(try perform(.join(first.number...last.number)), before: before)
    case .correction(let correction, let turns):
      let lost = lostBeside(low...high)
      let outcome = try revise(correction, turns, name: "turns join")
      tell(outcome, turns, low...low, before: before, shift: low - high)
      for note in lost { revising.session.remark("note: \(note)") }
    }
    if speakers.count > 1 {
      revising.session.remark(
        "note: \(speakers.joined(separator: " and ")) spoke; all is \(speakers[0])'s now")
    }
  }

  func relabel(_ turn: AnchorTurn, as name: String, role: Role?) throws {
    let number = Int(turn.number)
    guard !name.isEmpty, !name.contains(where: \.isNewline) else {
      throw Problem(.usage, "a speaker needs a name of one line", hint: "write Mei, or 罗秀梅")
    }
    let snapshot = revising.snapshot
    let row = snapshot.turns.rows(ofText: revising.text).first {
      snapshot.turns.numbers[$0] == turn.number
    }
    if turn.speaker == name, role == nil || row.map({ snapshot.turns.roles[$0] }) == role {
      revising.session.say("\(label) t\(number) is spoken by \(name) already; nothing to change")
      return
    }
    let mend =
      turn.speaker == name
      ? TurnMend.inPlace
      : TurnMend.relabelling(
        number, as: name, role: role, ofText: revising.text, words: revising.words, in: snapshot)
    switch mend {
    case .inPlace:
      tell(
        try perform(.speaker(turn: turn.number, label: name, role: role)), before: "t\(number)")
    case .correction(let correction, let turns):
      let outcome = try revise(correction, turns, name: "turns speaker")
      tell(outcome, turns, number...number, before: "t\(number)", shift: 0)
    }
  }

  private func perform(_ mend: MendTurns.Mend) throws -> MendTurns.Outcome {
    try revising.session.perform(
      MendTurns(key, words: revising.words.digest, mend), writing
    ).outcome
  }

  /// Writes a version of the text with another label, or without one.
  private func revise(_ correction: LabelCorrection, _ turns: [RevisedTurn], name: String) throws
    -> ReviseTranscript.Outcome
  {
    let suggestions = try revising.session.study.suggestions(ofText: key).map {
      correction.place(ofSuggestion: $0.number, $0.span, matches: $0.matches)
    }
    let revision = ReviseTranscript.Revision(
      key: key, before: revising.words.digest, text: correction.text, turns: turns,
      passages: revising.snapshot.passages(ofText: revising.text, after: correction),
      changes: 1, why: writing.why, suggestions: suggestions)
    return try revising.session.perform(ReviseTranscript(revision, name: name), writing).outcome
  }

  /// The turns of other layers beside turns that are no longer there, in words.
  private func lostBeside(_ range: ClosedRange<Int>) -> [String] {
    let turns = revising.snapshot.turns
    let keys = turns.rows(ofText: revising.text)
      .filter { range.contains(Int(turns.numbers[$0])) }.map(turns.aligned).filter { $0 > 0 }
    return revising.snapshot.otherLayers(ofText: revising.text).flatMap { text in
      turns.rows(ofText: text).filter { keys.dropFirst().contains(turns.aligned($0)) }.map {
        "\(revising.snapshot.texts[Int(text)].language) t\(turns.numbers[$0]) no longer stands "
          + "beside a turn until it is joined there too"
      }
    }
  }

  private func tell(_ outcome: MendTurns.Outcome, before: String) {
    let turns = outcome.turns.map { turn in
      (Int(turn.number), turn.speaker, revising.words.words(in: turn.span))
    }
    say(turns, before: before, shift: Int(outcome.shift))
    for note in outcome.notes { revising.session.remark("note: \(note)") }
  }

  private func tell(
    _ outcome: ReviseTranscript.Outcome, _ turns: [RevisedTurn], _ range: ClosedRange<Int>,
    before: String, shift: Int
  ) {
    let correction = revising.session
    let shown = range.map { number in (number, turns[number - 1].speaker, "") }
    say(shown, before: before, shift: shift)
    correction.say(
      "\(outcome.label) \(writing.dryRun ? "would be" : "is now") version \(outcome.version): the "
        + "label in the text is \(shift == 0 ? "another" : "taken out"); "
        + "\(counted(outcome.kept, "passage")) kept")
    if !outcome.gone.isEmpty {
      correction.say(
        "  without a place: " + outcome.gone.map { "\(label)#\($0)" }.joined(separator: ", "))
    }
  }

  /// Says what stands in the place of turns, and how the numbers behind moved.
  private func say(_ turns: [(Int, String?, String)], before: String, shift: Int) {
    if shift == 0, let speaker = turns.first?.1 {
      let verb = writing.dryRun ? "would be" : "is now"
      revising.session.say("\(label) \(before) \(verb) spoken by \(speaker)")
      return
    }
    let names = turns.map { "t\($0.0)" }.joined(separator: " and ")
    let verb = writing.dryRun ? "would be" : "is now"
    let last = revising.turns.count
    let behind = (turns.last?.0 ?? last) - shift + 1
    var moved = ""
    if shift != 0, behind <= last {
      let range = behind == last ? "t\(last)" : "t\(behind)-t\(last)"
      let now = behind == last ? "t\(last + shift)" : "t\(behind + shift)-t\(last + shift)"
      moved = "; \(range) \(writing.dryRun ? "would be" : "are now") \(now)"
    }
    revising.session.say("\(label) \(before) \(verb) \(names)\(moved)")
    for (number, speaker, words) in turns {
      let quoted = words.isEmpty ? "" : ": “\(words.onOneLine(60))”"
      revising.session.say("  t\(number) \(speaker ?? "")\(quoted)")
    }
  }
}
