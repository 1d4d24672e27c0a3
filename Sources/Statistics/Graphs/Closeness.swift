extension UndirectedGraph {
  /// How near each thing is to those that it can reach: (c − 1) / Σ lengths, c being the things
  /// of its connected part; a tie is as long as 1/weight.
  ///
  /// Parts are not comparable with each other: in a small part everything is near. Undefined
  /// for a thing without ties.
  ///
  /// - Parameter hops: whether every tie is one step instead.
  public func closeness(hops: Bool = false) -> [Estimate] {
    (0..<count).map { thing in
      let paths = ShortestPaths(self, from: thing, hops: hops)
      let sum = paths.order.reduce(0) { $0 + paths.lengths[$1] }
      return .ratio(Double(paths.order.count - 1), sum, else: "it has no ties")
    }
  }

  /// The greatest number of steps between two things of one connected part; 0 without ties.
  public var diameter: Int {
    (0..<count).reduce(0) { greatest, thing in
      let paths = ShortestPaths(self, from: thing, hops: true)
      return max(greatest, paths.order.last.map { Int(paths.lengths[$0]) } ?? 0)
    }
  }
}
