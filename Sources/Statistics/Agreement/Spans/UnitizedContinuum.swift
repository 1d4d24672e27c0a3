/// A continuum, such as the characters of a text, in which each coder marked units of their own
/// choice with a value.
///
/// The units of one coder do not overlap; what lies between them is a gap.
public struct UnitizedContinuum: Hashable, Sendable {
  /// A stretch with a value.
  public struct Unit: Hashable, Sendable {
    /// The value, from 0.
    public let value: Int
    /// Where it begins.
    public let start: Int
    /// Where it ends, not included.
    public let end: Int

    /// A unit.
    public init(value: Int, start: Int, end: Int) {
      self.value = value
      self.start = start
      self.end = end
    }

    /// How long it is.
    public var length: Int { end - start }
  }

  /// How long the continuum is.
  public let length: Int
  /// How many values there are.
  public let values: Int
  /// The units of each coder in order, counted from the beginning of the continuum.
  public let coders: [[Unit]]

  /// Checks and sorts the units of at least two coders.
  ///
  /// - Parameters:
  ///   - start: where the continuum begins.
  ///   - length: how long it is.
  ///   - values: how many values there are.
  ///   - coders: the units of each coder, in any order.
  /// - Throws: `UnitizingError`.
  public init(
    start: Int = 0, length: Int, values: Int, coders: [[Unit]]
  ) throws(UnitizingError) {
    guard coders.count >= 2 else { throw .tooFewCoders }
    guard length > 0 else { throw .emptyContinuum }
    var sorted: [[Unit]] = []
    for (coder, units) in coders.enumerated() {
      var own: [Unit] = []
      for unit in units.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
        guard unit.value >= 0, unit.value < values else { throw .noValue(coder: coder) }
        guard unit.start < unit.end else { throw .emptyUnit(coder: coder, start: unit.start) }
        guard unit.start >= start, unit.end - start <= length else {
          throw .outside(coder: coder, start: unit.start)
        }
        if let last = own.last, unit.start - start < last.end {
          throw .overlap(coder: coder, start: unit.start)
        }
        own.append(
          Unit(value: unit.value, start: unit.start - start, end: unit.end - start))
      }
      sorted.append(own)
    }
    self.length = length
    self.values = values
    self.coders = sorted
  }

  /// The same continuum with the units of one value only.
  public func only(_ value: Int) -> UnitizedContinuum {
    UnitizedContinuum(
      checkedLength: length, values: 1,
      coders: coders.map { units in
        units.filter { $0.value == value }.map { Unit(value: 0, start: $0.start, end: $0.end) }
      })
  }

  private init(checkedLength length: Int, values: Int, coders: [[Unit]]) {
    self.length = length
    self.values = values
    self.coders = coders
  }

  /// The gaps of a coder in order.
  func gaps(_ coder: Int) -> [Range<Int>] {
    var gaps: [Range<Int>] = []
    var place = 0
    for unit in coders[coder] {
      if unit.start > place { gaps.append(place..<unit.start) }
      place = unit.end
    }
    if place < length { gaps.append(place..<length) }
    return gaps
  }
}

/// Why units do not make a continuum.
public enum UnitizingError: Error, Hashable, Sendable {
  /// Agreement needs two coders.
  case tooFewCoders
  /// The continuum has no length.
  case emptyContinuum
  /// A unit has a value that does not exist; coders count from 0.
  case noValue(coder: Int)
  /// A unit has no length.
  case emptyUnit(coder: Int, start: Int)
  /// A unit reaches beyond the continuum.
  case outside(coder: Int, start: Int)
  /// A unit overlaps another of the same coder.
  case overlap(coder: Int, start: Int)
}
