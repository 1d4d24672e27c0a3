import CodingEngine
import Fieldwork
import TestSupport
import Testing

/// {a, b, c} and {d, e, f} with one row between them, g alone.
private let bridged = unitTable([
  [1, 1, 1, 0, 0, 0, 0], [1, 1, 1, 0, 0, 0, 0], [1, 1, 1, 0, 0, 0, 0], [0, 0, 0, 1, 1, 1, 0],
  [0, 0, 0, 1, 1, 1, 0], [0, 0, 0, 1, 1, 1, 0], [0, 0, 1, 1, 0, 0, 0], [0, 0, 0, 0, 0, 0, 1],
])

@Suite struct CodeTiesTests {
  @Test func codesAreTiedWhenEnoughRowsHaveBoth() throws {
    let ties = try CodeTies(CodeUnits(bridged))
    #expect(
      ties.ties.map { [$0.first, $0.second] } == [
        [0, 1], [0, 2], [1, 2], [3, 4], [3, 5], [4, 5],
      ])
    #expect(ties.ties.map(\.n) == [3, 3, 3, 3, 3, 3])
    #expect(ties.ties[1].weight == 0.75)
    #expect(ties.rule == "tied when at least 2 rows have both")
    #expect(ties.notes.contains("tied to no other: g"))
    let loose = try CodeTies(CodeUnits(bridged), weight: .count, together: 1)
    #expect(loose.ties.count == 7)
    #expect(loose.ties.map(\.weight) == [3, 3, 3, 1, 3, 3, 3])
  }

  @Test func withQOnlyPairsBeyondChanceAreTied() throws {
    let ties = try CodeTies(CodeUnits(bridged), together: 1, q: 0.2)
    #expect(ties.ties.map { [$0.first, $0.second] }.contains([0, 1]))
    // c and d, in 4 of 8 rows each, meet once, which is no surprise.
    #expect(!ties.ties.contains { $0.first == 2 && $0.second == 3 })
    #expect(ties.notes.contains { $0.hasPrefix("q: Benjamini–Hochberg over") })
    #expect(
      throws: ClusterFailure.noTies(rule: "tied when at least 2 rows have both and q ≤ 0.000")
    ) { try CodeTies(CodeUnits(bridged), q: 0.0001) }
  }

  @Test func turnsAreNotTestedAsIfTheyWereIndependent() throws {
    var study = SnapshotBuilder()
    for code in ["a", "b"] { study.code(code) }
    study.interview("T-1", [.says("one"), .says("two")])
    study.put("a", "b", on: "one", in: "T-1")
    study.put("a", "b", on: "two", in: "T-1")
    let units = try CodeUnits(try study.snapshot(), unit: .turn)
    #expect(try CodeTies(units).ties.count == 1)
    #expect(throws: ClusterFailure.nestedUnits(unit: "turn")) { try CodeTies(units, q: 0.05) }
  }

  @Test func aParentThatWasRolledUpIsNeverTested() throws {
    var study = SnapshotBuilder()
    study.category("top")
    study.code("a", under: "top")
    study.code("b", under: "top")
    for index in 1...8 {
      study.interview("T-\(index)", [.says("word")])
      if index <= 4 { study.put("a", "b", on: "word", in: "T-\(index)") }
    }
    let snapshot = try study.snapshot()
    let units = try CodeUnits(snapshot, codes: [0, 1, 2], rollup: true)
    #expect(units[0, 1] == 4)
    let tested = try CodeTies(units, q: 0.05)
    #expect(tested.ties.map { [$0.first, $0.second] } == [[1, 2]])
    #expect(tested.notes.contains { $0.hasPrefix("q: Benjamini–Hochberg over 1 pair ") })
  }

  @Test func withoutTiesThereIsNoNetwork() {
    #expect(throws: ClusterFailure.noTies(rule: "tied when at least 9 rows have both")) {
      try CodeTies(CodeUnits(bridged), together: 9)
    }
  }
}

@Suite struct CodeCommunitiesTests {
  @Test(arguments: CommunityMethod.allCases)
  func theTwoGroupsAreFound(_ method: CommunityMethod) throws {
    let ties = try CodeTies(CodeUnits(bridged), together: 1)
    let found = try CodeCommunities(ties, method: method)
    #expect(found.members.map(\.cluster) == [1, 1, 1, 2, 2, 2, nil])
    #expect(found.notes[0].contains("no theme"))
    #expect(found.members.allSatisfy { !$0.isUnstable })
    if method == .girvanNewman {
      #expect(found.runs == nil)
      #expect(found.members[0].stability.value == nil)
    } else {
      #expect(found.runs?.count == 100 && found.runs?.firstSeed == 1)
      #expect(found.runs?.agreement.value == 1)
      #expect(found.notes.contains { $0.contains("seeds 1 to 100") })
    }
  }

  @Test func theSameSeedGivesTheSameResult() throws {
    let ties = try CodeTies(CodeUnits(bridged), together: 1)
    let (one, two) = (
      try CodeCommunities(ties, method: .louvain, runs: 5, seed: 7),
      try CodeCommunities(ties, method: .louvain, runs: 5, seed: 7)
    )
    #expect(one.members == two.members && one.notes == two.notes)
    #expect(one.runs?.firstSeed == 7)
  }

  @Test func centralitiesAreThoseOfTheNetwork() throws {
    let lines = CodeCentralities(try CodeTies(CodeUnits(bridged), together: 1))
    #expect(lines.lines.map(\.degree) == [2, 2, 3, 3, 2, 2, 0])
    // Every path from one group to the other leads over c and d: 2 × 3 + … with c in between.
    #expect(lines.lines[2].betweenness == 6 && lines.lines[3].betweenness == 6)
    #expect(lines.lines[0].betweenness == 0)
    #expect(lines.lines[6].closeness.value == nil)
    #expect(lines.lines.map(\.component) == [1, 1, 1, 1, 1, 1, 2])
    #expect(lines.diameter == 3)
    #expect(lines.notes.contains { $0.hasPrefix("with fewer than 10 codes betweenness") })
  }

  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func theKarateClubIsPartedAsPublished() throws {
    let oracle = try OracleCases.named("B-NET-KARATE")
    let edges = try oracle.input.member("edges").intTable()
    let members = try oracle.input.member("n").int()
    // One row for each friendship gives the club as a table.
    let table = UnitTable(
      units: edges.indices.map { "\($0)" }, codes: (1...members).map { "m\($0)" },
      counts: edges.map { edge in (1...members).map { edge.contains($0) ? 1 : 0 } })
    let ties = try CodeTies(CodeUnits(table), weight: .count, together: 1)
    #expect(ties.ties.count == edges.count)
    let best = try oracle.expected.member("optimal_partition").ints()
    for method in [CommunityMethod.louvain, .leiden] {
      let found = try CodeCommunities(ties, method: method)
      #expect(found.members.map(\.cluster) == best)
      let q = try #require(found.modularity.value)
      #expect(
        oracle.tolerance.accepts(q, for: try oracle.expected.member("optimal_modularity").number()))
    }
    let cut = try CodeCommunities(ties, method: .girvanNewman)
    let q = try #require(cut.modularity.value)
    #expect(
      oracle.tolerance.accepts(
        q, for: try oracle.expected.member("girvan_newman_modularity").number()))
    let lines = CodeCentralities(ties).lines
    for (line, want) in zip(lines, try oracle.expected.member("betweenness").numbers()) {
      #expect(oracle.tolerance.accepts(line.betweenness, for: want))
    }
    for (line, want) in zip(lines, try oracle.expected.member("pagerank").numbers()) {
      #expect(oracle.tolerance.accepts(line.pageRank, for: want))
    }
    for (line, want) in zip(lines, try oracle.expected.member("eigenvector").numbers()) {
      #expect(oracle.tolerance.accepts(line.eigenvector.value ?? -1, for: want))
    }
  }
}
