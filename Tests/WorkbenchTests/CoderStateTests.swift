import Fieldwork
import TestSupport
import Testing

@testable import Workbench

/// What keys do to a sitting: where the cursor goes, what is chosen, what is asked of the study.
@Suite struct CoderStateTests {
  @Test func `the cursor moves by sentence, word, turn and character`() throws {
    var state = try ScreenFixture.state()
    #expect(state.chosen == "How long have you lived here?")
    state.type(.right)
    #expect(state.chosen == "Nine years.")
    state.type(.right)
    #expect(state.chosen == "We are not guests.")
    state.type("w")
    #expect(state.chosen == "We")
    state.type(.right, .right)
    #expect(state.chosen == "not")
    state.type("t")
    #expect(state.chosen == ScreenFixture.lines[1].2)
    state.type("j")
    state.type("x")
    state.type(.left)
    #expect(state.chosen.count == 1)
    state.type("s", .end)
    #expect(state.chosen == "That is all.")
    state.type(.right)
    #expect(state.chosen == "That is all.")
    state.type(.home, .left)
    #expect(state.chosen == "How long have you lived here?")
  }

  @Test func `a choice grows and shrinks`() throws {
    var state = try ScreenFixture.state()
    state.type(.right)
    state.type("w")
    #expect(state.chosen == "Nine")
    state.type(.shiftRight)
    #expect(state.chosen == "Nine years")
    state.type("v")
    state.type("v", .right, .right)
    #expect(state.chosen == "years. We are")
    state.type(.escape)
    #expect(state.chosen == "are")
    state.type(" ")
    #expect(state.chosen == "We are not guests.")
    state.type("<")
    #expect(state.chosen == "We are not guests")
    state.type("<")
    #expect(state.chosen == "We are not")
    state.type("}")
    #expect(state.chosen == "are not")
    state.type(">{")
    #expect(state.chosen == "We are not guests")
    state.type(.escape, .backspace)
    #expect(state.chosen == "We")
    state.type("   ")
    #expect(state.selection.start == state.document.turns[1].span.start)
    #expect(state.selection.end == state.document.turns[2].span.end)
  }

  @Test func `Chinese is chosen by character, and a family of emoji is one`() throws {
    var state = try ScreenFixture.state()
    state.find("不是来")
    #expect(state.chosen == "不是来")
    state.type("w")
    #expect(state.chosen == "不")
    state.type(.right)
    #expect(state.chosen == "是")
    state.find("👨‍👩‍👧")
    #expect(state.chosen == "👨‍👩‍👧")
    state.type("x", .right, .right)
    #expect(state.chosen == "i")
  }

  @Test func `a code is chosen by a few letters of any of its names`() throws {
    var state = try ScreenFixture.state()
    state.type(.right, .right)
    #expect(state.type("c") == [.examples("intent-to-stay")])
    state.handle(.examples("intent-to-stay", []))
    #expect(state.type("rn").last == .examples("rent"))
    #expect(state.type(.enter).last == .code(state.selection, slugs: ["rent"], newName: nil))
    state.type("c")
    state.type("留下")
    #expect(state.type(.enter) == [.code(state.selection, slugs: ["intent-to-stay"], newName: nil)])
    // The last one is offered first, and again with one key.
    #expect(state.type("r") == [.code(state.selection, slugs: ["intent-to-stay"], newName: nil)])
    state.type("c")
    state.type("paper", .tab)
    state.type("wait")
    #expect(
      state.type(.enter)
        == [.code(state.selection, slugs: ["school-papers", "waiting"], newName: nil)])
  }

  @Test func `categories and codes that were given up are not offered`() throws {
    var retired = CodeDefinition(slug: "old-rent")
    retired.isRetired = true
    let palette = CodePalette(ScreenFixture.codes + [retired])
    #expect(palette.matches("old-rent", recent: []) == [])
    #expect(palette.matches("settling", recent: []) == [])
    let first = palette.matches("", recent: ["waiting"]).first
    #expect(first.map { palette.codes[$0].slug } == "waiting")
  }

  @Test func `words that no code has make one`() throws {
    var state = try ScreenFixture.state()
    state.type("c")
    state.type("long walk")
    #expect(state.frame.words.contains { $0.contains("Enter makes the code ‘long walk’") })
    #expect(state.type(.enter) == [.code(state.selection, slugs: [], newName: "long walk")])
    state.handle(.newCode(CodeDefinition(slug: "long-walk")))
    #expect(state.type("r") == [.code(state.selection, slugs: ["long-walk"], newName: nil)])
    #expect(state.type("i") == [.codeInVivo(state.selection)])
  }

  @Test func `codings are removed and noted only where one's own lie`() throws {
    let document = try ScreenFixture.document()
    let place = document.sentences[1]
    var state = try ScreenFixture.state([
      CoderCoding(span: place, code: "rent", coder: "bo", number: 1)
    ])
    state.type(.right)
    #expect(state.type("d") == [])
    #expect(state.message.contains("no coding of yours"))
    #expect(state.type("m") == [])
    let own = CoderCoding(span: place, code: "waiting", coder: "ann", number: 1)
    let wide = CoderCoding(
      span: document.turns[1].span, code: "intent-to-stay", coder: "ann", number: 2)
    state.handle(.codings([own], said: ""))
    #expect(state.type("d") == [.remove(own)])
    state.handle(.codings([own, wide], said: ""))
    #expect(state.type("d") == [])
    #expect(state.frame.words.contains { $0.hasPrefix("2 intent-to-stay") })
    #expect(state.type("2") == [.remove(wide)])
    state.type("m")
    state.type("看 later")
    #expect(state.type(.enter) == [.memo([own], "看 later")])
  }

  @Test func `the codings of others are hidden until they are revealed`() throws {
    let document = try ScreenFixture.document()
    var state = try ScreenFixture.state([
      CoderCoding(span: document.turns[1].span, code: "rent", coder: "bo", number: 1)
    ])
    #expect(!state.frame.words.contains { $0.contains("rent") })
    #expect(state.uncodedTurns == [1, 3, 4])
    state.type("o")
    #expect(state.frame.words.contains { $0.contains("rent") })
    #expect(state.uncodedTurns == [1, 3, 4])
  }

  @Test func `the next turn without coding is found, interviewers passed over`() throws {
    let document = try ScreenFixture.document()
    var state = try ScreenFixture.state([
      CoderCoding(span: document.sentences[2], code: "rent", coder: "ann", number: 1)
    ])
    state.type("n")
    #expect(state.document.turn(at: state.selection.start) == 3)
    state.type("n")
    #expect(state.document.turn(at: state.selection.start) == 4)
    state.type("n")
    #expect(state.message == "no turn without coding there")
    state.type("N")
    #expect(state.document.turn(at: state.selection.start) == 3)
    state.type("g")
    state.type("t2", .enter)
    #expect(state.chosen == "Nine years.")
    state.type("g")
    state.type("77", .enter)
    #expect(state.message == "there is no turn 77")
  }

  @Test func `words are found whatever their case, the next one again from the top`() throws {
    var state = try ScreenFixture.state()
    state.type("/")
    state.type("THE", .enter)
    let first = state.selection
    #expect(state.chosen.lowercased() == "the")
    state.type("/")
    state.type("/", .enter)
    #expect(state.selection.start > first.start)
    state.type("/")
    state.type("/", .enter)
    #expect(state.selection == first)
    state.type("/")
    state.type("nowhere", .enter)
    #expect(state.message == "‘nowhere’ is not in this transcript")
  }

  @Test func `wrong words are corrected with one key, changed again, and given up`() throws {
    var state = try ScreenFixture.state()
    state.type("/")
    state.type("papers", .enter)
    let span = state.selection
    #expect(state.type("e").isEmpty)
    #expect(state.frame.words.contains { $0.contains("‘papers’ is: papers") })
    let edit = TextEdit(span: span, words: "paper")
    #expect(state.type(.backspace, .enter) == [.correct([edit])])
    state.handle(.corrections([edit], said: "1 correction"))
    #expect(state.frame.words.contains { $0.contains("→paper") })
    // The words stand as they are until the sitting ends, and the status line says what comes.
    state.message = ""
    #expect(state.frame.words.contains { $0.contains("‘papers’ becomes ‘paper’") })
    #expect(state.chosen == "papers")
    // Asked again it is the correction that is changed; the words as they were give it up.
    #expect(state.type("e").isEmpty)
    #expect(state.type("s", .enter) == [.correct([])])
    // Nothing is asked where Esc was pressed.
    #expect(state.type("e").isEmpty)
    #expect(state.type("s", .escape).isEmpty)
    #expect(state.prompt == nil)
  }

  @Test func `a correction is of one turn, and of what no other one touches`() throws {
    var state = try ScreenFixture.state()
    state.type("tv", .right)
    #expect(state.type("e").isEmpty)
    #expect(state.prompt == nil)
    #expect(state.message.contains("one line of one turn"))
  }

  @Test func `whatever is pressed, the choice is words of the text and the screen holds`() throws {
    let keys: [Key] = [
      .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .shiftUp, .shiftDown,
      .shiftLeft, .shiftRight, .tab, .enter, .escape, .backspace,
      .control("r"), .control("f"), .control("b"),
    ]
    let letters = "xwstv<>{}nNciredmuU/go? 留rent1234"
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<10 {
      var state = try ScreenFixture.state()
      let document = state.document
      state.handle(
        .codings(
          document.sentences.map { CoderCoding(span: $0, code: "rent", coder: "ann", number: 1) },
          said: ""))
      for _ in 0..<1000 {
        let key =
          Bool.random(using: &random)
          ? keys.randomElement(using: &random)
          : letters.randomElement(using: &random).map { .character($0) }
        for request in key.map({ state.handle(.key($0)) }) ?? [] {
          if case .correct(let edits) = request { state.handle(.corrections(edits, said: "")) }
        }
        if Int.random(in: 0..<50, using: &random) == 0 {
          state.handle(
            .resized(
              columns: Int.random(in: 1...130, using: &random),
              rows: Int.random(in: 1...50, using: &random)))
        }
        let selection = state.selection
        try #require(document.words.holds(selection), "seed \(seed)")
        #expect(document.words.isGraphemeBoundary(selection.start), "seed \(seed)")
        #expect(document.words.isGraphemeBoundary(selection.end), "seed \(seed)")
        let frame = state.frame
        #expect(frame.rows.count == max(2, state.rows), "seed \(seed)")
        #expect(
          frame.words.allSatisfy { $0.displayWidth <= state.columns },
          "seed \(seed), \(state.columns)")
      }
    }
  }
}
