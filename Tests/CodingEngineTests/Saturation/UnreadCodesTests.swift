import CodingEngine
import Fieldwork
import Testing

@Suite struct UnreadCodesTests {
  private func history(_ made: [String: Int64], _ coded: [String: Int64]) -> CodebookHistory {
    CodebookHistory(
      changes: Set(made.values).sorted().map {
        CodebookChange(
          entry: $0, at: "2026-01-0\($0)T10:00:00Z", coder: "kim", command: "codebook import",
          codes: 1)
      }, made: made, lastCoded: coded)
  }

  @Test func `an interview coded before a code was made, and never since, was not read for it`()
    throws
  {
    let snapshot = try FieldStudy.plain(["a", "ab", "a"]).snapshot()
    let unread = UnreadCodes(
      snapshot, history(["a": 2, "b": 5], ["I-1": 3, "I-2": 6, "I-3": 4]))
    #expect(unread.lines.map(\.code) == ["b"])
    #expect(unread.lines.first?.interviews == ["I-1", "I-3"])
    #expect(unread.lines.first?.at == "2026-01-05T10:00:00Z")
    #expect(unread.notes.contains { $0.contains("1 code was made after") && $0.contains("2 of 3") })
  }

  @Test func `an interview that carries the code was read for it, whatever the journal says`()
    throws
  {
    let snapshot = try FieldStudy.plain(["ab"]).snapshot()
    let unread = UnreadCodes(snapshot, history(["a": 2, "b": 5], ["I-1": 3]))
    #expect(unread.lines.isEmpty)
    #expect(unread.notes.last?.hasPrefix("every interview was coded again") == true)
  }

  @Test func `codes that came in at once say nothing about the field`() throws {
    let snapshot = try FieldStudy.plain(["ab"]).snapshot()
    let unread = UnreadCodes(snapshot, history(["a": 2, "b": 2], ["I-1": 3]))
    #expect(unread.lines.isEmpty)
    #expect(unread.notes.last?.contains("not known here") == true)
    #expect(unread.notes.last?.contains("2026-01-02") == true)
  }

  @Test func `where nothing is coded nothing was read again`() throws {
    let snapshot = try FieldStudy.plain(["", ""]).snapshot()
    let unread = UnreadCodes(snapshot, history(["a": 2, "b": 5], [:]))
    #expect(unread.lines.isEmpty)
    #expect(unread.notes.last?.hasPrefix("nothing is coded yet") == true)
    let coded = try FieldStudy.plain(["a"]).snapshot()
    let elsewhere = UnreadCodes(
      coded, history(["a": 2, "b": 5], ["I-1": 3]), labels: ["I-9"])
    #expect(elsewhere.notes.last == "nothing is coded in the interviews asked about")
  }

  @Test func `only the interviews asked about are looked at`() throws {
    let snapshot = try FieldStudy.plain(["a", "ab", "a"]).snapshot()
    let unread = UnreadCodes(
      snapshot, history(["a": 2, "b": 5], ["I-1": 3, "I-2": 6, "I-3": 4]), labels: ["I-3"])
    #expect(unread.lines.first?.interviews == ["I-3"])
  }
}
