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

  @Test func transcriptsWithTranslationsAreCountedOnceEach() throws {
    var snapshot = try CaseStudy.snapshot(cases: 1)
    for language in ["en", "fr"] {
      snapshot.texts.append(
        TextEntry(key: 9, transcript: 0, isOriginal: false, language: language, scalars: 1))
    }
    let text = try report(snapshot, by: nil)
    #expect(text.contains("1, 1 of them with a translation"))
  }

  @Test func sixTimesTheCasesTakeAboutSixTimesTheWork() throws {
    func work(_ cases: Int) throws -> Double {
      let snapshot = try CaseStudy.snapshot(cases: cases, themes: 5)
      let texts = CaseStudy.shelf(snapshot)
      let start = StudyReportTests.processorTime()
      let report = try StudyReport(
        snapshot: snapshot, texts: texts, display: nil, withCases: true)
      let spent = StudyReportTests.processorTime() - start
      #expect(!report.document.blocks.isEmpty)
      return spent
    }
    let small = try (0..<3).map { _ in try work(40) }.min() ?? 0
    let large = try work(240)
    // Work that grew with the square would take 36 times as long.
    #expect(large < 18 * small, "\(large / small) times")
  }

  /// The seconds that this thread has computed, whatever else the machine does.
  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
