/// The permutation test of any statistic of two measures: how often it is as great when the second
/// measure is dealt out anew.
///
/// All orders are gone through for up to eight units, else orders are drawn from a seed and
/// p = (1 + #{T* ≥ T}) / (1 + B) (Phipson & Smyth 2010).
public struct RelabellingTest: Hashable, Sendable {
  /// p, above 0.
  public let p: Double
  /// Whether all orders were gone through.
  public let isExact: Bool
  /// How many orders were drawn or gone through.
  public let orders: Int
  /// The smallest p that these values could have; known only where all orders were gone through.
  public let attainableP: Double?

  /// Up to so many units all orders are gone through.
  public static let mostExact = 8

  /// The standard error of p that comes from drawing only some orders; 0 where none was drawn.
  public var standardError: Double {
    isExact ? 0 : PermutationCount.standardError(p: p, draws: orders)
  }

  /// Tests.
  ///
  /// - Parameters:
  ///   - values: the second measure, one value for each unit.
  ///   - draws: how many orders are drawn where they are too many.
  ///   - seed: of the generator.
  ///   - statistic: greater where the measures belong together more; `nil` where it does not exist.
  /// - Returns: `nil` where the statistic of the units as they are does not exist.
  public init?(
    _ values: [Double], draws: Int, seed: UInt64, statistic: ([Double]) -> Double?
  ) {
    guard let observed = statistic(values), observed.isFinite else { return nil }
    // What is as great but for rounding counts.
    func slack(_ value: Double) -> Double { 1e-9 * max(1, abs(value)) }
    if values.count <= RelabellingTest.mostExact {
      var found: [Double] = []
      RelabellingTest.orders(values) { found.append(statistic($0) ?? -.infinity) }
      let greatest = found.max() ?? observed
      let all = Double(found.count)
      p = Double(found.count { $0 >= observed - slack(observed) }) / all
      attainableP = Double(found.count { $0 >= greatest - slack(greatest) }) / all
      isExact = true
      orders = found.count
      return
    }
    var generator = Xoshiro256StarStar(seed: seed)
    var order = values
    var hits = 0
    for _ in 0..<max(1, draws) {
      for place in stride(from: order.count - 1, to: 0, by: -1) {
        order.swapAt(place, generator.nextIndex(below: place + 1))
      }
      if (statistic(order) ?? -.infinity) >= observed - slack(observed) { hits += 1 }
    }
    p = Double(1 + hits) / Double(1 + max(1, draws))
    attainableP = nil
    isExact = false
    orders = max(1, draws)
  }

  /// Every order of some values once (Heap 1963).
  private static func orders(_ values: [Double], _ take: ([Double]) -> Void) {
    var order = values
    var counters = [Int](repeating: 0, count: order.count)
    take(order)
    var place = 1
    while place < order.count {
      if counters[place] < place {
        order.swapAt(place % 2 == 0 ? 0 : counters[place], place)
        take(order)
        counters[place] += 1
        place = 1
      } else {
        counters[place] = 0
        place += 1
      }
    }
  }
}
