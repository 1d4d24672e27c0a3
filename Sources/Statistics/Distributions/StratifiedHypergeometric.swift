/// In how many units two codes meet when one of them is dealt anew over the units of each
/// stratum: a sum of independent hypergeometric counts.
///
/// The strata are the interviews, the units their turns. A code keeps its number of turns in
/// every interview, so that an interview in which both are frequent says nothing by itself.
/// This is the exact distribution behind a permutation of turns within interviews, and the
/// null distribution of the exact test of a common odds ratio of 1 over 2×2×K tables.
public struct StratifiedHypergeometric: Hashable, Sendable {
  /// One stratum with its margins.
  public struct Stratum: Hashable, Sendable {
    /// The units.
    public var units: Int
    /// The units with the first code.
    public var first: Int
    /// The units with the second code.
    public var second: Int

    /// Describes a stratum.
    public init(units: Int, first: Int, second: Int) {
      self.units = units
      self.first = first
      self.second = second
    }
  }

  /// The strata in which the count can vary.
  private let free: [Hypergeometric]
  /// The count that the other strata force.
  private let forced: Int
  /// The expected value.
  public let mean: Double
  /// The possible values.
  public let support: ClosedRange<Int>

  /// The distribution for some strata.
  ///
  /// - Throws: `TableError` where a count is negative or a part greater than its stratum.
  public init(_ strata: [Stratum]) throws(TableError) {
    var free: [Hypergeometric] = []
    var (forced, low, high, mean) = (0, 0, 0, 0.0)
    for stratum in strata {
      let one = try Hypergeometric(
        population: stratum.units, marked: max(stratum.first, stratum.second),
        drawn: min(stratum.first, stratum.second))
      mean += one.mean
      low += one.support.lowerBound
      high += one.support.upperBound
      if one.support.count > 1 { free.append(one) } else { forced += one.support.lowerBound }
    }
    self.free = free
    self.forced = forced
    self.mean = mean
    support = low...high
  }

  /// One random count.
  public func draw(using random: inout Xoshiro256StarStar) -> Int {
    var sum = forced
    for stratum in free {
      var marked = stratum.marked
      var left = stratum.population
      for _ in 0..<stratum.drawn {
        if random.nextIndex(below: left) < marked {
          sum += 1
          marked -= 1
        }
        left -= 1
      }
    }
    return sum
  }

  /// The probability of each value of the support, in order.
  public var probabilities: [Double] {
    var sum = [1.0]
    for stratum in free {
      let own = stratum.support.map { stratum.probability($0) }
      var next = [Double](repeating: 0, count: sum.count + own.count - 1)
      for (x, p) in sum.enumerated() {
        for (y, q) in own.enumerated() { next[x + y] += p * q }
      }
      sum = next
    }
    return sum
  }

  /// P(X ≥ x) and P(X ≤ x) of the exact distribution, each in `0...1`.
  public func tails(_ x: Int) -> (atLeast: Double, atMost: Double) {
    let all = probabilities
    var (below, above, own) = (0.0, 0.0, 0.0)
    for (offset, p) in all.enumerated() {
      let value = support.lowerBound + offset
      if value < x { below += p } else if value > x { above += p } else { own = p }
    }
    return (min(1, above + own), min(1, below + own))
  }

  /// The smallest two-sided p, twice a tail, that any count with these margins has.
  public var attainableP: Double {
    let all = probabilities
    guard all.count > 1, let first = all.first, let last = all.last else { return 1 }
    return min(1, 2 * min(first, last))
  }
}
