import CodingEngine
import Fieldwork
import Testing

@Suite struct NewCodesTests {
  @Test func `interviews come in the order of their dates, then labels, undated ones last`()
    throws
  {
    var study = FieldStudy()
    study.codes = [("x", nil), ("y", nil)]
    study.interviews = [
      .init(label: "A-1", date: nil, codes: ["x"]),
      .init(label: "A-2", date: "2016-07", codes: ["x"]),
      .init(label: "A-10", date: "2016-07-02", codes: ["x"]),
      .init(label: "A-9", date: "2016-07-02", codes: ["y"]),
      .init(label: "A-3", date: "2015-01-01", codes: ["y"]),
    ]
    let sequence = InterviewSequence(try study.snapshot())
    #expect(sequence.interviews.map(\.label) == ["A-3", "A-2", "A-9", "A-10", "A-1"])
    #expect(sequence.notes.contains("without a date and therefore last: A-1"))
  }

  @Test func `a code is new once, where it occurs first`() throws {
    let report = NewCodes(
      InterviewSequence(try FieldStudy.plain(["ab", "bca", "cc", "d"]).snapshot()))
    #expect(report.lines.map(\.newCodes) == [["a", "b"], ["c"], [], ["d"]])
    #expect(report.lines.map(\.codes) == [2, 3, 1, 1])
    #expect(report.lines.map(\.cumulative) == [2, 3, 3, 4])
    #expect(report.lines.map(\.order) == [1, 2, 3, 4])
    #expect(report.lines.last?.share == .value(1))
  }

  @Test func `codes of a quarter of the interviews have high prevalence`() throws {
    let report = NewCodes(
      InterviewSequence(
        try FieldStudy.plain(["ab", "ac", "d", "be", "f", "g", "h", "a"]).snapshot()))
    // a stands in three of eight, b in two; the others in one.
    #expect(report.lines.map(\.high) == [2, 2, 2, 2, 2, 2, 2, 2])
    #expect(report.lines.first?.highShare == .value(1))
    #expect(
      report.notes.contains(
        "2 of 8 codes are in at least 25 % of the 8 interviews (high prevalence), the last of "
          + "them first heard in interview 1 (I-1)"))
    let none = NewCodes(
      InterviewSequence(try FieldStudy.plain(["a", "b", "c", "d", "e"]).snapshot()))
    #expect(none.lines.allSatisfy { $0.high == 0 && $0.highShare.value == nil })
    #expect(!none.notes.contains { $0.contains("high prevalence") })
    let late = NewCodes(
      InterviewSequence(try FieldStudy.plain(["ax", "ay", "az", "bw", "bv"]).snapshot()))
    #expect(late.lines.map(\.high) == [1, 1, 1, 2, 2])
    #expect(late.lines.map(\.highShare.value) == [0.5, 0.5, 0.5, 1, 1])
  }

  @Test func `a transcript without codings is left out and named`() throws {
    let report = NewCodes(InterviewSequence(try FieldStudy.plain(["a", "", "b"]).snapshot()))
    #expect(report.n == 2)
    #expect(report.notes.contains("left out, since they carry no coding: I-2"))
  }

  @Test func `codes that were never put on anything are named, categories are no codes`() throws {
    var study = FieldStudy.plain(["a"])
    study.categories = [("cat", [])]
    study.codes.append(("z", "cat"))
    let report = NewCodes(InterviewSequence(try study.snapshot()))
    #expect(report.unheard == ["z"])
    #expect(report.notes.contains("not heard in these interviews: z"))
    #expect(report.notes.contains { $0.hasPrefix("1 of 2 codes occur") })
  }

  @Test func `each group begins anew`() throws {
    var study = FieldStudy.plain(["ab", "a", "bc", "c"])
    study.interviews[1].kind = "official"
    study.interviews[3].kind = "official"
    let snapshot = try study.snapshot()
    let report = NewCodes(
      InterviewSequence(snapshot, by: try StudyAttribute("kind", in: snapshot)))
    #expect(report.lines.map(\.group) == ["household", "household", "official", "official"])
    #expect(report.lines.map(\.newCodes) == [["a", "b"], ["c"], ["a"], ["c"]])
  }

  @Test func `interviews that a filter leaves out are not asked and not named`() throws {
    var snapshot = try FieldStudy.plain(["a", "ab", "c", ""]).snapshot()
    snapshot.limits = StudySnapshot.Limits(
      words: "date > 2016-06-01", transcripts: [0, 3], cases: [], summary: "", notes: [])
    let report = NewCodes(InterviewSequence(snapshot))
    #expect(report.lines.map(\.interview.label) == ["I-2", "I-3"])
    #expect(report.lines.map(\.newCodes) == [["a", "b"], ["c"]])
    #expect(!report.notes.contains { $0.hasPrefix("left out") })
  }

  @Test func `a table from elsewhere is asked like a study`() throws {
    let sequence = try #require(
      InterviewSequence(
        interviews: [.init(label: "one"), .init(label: "two"), .init(label: "three")],
        codes: ["p", "q"], counts: [[2, 0], [1, 1], [0, 3]], groupedBy: ["x", "y", "x"]))
    let report = NewCodes(sequence)
    #expect(report.lines.map(\.group) == ["x", "x", "y"])
    #expect(report.lines.map(\.newCodes) == [["p"], ["q"], ["p", "q"]])
    #expect(InterviewSequence(interviews: [], codes: ["p"], counts: [[1]]) == nil)
    #expect(
      InterviewSequence(interviews: [.init(label: "a")], codes: ["p"], counts: [[1, 2]]) == nil)
  }

  @Test func `nothing at all is an empty table`() throws {
    let report = NewCodes(InterviewSequence(try FieldStudy.plain([]).snapshot()))
    #expect(report.lines.isEmpty)
    #expect(report.n == 0)
  }
}
