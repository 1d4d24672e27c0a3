/// What the unitizing alphas of 2016 need to know of a continuum, so that it adds up over
/// documents (Krippendorff, Mathet, Bouvry & Widlöcher 2016).
///
/// Values are numbered from 1; 0 is the gap. Numbers are for pairs of coders, so everything is
/// m − 1 times what the paper prints, which cancels in every coefficient.
public struct UnitizingSums: Hashable, Sendable {
  /// How many values there are, without the gap.
  public let values: Int
  /// How many coders there are.
  public let coders: Int
  /// observed[c·(values+1) + k]: the length over which one coder says c and another k, over
  /// ordered pairs of coders.
  public private(set) var observed: [Double]
  /// For each value the squared lengths of its units; for the gap its length, since a gap is
  /// made of places that nobody joined.
  public private(set) var squares: [Double]
  /// For each value, the squared lengths over which a unit meets valued units of another coder.
  public private(set) var valuedSquares: [Double]

  /// Measures a continuum.
  public init(_ continuum: UnitizedContinuum) {
    values = continuum.values
    coders = continuum.coders.count
    let side = values + 1
    observed = [Double](repeating: 0, count: side * side)
    squares = [Double](repeating: 0, count: side)
    valuedSquares = [Double](repeating: 0, count: side)
    var lengths: [[Double]] = []
    for units in continuum.coders {
      var own = [Double](repeating: 0, count: side)
      own[0] = Double(continuum.length)
      for unit in units {
        let length = Double(unit.length)
        own[unit.value + 1] += length
        own[0] -= length
        squares[unit.value + 1] += length * length
      }
      squares[0] += own[0]
      lengths.append(own)
    }
    for first in continuum.coders.indices {
      for second in continuum.coders.indices where first != second {
        compare(continuum, first, second, lengths[second])
      }
    }
  }

  /// Adds what one coder's units share with another's.
  private mutating func compare(
    _ continuum: UnitizedContinuum, _ first: Int, _ second: Int, _ other: [Double]
  ) {
    let side = values + 1
    let units = continuum.coders[second]
    var restOfOther = other
    var low = 0
    var valued = 0.0
    for unit in continuum.coders[first] {
      while low < units.count, units[low].end <= unit.start { low += 1 }
      var met = 0.0
      var index = low
      while index < units.count, units[index].start < unit.end {
        let shared = Double(min(unit.end, units[index].end) - max(unit.start, units[index].start))
        observed[(unit.value + 1) * side + units[index].value + 1] += shared
        restOfOther[units[index].value + 1] -= shared
        met += shared
        index += 1
      }
      observed[(unit.value + 1) * side] += Double(unit.length) - met
      valuedSquares[unit.value + 1] += met * met
      valued += Double(unit.length) - met
    }
    for value in 1..<side { observed[value] += restOfOther[value] }
    observed[0] += other[0] - valued
  }

  /// Adds the sums of another document, which has the same values and coders.
  public static func += (sum: inout UnitizingSums, other: UnitizingSums) {
    for index in sum.observed.indices { sum.observed[index] += other.observed[index] }
    for index in sum.squares.indices {
      sum.squares[index] += other.squares[index]
      sum.valuedSquares[index] += other.valuedSquares[index]
    }
  }

  /// The numbers in one row, as `DocumentBootstrap` adds them.
  public var row: [Double] { observed + squares + valuedSquares }

  /// The sums of added rows.
  public init(row: [Double], values: Int, coders: Int) {
    let side = values + 1
    self.values = values
    self.coders = coders
    observed = Array(row[0..<side * side])
    squares = Array(row[side * side..<side * side + side])
    valuedSquares = Array(row[(side * side + side)...])
  }
}
