extension UndirectedGraph {
  /// The share of the pairs of neighbours that are tied themselves (Watts & Strogatz 1998).
  ///
  /// Weights do not matter. Undefined for a thing with fewer than two ties.
  public var localClustering: [Estimate] {
    zip(triangles, degrees).map { triangles, degree in
      .ratio(
        Double(triangles), Double(degree) * Double(degree - 1) / 2,
        else: "it has fewer than two ties")
    }
  }

  /// The share of all pairs of ties at one thing that are closed to a triangle.
  public var transitivity: Estimate {
    let pairs = degrees.reduce(0.0) { $0 + Double($1) * Double($1 - 1) / 2 }
    return .ratio(Double(triangles.reduce(0, +)), pairs, else: "no thing has two ties")
  }

  /// For each thing the greatest k such that it belongs to a part in which everybody has at
  /// least k ties (Seidman 1983); weights do not matter.
  public var coreNumbers: [Int] {
    var degrees = degrees
    var cores = degrees
    var isGone = [Bool](repeating: false, count: count)
    var core = 0
    for _ in 0..<count {
      let left = (0..<count).filter { !isGone[$0] }
      guard let least = left.min(by: { (degrees[$0], $0) < (degrees[$1], $1) }) else { break }
      core = max(core, degrees[least])
      cores[least] = core
      isGone[least] = true
      for tie in ties(of: least) where !isGone[neighbours[tie]] { degrees[neighbours[tie]] -= 1 }
    }
    return cores
  }

  /// The triangles that each thing is part of.
  private var triangles: [Int] {
    var isNeighbour = [Bool](repeating: false, count: count)
    return (0..<count).map { thing in
      for tie in ties(of: thing) { isNeighbour[neighbours[tie]] = true }
      defer { for tie in ties(of: thing) { isNeighbour[neighbours[tie]] = false } }
      return ties(of: thing).reduce(0) { sum, tie in
        let other = neighbours[tie]
        return sum + ties(of: other).count { neighbours[$0] > other && isNeighbour[neighbours[$0]] }
      }
    }
  }
}
