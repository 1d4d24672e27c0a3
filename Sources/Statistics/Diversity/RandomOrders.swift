/// What an accumulation looks like when the samples come in random orders, since the order of
/// the field is one of many.
///
/// Limits are order statistics without interpolation: the smallest value that at least 5, 50
/// or 95 of 100 orders do not exceed. An order that never gets below a threshold counts as
/// greater than every number.
public struct RandomOrders: Hashable, Sendable {
  /// The middle of some values and where 90 of 100 lie; `nil` is beyond every number.
  public struct Spread: Hashable, Sendable {
    /// The value that 5 of 100 orders do not exceed.
    public let lower: Int?
    /// The value that half of the orders do not exceed.
    public let median: Int?
    /// The value that 95 of 100 orders do not exceed.
    public let upper: Int?

    /// Stands for beyond every number.
    static let never = Int32.max

    /// Sorts values and reads off the three.
    init(_ values: [Int32]) {
      let sorted = values.sorted()
      func value(_ percent: Int) -> Int? {
        guard !sorted.isEmpty else { return nil }
        let found = sorted[max(0, (percent * sorted.count + 99) / 100 - 1)]
        return found == Spread.never ? nil : Int(found)
      }
      lower = value(5)
      median = value(50)
      upper = value(95)
    }
  }

  /// The number of orders.
  public let orders: Int
  /// The seed by which they can be drawn again.
  public let seed: UInt64
  /// The items met after the first sample, after the second, and so on.
  public let cumulative: [Spread]
  /// Before how many samples the first run below the threshold begins; `nil` without a rule.
  public let before: Spread?
  /// In how many orders no run is below the threshold.
  public let never: Int

  /// Draws orders.
  ///
  /// - Parameters:
  ///   - matrix: the samples.
  ///   - orders: how many; at least 1.
  ///   - rule: the rule whose first run is looked for in each order, if any.
  public init(
    _ matrix: IncidenceMatrix, orders: Int, seed: UInt64, rule: InformationRule? = nil
  ) {
    var generator = Xoshiro256StarStar(seed: seed)
    var order = Array(0..<matrix.samples)
    var reached: [Int32] = []
    // One column per position, so that each is sorted where it lies.
    var values = [[Int32]](repeating: [], count: matrix.samples)
    for _ in 0..<max(1, orders) {
      for last in stride(from: order.count - 1, to: 0, by: -1) {
        order.swapAt(last, generator.nextIndex(below: last + 1))
      }
      let new = matrix.newCounts(inOrder: order)
      var sum: Int32 = 0
      for (position, count) in new.enumerated() {
        sum += Int32(clamping: count)
        values[position].append(sum)
      }
      if let rule {
        let first = InformationRuns(new: new, rule: rule).first
        reached.append(first.map { Int32(clamping: $0.after) } ?? Spread.never)
      }
    }
    self.orders = max(1, orders)
    self.seed = seed
    cumulative = values.map(Spread.init)
    before = rule == nil ? nil : Spread(reached)
    never = reached.count { $0 == Spread.never }
  }
}
