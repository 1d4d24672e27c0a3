#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The number of marked things in a draw without replacement: X ~ Hyp(N, K, n).
///
/// Equally the upper left cell of a 2×2 table with fixed margins, in which form it is
/// computed: ln P is a sum over the four cells and four margins, without cancellation, so
/// that the relative error stays near 10⁻¹⁴ for N of many millions.
public struct Hypergeometric: Hashable, Sendable {
  /// N, the things to draw from.
  public let population: Int
  /// K, the marked things among them.
  public let marked: Int
  /// n, the things drawn.
  public let drawn: Int

  /// The distribution, checked.
  ///
  /// - Throws: `TableError` where a count is negative, `marked` or `drawn` is greater than
  ///   `population`, or `population` is greater than 2⁵³.
  public init(population: Int, marked: Int, drawn: Int) throws(TableError) {
    for (name, count) in [("N", population), ("K", marked), ("n", drawn)] where count < 0 {
      throw .negative(cell: name, count: count)
    }
    guard population <= TwoByTwo.greatestTotal else { throw .tooMany }
    for (name, count) in [("K", marked), ("n", drawn)] where count > population {
      throw .exceeds(part: name, count: count, whole: "N", limit: population)
    }
    self.init(checkedPopulation: population, marked: marked, drawn: drawn)
  }

  init(checkedPopulation population: Int, marked: Int, drawn: Int) {
    self.population = population
    self.marked = marked
    self.drawn = drawn
  }

  /// The possible values.
  public var support: ClosedRange<Int> {
    max(0, drawn - (population - marked))...min(marked, drawn)
  }

  /// The greatest of the likeliest values, ⌊(K+1)(n+1)/(N+2)⌋.
  public var mode: Int {
    let product = UInt(marked + 1).multipliedFullWidth(by: UInt(drawn + 1))
    return Int(UInt(population + 2).dividingFullWidth(product).quotient)
  }

  /// The expected value nK/N; 0 for an empty population.
  public var mean: Double {
    population == 0 ? 0 : Double(marked) * Double(drawn) / Double(population)
  }

  /// ln P(X = x); −∞ outside the support.
  public func logProbability(_ x: Int) -> Double {
    guard support.contains(x) else { return -.infinity }
    guard support.count > 1 else { return 0 }
    let n = Double(population)
    let rows = (Double(marked), Double(population - marked))
    let columns = (Double(drawn), Double(population - drawn))
    let excess = differenceOfProducts(Double(x), n, rows.0, columns.0) / n
    let a = Double(x)
    let b = Double(marked - x)
    let c = Double(drawn - x)
    let d = Double(population - marked - drawn + x)
    let margins =
      logFactorialRest(rows.0) + logFactorialRest(rows.1)
      + logFactorialRest(columns.0) + logFactorialRest(columns.1) - logFactorialRest(n)
    let cells =
      logFactorialRest(a) + logFactorialRest(b) + logFactorialRest(c) + logFactorialRest(d)
    // The leading parts of the nine factorials are minus half of G².
    let deviances =
      deviance(observed: a, expected: rows.0 * columns.0 / n, excess: excess)
      + deviance(observed: b, expected: rows.0 * columns.1 / n, excess: -excess)
      + deviance(observed: c, expected: rows.1 * columns.0 / n, excess: -excess)
      + deviance(observed: d, expected: rows.1 * columns.1 / n, excess: excess)
    return margins - cells - deviances
  }

  /// P(X = x), in `0...1`.
  public func probability(_ x: Int) -> Double { exp(logProbability(x)) }

  /// P(X ≥ x), in `0...1`; the smaller tail is summed, the other one is its complement.
  public func upperTail(_ x: Int) -> Double {
    if x <= support.lowerBound { return 1 }
    if x > support.upperBound { return 0 }
    return x > mode ? min(1, sumUpwards(from: x)) : max(0, 1 - sumDownwards(from: x - 1))
  }

  /// P(X ≤ x), in `0...1`.
  public func lowerTail(_ x: Int) -> Double {
    if x >= support.upperBound { return 1 }
    if x < support.lowerBound { return 0 }
    return x < mode ? min(1, sumDownwards(from: x)) : max(0, 1 - sumUpwards(from: x + 1))
  }

  /// P(X = x + 1) / P(X = x), for `x` and `x + 1` in the support.
  func stepUp(_ x: Int) -> Double {
    Double(marked - x) / Double(x + 1) * Double(drawn - x)
      / Double(population - marked - drawn + x + 1)
  }

  private func sumUpwards(from x: Int) -> Double {
    probability(x)
      * outwardSum(count: support.upperBound - x + 1) { stepUp(x + $0 - 1) }
  }

  private func sumDownwards(from x: Int) -> Double {
    probability(x)
      * outwardSum(count: x - support.lowerBound + 1) { 1 / stepUp(x - $0) }
  }
}
