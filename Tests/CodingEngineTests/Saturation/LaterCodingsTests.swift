import CodingEngine
import Fieldwork
import Testing

@Suite struct LaterCodingsTests {
  private func history(_ made: [String: Int64], first: [String: Int64]) -> CodebookHistory {
    CodebookHistory(changes: [], made: made, lastCoded: first, firstCoded: first)
  }

  @Test func `the codebook as of then has the codes made before the next interview was taken up`()
    throws
  {
    // a and b are made with I-1 (entry 3), c with I-2 (entry 5) and put on I-1 on reading again.
    let snapshot = try FieldStudy.plain(["abc", "ac", "cd"]).snapshot()
    let history = history(
      ["a": 2, "b": 4, "c": 6, "d": 8], first: ["I-1": 3, "I-2": 5, "I-3": 7])
    let today = NewCodes(InterviewSequence(snapshot))
    #expect(today.lines.map(\.newCodes) == [["a", "b", "c"], [], ["d"]])
    let sequence = InterviewSequence(snapshot, asOf: history)
    let then = NewCodes(sequence)
    #expect(then.lines.map(\.newCodes) == [["a", "b"], ["c"], ["d"]])
    #expect(then.lines.map(\.codes) == [2, 2, 2])
    #expect(
      sequence.notes.contains {
        $0.hasPrefix("codebook: as of then") && $0.hasSuffix("1 code in 1 interview")
      })
  }

  @Test func `interviews taken up in another order than that of the field keep their own codebook`()
    throws
  {
    let snapshot = try FieldStudy.plain(["ab", "ab"]).snapshot()
    // I-2 was coded first; b was made with I-1, which came last and keeps everything.
    let history = history(["a": 1, "b": 5], first: ["I-1": 4, "I-2": 2])
    let then = NewCodes(InterviewSequence(snapshot, asOf: history))
    #expect(then.lines.map(\.codes) == [2, 1])
  }

  @Test func `interviews that came in one entry follow each other in the order of the field`()
    throws
  {
    let snapshot = try FieldStudy.plain(["ab", "ab", "ab"]).snapshot()
    // All were brought in by entry 2; b came later, and only I-3 may have been read for it.
    let history = history(["a": 1, "b": 5], first: ["I-1": 2, "I-2": 2, "I-3": 2])
    let then = NewCodes(InterviewSequence(snapshot, asOf: history))
    #expect(then.lines.map(\.codes) == [1, 1, 2])
  }

  @Test func `where everything came at once as of then is as of today`() throws {
    let snapshot = try FieldStudy.plain(["ab", "b"]).snapshot()
    let history = history(["a": 1, "b": 1], first: ["I-1": 2, "I-2": 2])
    let sequence = InterviewSequence(snapshot, asOf: history)
    #expect(NewCodes(sequence).lines.map(\.codes) == [2, 1])
    #expect(sequence.notes.contains { $0.hasSuffix("which all of them were") })
  }
}
