import CodingEngine
import Fieldwork
import Testing

@Suite struct CodeRichnessTests {
  private func value(_ report: CodeRichness, _ estimator: String) -> Coefficient? {
    report.lines.first { $0.estimator == estimator }?.value
  }

  @Test func `Chao's estimators and ACE are refused below five interviews`() throws {
    let report = CodeRichness(
      InterviewSequence(try FieldStudy.plain(["abc", "ad", "bce", "f"]).snapshot()))
    for estimator in ["chao2", "chao1", "chao1-classic", "ace"] {
      #expect(value(report, estimator) == .undefined("fewer than 5 interviews"), "\(estimator)")
    }
    #expect(value(report, "observed") == .value(6))
    #expect(value(report, "uniques") == .value(3))
    #expect(value(report, "jackknife1")?.value != nil)
  }

  @Test func `interviews and codings are counted apart`() throws {
    // c stands twice in one interview: one interview has it, two codings do.
    let report = CodeRichness(
      InterviewSequence(try FieldStudy.plain(["ab", "a", "acc", "ad", "a"]).snapshot()))
    #expect(value(report, "uniques") == .value(3))
    // S = 4, Q1 = 3, Q2 = 0: 4 + 4/5 · 3 · 2/2.
    #expect(value(report, "chao2")?.value.map { abs($0 - 6.4) < 1e-12 } == true)
    // f1 = 2 (b, d), f2 = 1 (c): 4 + 2 · 1/(2 · 2).
    #expect(value(report, "chao1")?.value.map { abs($0 - 4.5) < 1e-12 } == true)
  }

  @Test func `every answer says that interviews are no random sample`() throws {
    let sequence = InterviewSequence(try FieldStudy.plain(["ab", "c"]).snapshot())
    #expect(CodeRichness(sequence).notes.contains(CodeRichness.purposive))
    #expect(CodeCurve(sequence, orders: 10).notes.contains(CodeRichness.purposive))
  }

  @Test func `a curve goes on to twice the interviews and no further`() throws {
    let sequence = InterviewSequence(
      try FieldStudy.plain(["ab", "ac", "ad", "be", "af", "a"]).snapshot())
    let curve = CodeCurve(sequence, orders: 200, seed: 3)
    #expect(curve.points.map(\.interviews) == Array(1...12))
    #expect(
      curve.points.map(\.isObserved) == [Bool](repeating: true, count: 6)
        + [Bool](repeating: false, count: 6))
    #expect(curve.points[5].mean.value.map { abs($0 - 6) < 1e-9 } == true)
    let means = curve.points.compactMap(\.mean.value)
    #expect(means.count == 12 && zip(means, means.dropFirst()).allSatisfy { $0 < $1 })
    for point in curve.points.prefix(6) {
      let mean = try #require(point.mean.value)
      #expect(Double(try #require(point.lower)) <= mean + 1e-9)
      #expect(Double(try #require(point.upper)) >= mean - 1e-9)
    }
    #expect(curve.points[6].median == nil)
    let few = CodeCurve(InterviewSequence(try FieldStudy.plain(["a", "b"]).snapshot()), orders: 5)
    #expect(few.points.last?.mean == .undefined("fewer than 5 interviews"))
  }
}
