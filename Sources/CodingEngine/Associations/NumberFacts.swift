/// Where some numbers lie.
public struct NumberFacts: Hashable, Sendable {
  /// How many.
  public let n: Int
  /// The mean.
  public let mean: Double
  /// The standard deviation with n − 1; `nil` of one number.
  public let sd: Double?
  /// The smallest and greatest.
  public let least, most: Double
  /// The quartiles, as R's type 7: between order statistics in proportion.
  public let q1, median, q3: Double

  /// - Returns: `nil` of no numbers.
  public init?(_ numbers: [Double]) {
    let sorted = numbers.sorted()
    guard let first = sorted.first, let last = sorted.last else { return nil }
    n = sorted.count
    let mean = sorted.reduce(0, +) / Double(sorted.count)
    self.mean = mean
    let squares = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    sd = sorted.count > 1 ? (squares / Double(sorted.count - 1)).squareRoot() : nil
    (least, most) = (first, last)
    func quantile(_ share: Double) -> Double {
      let place = share * Double(sorted.count - 1)
      let below = Int(place.rounded(.down))
      let above = min(below + 1, sorted.count - 1)
      return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
    }
    (q1, median, q3) = (quantile(0.25), quantile(0.5), quantile(0.75))
  }
}
