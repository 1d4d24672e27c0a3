import Fieldwork
import Testing

/// What a memo is to be on is found whatever kind of thing it is, or refused.
@Suite struct MemoTargetTests {
  private var resolver: MemoTargetResolver {
    get throws {
      var rent = CodeDefinition(slug: "rent")
      rent.names = [LocalizedText(language: "zh", text: "房租")]
      var other = CodeDefinition(slug: "H-1x")
      other.names = [LocalizedText(language: "en", text: "Mei")]
      var snapshot = StudySnapshot(
        name: "s", journalNumber: 1,
        transcripts: [
          TranscriptEntry(label: "T-1")
        ],
        participants: [ParticipantEntry(id: "P-1", name: "Mei")],
        cases: [CaseEntry(id: "rent"), CaseEntry(id: "H-1")],
        codebook: try Codebook([rent, other]))
      snapshot.relations = [RelationDefinition(slug: "L1", from: "rent", kind: "k", to: "H-1x")]
      return MemoTargetResolver(snapshot)
    }
  }

  private func problem(_ typed: String) throws -> Problem? {
    do {
      _ = try resolver.target(typed)
      return nil
    } catch { return (error as? any ProblemReporting)?.problem }
  }

  @Test func `ids of any kind, names in any language, and passages are understood`() throws {
    let resolver = try resolver
    #expect(try resolver.target("房租") == .code("rent"))
    #expect(try resolver.target("H-1") == .case("H-1"))
    #expect(try resolver.target(" h-1 ") == .case("H-1"))
    #expect(try resolver.target("T-1") == .transcript("T-1"))
    #expect(
      try resolver.target("T-1#12") == .passage(PassageCite(transcript: "T-1", number: 12)))
    #expect(try resolver.target("P-1") == .participant("P-1"))
    #expect(try resolver.target("L1") == .relation("L1"))
    #expect(try resolver.target("case:rent") == .case("rent"))
    #expect(try resolver.target("code:rent") == .code("rent"))
  }

  @Test func `what may mean two things is refused with both`() throws {
    #expect(try problem("rent")?.candidates == ["code:rent", "case:rent"])
    #expect(try problem("Mei")?.candidates == ["code:H-1x", "participant:P-1"])
  }

  @Test func `what is not there is refused with the nearest names`() throws {
    #expect(try problem("remt")?.line.contains("did you mean rent") == true)
    #expect(try problem("T-9#1")?.what == "no transcript is called 'T-9'")
    #expect(try problem("case:P-1")?.what == "no case is called 'P-1'")
    #expect(try problem("")?.kind == .data)
    #expect(try problem("T-1#0")?.kind == .data)
  }

  @Test func `a citation is a label, a hash and a number`() {
    #expect(PassageCite("GY-101#12")?.words == "GY-101#12")
    #expect(PassageCite(" 甲#3 ")?.transcript == "甲")
    for bad in ["GY-101", "#3", "A#", "A#0", "A#-1", "A#+1", "A#1x", "A#99999999999", "A#３"] {
      #expect(PassageCite(bad) == nil, "\(bad)")
    }
    let sorted = ["A#10", "A#9", "B#1"].compactMap(PassageCite.init).sorted().map(\.words)
    #expect(sorted == ["A#9", "A#10", "B#1"])
  }
}
