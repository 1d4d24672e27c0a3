import CodingEngine
import Fieldwork
import Testing

/// What is to be known before cases and records are compared.
@Suite struct LinkChecksTests {
  private func checks(
    _ snapshot: StudySnapshot, _ check: LinkChecks.Check
  ) -> [String] {
    let roster = LinkChecks.Roster.found(for: 0, named: nil, years: 2, in: snapshot)
    return LinkChecks(survey: 0, roster: roster, in: snapshot).lines.filter { $0.check == check }
      .map { "\($0.subject): \($0.detail)" }
  }

  @Test func `without a record, several interviews and groups are listed`() throws {
    let snapshot = try LinkedStudy.builder().snapshot()
    #expect(checks(snapshot, .unlinked).map { $0.prefix(16) } == ["R-12: not linked"])
    #expect(checks(snapshot, .several) == ["R-1: GY-1, GY-2"])
    #expect(checks(snapshot, .group) == ["GY-6: R-5, R-6"])
    #expect(checks(snapshot, .inRoster).isEmpty)
  }

  @Test func `participants are looked up by sex and age, however the roster writes them`() throws {
    for (name, labels, woman, man) in [
      ("female", [("0", "no"), ("1", "yes")], "1", "0"),
      ("male", [("0", "no"), ("1", "yes")], "0", "1"),
      ("sex", [("1", "man"), ("2", "woman")], "2", "1"),
      ("gender", [("a", "女"), ("b", "男")], "a", "b"),
    ] {
      var snapshot = try LinkedStudy.builder().snapshot()
      func person(_ id: String, _ sex: String, _ age: String) throws {
        let index = try #require(snapshot.participants.firstIndex { $0.id == id })
        snapshot.participants[index].attributes = [
          AttributeValue(name: "sex", value: sex), AttributeValue(name: "age", value: age),
        ]
      }
      try person("P-5", "f", "40")
      try person("P-6", "男", "30")
      func code(_ word: String) -> SurveyValue { Double(word).map { .number($0) } ?? .text(word) }
      snapshot.surveys.append(
        SurveyTable(
          name: "persons", title: "", caseKind: "", keyVariable: "person",
          variables: [
            Variable(name: "person", kind: .text), Variable(name: "id", kind: .text),
            Variable(
              name: name, kind: .category,
              valueLabels: labels.map { ValueLabel(code: $0.0, label: $0.1) }),
            Variable(name: "age", kind: .number),
          ],
          records: [
            .init(key: "5a", values: [.text("5a"), .text("R-5"), code(woman), .number(38)]),
            .init(key: "5b", values: [.text("5b"), .text("R-5"), code(man), .number(40)]),
            .init(key: "6a", values: [.text("6a"), .text("R-6"), code(woman), .number(30)]),
            .init(key: "6b", values: [.text("6b"), .text("R-6"), code(man), .number(33)]),
          ]))
      #expect(checks(snapshot, .inRoster) == ["R-5: P-5 (f, 40): 5a"], "\(name)")
      #expect(
        checks(snapshot, .notInRoster) == ["R-6: P-6 (m, 30): the roster has f 30, m 33"],
        "\(name)")
      // Whom somebody linked is compared with that record, and with no other.
      let p5 = try #require(snapshot.participants.firstIndex { $0.id == "P-5" })
      let p6 = try #require(snapshot.participants.firstIndex { $0.id == "P-6" })
      for (record, linked, differs) in [
        (0, ["R-5: P-5 (f, 40): 5a, f 38"], []), (1, [], ["R-5: P-5 (f, 40): 5b, m 40"]),
        (2, [], ["R-5: P-5 (f, 40): 6a, f 30, of another household"]),
      ] {
        snapshot.participantLinks = [
          LinkEntry(subject: Int32(p5), survey: 1, record: Int32(record), method: "hand")
        ]
        #expect(checks(snapshot, .linked) == linked, "\(name)")
        #expect(checks(snapshot, .differs) == differs, "\(name)")
        #expect(checks(snapshot, .inRoster).isEmpty)
      }
      snapshot.participantLinks = [
        LinkEntry(subject: Int32(p6), survey: 1, record: 3, method: "hand")
      ]
      #expect(checks(snapshot, .differs) == ["R-6: P-6 (m, 30): 6b, m 33"], "\(name)")
    }
  }
}
