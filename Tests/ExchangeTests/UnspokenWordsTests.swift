import Fieldwork
import Testing

@testable import Exchange

/// Words that nobody says are words: they are shown and searched like all others.
@Suite("Words before the first turn and headings between turns")
struct UnspokenWordsTests {
  typealias T = SeenTurn

  @Test("A field paragraph above the first label is a turn of unknown role, and is mentioned")
  func paragraph() throws {
    let draft = try readTranscript(
      "We met at the mill, it rained\nand she was late.\n\nInterviewer: So?\n\n"
        + "Anna: Yes\nit was.\n\n"
        + "Anna: Yes.\n")
    #expect(
      seen(draft) == [
        T(nil, .unknown, "We met at the mill, it rained\nand she was late."),
        T("Interviewer", .interviewer, "So?"), T("Anna", .unknown, "Yes\nit was."),
        T("Anna", .unknown, "Yes."),
      ])
    #expect(
      draft.notes == [
        "1 paragraph(s) before the first turn are turns of their own, role unknown"
      ])
  }

  @Test("Paragraphs around a head are turns; its keys, and a title above them, are not")
  func head() throws {
    let draft = try readTranscript(
      "The Mill Project\n\nWe met at the mill, where\nit rained.\nDate: 2016-06-22\nSite: mill\n"
        + "Weather: rain\nShe sat down.\nQ: So?\nA: So.\n")
    #expect(draft.metadata.date?.iso == "2016-06-22")
    #expect(draft.metadata.site == "mill")
    #expect(
      seen(draft) == [
        T(nil, .unknown, "We met at the mill, where\nit rained."),
        T(nil, .unknown, "Weather: rain\nShe sat down."), T("Q", .interviewer, "So?"),
        T("A", .respondent, "So."),
      ])
    #expect(draft.notes.contains { $0.hasPrefix("2 paragraph(s) before the first turn") })
    #expect(draft.notes.contains { $0.contains("'The Mill Project'") })
  }

  @Test("A key of the head that is not known is mentioned")
  func unknownKey() throws {
    let draft = try readTranscript("Timestamp: noon\nDate: 2016-06-22\n\nQ: So?\nA: So.\n")
    #expect(seen(draft).map(\.words) == ["So?", "So."])
    #expect(draft.notes.contains { $0.contains("'Timestamp: noon'") }, "\(draft.notes)")
  }

  @Test("Front matter stays out; headings of Markdown are turns, without their marks")
  func markdown() throws {
    let draft = try readTranscript(
      "---\nid: a\n---\n\n# The *mill*\n\nWe met there.\n\n---\n\nQ: So?\n\n## Part: one\n\n"
        + "### Where\n\nA: Here.\n\n## The end\n", name: "a.md")
    #expect(
      seen(draft) == [
        T(nil, .unknown, "The *mill*"), T(nil, .unknown, "We met there."),
        T("Q", .interviewer, "So?"), T(nil, .unknown, "Part: one"), T(nil, .unknown, "Where"),
        T("A", .respondent, "Here."), T(nil, .unknown, "The end"),
      ])
    for note in [
      "2 paragraph(s) before the first turn are turns of their own, role unknown",
      "3 heading(s) between the turns are turns of their own, role unknown",
    ] { #expect(draft.notes.contains(note), "\(draft.notes)") }
  }

  @Test("A heading after the words of unmarked speech is not lost")
  func unmarked() throws {
    let draft = try readTranscript(
      "MODERATOR: Aloud?\n\nSure, I read\nthe page.\n## Part two\n\nMODERATOR: Thanks.\n",
      name: "a.md")
    #expect(
      seen(draft) == [
        T("MODERATOR", .interviewer, "Aloud?"), T(nil, .unknown, "Sure, I read\nthe page."),
        T(nil, .unknown, "Part two"), T("MODERATOR", .interviewer, "Thanks."),
      ])
  }

  @Test("A stamp alone above the first turn is its time, not words")
  func stamp() throws {
    let draft = try readTranscript("[00:07]\nQ: So?\n[00:09]\nA: So.\n")
    #expect(seen(draft).map(\.words) == ["So?", "So."])
    #expect(draft.turns.map { $0.time?.start } == [7000, 9000])
    #expect(draft.notes.isEmpty)
  }

  @Test("Every letter of a text with labels is in a turn, a label, or a note")
  func nothingVanishes() throws {
    let lines = [
      "Alpha.", "", "# Beta", "Q: gamma", "", "## Delta", "", "A: eps", "zeta", "## Eta",
    ]
    let draft = try readTranscript(lines.joined(separator: "\n") + "\n", name: "a.md")
    let words = seen(draft).map(\.words).joined(separator: " ")
    for word in ["Alpha.", "Beta", "gamma", "Delta", "eps", "zeta", "Eta"] {
      #expect(words.contains(word), "\(word)")
    }
  }
}
