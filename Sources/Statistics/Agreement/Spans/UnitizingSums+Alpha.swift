/// A unitizing alpha with how much of the material it speaks about.
public struct UnitizingAlpha: Hashable, Sendable {
  /// The coefficient.
  public let alpha: Estimate
  /// The share of the material that it rests on.
  public let coverage: Estimate
}

extension UnitizingSums {
  /// uα: where the units are and what value they have, gaps included.
  public var unitizing: Estimate {
    let all = total
    let agreed = (0...values).reduce(0) { $0 + at($1, $1) }
    let expected = (0...values).reduce(0) { $0 + expectedMeeting($1, $1) }
    return UnitizingSums.alpha(all - agreed, all - expected)
  }

  /// |uα: only where the units are, whatever their value.
  public var binary: Estimate {
    guard let alpha = UnitizingSums.binary(row: row, values: values, coders: coders) else {
      return .undefined(reason: UnitizingSums.noVariation)
    }
    return .value(alpha)
  }

  /// |uα from a row of added numbers, or `nil` without variation; it makes no arrays, because a
  /// bootstrap asks it ten thousand times for every code.
  public static func binary(row: [Double], values: Int, coders: Int) -> Double? {
    let side = values + 1
    var (total, gaps, squares) = (0.0, 0.0, 0.0)
    for index in 0..<side * side {
      total += row[index]
      if index < side { gaps += row[index] }
    }
    for index in side * side..<side * side + side { squares += row[index] }
    let pairs = Double(coders - 1)
    let all = total / pairs
    let free = all * all - squares
    guard free > 0 else { return nil }
    // Of what meets a gap by chance, everything but other gaps.
    let expected = all * gaps * (total - gaps) / pairs / free
    return expected > leastExpected ? 1 - (gaps - row[0]) / expected : nil
  }

  /// cuα: the values where two coders both marked something; its coverage is the share of the
  /// continuum where they did.
  public var coding: UnitizingAlpha {
    let valued = valuedLength
    let agreed = (1..<values + 1).reduce(0) { $0 + at($1, $1) }
    let expected = (1..<values + 1).reduce(0) { $0 + expectedValued($1, $1) }
    return UnitizingAlpha(
      alpha: valued > 0
        ? UnitizingSums.alpha(valued - agreed, valued - expected)
        : .undefined(reason: "no stretch is marked by two coders"),
      coverage: .ratio(valued, total, else: "there is nothing to mark"))
  }

  /// (k)uα: how well one value is told from the others where two coders marked something; its
  /// coverage is the share of the value's units on which another coder marked something.
  ///
  /// - Parameter value: from 0.
  public func coding(of value: Int) -> UnitizingAlpha {
    let k = value + 1
    let own = (1..<values + 1).reduce(0) { $0 + at(k, $1) }
    let coverage = Estimate.ratio(own, length(k), else: "nobody used the value")
    guard own > 0 else {
      return UnitizingAlpha(
        alpha: .undefined(reason: "no stretch with the value is marked by another coder"),
        coverage: coverage)
    }
    let expected = (1..<values + 1).reduce(0) { $0 + expectedValued(k, $1) }
    return UnitizingAlpha(
      alpha: UnitizingSums.alpha(
        expected / own * (own - at(k, k)), expected - expectedValued(k, k)),
      coverage: coverage)
  }

  /// The observed meetings of value c (0 for the gap) with k in the paper's own measure.
  public func coincidence(_ c: Int, _ k: Int) -> Double { at(c, k) / Double(coders - 1) }

  private func at(_ c: Int, _ k: Int) -> Double { observed[c * (values + 1) + k] }

  private var total: Double { observed.reduce(0, +) }

  private func length(_ c: Int) -> Double { (0...values).reduce(0) { $0 + at(c, $1) } }

  /// ε_ck = ℓ(ℓ_c·ℓ_k − [c = k]·Σ squares of c) / (ℓ² − Σ all squares), times m − 1 as all
  /// lengths here.
  private func expectedMeeting(_ c: Int, _ k: Int) -> Double {
    let pairs = Double(coders - 1)
    let all = total / pairs
    let free = all * all - squares.reduce(0, +)
    guard free > 0 else { return 0 }
    let own = c == k ? squares[c] : 0
    return pairs * all * (length(c) / pairs * length(k) / pairs - own) / free
  }

  private var valuedLength: Double {
    (1..<values + 1).reduce(0) { sum, c in sum + (1..<values + 1).reduce(0) { $0 + at(c, $1) } }
  }

  private func expectedValued(_ c: Int, _ k: Int) -> Double {
    func own(_ c: Int) -> Double {
      (1..<values + 1).reduce(0) { $0 + at(c, $1) } / Double(coders - 1)
    }
    let pairs = Double(coders - 1)
    let all = valuedLength / pairs
    let free = all * all - valuedSquares.reduce(0, +) / pairs
    guard free > 0 else { return 0 }
    let same = c == k ? valuedSquares[c] / pairs : 0
    return pairs * all * (own(c) * own(k) - same) / free
  }

  private static let noVariation = "no variation: chance alone would agree everywhere"
  /// What is below is 0 and rounding.
  private static let leastExpected = 1e-9

  private static func alpha(_ observed: Double, _ expected: Double) -> Estimate {
    guard expected > leastExpected else { return .undefined(reason: noVariation) }
    return .value(1 - observed / expected)
  }
}
