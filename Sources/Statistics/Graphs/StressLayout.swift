#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Places for the nodes of a graph in the plane, such that distances in the picture come near
/// the number of steps between nodes: stress majorization (Gansner, Koren & North 2004).
///
/// No chance is in it: nodes start on a circle in their order, so that the same graph gives the
/// same picture. A place means nothing by itself; only nearness does, and that roughly.
public struct StressLayout: Hashable, Sendable {
  /// The place of each node, in steps, around the origin.
  public let places: [(x: Double, y: Double)]

  /// Equality of the places.
  public static func == (a: StressLayout, b: StressLayout) -> Bool {
    a.places.elementsEqual(b.places) { $0 == $1 }
  }

  /// Hashes the places.
  public func hash(into hasher: inout Hasher) {
    for place in places {
      hasher.combine(place.x)
      hasher.combine(place.y)
    }
  }

  /// Lays out a graph without directions.
  ///
  /// - Parameters:
  ///   - count: the nodes, numbered from 0.
  ///   - edges: pairs of different nodes.
  ///   - rounds: how often every node is moved.
  public init(nodes count: Int, edges: [(Int, Int)], rounds: Int = 300) {
    let steps = Self.steps(count, edges)
    // Parts that no path joins stand a little further apart than the ends of the longest path.
    let apart = (steps.joined().max() ?? 0) + 1
    let far = Double(min(max(2, apart), 4))
    var x = [Double](repeating: 0, count: count)
    var y = x
    let radius = max(1, Double(count) / 6)
    for node in 0..<count {
      let angle = 2 * Double.pi * Double(node) / Double(max(1, count))
      x[node] = radius * cos(angle)
      y[node] = radius * sin(angle)
    }
    for _ in 0..<(count > 1 ? rounds : 0) {
      for node in 0..<count {
        var (sumX, sumY, weights) = (0.0, 0.0, 0.0)
        for other in 0..<count where other != node {
          let step = steps[node][other]
          let wanted = step < 0 ? far : Double(step)
          let weight = 1 / (wanted * wanted)
          let (dx, dy) = (x[node] - x[other], y[node] - y[other])
          let distance = max(1e-9, (dx * dx + dy * dy).squareRoot())
          sumX += weight * (x[other] + wanted * dx / distance)
          sumY += weight * (y[other] + wanted * dy / distance)
          weights += weight
        }
        x[node] = sumX / weights
        y[node] = sumY / weights
      }
    }
    places = (0..<count).map { (x: x[$0], y: y[$0]) }
  }

  /// The fewest edges between every two nodes, -1 where no path joins them.
  static func steps(_ count: Int, _ edges: [(Int, Int)]) -> [[Int]] {
    var neighbours = [[Int]](repeating: [], count: count)
    for (a, b) in edges where a != b {
      neighbours[a].append(b)
      neighbours[b].append(a)
    }
    return (0..<count).map { start in
      var steps = [Int](repeating: -1, count: count)
      steps[start] = 0
      var queue = [start]
      var next = 0
      while next < queue.count {
        let node = queue[next]
        next += 1
        for other in neighbours[node] where steps[other] < 0 {
          steps[other] = steps[node] + 1
          queue.append(other)
        }
      }
      return steps
    }
  }
}
