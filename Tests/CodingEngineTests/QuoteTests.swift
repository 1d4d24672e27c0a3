import CodingEngine
import Fieldwork
import Testing

private func study() -> SnapshotBuilder {
  var study = SnapshotBuilder()
  study.category("settling")
  study.code("stay", under: "settling")
  study.code("school", under: "settling")
  study.place("R-1")
  study.interview(
    "GY-2", date: "2016-06-22", about: ["R-1"], consent: "oral", recordType: "recording",
    [
      .asks("Where will you live when the bridge is done?"),
      .says("Here. We are not guests.", as: "Mrs Fen", at: 754_000),
      .says("The school is here too.", as: "Mr Fen", at: 760_500),
      .asks("And the land?"),
      .says("Gone.", as: "Mrs Fen"),
    ])
  study.interview("GY-10", kind: "field-note", [.says("The ferry has stopped.")])
  return study
}

@Suite struct QuoteTests {
  @Test func aQuoteCarriesItsSource() throws {
    var study = study()
    study.put("stay", on: "We are not guests.", in: "GY-2")
    let snapshot = try study.snapshot()
    let quote = try #require(
      quotes(rows: [0], in: snapshot, texts: study.shelf, context: 1).first)
    #expect(quote.cite == "GY-2#1")
    #expect(quote.transcript == "GY-2")
    #expect(quote.turn == 2)
    #expect(quote.lastTurn == 2)
    #expect(quote.speaker == "Mrs Fen")
    #expect(quote.role == .respondent)
    #expect(quote.code == "stay")
    #expect(quote.coder == "kim")
    #expect(quote.quote == "We are not guests.")
    #expect(quote.before == "I: Where will you live when the bridge is done?")
    #expect(quote.after == "Mr Fen: The school is here too.")
    #expect(quote.question == "Where will you live when the bridge is done?")
    #expect(quote.language == "en")
    #expect(quote.layer == "original")
    #expect(quote.translator.isEmpty)
    #expect(quote.recordType == "recording")
    #expect(quote.time == "00:12:34")
    #expect(quote.consent == "oral")
    #expect(quote.citation == "(Interview #GY-2, June 22nd, 2016)")
    #expect(quote.dateCitation == "(Interview, June 22nd, 2016)")
    // "I: " 3 + question 44 + line end 1 + "Mrs Fen: " 9 + "Here. " 6
    #expect(quote.start == 63)
    #expect(quote.end == 81)
  }

  @Test(arguments: [Int.max, Int.min]) func contextOfAnySizeIsWhatThereIs(context: Int) throws {
    var study = study()
    study.put("stay", on: "We are not guests.", in: "GY-2")
    let quote = try #require(
      quotes(rows: [0], in: study.snapshot(), texts: study.shelf, context: context).first)
    #expect(quote.before.isEmpty == (context < 0))
    #expect(quote.after.hasSuffix("Mrs Fen: Gone.") == (context > 0))
  }

  @Test func aPassageOverSeveralTurnsKeepsItsSpeakersReadable() throws {
    var study = study()
    study.put("stay", on: "not guests.\nMr Fen: The school", in: "GY-2")
    let snapshot = try study.snapshot()
    let quote = try #require(
      quotes(rows: [0], in: snapshot, texts: study.shelf, context: 0).first)
    #expect(quote.quote == "Mrs Fen: not guests.\nMr Fen: The school")
    #expect(quote.turn == 2)
    #expect(quote.lastTurn == 3)
    #expect(quote.before.isEmpty)
    #expect(quote.after.isEmpty)
    #expect(quote.question == "Where will you live when the bridge is done?")
  }

  @Test func contextStopsAtTheEndsOfTheText() throws {
    var study = study()
    study.put("stay", on: "Gone.", in: "GY-2")
    let snapshot = try study.snapshot()
    let quote = try #require(
      quotes(rows: [0], in: snapshot, texts: study.shelf, context: 9).first)
    #expect(quote.before.split(separator: "\n").count == 4)
    #expect(quote.after.isEmpty)
    #expect(quote.question == "And the land?")
    #expect(quote.time.isEmpty)
  }

  @Test func theQuestionIsTheOneBeforeThePassageAlsoForAPassageOfTheInterviewer() throws {
    var study = study()
    study.put("stay", on: "And the land?", in: "GY-2")
    study.put("stay", on: "Where will you live", in: "GY-2")
    let snapshot = try study.snapshot()
    let found = quotes(rows: [0, 1], in: snapshot, texts: study.shelf)
    #expect(found.map(\.question) == ["", "Where will you live when the bridge is done?"])
    #expect(found.map(\.role) == [.interviewer, .interviewer])
  }

  @Test func quotesStandInTheOrderOfTranscriptsThenPositionThenCodeThenCoder() throws {
    var study = study()
    study.put("school", on: "The ferry", in: "GY-10")
    study.put("school", "stay", on: "Gone.", in: "GY-2", coder: "lou")
    study.put("stay", on: "Gone.", in: "GY-2", coder: "kim")
    study.put("school", on: "Here.", in: "GY-2")
    let snapshot = try study.snapshot()
    let found = quotes(rows: [4, 2, 0, 3, 1], in: snapshot, texts: study.shelf)
    #expect(
      found.map { "\($0.cite) \($0.code) \($0.coder)" } == [
        "GY-2#2 school kim", "GY-2#1 stay kim", "GY-2#1 stay lou", "GY-2#1 school lou",
        "GY-10#1 school kim",
      ])
    #expect(neededTexts(rows: [4, 2], in: snapshot) == [0, 1])
  }

  @Test func aTextThatIsNotOnTheShelfGivesNoWordsRatherThanOthers() throws {
    var study = study()
    study.put("stay", on: "Gone.", in: "GY-2")
    let quote = try #require(
      quotes(rows: [0], in: try study.snapshot(), texts: TextShelf()).first)
    #expect(quote.quote.isEmpty)
    #expect(quote.turn == 5)
  }

  @Test func longQuestionsAreCutAtAWord() throws {
    var study = SnapshotBuilder()
    study.code("stay")
    let long = Array(repeating: "bridge", count: 40).joined(separator: " ")
    study.interview("GY-1", [.asks(long), .says("Yes.")])
    study.put("stay", on: "Yes.", in: "GY-1")
    let quote = try #require(
      quotes(rows: [0], in: try study.snapshot(), texts: study.shelf).first)
    // 28 words of 6 letters with 27 blanks are 195 scalars; a 29th would be 202.
    let kept = Array(repeating: "bridge", count: 28).joined(separator: " ")
    #expect(quote.question == kept + " […]")
  }

  @Test func chineseQuestionsAreCutBetweenCharacters() throws {
    var study = SnapshotBuilder()
    study.code("stay")
    study.interview("GY-1", [.asks(String(repeating: "桥", count: 250)), .says("对。")])
    study.put("stay", on: "对。", in: "GY-1")
    let quote = try #require(
      quotes(rows: [0], in: try study.snapshot(), texts: study.shelf).first)
    #expect(quote.question == String(repeating: "桥", count: 200) + " […]")
    #expect(quote.quote == "对。")
  }

  @Test func aPassageWithoutTurnsHasWordsAndNoContext() throws {
    var study = SnapshotBuilder()
    study.code("stay")
    study.interview("GY-1", [])
    study.interview("GY-2", [.asks("Why?")])
    study.put("stay", text: 0, 0, 4)
    let snapshot = try study.snapshot()
    var shelf = study.shelf
    shelf[0] = TextBuffer("Note of the evening.")
    let quote = try #require(quotes(rows: [0], in: snapshot, texts: shelf, context: 2).first)
    #expect(quote.quote == "Note")
    #expect(quote.turn == nil)
    #expect(quote.before.isEmpty && quote.after.isEmpty && quote.question.isEmpty)
  }
}

@Suite struct CitationTests {
  @Test(arguments: [
    (
      "household", "2016-06-22", "(Interview #GY-1, June 22nd, 2016)",
      "(Interview, June 22nd, 2016)"
    ),
    ("household", "", "(Interview #GY-1)", "(Interview, n.d.)"),
    ("official", "2016-06", "(Interview #GY-1, June 2016)", "(Interview, June 2016)"),
    (
      "Field note", "2017-07-08", "(Field note #GY-1, July 8th, 2017)",
      "(Field note, July 8th, 2017)"
    ),
    ("document", "2014", "(Document #GY-1, 2014)", "(Document, 2014)"),
  ])
  func sourcesAreCitedInTheResearchersForm(
    kind: String, date: String, full: String, byDate: String
  ) {
    let entry = TranscriptEntry(label: "GY-1", kind: kind, date: CivilDate(date))
    #expect(entry.citation == full)
    #expect(entry.dateCitation == byDate)
  }
}

@Suite struct AlignedLayerTests {
  @Test func aChineseQuoteIsShownWithItsEnglishTurns() throws {
    var study = SnapshotBuilder()
    study.code("stay")
    study.interview("GY-1", language: "zh", [.asks("住哪里？"), .says("就这里。我们不是客人。")])
    study.layer(
      of: "GY-1", language: "en", translator: "Rui",
      lines: [.asks("Where to live?"), .says("Here. We are no guests.")])
    study.put("stay", on: "我们不是客人", in: "GY-1")
    let snapshot = try study.snapshot()
    let quote = try #require(quotes(rows: [0], in: snapshot, texts: study.shelf).first)
    #expect(quote.quote == "我们不是客人")
    #expect(quote.language == "zh")
    #expect(snapshot.otherLayers(ofCoding: 0) == [1])
    let words = try #require(
      snapshot.alignedWords(ofCoding: 0, inLayer: 1, texts: study.shelf))
    #expect(words.words == "Here. We are no guests.")
    #expect(words.language == "en")
    #expect(words.translator == "Rui")
    #expect(words.turns == 2...2)
    #expect(words.notes.isEmpty)
    #expect(snapshot.alignedWords(ofCoding: 0, inLayer: 0, texts: study.shelf) == nil)
  }

  @Test func aLayerWithOtherTurnsIsDoubted() throws {
    var study = SnapshotBuilder()
    study.code("stay")
    study.interview("GY-1", language: "zh", [.asks("住哪里？"), .says("这里。"), .says("对。")])
    study.layer(
      of: "GY-1", language: "en", translator: "Rui", lines: [.asks("Where?"), .says("Here.")])
    study.put("stay", on: "这里", in: "GY-1")
    study.put("stay", on: "对。", in: "GY-1")
    let snapshot = try study.snapshot()
    let words = try #require(
      snapshot.alignedWords(ofCoding: 0, inLayer: 1, texts: study.shelf))
    #expect(words.notes.first?.contains("(3 and 2)") == true)
    #expect(snapshot.alignedWords(ofCoding: 1, inLayer: 1, texts: study.shelf) == nil)
  }
}
