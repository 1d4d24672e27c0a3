import CodingEngine
import Fieldwork
import Testing

/// Topics with those who speak: what was asked of the group was not asked of each of them.
@Suite struct TopicPeopleTests {
  private func line(_ rows: [TopicRow]) throws -> TopicCoverage.Line {
    var builder = SnapshotBuilder()
    builder.person("P-1")
    builder.person("P-2")
    builder.person("P-3")
    builder.interview("G-1", kind: "focus-group", [.says("Words.")])
    builder.interview("G-2", [.says("Words.")])
    var snapshot = try builder.snapshot()
    snapshot.transcripts[0].participants = [0, 1]
    snapshot.transcripts[1].participants = [2]
    snapshot.topics = [Topic(slug: "rent", guide: "", label: "房租")]
    snapshot.topicRows = rows
    return try #require(TopicCoverage(snapshot).lines.first)
  }

  private func row(
    _ transcript: String, _ person: String? = nil, _ state: TopicState
  ) -> TopicRow {
    TopicRow(topic: "rent", transcript: transcript, participant: person, state: state)
  }

  @Test func `a group that was asked says nothing of each, one alone all`() throws {
    let line = try line([row("G-1", nil, .asked), row("G-2", nil, .asked)])
    #expect(line.people.map(\.cell) == [.notRecorded, .notRecorded, .asked])
  }

  @Test func `what did not come up came up with nobody`() throws {
    let line = try line([row("G-1", nil, .notReached)])
    #expect(line.people.map(\.cell) == [.notReached, .notReached, .notRecorded])
  }

  @Test func `one who raised it makes it raised in the interview`() throws {
    let raised = try line([row("G-1", "P-1", .raised), row("G-1", "P-2", .notReached)])
    #expect(raised.cells[0] == .raised)
    #expect(raised.people.map(\.cell) == [.raised, .notReached, .notRecorded])
    // Nobody noted the other one: not reached is not known.
    #expect(try line([row("G-1", "P-1", .notReached)]).cells[0] == .notRecorded)
    let none = try line([row("G-1", "P-1", .notReached), row("G-1", "P-2", .notReached)])
    #expect(none.cells[0] == .notReached)
  }
}
