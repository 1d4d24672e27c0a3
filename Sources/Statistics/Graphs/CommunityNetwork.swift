/// A network whose things may stand for several things of another one, with the ties inside them.
struct CommunityNetwork {
  let count: Int
  let starts: [Int]
  let neighbours: [Int]
  let weights: [Double]
  /// The sum of the weights at each thing, ties inside it counted twice.
  let strengths: [Double]
  /// 2m, the sum of all strengths.
  let total: Double
  /// The mean weight of the ties of the graph, against which gains are measured.
  let unit: Double

  init(_ graph: UndirectedGraph) {
    count = graph.count
    starts = (0..<graph.count).map { graph.ties(of: $0).lowerBound } + [graph.neighbours.count]
    neighbours = graph.neighbours
    weights = graph.weights
    strengths = graph.strengths
    total = graph.strengths.reduce(0, +)
    unit = total / Double(max(1, graph.neighbours.count))
  }

  /// Makes one thing of each group; groups are numbered from 0 without a gap.
  init(_ network: CommunityNetwork, groups: [Int]) {
    let size = (groups.max() ?? -1) + 1
    var members = [[Int]](repeating: [], count: size)
    var strengths = [Double](repeating: 0, count: size)
    for (thing, group) in groups.enumerated() {
      members[group].append(thing)
      strengths[group] += network.strengths[thing]
    }
    var starts = [0]
    var neighbours: [Int] = []
    var weights: [Double] = []
    var between = [Double](repeating: 0, count: size)
    for group in 0..<size {
      var touched: [Int] = []
      for thing in members[group] {
        for tie in network.ties(of: thing) {
          let other = groups[network.neighbours[tie]]
          if other == group { continue }
          if between[other] == 0 { touched.append(other) }
          between[other] += network.weights[tie]
        }
      }
      for other in touched.sorted() {
        neighbours.append(other)
        weights.append(between[other])
        between[other] = 0
      }
      starts.append(neighbours.count)
    }
    count = size
    self.starts = starts
    self.neighbours = neighbours
    self.weights = weights
    self.strengths = strengths
    total = network.total
    unit = network.unit
  }

  func ties(of thing: Int) -> Range<Int> { starts[thing]..<starts[thing + 1] }
}

/// The weights of the ties between one thing and the communities around it; made once and
/// emptied after each use.
struct CommunityTies {
  private(set) var weights: [Double]
  /// The communities that the thing is tied to, in order of first contact.
  private(set) var touched: [Int] = []

  init(count: Int) { weights = [Double](repeating: 0, count: count) }

  mutating func collect(
    _ thing: Int, in network: CommunityNetwork, _ labels: [Int], where isAsked: (Int) -> Bool
  ) {
    for community in touched { weights[community] = 0 }
    touched.removeAll(keepingCapacity: true)
    for tie in network.ties(of: thing) where isAsked(network.neighbours[tie]) {
      let community = labels[network.neighbours[tie]]
      if weights[community] == 0 { touched.append(community) }
      weights[community] += network.weights[tie]
    }
  }
}
