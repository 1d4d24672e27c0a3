/// The distances between things, each pair once.
public struct DistanceMatrix: Hashable, Sendable {
  /// The number of things.
  public let count: Int
  /// The distances of (1, 0), (2, 0), (2, 1), (3, 0) and so on.
  private var values: [Double]

  /// Asks for the distance of every pair, the greater index first.
  ///
  /// - Throws: `ClusteringError.noDistance` for the first that is negative, infinite or no
  ///   number.
  public init(
    count: Int, _ distance: (_ first: Int, _ second: Int) -> Double
  ) throws(ClusteringError) {
    self.count = max(0, count)
    values = []
    values.reserveCapacity(count * max(0, count - 1) / 2)
    for first in 0..<self.count {
      for second in 0..<first {
        let value = distance(first, second)
        guard value >= 0, value.isFinite else {
          throw .noDistance(first: second, second: first)
        }
        values.append(value)
      }
    }
  }

  /// The Euclidean distances between points of equally many coordinates.
  ///
  /// - Throws: `ClusteringError.noDistance` where a coordinate is no finite number.
  public static func euclidean(_ points: [[Double]]) throws(ClusteringError) -> DistanceMatrix {
    try DistanceMatrix(count: points.count) { first, second in
      zip(points[first], points[second]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        .squareRoot()
    }
  }

  /// The distance of two things; 0 of a thing from itself.
  public internal(set) subscript(first: Int, second: Int) -> Double {
    get { first == second ? 0 : values[DistanceMatrix.place(first, second)] }
    set { if first != second { values[DistanceMatrix.place(first, second)] = newValue } }
  }

  /// Every distance once, in the order (1, 0), (2, 0), (2, 1), (3, 0) and so on.
  public var pairs: [Double] { values }

  /// The same pairs with other distances.
  func map(_ change: (Double) -> Double) -> DistanceMatrix {
    var changed = self
    changed.values = values.map(change)
    return changed
  }

  private static func place(_ first: Int, _ second: Int) -> Int {
    let (high, low) = first > second ? (first, second) : (second, first)
    return high * (high - 1) / 2 + low
  }
}

/// Why things cannot be grouped.
public enum ClusteringError: Error, Hashable, Sendable {
  /// The distance of two things, by index from 0, is negative, infinite or no number.
  case noDistance(first: Int, second: Int)
}
