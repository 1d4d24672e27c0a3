import Fieldwork
import Foundation
import StudyStore
import TestSupport
import Testing

/// Values of attributes: typed, with their source, or missing for a reason.
@Suite struct AttributeTests {
  private let fixture: StudyFixture
  private var study: Study { fixture.study }
  private static let said = "We have 三间房, one of them for the pigs"

  init() throws {
    fixture = try StudyFixture()
    try fixture.perform(
      ImportTranscripts([
        draft("T-1", [("Q", "And the rooms?"), ("Mei", AttributeTests.said)]) {
          $0.cases = ["HH-1"]
          $0.participants = ["T-1-A"]
        },
        draft("T-2", [("Q", "And?"), ("Lao", "Nothing that you could see.")]) {
          $0.cases = ["HH-2"]
          $0.participants = ["T-2-A"]
        },
      ]))
    try fixture.perform(
      ImportCases([
        CaseRow(
          line: 2, id: "HH-1", attributes: [AttributeValue(name: "rooms", value: "3")]),
        CaseRow(
          line: 3, id: "HH-2", attributes: [AttributeValue(name: "rooms", value: "missing:refused")]
        ),
      ]))
  }

  private func value(_ place: Int, _ name: String) throws -> AttributeValue? {
    try study.snapshot([]).cases[place].attributes.first { $0.name == name }
  }

  private func passage(_ words: String) throws -> SetAttributes.Value.Passage {
    let snapshot = try study.snapshot([])
    let text = try #require(snapshot.texts.first { $0.transcript == 0 })
    let buffer = try study.words(of: [text.key])[0]
    let all = String(decoding: buffer.bytes, as: UTF8.self)
    let range = try #require(all.firstRange(of: words))
    let start = Int32(all[..<range.lowerBound].unicodeScalars.count)
    let span = try #require(
      Span(start: start, end: start + Int32(words.unicodeScalars.count)))
    return .init(text: text.key, span: span)
  }

  private func set(
    _ name: String, _ content: AttributeContent, source: AttributeSource? = nil,
    said: String? = nil
  ) throws {
    try fixture.perform(
      SetAttributes(
        .place, "HH-1",
        [
          .init(
            name: name, content: content, source: source,
            passages: try said.map { [try passage($0)] } ?? [])
        ], name: "cases fill"))
  }

  private func quotes() throws -> [[String?]] {
    try study.query("SELECT id, name, value, missing, source, quotes FROM v_attributes").rows
  }

  @Test func `a list says why a value is missing, and it is no empty text`() throws {
    let value = try #require(try value(1, "rooms"))
    #expect(value.missing == .refused)
    #expect(value.words == "missing (refused)")
    #expect(
      message {
        try fixture.perform(
          ImportCases([
            CaseRow(
              line: 7, id: "HH-2",
              attributes: [AttributeValue(name: "rooms", value: "missing:bored")])
          ]))
      } == "line 7, HH-2, rooms: no value is missing because of 'bored'; write missing: and one of "
        + "not-asked, refused, dont-know, not-applicable, not-recorded")
  }

  @Test func `a definition checks what is there and what comes`() throws {
    try fixture.perform(
      ImportCases([
        CaseRow(
          line: 2, id: "HH-3", attributes: [AttributeValue(name: "rooms", value: "many")])
      ]))
    let before = try fixture.dump()
    let number = AttributeDefinition(owner: .place, name: "rooms", type: .number, unit: "rooms")
    #expect(
      message { try fixture.perform(DefineAttributes([number])) }
        == "case.rooms: values are there that are no number (HH-3 'many'); correct them first, or "
        + "choose another type; write digits, with '.' before decimals; a value that is not there "
        + "is missing:refused or the like")
    #expect(try fixture.dump() == before)
    try fixture.perform(
      ImportCases([
        CaseRow(line: 2, id: "HH-3", attributes: [AttributeValue(name: "rooms", value: "４")])
      ]))
    try fixture.perform(DefineAttributes([number]))
    // Full-width digits are digits.
    #expect(try value(2, "rooms")?.value == "4")
    #expect(
      message { try set("rooms", .value("two")) }
        == "HH-1: 'two' is no number, and 'rooms' is one; write digits, with '.' before decimals; a "
        + "value that is not there is missing:refused or the like")
    try fixture.expectClean()
  }

  @Test func `categories are stored by code, whichever way they are written`() throws {
    try fixture.perform(
      DefineAttributes([
        AttributeDefinition(
          owner: .place, name: "tenure", type: .category,
          values: ValueLabel.list("own=自有; rent=租房")),
        AttributeDefinition(owner: .place, name: "pigs", type: .yesNo),
      ]))
    try set("tenure", .value("租房"))
    try set("pigs", .value("有"))
    #expect(try value(0, "tenure")?.value == "rent")
    #expect(try value(0, "pigs")?.value == "yes")
    #expect(
      message { try set("tenure", .value("lent")) }
        == "HH-1: 'lent' is no value of 'tenure'; write one of own (自有), rent (租房)")
  }

  @Test func `another value takes the source and the quote of the former one away`() throws {
    try set("rooms", .value("3"), said: "三间房")
    #expect(try value(0, "rooms")?.source == .interview)
    #expect(try quotes()[0] == ["HH-1", "rooms", "3", nil, "interview", "三间房"])
    // The same value again keeps them.
    try fixture.perform(
      ImportCases([
        CaseRow(line: 2, id: "HH-1", attributes: [AttributeValue(name: "rooms", value: "3")])
      ]))
    #expect(try quotes()[0] == ["HH-1", "rooms", "3", nil, "interview", "三间房"])
    try set("rooms", .value("4"), source: .survey)
    #expect(try quotes()[0] == ["HH-1", "rooms", "4", nil, "survey", nil])
    try fixture.study.undo(by: fixture.author())
    #expect(try quotes()[0] == ["HH-1", "rooms", "3", nil, "interview", "三间房"])
    try set("rooms", .nothing)
    #expect(try quotes().count == 1)
    try fixture.expectClean()
  }

  @Test func `the past of a value is told from the journal, undone changes too`() throws {
    try set("rooms", .value("4"), source: .judgement)
    try set("rooms", .missing(.dontKnow))
    try fixture.study.undo(by: fixture.author())
    let past = try study.attributeHistory(.place, "HH-1", "rooms")
    #expect(past.map { $0.value?.words } == ["3", "4", "missing (don't know)", "4"])
    #expect(past.map { $0.value?.source } == [nil, .judgement, nil, .judgement])
    #expect(past.map(\.command) == ["cases import", "cases fill", "cases fill", "undo"])
    #expect(message { _ = try study.attributeHistory(.place, "HH-9") } != nil)
  }

  @Test func `a quote stays what was read when its text is corrected`() throws {
    try set("rooms", .value("3"), said: "三间房")
    let corrected = AttributeTests.said.replacing("三间房", with: "四间房")
    try fixture.revise("T-1", [("Q", "And the rooms?"), ("Mei", corrected)])
    #expect(try quotes()[0].last == "三间房")
    try fixture.expectClean()
  }

  @Test func `a removed transcript takes its quotes along and leaves the value`() throws {
    try set("rooms", .value("3"), said: "三间房")
    try fixture.perform(RemoveTranscript("T-1", withCodings: false))
    #expect(try quotes()[0] == ["HH-1", "rooms", "3", nil, "interview", nil])
    try fixture.study.undo(by: fixture.author())
    #expect(try quotes()[0].last == "三间房")
  }

  @Test func `erased words are behind no value, now and at any moment before`() throws {
    try set("rooms", .value("3"), said: "三间房, one of them")
    var target = ErasureTarget(title: "a passage")
    let place = try passage("房, one of them for the pigs")
    target.passages = [.init(text: place.text, span: place.span)]
    _ = try study.erase(target, marksQuotations: true, by: fixture.author())
    #expect(try quotes()[0] == ["HH-1", "rooms", "3", nil, "interview", nil])
    try fixture.expectClean()
  }

  @Test func `an erased participant takes values, topics and referrals along`() throws {
    try fixture.perform(
      SetAttributes(
        .participant, "T-1-A", [.init(name: "age", content: .value("34"))], name: "x"))
    try set("rooms", .value("3"), said: "三间房")
    try fixture.perform(ImportTopics([Topic(slug: "g1", guide: "g", label: "Rooms")], []))
    try fixture.perform(
      SetTopics("T-1", participant: "T-1-A", [.init(topic: "g1", state: .raised)]))
    try fixture.perform(
      SetReferrals([
        Referral(from: .participant("T-1-A"), to: .place("HH-2")),
        Referral(from: .person("村支书"), to: .participant("T-1-A")),
      ]))
    var target = ErasureTarget(title: "participant T-1-A")
    target.participant = "T-1-A"
    _ = try study.erase(target, marksQuotations: true, by: fixture.author())
    let snapshot = try study.snapshot([.notes])
    #expect(snapshot.referrals == [Referral(from: .erased, to: .place("HH-2"))])
    #expect(snapshot.topicRows.isEmpty)
    #expect(try quotes().map { $0[0] } == ["HH-1", "HH-2"])
    #expect(try quotes()[0].last == .some(nil))
    try fixture.expectClean()
  }

  @Test func `a merge says which values it does not bring`() throws {
    let other = try StudyFixture()
    try other.perform(
      ImportCases([
        CaseRow(line: 2, id: "HH-8", attributes: [AttributeValue(name: "rooms", value: "5")])
      ]))
    try other.perform(SetReferrals([Referral(from: .person("司机"), to: .place("HH-8"))]))
    let notes = try fixture.perform(MergeStudy(try other.study.mergeSource())).outcome.notes
    #expect(notes.contains("not brought, values: HH-8 rooms"))
    #expect(notes.contains("not brought, referrals: 司机 to HH-8"))
  }

  @Test func `a blind copy has none of it`() throws {
    try set("rooms", .value("3"), said: "三间房")
    try fixture.perform(
      DefineAttributes([
        AttributeDefinition(owner: .place, name: "rooms", type: .number, label: "quagga")
      ]))
    try fixture.perform(SetReferrals([Referral(from: .person("司机老唐"), to: .place("HH-1"))]))
    let path = fixture.folder.appending(path: "copy.emic").path
    let contents = try study.handOut(
      ["T-1"], to: path, note: "blind", by: Author(coder: "bea", time: "2026-01-04T00:00:00Z"))
    let copy = try Study.open(path, for: .reading)
    for table in [
      "attribute", "case_attribute", "case_attribute_passage", "case_referral",
      "participant_topic",
    ] {
      #expect(try copy.query("SELECT count(*) FROM \(table)").rows == [["0"]], "\(table)")
    }
    for word in ["quagga", "司机老唐"] {
      let whole = try Data(contentsOf: URL(filePath: path))
      #expect(whole.range(of: Data(word.utf8)) == nil, "\(word)")
    }
    #expect(contents.kept.contains { $0.what == "referrals" && $0.count == 1 })
  }

  private func message(_ work: () throws -> Void) -> String? {
    do {
      try work()
      return nil
    } catch {
      return (error as? any ProblemReporting)?.problem.line ?? "\(error)"
    }
  }
}
