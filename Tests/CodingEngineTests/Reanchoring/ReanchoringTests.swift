import CodingEngine
import Fieldwork
import Foundation
import Testing

/// What becomes of passages, case by case.
@Suite struct ReanchoringTests {
  /// The passage of the nth occurrence of words.
  private func passage(_ words: String, _ nth: Int = 1, in text: TextBuffer) throws -> Span {
    let bytes = Array(words.utf8)
    var found = 0
    for start in 0...max(0, text.bytes.count - bytes.count)
    where text.bytes[start...].starts(with: bytes) {
      found += 1
      if found == nth {
        return try #require(
          Span(
            start: text.scalar(ofByte: start), end: text.scalar(ofByte: start + bytes.count)))
      }
    }
    throw NotThere(words: words)
  }

  private struct NotThere: Error { var words: String }

  /// What becomes of some words: `kept`, `moved`, `proposed` with the new words, or `gone`.
  private func fate(
    _ words: String, _ old: String, _ new: String, nth: Int = 1
  ) throws -> String {
    let (old, new) = (TextBuffer(old), TextBuffer(new))
    let place = TextAlignment(old, new).place(of: try passage(words, nth, in: old))
    switch place {
    case .kept(let span, let isMoved):
      return (isMoved ? "moved " : "kept ") + "\(span.start) " + new.words(in: span)
    case .proposed(let span): return "proposed " + new.words(in: span)
    case .gone: return "gone"
    }
  }

  let old = """
    Q: Where do you live?

    A: We rent three small rooms by the river, and the landlord is kind.

    Q: Will you stay?

    A: We are not guests here. When the boy is through school we shall see.
    """

  @Test func wordsThatAreUntouchedStayWhereTheyAre() throws {
    let new = old.replacingOccurrences(of: "the river", with: "the old river")
    #expect(try fate("We are not guests here.", old, new) == "kept 119 We are not guests here.")
    #expect(try fate("three small rooms", old, new) == "kept 34 three small rooms")
  }

  @Test func aChangedWordMakesAProposal() throws {
    let new = old.replacingOccurrences(of: "three small", with: "four small")
    #expect(
      try fate("We rent three small rooms", old, new) == "proposed We rent four small rooms")
    #expect(try fate("three small rooms", old, new) == "proposed four small rooms")
    #expect(try fate("rent three", old, new) == "proposed rent four")
    #expect(try fate("three", old, new) == "proposed four")
    #expect(try fate("small rooms", old, new).hasPrefix("kept"))
  }

  @Test func wordsThatWerePutInBelongToThePassageAroundThem() throws {
    let new = old.replacingOccurrences(of: "the boy is", with: "the younger boy is")
    #expect(
      try fate("When the boy is through", old, new) == "proposed When the younger boy is through")
    // What was put in beside a passage is none of it.
    #expect(try fate("boy is through", old, new).hasPrefix("kept"))
    #expect(try fate("When the", old, new).hasPrefix("kept"))
  }

  @Test func whatWasTakenOutIsGone() throws {
    let new = old.replacingOccurrences(of: ", and the landlord is kind", with: "")
    #expect(try fate("and the landlord is kind", old, new) == "gone")
    #expect(
      try fate("by the river, and the landlord", old, new) == "proposed by the river")
  }

  @Test func aSentenceInThePlaceOfAnotherIsNoProposalForIt() throws {
    let new = old.replacingOccurrences(
      of: "We are not guests here.", with: "Nobody has asked me about papers in all those years.")
    #expect(try fate("We are not guests here.", old, new) == "gone")
  }

  @Test func aParagraphThatWasMovedTakesItsPassagesAlong() throws {
    let parts = old.components(separatedBy: "\n\n")
    let new = [parts[2], parts[3], parts[0], parts[1]].joined(separator: "\n\n")
    for words in ["We are not guests here.", "three small rooms", "Will you stay?"] {
      let fate = try fate(words, old, new)
      #expect(fate.hasSuffix(words), "\(fate)")
      #expect(fate.hasPrefix("kept") || fate.hasPrefix("moved"), "\(fate)")
    }
  }

  @Test func ofEqualWordsTheAlignmentDecides() throws {
    let turns = (1...8).map { "问：第\($0)件事，老师说了没有？\n答：说了的。\n" }
    // The second question with its answer goes; every other answer stays with its own question.
    let new = (turns[0..<1] + turns[2...]).joined()
    let whole = turns.joined()
    let text = TextBuffer(new)
    for nth in 1...8 where nth != 2 {
      let place = nth > 2 ? nth - 1 : nth
      let wanted = try passage("说了的", place, in: text)
      #expect(try fate("说了的", whole, new, nth: nth) == "kept \(wanted.start) 说了的")
    }
  }

  @Test func aNewFirstOccurrenceDrawsNothingAway() throws {
    let new = "A: We are not guests here, she says.\n\n" + old
    let second = try passage("We are not guests here", 2, in: TextBuffer(new))
    #expect(
      try fate("We are not guests here", old, new)
        == "kept \(second.start) We are not guests here")
  }

  @Test func theSameWordsWrittenOtherwiseSurvive() throws {
    let old = "答：他在Naïve咖啡店说“不走”,三百 块。\n我们住在城中村。"
    let new = "答:他在Nai\u{308}ve咖啡店说\"不走\"，三百块 。\n\n我们\n住在城中村。 "
    #expect(try fate("Naïve咖啡店说“不走”,三百 块", old, new).hasPrefix("kept 4 Nai\u{308}ve"))
    #expect(try fate("我们住在城中村。", old, new).hasSuffix("我们\n住在城中村。"))
    #expect(try fate("答：他", old, new) == "kept 0 答:他")
  }

  @Test func joiningAndPartingWordsChangesThem() throws {
    #expect(
      try fate("every one", "We ask every one here.", "We ask everyone here.")
        == "proposed everyone")
    #expect(try fate("cannot", "They cannot go.", "They can not go.") == "proposed can not")
    let changes = TextAlignment(TextBuffer("a every one b"), TextBuffer("a everyone b")).changes
    #expect(changes.count == 1)
  }

  @Test func oneLetterOfAWordIsAChangeOfThatWordOnly() throws {
    let new = old.replacingOccurrences(of: "landlord", with: "landlady")
    #expect(try fate("the landlord is", old, new) == "proposed the landlady is")
    #expect(try fate("landlord", old, new) == "proposed landlady")
    #expect(try fate("is kind", old, new).hasPrefix("kept"))
  }

  @Test func blanksAtTheEndsOfAPassageStayWithItWhereTheyAre() throws {
    #expect(try fate(" not guests ", old, old + "\n").hasPrefix("kept"))
    let (before, after) = (TextBuffer("We  are here."), TextBuffer("Now we We  are here."))
    let span = try #require(Span(start: 2, end: 8))
    #expect(
      TextAlignment(before, after).place(of: span)
        == .kept(try #require(Span(start: 9, end: 15)), isMoved: false))
  }

  @Test func anEmptyTextAndOneWithoutAnythingInCommonLoseNothingSilently() throws {
    #expect(try fate("We rent", old, "") == "gone")
    #expect(try fate("We rent", old, "完全不同的一段话。") == "gone")
  }

  @Test func changesAreListedInOrder() throws {
    let new = old.replacingOccurrences(of: "three small", with: "four small")
      .replacingOccurrences(of: ", and the landlord is kind", with: "")
      .replacingOccurrences(of: "we shall see", with: "we shall perhaps see")
    let (before, after) = (TextBuffer(old), TextBuffer(new))
    let changes = TextAlignment(before, after).changes.map { change in
      (change.old.map(before.words) ?? "") + ">" + (change.new.map(after.words) ?? "")
    }
    #expect(changes == ["three>four", ", and the landlord is kind>", ">perhaps"])
  }
}

/// Corrections that are known word by word.
@Suite struct CorrectedTextTests {
  private func spans(_ text: String, _ turns: [String]) throws -> (TextBuffer, [Span]) {
    let buffer = TextBuffer(text)
    var from = text.startIndex
    let spans = try turns.map { turn -> Span in
      let range = try #require(text.range(of: turn, range: from..<text.endIndex))
      from = range.upperBound
      let start = text[..<range.lowerBound].unicodeScalars.count
      return try #require(
        Span(start: Int32(start), end: Int32(start + turn.unicodeScalars.count)))
    }
    return (buffer, spans)
  }

  @Test func whichOfEqualWordsWasMeantIsKnown() throws {
    let (text, turns) = try spans("A: yes yes yes\nB: yes\n", ["yes yes yes", "yes"])
    // The second of three equal words goes: the third stays the third.
    let middle = try #require(Span(start: 7, end: 11))
    let corrected = try CorrectedText(
      text, turns: turns, edits: [TextEdit(span: middle, words: "")])
    #expect(corrected.text.text == "A: yes yes\nB: yes\n")
    #expect(corrected.turns.map(corrected.text.words) == ["yes yes", "yes"])
    let last = try #require(Span(start: 11, end: 14))
    let there = try #require(Span(start: 7, end: 10))
    #expect(corrected.alignment.place(of: last) == .kept(there, isMoved: false))
    let gone = try #require(Span(start: 7, end: 10))
    #expect(corrected.alignment.place(of: gone) == .gone)
  }

  @Test func correctedWordsAreComparedInsideTheirTurn() throws {
    let (text, turns) = try spans(
      "问：你家住哪里？\n答：住城中村，住了三年。\n答：不搬了。\n", ["你家住哪里？", "住城中村，住了三年。", "不搬了。"])
    let corrected = try CorrectedText(
      text, turns: turns, edits: [TextEdit(span: turns[1], words: "住城中村，住了十三年了。")])
    #expect(corrected.text.text == "问：你家住哪里？\n答：住城中村，住了十三年了。\n答：不搬了。\n")
    let three = try #require(Span(start: 16, end: 21))
    #expect(text.words(in: three) == "住了三年。")
    let place = try #require(corrected.alignment.place(of: three).span)
    #expect(corrected.text.words(in: place) == "住了十三年了。")
    let other = try #require(Span(start: 11, end: 16))
    #expect(corrected.alignment.place(of: other) == .kept(other, isMoved: false))
  }

  @Test func refusals() throws {
    let (text, turns) = try spans("A: one two\nB: three\n", ["one two", "three"])
    func edit(_ start: Int32, _ end: Int32, _ words: String) throws -> TextEdit {
      TextEdit(span: try #require(Span(start: start, end: end)), words: words)
    }
    #expect(throws: CorrectionFailure.emptyTurn(2)) {
      try CorrectedText(text, turns: turns, edits: [try edit(14, 19, " ")])
    }
    #expect(throws: CorrectionFailure.self) {
      try CorrectedText(text, turns: turns, edits: [try edit(8, 16, "x")])
    }
    #expect(throws: CorrectionFailure.overlap(turn: 1)) {
      try CorrectedText(text, turns: turns, edits: [try edit(3, 6, "x"), try edit(5, 8, "y")])
    }
  }

  @Test func aMarkThatJoinsTheCharacterBeforeItLosesNoPassage() throws {
    let (text, turns) = try spans("A: cafe au lait\n", ["cafe au lait"])
    let corrected = try CorrectedText(
      text, turns: turns,
      edits: [TextEdit(span: try #require(Span(start: 7, end: 8)), words: "\u{301} ")])
    #expect(corrected.text.text == "A: cafe\u{301} au lait\n")
    let cafe = try #require(Span(start: 3, end: 7))
    let place = corrected.alignment.place(of: cafe)
    #expect(place == .proposed(try #require(Span(start: 3, end: 8))))
  }
}
