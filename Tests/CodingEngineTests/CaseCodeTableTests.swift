import CodingEngine
import Fieldwork
import TestSupport
import Testing

/// Cases by codes as data: missing is never zero, names are legal, shares are of own words.
@Suite struct CaseCodeTableTests {
  private static func request(
    _ slug: String, _ snapshot: StudySnapshot, topics: [String] = []
  ) throws -> CaseCodeTable.Request {
    let index = try #require(snapshot.codebook.index(ofSlug: slug))
    return CaseCodeTable.Request(
      name: slug, titles: [LocalizedText(language: "en", text: slug)], query: slug,
      rows: (0..<snapshot.codings.count).filter { Int(snapshot.codings.codes[$0]) == index },
      topics: topics)
  }

  private static func column(_ name: String, _ found: CaseCodeTable) throws -> [String: SurveyValue]
  {
    let column = try #require(found.table.variables.firstIndex { $0.name == name }, "\(name)")
    return Dictionary(
      found.table.records.map { ($0.key, $0.values[column]) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  @Test func `presence, passages and keys stand case by case`() throws {
    let snapshot = try LinkedStudy.builder().snapshot()
    let found = CaseCodeTable(
      [try Self.request("stay", snapshot), try Self.request("ties", snapshot)],
      measures: [.present, .count], survey: 0, variables: [1], everyCase: true, in: snapshot)
    let stay = try Self.column("c_stay", found)
    #expect(stay["R-1"] == .number(1) && stay["R-7"] == .number(0))
    #expect(try Self.column("cn_ties", found)["R-6"] == .number(1))
    // Nobody was interviewed, or nobody coded: no zero.
    #expect(stay["R-10"] == .missing(.coded(code: ".c", label: "no interview")))
    #expect(stay["R-11"] == .missing(.coded(code: ".b", label: "interview not coded")))
    #expect(try Self.column("linked", found)["R-12"] == .number(0))
    #expect(try Self.column("id", found)["R-12"] == .missing(.notRecorded))
    #expect(try Self.column("house", found)["R-7"] == .number(1))
    #expect(try Self.column("interviews", found)["R-1"] == .text("GY-1; GY-2"))
    #expect(found.notes.contains { $0.contains("no topic is named for stay, ties") })
  }

  @Test func `a topic that was not reached makes a code missing, not absent`() throws {
    var snapshot = try LinkedStudy.builder().snapshot()
    let group = try #require(snapshot.transcripts.firstIndex { $0.label == "GY-6" })
    snapshot.transcripts[group].participants = snapshot.participants.indices.map { Int32($0) }
    snapshot.topics = [Topic(slug: "plans", guide: "", label: "Plans")]
    snapshot.topicRows = [
      TopicRow(topic: "plans", transcript: "GY-7", state: .notReached),
      TopicRow(topic: "plans", transcript: "GY-8", state: .asked),
      TopicRow(topic: "plans", transcript: "GY-3", state: .notReached),
      // In the group only one was asked.
      TopicRow(topic: "plans", transcript: "GY-6", participant: "P-6", state: .notReached),
      TopicRow(topic: "plans", transcript: "GY-6", participant: "P-5", state: .asked),
    ]
    let found = CaseCodeTable(
      [try Self.request("stay", snapshot, topics: ["plans"])], measures: [.present, .count],
      survey: nil, in: snapshot)
    let stay = try Self.column("c_stay", found)
    let unreached = SurveyValue.missing(.coded(code: ".a", label: "topic not reached"))
    #expect(stay["R-7"] == unreached && stay["R-6"] == unreached)
    #expect(try Self.column("cn_stay", found)["R-7"] == unreached)
    #expect(stay["R-8"] == .number(0))
    // Said all the same.
    #expect(stay["R-2"] == .number(1) && stay["R-5"] == .number(1))
    #expect(found.table.variables.allSatisfy { $0.name != "linked" })
  }

  @Test func `coverage is the share of the case's own words`() throws {
    let snapshot = try LinkedStudy.builder().snapshot()
    let found = CaseCodeTable(
      [try Self.request("stay", snapshot), try Self.request("ties", snapshot)],
      measures: [.coverage], survey: nil, in: snapshot)
    func share(_ name: String, _ id: String) throws -> Double {
      guard case .number(let share) = try Self.column(name, found)[id] else { return .nan }
      return share
    }
    // "We stay here." is 13 of the turn's scalars; GY-6: P-5 says 33, P-6 28.
    let turn = "We stay here. The school is good. In the village the fields wait.".count
    #expect(try share("cc_stay", "R-2") == 13 / Double(turn))
    #expect(try share("cc_stay", "R-5") == 13 / Double("We stay here. The school is good.".count))
    #expect(try share("cc_ties", "R-6") == 15 / Double("We go home, the fields wait.".count))
    // Two interviews: words are added.
    #expect(try share("cc_stay", "R-1") == 13 / Double(2 * turn))
    #expect(try share("cc_stay", "R-7") == 0)
  }

  @Test func `names are legal in Stata and all different, whatever codes are called`() throws {
    var random = SeededGenerator(seed: 61)
    let parts = [
      "hukou", "学校", "a", "-", "_", ".", "9", "É", "stay", "村", "路远", "很长的名字", "x1", "ß", "İ",
    ]
    var checked = 0
    var seen = 0
    while checked < 10_000 {
      let snapshot = StudySnapshot(name: "s", journalNumber: 0, codebook: try Codebook([]))
      let requests = (0..<20).map { _ in
        let name = (0..<Int.random(in: 1...9, using: &random)).compactMap { _ in
          parts.randomElement(using: &random)
        }.joined()
        return CaseCodeTable.Request(name: name, titles: [], query: name, rows: [])
      }
      let found = CaseCodeTable(
        requests, measures: CaseCodeTable.Measure.allCases, survey: nil, in: snapshot)
      let names = found.table.variables.map(\.name)
      let lowered = Set(names.map { $0.lowercased() })
      #expect(lowered.count == names.count, "seed 61, after \(checked)")
      let isLegal = names.allSatisfy { name in
        name.count <= 32 && name.unicodeScalars.first?.properties.isAlphabetic == true
          && name.unicodeScalars.allSatisfy {
            $0 == "_" || $0.properties.isAlphabetic || ("0"..."9").contains($0)
          }
      }
      #expect(isLegal, "seed 61, after \(checked): \(names)")
      checked += names.count
      seen += names.filter { $0.unicodeScalars.contains { $0.value > 0x4E00 } }.count
    }
    #expect(seen * 2 > checked)
  }
}
