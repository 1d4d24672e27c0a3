/// Krippendorff's first alpha for unitizing, one value at a time.
public struct AlphaU: Hashable, Sendable {
  /// D_o.
  public let observed: Double
  /// D_e.
  public let expected: Double
  /// 1 − D_o / D_e.
  public var alpha: Estimate {
    .ratio(expected - observed, expected, else: "nobody marked a unit")
  }

  /// All values together: 1 − ΣD_o / ΣD_e.
  public static func overall(_ parts: [AlphaU]) -> Estimate {
    let expected = parts.reduce(0) { $0 + $1.expected }
    let observed = parts.reduce(0) { $0 + $1.observed }
    return .ratio(expected - observed, expected, else: "nobody marked a unit")
  }
}

extension UnitizedContinuum {
  /// α_U of one value (Krippendorff 1995; 2004, §11.6).
  ///
  /// Two units that meet differ by the squares of how far their ends lie apart; a unit in
  /// another coder's gap by the square of its length.
  public func alphaU(value: Int) -> AlphaU {
    let own = only(value)
    let m = Double(coders.count)
    let size = Double(length)
    var difference = 0.0
    let gaps = own.coders.indices.map { own.gaps($0) }
    for first in own.coders.indices {
      for second in own.coders.indices where first != second {
        difference += UnitizedContinuum.difference(
          own.coders[first], own.coders[second], gaps: gaps[second])
      }
    }
    let units = own.coders.flatMap(\.self)
    guard !units.isEmpty else { return AlphaU(observed: 0, expected: 0) }
    let widths = gaps.flatMap { $0.map { Double($0.count) } }.sorted()
    var above = [Double](repeating: 0, count: widths.count + 1)
    for index in widths.indices.reversed() { above[index] = above[index + 1] + widths[index] }
    var sum = 0.0
    var lost = 0.0
    for unit in units {
      let l = Double(unit.length)
      var low = 0
      var high = widths.count
      while low < high {
        let middle = (low + high) / 2
        if widths[middle] >= l { high = middle } else { low = middle + 1 }
      }
      let fitting = above[low] - Double(widths.count - low) * (l - 1)
      sum += Double(units.count - 1) / 3 * (2 * l * l * l - 3 * l * l + l) + l * l * fitting
      lost += l * (l - 1)
    }
    let places = m * size * (m * size - 1) - lost
    return AlphaU(
      observed: difference / (m * (m - 1) * size * size),
      expected: places > 0 ? 2 / size * sum / places : 0)
  }

  /// Σδ² of one coder's units against another's units, and twice against the other's gaps, which
  /// stands for the comparison from the other side.
  private static func difference(_ first: [Unit], _ second: [Unit], gaps: [Range<Int>]) -> Double {
    var sum = 0.0
    var (low, gap) = (0, 0)
    for unit in first {
      while low < second.count, second[low].end <= unit.start { low += 1 }
      var index = low
      while index < second.count, second[index].start < unit.end {
        let begins = Double(unit.start - second[index].start)
        let ends = Double(unit.end - second[index].end)
        sum += begins * begins + ends * ends
        index += 1
      }
      while gap < gaps.count, gaps[gap].upperBound < unit.end { gap += 1 }
      if gap < gaps.count, gaps[gap].lowerBound <= unit.start {
        sum += 2 * Double(unit.length) * Double(unit.length)
      }
    }
    return sum
  }
}
