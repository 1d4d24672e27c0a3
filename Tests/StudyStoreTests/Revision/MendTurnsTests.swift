import CodingEngine
import Fieldwork
import StudyStore
import TestSupport
import Testing

/// Turns that are cut anew keep every word and every passage.
@Suite struct MendTurnsTests {
  /// Two layers; turns without labels in the text, as subtitles have them.
  private func unlabelled(_ label: String, _ lines: [String], language: String? = nil)
    -> TranscriptDraft
  {
    var made = draft(label, [])
    var text = ""
    for (index, line) in lines.enumerated() {
      let start = Int32(text.unicodeScalars.count)
      text += line
      if let span = Span(start: start, end: Int32(text.unicodeScalars.count)) {
        made.turns.append(
          TurnDraft(
            speaker: index.isMultiple(of: 2) ? "Q" : "Mei",
            role: index.isMultiple(of: 2) ? .interviewer : .respondent, span: span,
            time: RecordingTime(start: Int64(index) * 1000, end: Int64(index) * 1000 + 900)))
      }
      text += "\n\n"
    }
    made.text = text
    made.metadata.language = language
    return made
  }

  private func study() throws -> StudyFixture {
    let fixture = try StudyFixture(isQuick: true)
    var translation = unlabelled(
      "T-1.en", ["Where do you live?", "In two rooms. We pay no rent.", "And then?", "Who knows."],
      language: "en")
    translation.metadata.translationOf = "T-1"
    try fixture.perform(
      ImportTranscripts([
        unlabelled("T-1", ["你们住哪里？", "两间屋。 不交房租， é\u{301}👩‍👧。", "那以后呢？", "哪个晓得。"], language: "zh"),
        translation,
      ]))
    try fixture.perform(ImportCodebook(codes("rent", "stay")))
    try fixture.code("T-1", "两间屋", as: "rent")
    try fixture.code("T-1", "屋。 不交", as: "stay")
    try fixture.code("T-1", "房租", as: "rent", by: "bo")
    return fixture
  }

  private func mend(
    _ fixture: StudyFixture, _ mend: MendTurns.Mend, language: String? = nil
  ) throws -> MendTurns.Outcome {
    let (snapshot, index, words) = try fixture.text("T-1", language: language)
    return try fixture.perform(
      MendTurns(snapshot.texts[Int(index)].key, words: words.digest, mend)
    ).outcome
  }

  /// The turns with what stands beside them: `t2 Mei 两间屋。 | t2`.
  private func turns(_ fixture: StudyFixture, _ language: String? = nil) throws -> [String] {
    let (snapshot, index, words) = try fixture.text("T-1", language: language)
    let other = try #require(snapshot.otherLayers(ofText: index).first)
    return snapshot.turns.rows(ofText: index).map { row in
      let key = snapshot.turns.aligned(row)
      let beside = snapshot.turns.rows(ofText: other).first {
        key > 0 && snapshot.turns.aligned($0) == key
      }
      let span = Span(start: snapshot.turns.starts[row], end: snapshot.turns.ends[row])
      return "t\(snapshot.turns.numbers[row]) \(snapshot.turns.speaker(row) ?? "") "
        + "\(span.map(words.words) ?? "") | "
        + (beside.map { "t\(snapshot.turns.numbers[$0])" } ?? "-")
    }
  }

  private func place(_ fixture: StudyFixture, _ quote: String, _ language: String? = nil) throws
    -> Int32
  {
    try #require(try fixture.text("T-1", language: language).words.firstPlace(of: quote)).start
  }

  @Test func `a turn becomes two, the numbers behind move, and all stays beside its translation`()
    throws
  {
    let fixture = try study()
    let before = try fixture.dump()
    let codings = try fixture.codings()
    let done = try mend(
      fixture, .split(turn: 2, at: place(fixture, "不交"), speaker: nil))
    #expect(done.shift == 1 && done.lastBefore == 4)
    #expect(done.turns.map(\.number) == [2, 3])
    #expect(
      done.notes == [
        "en t2 stands beside t2 alone; nothing stands beside t3 until it is split there too"
      ])
    let split = [
      "t1 Q 你们住哪里？ | t1", "t2 Mei 两间屋。 | t2", "t3 Mei 不交房租， é\u{301}👩‍👧。 | -",
      "t4 Q 那以后呢？ | t3", "t5 Mei 哪个晓得。 | t4",
    ]
    #expect(try turns(fixture) == split)
    #expect(try fixture.codings() == codings)
    try fixture.expectClean()
    let there = try mend(
      fixture, .split(turn: 2, at: place(fixture, "We pay", "en"), speaker: nil), language: "en")
    #expect(there.notes == [])
    #expect(try turns(fixture).map { String($0.suffix(2)) } == ["t1", "t2", "t3", "t4", "t5"])
    try fixture.expectClean()
    try fixture.study.undo(by: fixture.author())
    #expect(try turns(fixture) == split)
    try fixture.study.undo(by: fixture.author())
    #expect(try fixture.dump() == before)
    #expect(try fixture.study.search("房租", limit: 9).hits.count == 1)
  }

  @Test func `joining names what no longer stands beside a turn, and joining there mends it`()
    throws
  {
    let fixture = try study()
    let whole = try turns(fixture)
    let done = try mend(fixture, .join(2...3))
    #expect(done.shift == -1)
    #expect(done.notes == ["en t3 no longer stands beside a turn until it is joined there too"])
    #expect(
      try turns(fixture) == [
        whole[0], "t2 Mei 两间屋。 不交房租， é\u{301}👩‍👧。\n\n那以后呢？ | t2", "t3 Mei 哪个晓得。 | t4",
      ])
    // A passage behind the join is still beside its own words.
    let there = try mend(fixture, .join(2...3), language: "en")
    #expect(there.notes == [])
    #expect(try turns(fixture).map { String($0.suffix(2)) } == ["t1", "t2", "t3"])
    try fixture.expectClean()
    _ = try mend(fixture, .split(turn: 2, at: place(fixture, "那以后"), speaker: "Q"))
    _ = try mend(
      fixture, .split(turn: 2, at: place(fixture, "And then", "en"), speaker: "Q"), language: "en")
    #expect(try turns(fixture) == whole)
  }

  @Test func `who speaks a turn is who speaks the others with that label`() throws {
    let fixture = try study()
    try fixture.perform(
      AssignSpeakers("T-1", [.init(speaker: "Mei", role: .respondent, participant: "P-MEI")]))
    _ = try mend(fixture, .speaker(turn: 3, label: "Mei", role: nil))
    let (snapshot, index, _) = try fixture.text("T-1")
    let rows = snapshot.turns.rows(ofText: index)
    #expect(rows.map { snapshot.turns.speaker($0) } == ["Q", "Mei", "Mei", "Mei"])
    #expect(rows.map { snapshot.turns.people($0).count } == [0, 1, 1, 1])
    #expect(snapshot.turns.roles[rows.lowerBound + 2] == .respondent)
    _ = try mend(fixture, .speaker(turn: 3, label: "Lei", role: .other))
    let after = try fixture.text("T-1").snapshot.turns
    #expect(after.roles[rows.lowerBound + 2] == .other)
    #expect(after.people(rows.lowerBound + 2) == [])
  }

  @Test func `what cannot be mended is refused and changes nothing`() throws {
    let fixture = try study()
    let before = try fixture.dump()
    let edge = try place(fixture, "两间屋")
    for wrong: MendTurns.Mend in [
      .split(turn: 2, at: edge, speaker: nil), .split(turn: 9, at: edge, speaker: nil),
      .split(turn: 1, at: edge, speaker: nil),
      .split(turn: 2, at: try place(fixture, "👩‍👧") + 1, speaker: nil),
      .join(2...2), .join(4...5), .speaker(turn: 7, label: "Mei", role: nil),
    ] {
      #expect(throws: Problem.self) { try mend(fixture, wrong) }
    }
    let (snapshot, index, _) = try fixture.text("T-1")
    #expect(throws: Problem.self) {
      try fixture.perform(
        MendTurns(
          snapshot.texts[Int(index)].key, words: TextBuffer("other").digest,
          .split(turn: 2, at: edge + 4, speaker: nil)))
    }
    #expect(try fixture.dump() == before)
  }

  @Test func `turns written later are read in their place by every reader`() throws {
    let fixture = try study()
    // The second half of the turn is the newest row of the table, behind those of the other text.
    _ = try mend(
      fixture, .split(turn: 2, at: place(fixture, "不交房租"), speaker: nil))
    let all = try fixture.study.snapshot([.turns])
    let few = try TextReader(fixture.study, of: all, showsLayers: true)
      .read(all.texts.indices.map(Int32.init)).turns
    let shown = try fixture.study.snapshot(showing: Set(all.texts.map(\.key))).turns
    #expect(all.turns.numbers == [1, 2, 3, 4, 5, 1, 2, 3, 4])
    for read in [few, shown] {
      #expect(read.texts == all.turns.texts)
      #expect(read.numbers == all.turns.numbers)
      #expect(read.starts == all.turns.starts)
      #expect(read.ends == all.turns.ends)
      #expect(read.times == all.turns.times)
    }
  }

  @Test func `ten thousand splits and joins change no word, and a join undoes its split`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let fixture = try study()
    func state() throws -> (turns: [[String?]], words: [[String?]]) {
      (
        try fixture.study.query(
          """
          SELECT text_id, number, start, end, speaker, role, time_start, time_end, aligned FROM turn
          ORDER BY text_id, number
          """
        ).rows,
        try fixture.study.query("SELECT cite, code, coder, quote FROM v_quotes ORDER BY 1, 2, 3")
          .rows
      )
    }
    let texts = try [nil, "en"].map { try fixture.text("T-1", language: $0) }
    let first = try state()
    // What the study was after the last mend; one that is refused leaves it so.
    var before = first
    var mended = 0
    var refused = 0
    while mended < 10_000 {
      // Half of the texts is Chinese; a quarter of the splits stays for a while.
      let (snapshot, index, words) = texts[Int.random(in: 0...1, using: &random)]
      let key = snapshot.texts[Int(index)].key
      let place = Int32.random(in: 0..<words.scalarCount, using: &random)
      let own = before.turns.filter { $0[0] == "\(key)" }
      let turn = own.last { Int32($0[2] ?? "") ?? 0 <= place }.flatMap { Int32($0[1] ?? "") } ?? 1
      do {
        try fixture.perform(
          MendTurns(key, words: words.digest, .split(turn: turn, at: place, speaker: nil)))
      } catch is Problem {
        refused += 1
        continue
      }
      mended += 1
      let split = try state()
      #expect(split.words == first.words, "seed \(seed)")
      #expect(split.turns.count == before.turns.count + 1, "seed \(seed)")
      let isKept = own.count < 8 && Int.random(in: 0..<4, using: &random) == 0
      if !isKept {
        try fixture.perform(MendTurns(key, words: words.digest, .join(turn...turn + 1)))
        mended += 1
        let joined = try state()
        guard joined.turns == before.turns, joined.words == first.words else {
          Issue.record("seed \(seed), t\(turn) at \(place): \(before.turns) → \(joined.turns)")
          return
        }
        continue
      }
      if own.count > 5 {
        try fixture.perform(MendTurns(key, words: words.digest, .join(1...2)))
        mended += 1
      }
      before = try state()
    }
    print("mended turns: seed \(seed), \(mended) done, \(refused) refused at edges and blanks")
    #expect(try state().words == first.words)
    try fixture.expectClean()
  }
}
