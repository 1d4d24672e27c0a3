import CodingEngine
import Fieldwork
import Foundation
import ReportGenerator
import Testing

/// Links, figures and memos in the report.
@Suite struct NoteSectionTests {
  private func snapshot() throws -> StudySnapshot {
    var snapshot = StudySnapshot(
      name: "River", journalNumber: 1,
      codebook: try Codebook([CodeDefinition(slug: "rain"), CodeDefinition(slug: "flood")]))
    snapshot.themes = ["first", "second"].map {
      ThemeDefinition(
        slug: $0, statements: [LocalizedText(language: "en", text: "Statement \($0)")],
        rule: .allRequired, required: ["rain"])
    }
    return snapshot
  }

  private func page(_ snapshot: StudySnapshot) throws -> String {
    let report = try StudyReport(
      snapshot: snapshot, texts: TextShelf(), display: nil, withCases: true)
    return String(decoding: MarkdownRenderer().bytes(report.document), as: UTF8.self)
  }

  @Test func aStudyWithoutNotesHasNoSectionsOfThem() throws {
    let page = try page(try snapshot())
    for words in ["How the codes are linked", "Official figures", "The researcher's notes"] {
      #expect(!page.contains(words))
    }
  }

  @Test func linksWithoutEvidenceAreNamedAndNoneIsCalledACause() throws {
    var snapshot = try snapshot()
    snapshot.relations = [
      RelationDefinition(slug: "X", from: "rain", kind: "leads-to", to: "flood")
    ]
    let page = try page(snapshot)
    #expect(page.contains("## How the codes are linked"))
    #expect(page.contains("Going together is no cause"))
    #expect(page.contains("### Links without any evidence yet\n\n- rain leads-to flood"))
  }

  @Test func figuresStandInATable() throws {
    var snapshot = try snapshot()
    snapshot.figures = [
      ContextFigure(
        slug: "k", value: "36.7 to 40.0", unit: "%", year: "2017", place: "P", definition: "D",
        source: "S")
    ]
    #expect(try page(snapshot).contains("| 36.7 to 40.0 | % | 2017 | P | D | S |"))
  }

  @Test func aMemoStandsOnceAndOnlyStorylinesAndTheoryDo() throws {
    var snapshot = try snapshot()
    snapshot.memos = [
      MemoDefinition(
        slug: "s", kind: "storyline", title: "Story", body: "One\nline.\n\n- a\n- b",
        themes: ["first", "second"]),
      MemoDefinition(slug: "m", kind: "reflexive", body: "Private.", themes: ["first"]),
      MemoDefinition(slug: "c", kind: "storyline", body: "雨\n水。", themes: ["second"]),
    ]
    let page = try page(snapshot)
    #expect(page.components(separatedBy: "One line.").count == 2)
    #expect(page.contains("One line.\n\n- a\n- b"))
    #expect(page.components(separatedBy: "The researcher's notes").count == 3)
    #expect(page.contains("雨水。"))
    #expect(!page.contains("Private."))
  }
}
