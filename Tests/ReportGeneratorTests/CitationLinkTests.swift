import Fieldwork
import ReportGenerator
import Testing

/// Every number of the report leads to words that stand in it.
@Suite struct CitationLinkTests {
  private func page(withPassages: Bool) throws -> String {
    let snapshot = try CaseStudy.snapshot(cases: 6, themes: 2)
    let report = try StudyReport(
      snapshot: snapshot, texts: CaseStudy.shelf(snapshot), display: nil, withCases: true,
      withPassages: withPassages)
    return String(decoding: HTMLRenderer().bytes(report.document), as: UTF8.self)
  }

  @Test func aCitationLeadsToItsPassageWhichStandsOnce() throws {
    let html = try page(withPassages: true)
    let targets = html.matches(of: /href="#(passage-[^"]+)"/).map { String($0.1) }
    #expect(Set(targets).count == 6)
    for target in Set(targets) {
      #expect(html.matches(of: try Regex("id=\"\(target)\"")).count == 1, "\(target)")
    }
  }

  @Test func aThemeSaysByWhichPassagesEachCaseCarriesIt() throws {
    let html = try page(withPassages: true)
    let lines = html.matches(of: /H-(\d) has stay: <a href="#passage-T-(\d)-1">/)
    #expect(lines.count == 12)
    for line in lines { #expect(line.1 == line.2) }
  }

  @Test func withoutTheAppendixNothingLeadsNowhere() throws {
    let html = try page(withPassages: false)
    #expect(html.contains("T-0#1"))
    #expect(!html.contains("passage-"))
  }
}
