import CodingEngine
import Fieldwork
import Foundation
import StudyStore
import TestSupport
import Testing

@Suite struct RevisionTests {
  let lines = [
    ("Q", "Where do you live?"),
    ("Mei", "We rent three small rooms, 没有合同。 The landlord is kind."),
    ("Q", "Will you stay?"), ("Mei", "We are not guests here, we stay."),
  ]

  private func coded() throws -> StudyFixture {
    let fixture = try StudyFixture()
    try fixture.perform(ImportTranscripts([draft("GY-1", lines) { $0.participants = ["P-1"] }]))
    try fixture.perform(ImportCodebook(codes("rent", "lease", "stay")))
    try fixture.code("GY-1", "three small rooms", as: "rent", memo: "three of them?")
    try fixture.code("GY-1", "没有合同。", as: "lease")
    try fixture.code("GY-1", "The landlord is kind.", as: "rent", by: "bo")
    try fixture.code("GY-1", "We are not guests here", as: "stay")
    return fixture
  }

  private var corrected: [(String, String)] {
    var lines = lines
    lines[1].1 = "We rent four small rooms， 没有合同。"
    lines[3].1 = "We are not guests here, we stay on."
    return lines
  }

  @Test func passagesAreKeptProposedOrLeftWaiting() throws {
    let fixture = try coded()
    let done = try fixture.revise("GY-1", corrected)
    #expect(done.outcome.version == 2)
    #expect(done.outcome.kept == 2)
    #expect(done.outcome.proposed == [1])
    #expect(done.outcome.gone == [3])
    #expect(
      try fixture.codings() == [
        "GY-1#1 rent ann four small rooms ?", "GY-1#2 lease ann 没有合同。",
        "GY-1#4 stay ann We are not guests here",
      ])
    let snapshot = try fixture.study.snapshot([.codings])
    #expect(snapshot.codingsWithoutPlace == 1)
    #expect(snapshot.confirmationNotes.count == 2)
    let status = try fixture.study.status()
    #expect(status.codings == 3 && status.segments == 3)
    #expect(status.toConfirm == 1 && status.withoutPlace == 1)
    let waiting = try fixture.study.waitingCodings()
    #expect(waiting.map(\.cite) == ["GY-1#1", "GY-1#3"])
    #expect(waiting.map(\.before) == ["three small rooms", "The landlord is kind."])
    #expect(waiting.map(\.proposed) == ["four small rooms", nil])
    #expect(waiting.map(\.turn) == [2, nil])
    #expect(
      try fixture.study.query("SELECT cite, words_before, words_proposed FROM v_to_confirm").rows
        == [
          ["GY-1#1", "three small rooms", "four small rooms"],
          ["GY-1#3", "The landlord is kind.", nil],
        ])
    #expect(try fixture.study.query("SELECT count(*) FROM v_codings").rows == [["3"]])
    try fixture.expectClean()
  }

  @Test func aCorrectionIsTakenBackAndDoneAgainWhole() throws {
    let fixture = try coded()
    let before = try fixture.dump()
    try fixture.revise("GY-1", corrected)
    let after = try fixture.dump()
    #expect(try fixture.study.search("four", limit: 5).total == 1)
    #expect(try fixture.study.search("landlord", limit: 5).total == 0)
    for _ in 0..<2 {
      try fixture.study.undo(by: fixture.author())
      #expect(try fixture.dump() == before)
      #expect(try fixture.study.search("landlord", limit: 5).total == 1)
      #expect(try fixture.study.search("four", limit: 5).total == 0)
      try fixture.expectClean("undone")
      try fixture.study.redo(by: fixture.author())
      #expect(try fixture.dump() == after)
      #expect(try fixture.study.search("four", limit: 5).total == 1)
      try fixture.expectClean("done again")
    }
  }

  @Test func aTextMayReturnToWordsThatItHadBefore() throws {
    let fixture = try coded()
    try fixture.revise("GY-1", corrected)
    let back = try fixture.revise("GY-1", lines)
    #expect(back.outcome.version == 3)
    // What waited at a proposal has the words again on which it was put; what had no place has
    // none yet.
    #expect(
      try fixture.codings() == [
        "GY-1#1 rent ann three small rooms", "GY-1#2 lease ann 没有合同。",
        "GY-1#4 stay ann We are not guests here",
      ])
    #expect(try fixture.study.waitingCodings().map(\.before) == ["The landlord is kind."])
    try fixture.expectClean()
    let versions = try fixture.study.versions(
      ofText: try fixture.text("GY-1").snapshot.texts[0].key)
    #expect(versions.map(\.version) == [1, 2, 3])
    #expect(versions.map(\.changes) == [nil, done(2), done(3)].map { $0 })
    #expect(versions.map(\.why) == [nil, "second listening", "second listening"])
  }

  /// How many places version 2 and 3 differ at: `three` and `four`, the landlord, `on`.
  private func done(_ version: Int) -> Int? { 3 }

  @Test func speakersRolesAndParticipantsStay() throws {
    let fixture = try coded()
    try fixture.perform(
      AssignSpeakers("GY-1", [.init(speaker: "Mei", role: .respondent, participant: "P-1")]))
    var more = corrected
    more.insert(("Q", "How long already?"), at: 2)
    more.insert(("Mei", "Ten years."), at: 3)
    more[5].0 = "May"
    try fixture.revise("GY-1", more)
    let (snapshot, index, _) = try fixture.text("GY-1")
    let rows = snapshot.turns.rows(ofText: index)
    #expect(rows.map { snapshot.turns.speaker($0) } == ["Q", "Mei", "Q", "Mei", "Q", "May"])
    #expect(
      rows.map { snapshot.turns.roles[$0] } == [
        .interviewer, .respondent, .interviewer, .respondent, .interviewer, .respondent,
      ])
    #expect(rows.map { snapshot.turns.participants[$0] } == [-1, 0, -1, 0, -1, 0])
    #expect(rows.map { snapshot.turns.aligned($0) } == [1, 2, 0, 0, 3, 4])
    try fixture.expectClean()
  }

  @Test func aTranslationStaysBesideItsTurns() throws {
    let fixture = try coded()
    let translation = lines.map { ($0.0, "译：" + $0.1) }
    try fixture.perform(
      ImportTranscripts([
        draft("GY-1.zh", translation) {
          $0.translationOf = "GY-1"
          $0.language = "zh"
        }
      ]))
    try fixture.revise(
      "GY-1", [("Q", "Good day.")] + corrected + [("Mei", "That is all, really all.")])
    let snapshot = try fixture.study.snapshot([.turns, .codings])
    let shelf = TextShelf(
      Dictionary(
        uniqueKeysWithValues: zip(
          snapshot.texts.indices.map { Int32($0) },
          try fixture.study.words(of: snapshot.texts.map(\.key)))))
    let row = try #require((0..<3).first { snapshot.codings.numbers[$0] == 4 })
    let aligned = try #require(snapshot.alignedWords(ofCoding: row, inLayer: 1, texts: shelf))
    #expect(aligned.words == "译：We are not guests here, we stay.")
    #expect(aligned.notes.isEmpty)
    // And back: from the translation to the corrected original.
    let place = try #require(shelf[1]?.firstPlace(of: "译：We are not"))
    let other = try #require(
      snapshot.alignedWords(ofText: 1, place, inLayer: 0, texts: shelf))
    #expect(other.words == "We are not guests here, we stay on.")
    try fixture.expectClean()
  }

  @Test func passagesThatBecomeEqualLoseNoCoding() throws {
    let fixture = try coded()
    // With the mark behind it and without: the mark goes, and both are the same words.
    try fixture.code("GY-1", "没有合同", as: "lease")
    try fixture.code("GY-1", "没有合同", as: "rent", memo: "on the joined passage")
    var changed = lines
    changed[1].1 = "We rent three small rooms, 没有合同 The landlord is kind."
    let done = try fixture.revise("GY-1", changed)
    #expect(done.outcome.joined.map { [$0.before, $0.now] } == [[2, 5]])
    // `lease` by ann was there twice: the proposal stays behind.
    #expect(done.outcome.gone == [2])
    let codings = try fixture.codings()
    #expect(codings.contains("GY-1#5 lease ann 没有合同"))
    #expect(codings.contains("GY-1#5 rent ann 没有合同"))
    #expect(try fixture.study.waitingCodings().map(\.cite) == ["GY-1#2"])
    try fixture.expectClean()
    let (_, _, words) = try fixture.text("GY-1")
    let joined = try #require(words.firstPlace(of: "没有合同"))
    let confirmed = try fixture.perform(
      ConfirmCodings(
        .init(transcript: "GY-1", number: 2),
        .place(
          text: try fixture.text("GY-1").snapshot.texts[0].key,
          joined)))
    #expect(confirmed.outcome.decided.map(\.wasThere) == [true])
    try fixture.expectClean()
  }

  @Test func whatChangedMeanwhileIsNotOverwritten() throws {
    let fixture = try coded()
    let (snapshot, index, words) = try fixture.text("GY-1")
    let draft = draft("GY-1", corrected)
    let plan = RevisionPlan(
      index, in: snapshot, words: words, corrected: TextBuffer(draft.text), turns: draft.turns)
    let command = try fixture.revision(plan, snapshot.texts[Int(index)].key, words)
    try fixture.code("GY-1", "rooms", as: "rent")
    let before = try fixture.dump()
    #expect(throws: Problem.self) { try fixture.perform(command) }
    #expect(try fixture.dump() == before)
    try fixture.study.undo(by: fixture.author())
    try fixture.perform(command)
    #expect(throws: Problem.self) { try fixture.perform(command) }
    try fixture.expectClean()
  }

  @Test func theSameWordsAgainAreNoVersion() throws {
    let fixture = try coded()
    #expect(throws: Problem.self) { try fixture.revise("GY-1", lines) }
  }

  @Test func aFileOfAnEarlierVersionIsThereAlready() throws {
    let fixture = try coded()
    try fixture.revise("GY-1", corrected)
    let again = try fixture.perform(ImportTranscripts([draft("GY-1", lines)]))
    #expect(again.outcome.reports[0].result == .alreadyThere)
    #expect(again.outcome.reports[0].notes.contains { $0.contains("version 1") })
    let other = try fixture.perform(ImportTranscripts([draft("GY-1", [("Mei", "Other.")])]))
    guard case .refused(let problem) = other.outcome.reports[0].result else {
      Issue.record("not refused")
      return
    }
    #expect(problem.hint?.contains("emic revise GY-1") == true)
  }

  @Test func anEarlierVersionIsShownWithItsTurns() throws {
    let fixture = try coded()
    try fixture.revise("GY-1", corrected)
    let (snapshot, index, _) = try fixture.text("GY-1")
    let versions = try fixture.study.versions(ofText: snapshot.texts[Int(index)].key)
    let first = try fixture.study.snapshot(snapshot, with: versions[0], ofText: index)
    let words = try fixture.study.words(of: [first.texts[Int(index)].key])[0]
    let said = first.turns.rows(ofText: index).compactMap { row in
      Span(start: first.turns.starts[row], end: first.turns.ends[row]).map(words.words)
    }
    #expect(said == lines.map(\.1))
    #expect(first.codings.count == 1 && first.codings.isToConfirm(0))
  }

  @Test func aTranscriptGoesWithAllItsVersions() throws {
    let fixture = try coded()
    try fixture.revise("GY-1", corrected)
    let before = try fixture.dump()
    #expect(throws: StudyFailure.self) {
      try fixture.perform(RemoveTranscript("GY-1", withCodings: false))
    }
    let gone = try fixture.perform(RemoveTranscript("GY-1", withCodings: true))
    #expect(gone.outcome.codings == 4)
    try fixture.expectClean()
    try fixture.study.undo(by: fixture.author())
    #expect(try fixture.dump() == before)
    try fixture.expectClean()
  }

  @Test func anEarlierCodingIsNotUndoneBelowACorrection() throws {
    let fixture = try coded()
    let entry = try #require(try fixture.study.journal().last?.number)
    let revised = try #require(try fixture.revise("GY-1", corrected).entry)
    let failure = #expect(throws: StudyFailure.self) {
      try fixture.study.undo(entry: entry, by: fixture.author())
    }
    guard case .undoBlocked(_, let by)? = failure else {
      Issue.record("not refused")
      return
    }
    #expect(by.count == 1 && by[0].hasPrefix("entry \(revised) (revise"))
  }

  @Test func aCodingKnowsItsNotesAfterACorrection() throws {
    let fixture = try coded()
    try fixture.revise("GY-1", corrected)
    // Coding the same words again finds the coding that was made before the correction.
    try fixture.code("GY-1", "没有合同。", as: "lease", memo: "said twice")
    #expect(
      try fixture.study.query(
        "SELECT body FROM memo JOIN memo_coding ON memo_id = memo.id ORDER BY body"
      ).rows == [["said twice"], ["three of them?"]])
    #expect(try fixture.codings().count == 3)
    try fixture.expectClean()
  }
}

@Suite struct ConfirmationTests {
  private func waiting() throws -> StudyFixture {
    let fixture = try StudyFixture()
    try fixture.perform(
      ImportTranscripts([
        draft("GY-1", [("Mei", "We rent three rooms. The landlord is kind."), ("Q", "And?")])
      ]))
    try fixture.perform(ImportCodebook(codes("rent", "lease")))
    try fixture.code("GY-1", "three rooms", as: "rent")
    try fixture.code("GY-1", "three rooms", as: "lease", by: "bo")
    try fixture.code("GY-1", "The landlord is kind.", as: "rent", memo: "is he?")
    try fixture.revise("GY-1", [("Mei", "We rent four rooms."), ("Q", "And?")])
    return fixture
  }

  private func place(_ quote: String, _ fixture: StudyFixture) throws -> ConfirmCodings.Decision {
    let (snapshot, index, words) = try fixture.text("GY-1")
    return .place(
      text: snapshot.texts[Int(index)].key, try #require(words.firstPlace(of: quote)))
  }

  @Test func acceptedProposalsAreOrdinaryCodings() throws {
    let fixture = try waiting()
    let before = try fixture.dump()
    let done = try fixture.perform(ConfirmCodings(.init(transcript: "GY-1"), .accept))
    #expect(done.outcome.decided.map(\.code) == ["rent", "lease"])
    #expect(done.outcome.withoutPlace == ["GY-1#2"])
    #expect(
      try fixture.codings() == ["GY-1#1 rent ann four rooms", "GY-1#1 lease bo four rooms"])
    #expect(try fixture.study.waitingCodings().map(\.cite) == ["GY-1#2"])
    try fixture.expectClean()
    try fixture.study.undo(by: fixture.author())
    #expect(try fixture.dump() == before)
    try fixture.study.redo(by: fixture.author())
    try fixture.expectClean()
  }

  @Test func oneCodeOfAPassageCanBeDecidedAlone() throws {
    let fixture = try waiting()
    try fixture.perform(
      ConfirmCodings(.init(transcript: "GY-1", number: 1, codes: ["rent"]), .accept))
    #expect(
      try fixture.codings() == ["GY-1#1 rent ann four rooms", "GY-1#1 lease bo four rooms ?"])
    try fixture.expectClean()
  }

  @Test func aPassageIsPutWhereItsWordsAreAndKeepsItsNumber() throws {
    let fixture = try waiting()
    let done = try fixture.perform(
      ConfirmCodings(.init(transcript: "GY-1", number: 2), try place("We rent", fixture)))
    #expect(done.outcome.decided.map(\.cite) == ["GY-1#2"])
    #expect(try fixture.codings().contains("GY-1#2 rent ann We rent"))
    // One coding of two moves on: it needs a number of its own.
    let other = try fixture.perform(
      ConfirmCodings(
        .init(transcript: "GY-1", number: 1, codes: ["lease"]), try place("rooms", fixture)))
    #expect(other.outcome.decided.map(\.cite) == ["GY-1#3"])
    #expect(try fixture.codings().contains("GY-1#3 lease bo rooms"))
    try fixture.expectClean()
    for _ in 0..<2 { try fixture.study.undo(by: fixture.author()) }
    try fixture.expectClean()
    #expect(try fixture.study.waitingCodings().count == 3)
  }

  @Test func aPlaceThatIsCodedAlreadyTakesTheCodingOver() throws {
    let fixture = try waiting()
    try fixture.code("GY-1", "We rent", as: "rent")
    let done = try fixture.perform(
      ConfirmCodings(.init(transcript: "GY-1", number: 2), try place("We rent", fixture)))
    #expect(done.outcome.decided.map(\.cite) == ["GY-1#3"])
    #expect(done.outcome.decided.map(\.wasThere) == [true])
    #expect(
      try fixture.study.query(
        "SELECT count(*) FROM memo_coding JOIN coding ON coding_id = coding.id"
      ).rows == [["1"]])
    try fixture.expectClean()
  }

  @Test func whatIsDroppedIsGone() throws {
    let fixture = try waiting()
    let done = try fixture.perform(
      ConfirmCodings(.init(transcript: "GY-1", coder: "ann"), .drop))
    #expect(done.outcome.decided.count == 2)
    #expect(try fixture.codings() == ["GY-1#1 lease bo four rooms ?"])
    try fixture.expectClean()
    try fixture.study.undo(by: fixture.author())
    #expect(try fixture.study.waitingCodings().count == 3)
    try fixture.expectClean()
  }

  @Test func refusals() throws {
    let fixture = try waiting()
    let before = try fixture.dump()
    for (target, decision) in [
      (ConfirmCodings.Target(transcript: "GY-1", number: 9), ConfirmCodings.Decision.accept),
      (.init(transcript: "GY-1", number: 2), .accept),
      (.init(transcript: "GY-1", number: 1, coder: "cy"), .drop),
      (.init(transcript: "GY-1"), try place("rooms", fixture)),
    ] {
      #expect(throws: Problem.self) { try fixture.perform(ConfirmCodings(target, decision)) }
      #expect(try fixture.dump() == before)
    }
  }

  @Test func whatWaitsGoesThroughFurtherCorrections() throws {
    let fixture = try waiting()
    try fixture.revise("GY-1", [("Mei", "We rent five rooms now."), ("Q", "And then?")])
    #expect(
      try fixture.codings() == ["GY-1#1 rent ann five rooms ?", "GY-1#1 lease bo five rooms ?"])
    #expect(
      try fixture.study.waitingCodings().map(\.before) == [
        "three rooms", "three rooms", "The landlord is kind.",
      ])
    try fixture.perform(
      ConfirmCodings(.init(transcript: "GY-1", number: 2), try place("now", fixture)))
    try fixture.expectClean()
  }
}
