import Fieldwork

/// The things that codes can be in, and in which of them each coding is.
struct IncidenceUnits {
  /// How many numbers for units there are.
  let count: Int
  /// N: the units that the study has, with a code or without.
  let total: Int
  /// What a reader of the numbers must know.
  private(set) var notes: [String] = []
  /// The transcript around each unit, -1 for numbers that are no unit; `nil` where units do not
  /// lie inside transcripts.
  private(set) var transcripts: [Int32]?
  private let place: (Int, (Int32) -> Void) -> Void

  /// Calls back with each unit of a coding; a unit may come twice.
  func forEachUnit(ofCoding row: Int, _ body: (Int32) -> Void) { place(row, body) }

  /// The units that a table asks about; notes speak of the codings that a test accepts.
  init(
    _ snapshot: StudySnapshot, _ query: CooccurrenceQuery, _ touched: TouchedTurns,
    _ isAsked: (Int) -> Bool
  ) {
    let asked = (0..<snapshot.codings.count).filter(isAsked)
    switch query.unit {
    case .sentence:
      self.init(sentencesOf: snapshot, query.sentences, query.includeInterviewer, asked)
    case .turn, .row:
      self.init(turnsOf: snapshot, touched, query.includeInterviewer, asked)
    case .window:
      self.init(turnsOf: snapshot, touched, query.includeInterviewer, asked)
      self = IncidenceUnits(windowsOf: query.window, turns: self)
    case .participant:
      self.init(participantsOf: snapshot, touched, query.includeInterviewer, asked)
    case .case: self.init(casesOf: snapshot, asked)
    case .transcript, .pairs, .quotations, .regions, .characters:
      self.init(transcriptsOf: snapshot)
    }
  }

  /// The transcripts, each with what is coded in its layers.
  private init(transcriptsOf snapshot: StudySnapshot) {
    count = snapshot.transcripts.count
    total = (0..<count).count { snapshot.holds(transcript: Int32($0)) }
    place = { row, body in body(snapshot.transcript(ofCoding: row)) }
  }

  /// The cases that an interview is about.
  private init(casesOf snapshot: StudySnapshot, _ asked: [Int]) {
    let attribution = CaseAttribution(snapshot)
    count = snapshot.cases.count
    total = snapshot.interviewedCases.count { snapshot.holds(case: $0) }
    let without = asked.count { attribution.caseIndex(ofCoding: $0) < 0 }
    notes = CaseAttribution.notes(withoutCase: without)
    place = { row, body in
      let index = attribution.caseIndex(ofCoding: row)
      if index >= 0 { body(index) }
    }
  }

  /// The turns of the originals.
  ///
  /// What is coded in a translation counts for the turn of the same number, if the translation
  /// has as many turns as the original.
  private init(
    turnsOf snapshot: StudySnapshot, _ touched: TouchedTurns, _ includeInterviewer: Bool,
    _ asked: [Int]
  ) {
    let originals = OriginalTurns(snapshot)
    let roles = snapshot.turns.roles
    func isUnit(_ turn: Int) -> Bool { includeInterviewer || roles[turn] != .interviewer }
    count = snapshot.turns.count
    let places = (0..<count).map { turn -> Int32 in
      guard originals.isOriginal(turn), isUnit(turn), snapshot.holds(turn: turn) else {
        return -1
      }
      return snapshot.texts[Int(snapshot.turns.texts[turn])].transcript
    }
    total = places.count { $0 >= 0 }
    transcripts = places
    place = { row, body in
      for turn in touched.turns(ofCoding: row) {
        guard let original = originals.original(of: turn), places[original] >= 0 else { continue }
        body(Int32(original))
      }
    }
    let lost = asked.count { row in
      touched.turns(ofCoding: row).contains { originals.original(of: $0) == nil }
    }
    if lost > 0 {
      notes.append(
        Wording.count(lost, "coding is left out: it lies", "codings are left out: they lie")
          + " in translations whose turns do not match those of the original")
    }
  }

  /// The turns that a question counts.
  init(turnsOf snapshot: StudySnapshot, _ query: CooccurrenceQuery) {
    self.init(turnsOf: snapshot, TouchedTurns(snapshot), query.includeInterviewer, [])
  }

  /// Windows of turns, each called by its first turn.
  private init(windowsOf size: Int, turns: IncidenceUnits) {
    let windows = TurnWindows(size, turns: turns.transcripts ?? [])
    count = turns.count
    total = windows.count
    transcripts = windows.transcripts
    notes =
      turns.notes + [
        "a window is \(size) turns that follow each other, all of a shorter transcript; the same "
          + "words lie in up to \(size) windows"
      ]
    place = { row, body in
      turns.forEachUnit(ofCoding: row) { turn in windows.forEach(around: turn, body) }
    }
  }

  /// The sentences of one layer of each transcript: the one in which most is coded, the
  /// original where they are equal.
  ///
  /// Sentences of a translation are not those of the original, so that what is coded in another
  /// layer has no sentence here.
  private init(
    sentencesOf snapshot: StudySnapshot, _ sentences: Sentences?, _ includeInterviewer: Bool,
    _ asked: [Int]
  ) {
    let isCounted = IncidenceUnits.codedLayers(snapshot)
    let roles = snapshot.turns.roles
    count = sentences?.count ?? 0
    let places = (0..<count).map { row -> Int32 in
      guard let sentences, isCounted[Int(sentences.texts[row])],
        includeInterviewer || roles[Int(sentences.turns[row])] != .interviewer,
        snapshot.holds(turn: Int(sentences.turns[row]))
      else { return -1 }
      return snapshot.texts[Int(sentences.texts[row])].transcript
    }
    total = places.count { $0 >= 0 }
    transcripts = places
    let codings = snapshot.codings
    place = { row, body in
      guard let sentences else { return }
      let touched = sentences.rows(
        ofText: codings.texts[row], touching: codings.starts[row], codings.ends[row])
      for sentence in touched where places[sentence] >= 0 { body(Int32(sentence)) }
    }
    let lost = asked.count { !isCounted[Int(codings.texts[$0])] }
    if lost > 0 {
      notes.append(
        Wording.count(lost, "coding is left out: it lies", "codings are left out: they lie")
          + " in another layer than most of the transcript's codings")
    }
  }

  /// For each text whether it is the layer of its transcript with most codings.
  static func codedLayers(_ snapshot: StudySnapshot) -> [Bool] {
    var codings = [Int](repeating: 0, count: snapshot.texts.count)
    for text in snapshot.codings.texts { codings[Int(text)] += 1 }
    var best = [Int](repeating: -1, count: snapshot.transcripts.count)
    for (index, text) in snapshot.texts.enumerated() {
      let before = best[Int(text.transcript)]
      if before < 0
        || (codings[index], text.isOriginal ? 1 : 0)
          > (codings[before], snapshot.texts[before].isOriginal ? 1 : 0)
      {
        best[Int(text.transcript)] = index
      }
    }
    let chosen = Set(best)
    return snapshot.texts.indices.map(chosen.contains)
  }

  /// For each text whether what is coded there counts for a turn of the original.
  static func layersWithTurns(_ snapshot: StudySnapshot) -> [Bool] {
    let originals = OriginalTurns(snapshot)
    return snapshot.texts.indices.map { originals.has(layer: $0) }
  }

  /// The participants who speak.
  private init(
    participantsOf snapshot: StudySnapshot, _ touched: TouchedTurns, _ includeInterviewer: Bool,
    _ asked: [Int]
  ) {
    let turns = snapshot.turns
    func speakers(_ turn: Int) -> [Int32] {
      let isUnit = includeInterviewer || turns.roles[turn] != .interviewer
      return isUnit && snapshot.holds(turn: turn) ? turns.people(turn) : []
    }
    count = snapshot.participants.count
    total = Set((0..<turns.count).flatMap(speakers)).count
    place = { row, body in
      for turn in touched.turns(ofCoding: row) { speakers(turn).forEach(body) }
    }
    let lost = asked.count { row in
      touched.turns(ofCoding: row).allSatisfy { speakers($0).isEmpty }
    }
    if lost > 0 {
      notes.append(
        Wording.count(lost, "coding touches", "codings touch") + " no turn of a known participant")
    }
  }
}

/// The way from the turns of a translation to those of its original.
private struct OriginalTurns {
  /// How a layer stands beside its original.
  private enum Way {
    /// Turn by turn.
    case shift(Int)
    /// By the numbers that mending and correcting turns kept.
    case numbers([Int32: Int])
  }

  private let ways: [Way?]
  private let turns: TurnColumns
  private let isOriginalText: [Bool]

  init(_ snapshot: StudySnapshot) {
    let turns = snapshot.turns
    self.turns = turns
    isOriginalText = snapshot.texts.map(\.isOriginal)
    var original = [Int32](repeating: -1, count: snapshot.transcripts.count)
    for (index, text) in snapshot.texts.enumerated() where text.isOriginal {
      original[Int(text.transcript)] = Int32(index)
    }
    ways = snapshot.texts.indices.map { index in
      let text = snapshot.texts[index]
      if text.isOriginal { return .shift(0) }
      guard original[Int(text.transcript)] >= 0 else { return nil }
      let there = turns.rows(ofText: original[Int(text.transcript)])
      let here = turns.rows(ofText: Int32(index))
      if snapshot.keepsAlignment(Int32(index), original[Int(text.transcript)]) {
        let rows = there.filter { turns.aligned($0) > 0 }.map { (turns.aligned($0), $0) }
        return .numbers(Dictionary(rows, uniquingKeysWith: { first, _ in first }))
      }
      return here.count == there.count ? .shift(there.lowerBound - here.lowerBound) : nil
    }
  }

  func isOriginal(_ turn: Int) -> Bool { isOriginalText[Int(turns.texts[turn])] }

  func has(layer text: Int) -> Bool { ways[text] != nil }

  func original(of turn: Int) -> Int? {
    switch ways[Int(turns.texts[turn])] {
    case .shift(let shift): turn + shift
    case .numbers(let rows): rows[turns.aligned(turn)]
    case nil: nil
    }
  }
}
