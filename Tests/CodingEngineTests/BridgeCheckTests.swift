import CodingEngine
import Fieldwork
import Testing

/// Where interview and questionnaire say different things.
@Suite struct BridgeCheckTests {
  private func snapshot() throws -> StudySnapshot {
    var snapshot = try LinkedStudy.builder().snapshot()
    snapshot.topics = [Topic(slug: "plans", guide: "", label: "Plans")]
    snapshot.topicRows = [
      TopicRow(topic: "plans", transcript: "GY-7", state: .notReached),
      TopicRow(topic: "plans", transcript: "GY-8", state: .asked),
    ]
    return snapshot
  }

  private func findings(
    _ bridge: CodeBridge, _ snapshot: StudySnapshot
  ) throws -> [String: BridgeCheck.Finding] {
    let check = try BridgeCheck(CodeBridges(file: "b.yaml", bridges: [bridge]), in: snapshot)
    return Dictionary(
      check.lines.map { (snapshot.cases[Int($0.place)].id, $0.finding) },
      uniquingKeysWith: { first, _ in first })
  }

  @Test func `both ways, and each way alone`() throws {
    let snapshot = try snapshot()
    // house is 1, R-8 (and two that cannot be compared); stay is said by R-1 ….
    let both = CodeBridge(slug: "b", code: "stay", survey: "house is 1", topics: ["plans"])
    let found = try findings(both, snapshot)
    #expect(found.keys.sorted() == (1...9).map { "R-\($0)" })
    for id in ["R-1", "R-2", "R-3", "R-4", "R-5"] { #expect(found[id] == .saidNotSo, "\(id)") }
    #expect(found["R-7"] == .notAsked && found["R-8"] == .notTold)
    #expect(found["R-6"] == .notSaid, "nobody noted whether the topic came up")
    #expect(found["R-9"] == .unknown, "the survey has no value")
    var oneWay = both
    oneWay.expectation = .saidIsSo
    let said = try findings(oneWay, snapshot)
    #expect(said["R-1"] == .saidNotSo && said["R-7"] == .agrees)
    oneWay.expectation = .soIsSaid
    let so = try findings(oneWay, snapshot)
    #expect(so["R-1"] == .agrees && so["R-7"] == .notAsked)
    let agreeing = CodeBridge(slug: "b", code: "stay", survey: "house is 0")
    let agreed = try findings(agreeing, snapshot)
    #expect(agreed.values.allSatisfy { !$0.isConflict })
  }

  @Test func `words from a conversation of several cases are marked`() throws {
    let snapshot = try snapshot()
    let bridge = CodeBridge(slug: "b", code: "stay", survey: "house is 1")
    let check = try BridgeCheck(CodeBridges(bridges: [bridge]), in: snapshot)
    let lines = check.lines.filter { !$0.why.isEmpty && $0.finding == .saidNotSo }
    #expect(lines.map { snapshot.cases[Int($0.place)].id } == ["R-5"])
    #expect(lines.first?.why == "GY-6 is one conversation of 2 cases")
    #expect(lines.first?.survey == "house is no")
    #expect(lines.first?.rows.count == 1)
  }

  @Test func `a bridge that cannot be understood names its file and line`() throws {
    let snapshot = try snapshot()
    for bridge in [
      CodeBridge(slug: "b", code: "nothing", survey: "house is 1", line: 7),
      CodeBridge(slug: "b", code: "stay", survey: "nothing is 1", line: 7),
      CodeBridge(slug: "b", code: "stay or", survey: "house is 1", line: 7),
    ] {
      do {
        _ = try BridgeCheck(CodeBridges(file: "b.yaml", bridges: [bridge]), in: snapshot)
        Issue.record("\(bridge) was understood")
      } catch let failure as any ProblemReporting {
        #expect(failure.problem.place == "b.yaml, line 7, b", "\(failure.problem)")
      }
    }
  }
}
