import CodingEngine
import Fieldwork
import TestSupport
import Testing

@Suite struct TopicCoverageTests {
  private func snapshot() throws -> StudySnapshot {
    var study = SnapshotBuilder()
    study.code("stay")
    for label in ["A-1", "A-2", "A-3", "A-4"] {
      study.interview(label, kind: label == "A-4" ? "field-note" : "household", [.says("Words.")])
    }
    var snapshot = try study.snapshot()
    snapshot.transcripts[0].attributes = [AttributeValue(name: "guide", value: "G3/G7")]
    snapshot.transcripts[1].attributes = [AttributeValue(name: "guide", value: "g1")]
    snapshot.topics = [
      Topic(slug: "work", guide: "G3", label: "Work"),
      Topic(slug: "school", guide: "G1", label: "School"),
      Topic(slug: "rest", guide: "", label: "Rest"),
    ]
    return snapshot
  }

  @Test func whatNobodyNotedIsNotTakenForNotReached() throws {
    var snapshot = try snapshot()
    snapshot.topicRows = [
      TopicRow(topic: "work", transcript: "A-1", state: .asked),
      TopicRow(topic: "work", transcript: "A-2", state: .raised),
      TopicRow(topic: "school", transcript: "A-2", state: .notReached),
    ]
    let coverage = TopicCoverage(snapshot)
    // A-3 has no guide and may have followed any; the field note followed none.
    #expect(coverage.lines[0].cells == [.asked, .raised, .notRecorded, .otherGuide])
    #expect(coverage.lines[1].cells == [.otherGuide, .notReached, .notRecorded, .otherGuide])
    #expect(coverage.lines[2].cells == [.notRecorded, .notRecorded, .notRecorded, .otherGuide])
    #expect(coverage.lines[1].transcripts(.notReached) == [1])
    #expect(coverage.notes.contains { $0.hasPrefix("a code is missing, not absent") })
  }

  @Test(arguments: UInt64(1)...50)
  func everyNotedStateStandsInItsCell(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var snapshot = try snapshot()
    for topic in snapshot.topics {
      for transcript in snapshot.transcripts where Bool.random(using: &random) {
        snapshot.topicRows.append(
          TopicRow(
            topic: topic.slug, transcript: transcript.label,
            state: TopicState.allCases.randomElement(using: &random) ?? .asked))
      }
    }
    let coverage = TopicCoverage(snapshot)
    for line in coverage.lines {
      for (index, cell) in line.cells.enumerated() {
        let noted = snapshot.topicRows.filter {
          $0.topic == line.topic.slug && $0.transcript == snapshot.transcripts[index].label
        }
        if let state = noted.first?.state {
          #expect(cell.rawValue == state.rawValue, "seed \(seed)")
        } else {
          #expect(cell == .notRecorded || cell == .otherGuide, "seed \(seed)")
        }
      }
    }
  }
}
