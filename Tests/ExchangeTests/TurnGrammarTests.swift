import Fieldwork
import Testing

@testable import Exchange

@Suite("The grammar of turns")
struct TurnGrammarTests {
  typealias T = SeenTurn

  static let table: [(String, [SeenTurn])] = [
    // Colons, ASCII and full-width, with and without a blank, NBSP, tab.
    (
      "Interviewer: Hello.\nAnna: Hi.\nAnna: Yes.\n",
      [
        T("Interviewer", .interviewer, "Hello."), T("Anna", .unknown, "Hi."),
        T("Anna", .unknown, "Yes."),
      ]
    ),
    ("问：多大了？\n答：四十。\n", [T("问", .interviewer, "多大了？"), T("答", .respondent, "四十。")]),
    ("采访者:你好\n受访者： 好\n", [T("采访者", .interviewer, "你好"), T("受访者", .respondent, "好")]),
    (
      "Q:\u{A0}Where?\nA:\tHere.\nA :There.\n",
      [T("Q", .interviewer, "Where?"), T("A", .respondent, "Here."), T("A", .respondent, "There.")]
    ),
    (
      "interviewer: so?\n  respondent : so.\n",
      [T("interviewer", .interviewer, "so?"), T("respondent", .respondent, "so.")]
    ),
    // Numbered role words are speakers of their own.
    (
      "Interviewer: Who?\nInterviewee 2: I.\nInterviewee#3: And I.\n受访者甲：我。\n说话人1：他。\n",
      [
        T("Interviewer", .interviewer, "Who?"), T("Interviewee 2", .respondent, "I."),
        T("Interviewee#3", .respondent, "And I."), T("受访者甲", .respondent, "我。"),
        T("说话人1", .unknown, "他。"),
      ]
    ),
    (
      "Q1: One?\nA1: Yes.\nQ2: Two?\nA2: No.\n",
      [
        T("Q1", .interviewer, "One?"), T("A1", .respondent, "Yes."), T("Q2", .interviewer, "Two?"),
        T("A2", .respondent, "No."),
      ]
    ),
    // Other labels need two occurrences; notes, clauses and addresses are words.
    (
      "INT: What is it?\nMOTHER: The bus.\nNote: bus is late.\nMOTHER: Yes.\n",
      [
        T("INT", .interviewer, "What is it?"),
        T("MOTHER", .unknown, "The bus.\nNote: bus is late."), T("MOTHER", .unknown, "Yes."),
      ]
    ),
    (
      "INT: What?\nWU: I told him\nand he said: no\nand he said: never\nWU: See http://a.b\n",
      [
        T("INT", .interviewer, "What?"),
        T("WU", .unknown, "I told him\nand he said: no\nand he said: never"),
        T("WU", .unknown, "See http://a.b"),
      ]
    ),
    (
      "问：后来呢？\n老杨：我就说：不去。\n我就说：不去。\n老杨：就这样。\n",
      [
        T("问", .interviewer, "后来呢？"), T("老杨", .unknown, "我就说：不去。\n我就说：不去。"),
        T("老杨", .unknown, "就这样。"),
      ]
    ),
    (
      "INT: It opens at 10:30 and ends at 12:45\nR: Fine\nR: 9:15 for me\n",
      [
        T("INT", .interviewer, "It opens at 10:30 and ends at 12:45"), T("R", .respondent, "Fine"),
        T("R", .respondent, "9:15 for me"),
      ]
    ),
    // Markup around labels, headings, bold turns.
    (
      "**Interviewer:** Well?\n\n**Interviewee**: Well.\n\n**Q: All bold?**\n\n*A:* Yes.\n",
      [
        T("Interviewer", .interviewer, "Well?"), T("Interviewee", .respondent, "Well."),
        T("Q", .interviewer, "All bold?"), T("A", .respondent, "Yes."),
      ]
    ),
    (
      "### 采访者：\n\n你从哪里来？\n\n### 老马：\n\n山上。\n\n### 老马：\n\n对。\n",
      [T("采访者", .interviewer, "你从哪里来？"), T("老马", .unknown, "山上。"), T("老马", .unknown, "对。")]
    ),
    (
      "MODERATOR: *He* came?\nANNA: **He** did.\nANNA: _So_ it was.\n",
      [
        T("MODERATOR", .interviewer, "*He* came?"), T("ANNA", .unknown, "**He** did."),
        T("ANNA", .unknown, "_So_ it was."),
      ]
    ),
    // Wrapped lines are one turn; so are paragraphs without a label.
    // (`HH` stands once and is no role word: its paragraph goes on with the turn before.)
    (
      "WU: Hm.\n\nINT: One line\nof several that\nwrap: they do\n\nHH: And\nthese.\n\nWU: Ok\n",
      [
        T("WU", .unknown, "Hm."),
        T("INT", .interviewer, "One line\nof several that\nwrap: they do\n\nHH: And\nthese."),
        T("WU", .unknown, "Ok"),
      ]
    ),
    // A forgotten colon where the same word has one elsewhere.
    (
      "Interviewer: A?\nInterviewee: B.\nInterviewer Okay, C?\nInterviewee. D.\nInterviewer; E\n"
        + "Interviewee: F.\nInterviewer: G.\nInterviewer tone is soft here.\n",
      [
        T("Interviewer", .interviewer, "A?"), T("Interviewee", .respondent, "B."),
        T("Interviewer", .interviewer, "Okay, C?"), T("Interviewee", .respondent, "D."),
        T("Interviewer", .interviewer, "E"), T("Interviewee", .respondent, "F."),
        T("Interviewer", .interviewer, "G.\nInterviewer tone is soft here."),
      ]
    ),
    // Bracketed ids and printed paragraph numbers.
    (
      "[id1] Hello there\n[id2] Hello\n[laughs] Yes\n[id1] Bye\n[id2] So long\n",
      [
        T("id1", .unknown, "Hello there"), T("id2", .unknown, "Hello\n[laughs] Yes"),
        T("id1", .unknown, "Bye"), T("id2", .unknown, "So long"),
      ]
    ),
    (
      "1    Interviewer: So?\n2    Dan: Yes.\n3    Dan: No.\n",
      [
        T("Interviewer", .interviewer, "So?"), T("Dan", .unknown, "Yes."),
        T("Dan", .unknown, "No."),
      ]
    ),
    // A preamble belongs to nobody, but it is shown and searched.
    (
      "SUMMARY KEYWORDS\nbus, school\n\nSPEAKERS\nAnna, Bo\n\nAnna  00:13\nHello.\n\nBo  00:15\nHi.\n\n"
        + "Anna  1:00:01\nBye.\nBo  1:00:02\nBye.\n",
      [
        T(nil, .unknown, "SUMMARY KEYWORDS\nbus, school"), T(nil, .unknown, "SPEAKERS\nAnna, Bo"),
        T("Anna", .unknown, "Hello."), T("Bo", .unknown, "Hi."), T("Anna", .unknown, "Bye."),
        T("Bo", .unknown, "Bye."),
      ]
    ),
    // A text without speakers: one turn per paragraph.
    (
      "First paragraph.\nSecond paragraph.\n",
      [T(nil, .unknown, "First paragraph."), T(nil, .unknown, "Second paragraph.")]
    ),
    (
      "First paragraph\nwrapped here.\n\nSecond one\nwrapped too.\n",
      [
        T(nil, .unknown, "First paragraph\nwrapped here."),
        T(nil, .unknown, "Second one\nwrapped too."),
      ]
    ),
    // Only the moderator is marked.
    (
      "Reading the page.\nMODERATOR: Aloud, please?\nSure.\nIt is clear.\nMODERATOR: Thanks.\n",
      [
        T(nil, .unknown, "Reading the page."), T("MODERATOR", .interviewer, "Aloud, please?"),
        T(nil, .unknown, "Sure."), T(nil, .unknown, "It is clear."),
        T("MODERATOR", .interviewer, "Thanks."),
      ]
    ),
  ]

  @Test("Every row of the table parses as written", arguments: table.indices)
  func row(index: Int) throws {
    let (text, expected) = Self.table[index]
    let found = try seen(readTranscript(text))
    #expect(found == expected, "\(found)")
  }
}
