import Fieldwork
import Testing

@testable import Exchange

@Suite("Heads and front matter")
struct TranscriptHeadTests {
  @Test("Known keys before the first turn are metadata, and no turn")
  func head() throws {
    let draft = try readTranscript(
      """
      A day at the market

      Interview ID: HH-12
      Interviewer: Anna
      Date: 22nd June, 2016
      Village: Upper Mill
      Weather: rain

      Interviewer: Shall we?
      Interviewee: Yes.

      """)
    #expect(draft.metadata.id == "HH-12")
    #expect(draft.label == "HH-12")
    #expect(draft.metadata.interviewers == ["Anna"])
    #expect(draft.metadata.date?.iso == "2016-06-22")
    #expect(draft.metadata.site == "Upper Mill")
    #expect(draft.metadata.attributes.isEmpty)
    // The key `Weather` is not known: its line is words, though nobody's.
    #expect(seen(draft).map(\.words) == ["Weather: rain", "Shall we?", "Yes."])
    #expect(draft.notes.contains { $0.contains("'A day at the market'") })
  }

  @Test("A Chinese head")
  func chinese() throws {
    let draft = try readTranscript(
      "访谈时间：2016年6月22日\n访谈地点：花溪\n访谈对象：老马；老胡\n\n问：吃了吗？\n答：吃了。\n")
    #expect(draft.metadata.date?.iso == "2016-06-22")
    #expect(draft.metadata.site == "花溪")
    #expect(draft.metadata.participants == ["老马", "老胡"])
    #expect(seen(draft).map(\.words) == ["吃了吗？", "吃了。"])
  }

  @Test("Turns that begin at once are no head")
  func noHead() throws {
    let draft = try readTranscript("Interviewer: Ready\nInterviewee: Yes\n\nInterviewer: Good\n")
    #expect(draft.metadata == TranscriptMetadata())
    #expect(draft.turns.count == 3)
    let single = try readTranscript("Interviewer: Ready\n\nInterviewee: Yes\n")
    #expect(single.turns.count == 2)
    let school = try readTranscript("SCHOOL: Ready\n\nINT: Yes\n\nSCHOOL: Good\n")
    #expect(school.turns.count == 3)
  }

  @Test("A date that can be read two ways is kept as written and mentioned")
  func ambiguousDate() throws {
    let draft = try readTranscript("Date: 6/7/2016\nSite: mill\n\nQ: So?\nA: So.\n")
    #expect(draft.metadata.date == nil)
    #expect(draft.metadata.attributes == [AttributeValue(name: "date", value: "6/7/2016")])
    #expect(draft.notes.contains { $0.contains("6/7/2016") })
  }

  @Test("Front matter gives fields and attributes; turns begin behind it")
  func frontMatter() throws {
    let draft = try readTranscript(
      """
      ---
      id: GY-1
      date: 2016-06-22
      participants: [GY-1-A, GY-1-B]
      cases:
        - HH-1
      present: []
      referred_by: ~
      interviewer: researcher
      translation_of: GY-0
      visit_no: 1
      place:
        type: street
      quoted: "null"
      ---

      # The heading

      Interviewer: Where from?

      ## A section

      老罗：山上。

      老罗：对。

      """, name: "notes.md")
    #expect(draft.label == "GY-1")
    #expect(draft.metadata.date?.iso == "2016-06-22")
    #expect(draft.metadata.participants == ["GY-1-A", "GY-1-B"])
    #expect(draft.metadata.cases == ["HH-1"])
    #expect(draft.metadata.present.isEmpty)
    #expect(draft.metadata.referredBy == nil)
    #expect(draft.metadata.interviewers == ["researcher"])
    #expect(draft.metadata.translationOf == "GY-0")
    #expect(
      draft.metadata.attributes == [
        AttributeValue(name: "visit_no", value: "1"),
        AttributeValue(name: "place.type", value: "street"),
        AttributeValue(name: "quoted", value: "null"),
      ])
    #expect(
      seen(draft) == [
        SeenTurn(nil, .unknown, "The heading"),
        SeenTurn("Interviewer", .interviewer, "Where from?"), SeenTurn(nil, .unknown, "A section"),
        SeenTurn("老罗", .unknown, "山上。"), SeenTurn("老罗", .unknown, "对。"),
      ])
    #expect(draft.text.hasPrefix("---\nid: GY-1"))
  }

  @Test("Broken front matter is refused with its line; a rule is none")
  func brokenFrontMatter() throws {
    let error = #expect(throws: TranscriptFailure.self) {
      try readTranscript("---\nid: a\nb: [1, 2\n---\nQ: So?\nA: So.\n", name: "a.md")
    }
    guard case .frontMatter(let line, _) = error else {
      Issue.record("expected a front matter failure")
      return
    }
    #expect((3...4).contains(line ?? 0))
    let ruled = try readTranscript("---\nJust a rule\n---\nQ: So?\nA: So.\n")
    #expect(seen(ruled).map(\.words) == ["Just a rule", "So?", "So."])
  }

  static let dates: [(String, String?)] = [
    ("31st May, 2021", "2021-05-31"), ("4th June 2021 ", "2021-06-04"),
    ("July 21, 2022.", "2022-07-21"),
    ("17 June, 2021", "2021-06-17"), ("2016年6月22日", "2016-06-22"), ("2016年6月", "2016-06"),
    ("2016-06-22 14:30", "2016-06-22"), ("Wednesday, 22 June 2016", "2016-06-22"),
    ("June 2016", "2016-06"),
    ("2016/6/7", "2016-06-07"), ("6/7/2016", nil), ("soon", nil), ("31 February 2016", nil),
    ("", nil),
  ]

  @Test("Dates as people write them", arguments: dates)
  func date(text: String, iso: String?) { #expect(FieldDate.read(text)?.iso == iso) }
}
