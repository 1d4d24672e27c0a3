import Statistics
import TestSupport
import Testing

private typealias Method = @Sendable (UndirectedGraph, Double, UInt64) -> [Int]

private let methods: [Method] = [
  { louvainCommunities($0, resolution: $1, seed: $2) },
  { leidenCommunities($0, resolution: $1, seed: $2) },
]

@Suite struct CommunityTests {
  @Test func modularityIsTheSumOverAllPairs() throws {
    for seed in 1...30 {
      let model = try GraphModel(things: 6, seed: UInt64(seed))
      guard !model.graph.edges.isEmpty else { continue }
      for labels in GraphModel.partitions(6) {
        for resolution in [0.5, 1, 2] {
          let q = model.graph.modularity(labels, resolution: resolution).value
          let defined = model.modularity(labels, resolution: resolution)
          #expect(abs((q ?? 9) - defined) < 1e-12)
        }
      }
    }
  }

  @Test(arguments: [0.6, 1.0, 1.5]) func theBestOfManySeedsIsNearlyAlwaysTheBestOfAllPartitions(
    resolution: Double
  ) throws {
    let partitions = GraphModel.partitions(7)
    var missed = 0
    for seed in 1...25 {
      let model = try GraphModel(things: 7, seed: UInt64(seed), share: 0.45)
      let best = partitions.compactMap {
        model.graph.modularity($0, resolution: resolution).value
      }.max()
      for (name, method) in zip(["louvain", "leiden"], methods) {
        let runs = CommunityStability(model.graph, resolution: resolution, runs: 40, method)
        if let runs, let best {
          // A search from single moves may miss the best from everywhere; none exceeds it.
          #expect(runs.modularity < best + 1e-12, "\(name), seed \(seed)")
          if runs.modularity < best - 1e-12 { missed += 1 }
        } else {
          #expect(runs == nil && best == nil)
        }
      }
    }
    #expect(missed <= 2, "of 50 searches")
  }

  @Test func communitiesOfLeidenAreConnected() throws {
    for seed in 1...60 {
      let model = try GraphModel(things: 40, seed: UInt64(seed), share: 0.08)
      let labels = leidenCommunities(model.graph, seed: UInt64(seed))
      let inside = model.graph.edges.filter { labels[$0.a] == labels[$0.b] }
      let parts = try UndirectedGraph(count: 40, edges: inside).components
      // As many connected parts as communities.
      #expect((parts.max() ?? 0) == (labels.max() ?? 0), "seed \(seed)")
    }
  }

  @Test func noSingleMoveImprovesTheResultOfLeiden() throws {
    for seed in 1...20 {
      let model = try GraphModel(things: 30, seed: UInt64(seed), share: 0.15)
      let labels = leidenCommunities(model.graph, seed: UInt64(seed))
      let q = try #require(model.graph.modularity(labels).value)
      for thing in 0..<30 {
        for community in 0...((labels.max() ?? 0) + 1) {
          var moved = labels
          moved[thing] = community
          let other = try #require(model.graph.modularity(moved).value)
          #expect(other <= q + 1e-9, "seed \(seed)")
        }
      }
    }
  }

  @Test func theSameSeedGivesTheSameCommunities() throws {
    let model = try GraphModel(things: 50, seed: 1, share: 0.1)
    for method in methods {
      #expect(method(model.graph, 1, 9) == method(model.graph, 1, 9))
    }
  }

  @Test func partsWithoutTiesBetweenThemAreNeverJoined() throws {
    let two = try UndirectedGraph(
      count: 7,
      edges: [.init(0, 2), .init(2, 4), .init(0, 4), .init(1, 3), .init(3, 5), .init(1, 5)])
    for method in methods {
      for seed in 1...20 { #expect(method(two, 1, UInt64(seed)) == [0, 1, 0, 1, 0, 1, 2]) }
    }
    #expect(try GirvanNewman(two).labels == [0, 1, 0, 1, 0, 1, 2])
  }

  @Test func twoCliquesAreFoundInEveryRunAndNothingIsUnstable() throws {
    var edges: [UndirectedGraph.Edge] = [.init(0, 5, weight: 0.1)]
    for b in 0..<5 {
      for a in 0..<b { edges += [.init(a, b), .init(a + 5, b + 5)] }
    }
    let graph = try UndirectedGraph(count: 10, edges: edges)
    for method in methods {
      let runs = try #require(CommunityStability(graph, runs: 20, firstSeed: 4, method))
      #expect(runs.best == [0, 0, 0, 0, 0, 1, 1, 1, 1, 1])
      #expect(runs.timesBest == 20 && runs.partitions == 1 && runs.bestSeed == 4)
      #expect(runs.meanAgreement.value == 1)
      #expect(runs.stability.allSatisfy { $0 == 1 })
    }
  }

  @Test func agreementAndStabilityAreMeansOverTheRuns() throws {
    // A method that gives one partition for odd seeds and another one for even seeds.
    let graph = try UndirectedGraph(count: 4, edges: [.init(0, 1), .init(2, 3), .init(1, 2)])
    let odd = [0, 0, 1, 1]
    let even = [0, 0, 0, 1]
    let runs = try #require(CommunityStability(graph, runs: 4) { $2 % 2 == 1 ? odd : even })
    #expect(runs.best == odd && runs.timesBest == 2 && runs.partitions == 2)
    let index = try #require(adjustedRandIndex(odd, even).value)
    // Of 6 pairs of runs 2 are alike and 4 are mixed.
    #expect(agree(runs.meanAgreement.value, (2 + 4 * index) / 6, within: 1e-15))
    // The first keeps its companion and gets another one in half of the runs.
    #expect(runs.stability[0] == 0.75)
    #expect(runs.stability[2] == 0.5)
    #expect(runs.stability[3] == 0.5)
  }

  @Test func withoutTiesThereAreNoCommunities() throws {
    let graph = try UndirectedGraph(count: 3, edges: [])
    for method in methods {
      #expect(CommunityStability(graph, runs: 3, method) == nil)
      #expect(method(graph, 1, 1) == [0, 1, 2])
    }
    #expect(try GirvanNewman(graph).modularity.value == nil)
  }

  @Test func girvanAndNewmanRefuseWhatWouldTakeHours() throws {
    let path = try UndirectedGraph(count: 201, edges: (0..<200).map { .init($0, $0 + 1) })
    #expect(throws: GraphError.tooLarge(budget: GirvanNewman.budget)) { try GirvanNewman(path) }
    let dense = try GraphModel(things: 150, seed: 1, share: 0.5).graph
    #expect(throws: GraphError.tooLarge(budget: GirvanNewman.budget)) { try GirvanNewman(dense) }
  }
}
