extension UndirectedGraph {
  /// How much heavier the ties within communities are than if ties were drawn at random with
  /// the same strengths (Newman & Girvan 2004; with γ, Reichardt & Bornholdt 2006):
  /// Q = Σ over communities of w/m − γ (K/2m)², at most 1.
  ///
  /// - Parameters:
  ///   - labels: the community of each thing, any numbers.
  ///   - resolution: γ; above 1 for smaller communities.
  public func modularity(_ labels: [Int], resolution: Double = 1) -> Estimate {
    let m = edges.reduce(0) { $0 + $1.weight }
    guard m > 0, labels.count == count else { return .undefined(reason: "there are no ties") }
    let labels = canonicalLabels(labels)
    let communities = (labels.max() ?? -1) + 1
    var inside = [Double](repeating: 0, count: communities)
    var strength = inside
    for edge in edges {
      strength[labels[edge.a]] += edge.weight
      strength[labels[edge.b]] += edge.weight
      if labels[edge.a] == labels[edge.b] { inside[labels[edge.a]] += edge.weight }
    }
    return .value(
      zip(inside, strength).reduce(0) { sum, community in
        let share = community.1 / (2 * m)
        return sum + community.0 / m - resolution * share * share
      })
  }
}
