import Exchange
import Fieldwork
import Testing

/// Bridges between codes and variables as files.
@Suite struct BridgesYAMLTests {
  @Test func `a bridge has a code, a comparison, an expectation and topics`() throws {
    let read = try BridgesYAML.read(
      """
      bridges:
        - code: no-cover
          survey: n_pension is 0
          topic: insurance
        - id: 留下
          code: stay same turn school
          survey: plan is stay
          expect: said-is-so
          topics: [plans, moves]
          note: one way
        - code: never-tried
          topic: school
      """, fileName: "b.yaml")
    #expect(read.bridges.map(\.slug) == ["no-cover", "留下", "never-tried"])
    #expect(read.bridges[0].expectation == .same && read.bridges[1].expectation == .saidIsSo)
    #expect(read.bridges[1].topics == ["plans", "moves"] && read.bridges[1].note == "one way")
    #expect(read.bridges.map(\.line) == [2, 5, 11])
    #expect(read.topics(ofCode: "never-tried") == ["school"])
    #expect(read.topics(ofCode: "stay").isEmpty)
  }

  @Test func `every fault is one line with its place`() {
    for (text, words) in [
      ("bridges: []", "bridges"), ("rules:\n  - code: a", "rules"), ("- code: a", "mapping"),
      ("bridges:\n  - survey: a is 1", "code"), ("bridges:\n  - code: a", "survey"),
      ("bridges:\n  - {code: a, survey: b is 1, expect: often}", "said-is-so"),
      ("bridges:\n  - {code: a, survey: b is 1}\n  - {code: a, survey: c is 1}", "2"),
      ("bridges:\n  - {code: a, topics: b}", "list"), ("bridges:\n  - {code: a, when: b}", "when"),
    ] {
      do {
        _ = try BridgesYAML.read(text, fileName: "b.yaml")
        Issue.record("read: \(text)")
      } catch let failure as any ProblemReporting {
        let story = "\(failure.problem)"
        #expect(story.contains("b.yaml") && story.contains(words), "\(text): \(story)")
      } catch {
        Issue.record("\(error)")
      }
    }
  }
}
