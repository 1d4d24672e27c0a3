/// Moves single things to the community that raises the modularity most, until no move does.
///
/// Gains are compared beyond 1e-12 of the network's weight; of equal ones the community with the
/// lower number wins, and a thing stays where moving gains nothing.
struct LocalMoving {
  let network: CommunityNetwork
  let resolution: Double
  private(set) var labels: [Int]
  private var strengths: [Double]
  private var ties: CommunityTies
  /// Numbers of communities that have no member.
  private var empty: [Int]

  init(_ network: CommunityNetwork, _ labels: [Int], resolution: Double) {
    self.network = network
    self.resolution = resolution
    self.labels = labels
    strengths = [Double](repeating: 0, count: network.count)
    for (thing, label) in labels.enumerated() { strengths[label] += network.strengths[thing] }
    var sizes = [Int](repeating: 0, count: network.count)
    for label in labels { sizes[label] += 1 }
    empty = sizes.indices.filter { sizes[$0] == 0 }.reversed()
    self.sizes = sizes
    ties = CommunityTies(count: network.count)
  }

  private var sizes: [Int]

  /// Passes over all things in one random order until a pass moves none.
  ///
  /// Source: Blondel and others (2008).
  ///
  /// - Returns: whether anything was moved.
  mutating func passes(_ generator: inout Xoshiro256StarStar) -> Bool {
    let order = generator.order(of: network.count)
    var movedAny = false
    for _ in 0..<1_000 {
      var moved = false
      for thing in order where move(thing) { moved = true }
      if !moved { break }
      movedAny = true
    }
    return movedAny
  }

  /// Visits things from a queue in random order, and again the neighbours of what was moved
  /// (Traag, Waltman & van Eck 2019).
  mutating func queue(_ generator: inout Xoshiro256StarStar) {
    var queue = generator.order(of: network.count)
    var isQueued = [Bool](repeating: true, count: network.count)
    var next = 0
    while next < queue.count {
      let thing = queue[next]
      next += 1
      isQueued[thing] = false
      guard move(thing) else { continue }
      for tie in network.ties(of: thing) {
        let other = network.neighbours[tie]
        if !isQueued[other], labels[other] != labels[thing] {
          isQueued[other] = true
          queue.append(other)
        }
      }
    }
  }

  private mutating func move(_ thing: Int) -> Bool {
    let own = labels[thing]
    let k = network.strengths[thing]
    ties.collect(thing, in: network, labels) { $0 != thing }
    strengths[own] -= k
    func gain(_ community: Int) -> Double {
      ties.weights[community] - resolution * k * strengths[community] / network.total
    }
    let slack = 1e-12 * network.total
    var best = own
    var greatest = gain(own)
    // Being alone gains 0.
    if sizes[own] > 1, greatest < -slack, let alone = empty.last { (best, greatest) = (alone, 0) }
    for community in ties.touched where community != own {
      let here = gain(community)
      if here > greatest + slack || (here > greatest - slack && best != own && community < best) {
        (best, greatest) = (community, here)
      }
    }
    strengths[best] += k
    guard best != own else { return false }
    if sizes[best] == 0 { empty.removeLast() }
    sizes[best] += 1
    sizes[own] -= 1
    if sizes[own] == 0 { empty.append(own) }
    labels[thing] = best
    return true
  }
}

extension Xoshiro256StarStar {
  /// The numbers from 0 in random order (Fisher & Yates; Durstenfeld 1964).
  mutating func order(of count: Int) -> [Int] {
    var order = Array(0..<max(0, count))
    for place in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(place, nextIndex(below: place + 1))
    }
    return order
  }
}
