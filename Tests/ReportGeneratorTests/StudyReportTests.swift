import Fieldwork
import Foundation
import ReportGenerator
import Testing

@Suite struct StudyReportTests {
  private static let yesNo = [
    ValueLabel(code: "0", label: "no"), ValueLabel(code: "1", label: "yes"),
  ]

  private func report(_ snapshot: StudySnapshot, by display: StudyReport.Display?) throws -> String
  {
    let report = try StudyReport(
      snapshot: snapshot, texts: CaseStudy.shelf(snapshot), display: display, withCases: false)
    return MarkdownRenderer().text(report.document)
  }

  private func variable(
    _ name: String, _ kind: Variable.Kind, isSensitive: Bool = false
  ) -> Variable {
    Variable(
      name: name, kind: kind, valueLabels: StudyReportTests.yesNo, isSensitive: isSensitive)
  }

  @Test func theJointDisplayNeverChoosesAVariableThatIsSensitiveOrHasNoGroups() throws {
    let unfit = [
      variable("hiv_status", .category, isSensitive: true), variable("remark", .text),
      variable("arrival", .date), variable("crops", .multi),
    ]
    let none = try CaseStudy.snapshot(cases: 6, themes: 1, variables: unfit)
    #expect(StudyReport.Display.firstYesNo(survey: 0, in: none) == nil)
    let one = try CaseStudy.snapshot(
      cases: 6, themes: 1, variables: unfit + [variable("owns_home", .category)])
    let display = try #require(StudyReport.Display.firstYesNo(survey: 0, in: one))
    let text = try report(one, by: display)
    #expect(text.contains("owns\\_home"))
    #expect(!text.contains("hiv"))
  }
}
