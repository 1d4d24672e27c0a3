import CodingEngine
import Fieldwork
import TestSupport
import Testing

/// Rows of 0 and 1 under codes called a, b, c and so on.
func unitTable(_ rows: [[Int]]) -> UnitTable {
  let letters = "abcdefghijklmnopqrstuvwxyz".map { String($0) }
  let width = rows.first?.count ?? 0
  return UnitTable(
    units: rows.indices.map { "u\($0 + 1)" },
    codes: (0..<width).map { $0 < 26 ? letters[$0] : "code\($0)" }, counts: rows)
}

/// Two groups of codes, {a, b, c} and {d, e}, and f that occurs nowhere.
private let twoGroups = unitTable([
  [1, 1, 1, 0, 0, 0], [1, 1, 0, 0, 0, 0], [1, 1, 1, 0, 0, 0], [0, 0, 0, 1, 1, 0],
  [0, 0, 0, 1, 1, 0], [0, 0, 1, 1, 1, 0],
])

@Suite struct CodeUnitsTests {
  @Test func aUnitHasACodeHoweverOftenAndByWhomever() throws {
    var study = SnapshotBuilder()
    for code in ["a", "b", "c"] { study.code(code) }
    study.interview("T-1", [.says("one two three"), .says("four")])
    study.interview("T-2", [.says("one two")])
    study.interview("T-3", [.says("nothing")])
    study.put("a", on: "one", in: "T-1")
    study.put("a", on: "two", in: "T-1")
    study.put("b", on: "four", in: "T-1", coder: "li")
    study.put("a", "b", on: "one", in: "T-2")
    let snapshot = try study.snapshot()
    let byTranscript = try CodeUnits(snapshot, unit: .transcript)
    #expect(byTranscript.codes == ["a", "b", "c"])
    #expect(byTranscript.n == [2, 2, 0] && byTranscript.total == 3)
    #expect(byTranscript[0, 1] == 2 && byTranscript[1, 0] == 2 && byTranscript[0, 2] == 0)
    let byTurn = try CodeUnits(snapshot, unit: .turn)
    #expect(byTurn.n == [2, 2, 0] && byTurn.total == 4 && byTurn[0, 1] == 1)
    let one = try CodeUnits(snapshot, unit: .transcript, coders: .only(0))
    #expect(one[0, 1] == 1)
  }

  @Test func overlapIsNoUnit() throws {
    var study = SnapshotBuilder()
    study.code("a")
    let snapshot = try study.snapshot()
    for unit in CooccurrenceUnit.allCases where !unit.isIncidence {
      #expect(throws: ClusterFailure.noIncidence(unit: unit.rawValue)) {
        try CodeUnits(snapshot, unit: unit)
      }
    }
  }

  @Test func aTableCountsItsRows() {
    let units = CodeUnits(twoGroups)
    #expect(units.n == [3, 3, 3, 3, 3, 0] && units.total == 6)
    #expect(units[0, 1] == 3 && units[0, 2] == 2 && units[2, 3] == 1 && units[0, 3] == 0)
    let kept = units.keeping(atLeast: 1)
    #expect(kept.codes == ["a", "b", "c", "d", "e"])
    #expect(kept.leftOut.map(\.code) == ["f"])
    #expect(kept[2, 3] == 1)
  }
}

@Suite struct CodeClustersTests {
  @Test(arguments: CodeDistance.allCases, ClusterLinkage.allCases)
  func twoGroupsAreFoundWhateverTheMethod(_ distance: CodeDistance, _ linkage: ClusterLinkage)
    throws
  {
    let clusters = try CodeClusters(
      CodeUnits(twoGroups), distance: distance, linkage: linkage, clusters: 2)
    #expect(clusters.members.map(\.code) == ["a", "b", "c", "d", "e"])
    #expect(clusters.members.map(\.cluster) == [1, 1, 1, 2, 2])
    #expect(clusters.members.map(\.nearest) == [2, 2, 2, 1, 1])
    #expect(clusters.steps.count == 4)
    #expect(clusters.order.sorted() == [0, 1, 2, 3, 4])
    #expect(clusters.notes.contains("1 code occurs nowhere"))
    let warns = clusters.notes.contains { $0.hasPrefix("Ward's method assumes") }
    #expect(warns == (linkage == .ward && [.jaccard, .ochiai].contains(distance)))
  }

  @Test func heightsAreTheDistances() throws {
    let clusters = try CodeClusters(CodeUnits(twoGroups), linkage: .average)
    // a and b lie in the same rows, so do d and e.
    #expect(clusters.steps[0].height == 0 && clusters.steps[0].isTie)
    #expect(clusters.steps[0].first == .code(0) && clusters.steps[0].second == .code(1))
    #expect(clusters.steps[1].height == 0 && !clusters.steps[1].isTie)
    // c with a and with b: 2 of 4 rows.
    #expect(clusters.steps[2].height == 0.5)
    #expect(clusters.steps[2].first == .code(2) && clusters.steps[2].second == .step(0))
    // a and b share nothing with d and e; c shares 1 of 5 rows.
    #expect(abs(clusters.steps[3].height - (4 * 1 + 2 * 0.8) / 6) < 1e-15)
    #expect(clusters.notes.contains { $0.hasPrefix("1 of 4 merges had ties") })
  }

  @Test func theCutShownIsTheOneWithTheGreatestSilhouetteAndSaysSo() throws {
    let clusters = try CodeClusters(CodeUnits(twoGroups))
    #expect(clusters.cuts.map(\.clusters) == [2])
    #expect(clusters.clusters == 2)
    #expect(clusters.notes.contains { $0.contains("no number of clusters is the right one") })
    let three = try CodeClusters(CodeUnits(twoGroups), clusters: 3)
    #expect(three.members.map(\.cluster) == [1, 1, 2, 3, 3])
    #expect(!three.notes.contains { $0.contains("no number of clusters is the right one") })
    let one = try CodeClusters(CodeUnits(twoGroups), clusters: 1)
    #expect(one.members.allSatisfy { $0.silhouette.value == nil && $0.nearest == nil })
  }

  @Test func noClusterIsCalledATheme() throws {
    let clusters = try CodeClusters(CodeUnits(twoGroups))
    #expect(clusters.notes[0].contains("no theme"))
  }

  @Test func codesThatPhiCannotPlaceAreNamed() throws {
    let rows = [[1, 1, 0, 1], [1, 1, 0, 0], [1, 0, 1, 0], [1, 0, 1, 1]]
    let clusters = try CodeClusters(CodeUnits(unitTable(rows)), distance: .phi)
    #expect(clusters.members.map(\.code) == ["b", "c", "d"])
    #expect(clusters.notes.contains("in every row and left out: a"))
    let jaccard = try CodeClusters(CodeUnits(unitTable(rows)))
    #expect(jaccard.members.count == 4)
    // With one code more that is in one row only.
    let rare = try CodeClusters(CodeUnits(unitTable(rows.map { $0 + [$0[1] * $0[3]] })), least: 2)
    #expect(rare.notes.contains("in too few rows and left out: e (1)"))
  }

  @Test func tooFewCodesAndTooManyClustersAreRefused() throws {
    #expect(throws: ClusterFailure.tooFewCodes(left: 1, needed: 2, leftOut: 1)) {
      try CodeClusters(CodeUnits(unitTable([[1, 0], [1, 0]])))
    }
    #expect(throws: ClusterFailure.tooFewCodes(left: 0, needed: 2, leftOut: 6)) {
      try CodeClusters(CodeUnits(twoGroups), least: 4)
    }
    #expect(throws: ClusterFailure.noSuchCut(asked: 6, codes: 5)) {
      try CodeClusters(CodeUnits(twoGroups), clusters: 6)
    }
    #expect(throws: ClusterFailure.noSuchCut(asked: 0, codes: 5)) {
      try CodeClusters(CodeUnits(twoGroups), clusters: 0)
    }
  }

  @Test func equalCodesAllTieAndHaveNoCopheneticCorrelation() throws {
    let clusters = try CodeClusters(CodeUnits(unitTable([[1, 1, 1], [0, 0, 0]])))
    #expect(clusters.steps.map(\.isTie) == [true, false])
    #expect(clusters.copheneticCorrelation.value == nil)
  }

  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func singleLinkageOnSpeciesHasThePublishedHeights() throws {
    let oracle = try OracleCases.named("B-HC-DUNE-JACCARD")
    let table = unitTable(try oracle.input.member("presence").intTable())
    let clusters = try CodeClusters(CodeUnits(table), linkage: .single)
    let wanted = try oracle.expected.member("single_heights").numbers()
    #expect(clusters.steps.count == wanted.count)
    for (step, want) in zip(clusters.steps, wanted) {
      #expect(oracle.tolerance.accepts(step.height, for: want))
    }
  }
}
