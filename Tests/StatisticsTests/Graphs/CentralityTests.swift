import Statistics
import TestSupport
import Testing

@Suite struct CentralityTests {
  @Test func betweennessCountsSharesOfShortestPaths() throws {
    for seed in 1...40 {
      let model = try GraphModel(things: 6, seed: UInt64(seed))
      let found = Betweenness(model.graph)
      var things = [Double](repeating: 0, count: 6)
      var edges = [Double](repeating: 0, count: model.graph.edges.count)
      for end in 0..<6 {
        for start in 0..<end {
          let paths = model.shortest(from: start, to: end)
          for path in paths {
            for thing in path.dropFirst().dropLast() { things[thing] += 1 / Double(paths.count) }
            for (a, b) in zip(path, path.dropFirst()) {
              guard
                let edge = model.graph.edges.firstIndex(where: {
                  ($0.a, $0.b) == (min(a, b), max(a, b))
                })
              else { continue }
              edges[edge] += 1 / Double(paths.count)
            }
          }
        }
      }
      #expect(zip(found.things, things).allSatisfy { abs($0 - $1) < 1e-9 }, "seed \(seed)")
      #expect(zip(found.edges, edges).allSatisfy { abs($0 - $1) < 1e-9 }, "seed \(seed)")
    }
  }

  @Test func closenessIsTheMeanNearnessWithinThePart() throws {
    for seed in 1...40 {
      let model = try GraphModel(things: 6, seed: UInt64(seed), share: 0.3)
      for (thing, closeness) in model.graph.closeness().enumerated() {
        let lengths = (0..<6).filter { $0 != thing }.compactMap { other in
          model.shortest(from: thing, to: other).first.map { model.length($0) }
        }
        if lengths.isEmpty {
          #expect(closeness.reason == "it has no ties")
        } else {
          let mean = Double(lengths.count) / lengths.reduce(0, +)
          #expect(agree(closeness.value, mean, within: 1e-12), "seed \(seed)")
        }
      }
    }
  }

  @Test func aStepIsAStepWhateverTheWeight() throws {
    let graph = try UndirectedGraph(
      count: 3, edges: [.init(0, 1, weight: 0.01), .init(1, 2), .init(0, 2, weight: 0.001)])
    #expect(Betweenness(graph).things == [0, 1, 0])
    #expect(Betweenness(graph, hops: true).things == [0, 0, 0])
    #expect(graph.diameter == 1)
  }

  @Test func theEigenvectorIsOne() throws {
    for seed in 1...30 {
      let model = try GraphModel(things: 8, seed: UInt64(seed), share: 0.7)
      let found = model.graph.eigenvectorCentrality
      let x = found.compactMap(\.value)
      guard x.count == 8 else { continue }
      #expect(x.max() == 1)
      let image = model.weights.map { row in zip(row, x).reduce(0) { $0 + $1.0 * $1.1 } }
      let greatest = try #require(image.max())
      for (value, image) in zip(x, image) { #expect(abs(image / greatest - value) < 1e-9) }
    }
  }

  @Test func theEigenvectorOfABipartiteGraphDoesNotOscillate() throws {
    let star = try UndirectedGraph(count: 5, edges: (1..<5).map { .init(0, $0) })
    let found = star.eigenvectorCentrality.compactMap(\.value)
    // The leaves of a star have 1/√4 of its centre.
    #expect(found.count == 5 && found[0] == 1)
    #expect(found.dropFirst().allSatisfy { abs($0 - 0.5) < 1e-10 })
  }

  @Test func withoutTiesThereIsNoEigenvector() throws {
    let graph = try UndirectedGraph(count: 2, edges: [])
    #expect(graph.eigenvectorCentrality[0].reason == "there are no ties")
    #expect(graph.density.value == 0)
    #expect(graph.transitivity.value == nil)
    #expect(graph.diameter == 0)
  }

  @Test func theWalkerStaysWhereItIsAsOftenAsItComes() throws {
    for seed in 1...30 {
      let model = try GraphModel(things: 7, seed: UInt64(seed), share: 0.3)
      let rank = model.graph.pageRank()
      #expect(abs(rank.reduce(0, +) - 1) < 1e-12)
      let k = model.weights.map { $0.reduce(0, +) }
      for thing in 0..<7 {
        var sum = 0.15 / 7
        for other in 0..<7 {
          sum +=
            0.85 * rank[other] * (k[other] > 0 ? model.weights[other][thing] / k[other] : 1 / 7)
        }
        #expect(abs(sum - rank[thing]) < 1e-12, "seed \(seed)")
      }
    }
  }

  @Test func trianglesAndCoresAreThoseOfTheDefinitions() throws {
    for seed in 1...40 {
      let model = try GraphModel(things: 8, seed: UInt64(seed), share: 0.45)
      let graph = model.graph
      func tied(_ a: Int, _ b: Int) -> Bool { model.weights[a][b] > 0 }
      for (thing, found) in graph.localClustering.enumerated() {
        let around = (0..<8).filter { tied(thing, $0) }
        let pairs = around.flatMap { a in around.filter { $0 > a }.map { (a, $0) } }
        let share = pairs.isEmpty ? nil : Double(pairs.count { tied($0, $1) }) / Double(pairs.count)
        #expect(found.value == share)
      }
      // The k-core is what is left when everybody with fewer than k ties goes, again and again.
      for k in 0...8 {
        var left = Set(0..<8)
        while let gone = left.first(where: { a in left.count { tied(a, $0) } < k }) {
          left.remove(gone)
        }
        #expect(Set((0..<8).filter { graph.coreNumbers[$0] >= k }) == left, "seed \(seed)")
      }
    }
  }

  @Test func whatIsNoGraphIsRefused() {
    #expect(throws: GraphError.loop(1)) { try UndirectedGraph(count: 2, edges: [.init(1, 1)]) }
    #expect(throws: GraphError.noSuchThing(2)) {
      try UndirectedGraph(count: 2, edges: [.init(0, 2)])
    }
    #expect(throws: GraphError.twice(0, 1)) {
      try UndirectedGraph(count: 2, edges: [.init(0, 1), .init(1, 0)])
    }
    #expect(throws: GraphError.noWeight(0, 1)) {
      try UndirectedGraph(count: 2, edges: [.init(0, 1, weight: 0)])
    }
  }
}
