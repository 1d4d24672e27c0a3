import CodingEngine
import Fieldwork
import Testing

@Suite struct CaseCodesTests {
  @Test func presenceIsAnyInterviewAndCountsAreAdded() throws {
    var study = SnapshotBuilder()
    study.code("stay")
    study.code("leave")
    study.place("R-1")
    study.place("R-2")
    study.place("R-3")
    study.interview("GY-1", about: ["R-1"], [.says("We stay. We stay for good.")])
    study.interview("GY-2", about: ["R-1"], [.says("Still we stay.")])
    study.interview("GY-3", about: ["R-2"], [.says("We leave.")])
    study.interview("GY-4", about: ["R-3"], [.says("Nobody has read this yet.")])
    study.put("stay", on: "We stay.", in: "GY-1")
    study.put("stay", on: "We stay for good.", in: "GY-1")
    study.put("stay", on: "Still we stay.", in: "GY-2")
    study.put("leave", on: "We leave.", in: "GY-3")
    let snapshot = try study.snapshot()
    let codes = CaseCodes(snapshot)
    #expect(codes.count(ofCase: 0, code: 0) == 3)
    #expect(codes.counts(ofCase: 0) == [3, 0])
    #expect(codes.isPresent(inCase: 0, code: 0) == true)
    #expect(codes.isPresent(inCase: 1, code: 0) == false)
    #expect(codes.isPresent(inCase: 2, code: 0) == nil)
    #expect(codes.interviews == [[0, 1], [2], [3]])
    #expect(codes.countable == [0, 1])
    #expect(snapshot.spelled(codes.rows[0]) == ["GY-1#1 stay", "GY-1#2 stay", "GY-2#1 stay"])
    #expect(codes.unattributed == 0)
  }

  @Test func aGroupInterviewGivesEachCaseOnlyWhatItsOwnSpeakersSaid() throws {
    var study = SnapshotBuilder()
    study.code("stay")
    study.place("R-1")
    study.place("R-2")
    study.person("P-1", of: "R-1")
    study.person("P-2", of: "R-2")
    study.interview(
      "GY-1", about: ["R-1", "R-2"],
      [
        .asks("And you?"),
        .says("We stay.", by: "P-1", as: "Fen"),
        .says("So do we.", by: "P-2", as: "Lo"),
        .says("Yes, all of us.", as: "Several"),
      ])
    study.put("stay", on: "We stay.", in: "GY-1")
    study.put("stay", on: "So do we.", in: "GY-1")
    study.put("stay", on: "Yes, all of us.", in: "GY-1")
    study.put("stay", on: "We stay.\nLo: So do we.", in: "GY-1")
    let snapshot = try study.snapshot()
    let codes = CaseCodes(snapshot)
    #expect(codes.rows.map(\.count) == [1, 1])
    #expect(codes.unattributed == 2)
    #expect(snapshot.groupInterviews == [0])
    let without = CaseCodes(snapshot, without: [0])
    #expect(without.countable.isEmpty)
    #expect(without.interviews == [[], []])
  }
}
