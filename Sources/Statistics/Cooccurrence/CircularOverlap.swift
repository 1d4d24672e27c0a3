/// How much two codes overlap when the stretches of one are turned round together in a text
/// whose end is joined to its beginning.
///
/// Turning keeps the lengths, the number and the clustering of the stretches, which shuffling
/// would destroy. The overlap is a continuous function of the offset, linear between
/// the offsets at which an end of one meets an end of the other; its corners are computed once,
/// so that an offset costs a binary search and not a pass over the text.
public struct CircularOverlap: Hashable, Sendable {
  /// A stretch from `start` up to, not including, `end`.
  public struct Stretch: Hashable, Sendable {
    /// The first position.
    public var start: Int
    /// The position after the last.
    public var end: Int

    /// Describes a stretch.
    public init(_ start: Int, _ end: Int) {
      self.start = start
      self.end = end
    }
  }

  /// The length of the text; offsets run from 0 up to, not including, it.
  public let length: Int
  private var corners: [Int] = []
  private var values: [Int] = []
  private var slopes: [Int] = []

  /// Computes the corners.
  ///
  /// - Parameters:
  ///   - length: the length of the text, above 0.
  ///   - first: stretches in order that neither overlap each other nor leave the text.
  ///   - second: the same of the code that is turned.
  /// - Returns: `nil` where the stretches are not as they must be.
  public init?(length: Int, first: [Stretch], second: [Stretch]) {
    for stretches in [first, second] {
      var end = 0
      for stretch in stretches {
        guard stretch.start >= end, stretch.end > stretch.start else { return nil }
        end = stretch.end
      }
      guard end <= length else { return nil }
    }
    guard length > 0 else { return nil }
    self.length = length
    var bends: [(offset: Int, change: Int)] = [(0, 0)]
    bends.reserveCapacity(first.count * second.count * 4 + 1)
    for a in first {
      for b in second {
        // They meet from here on; the overlap rises, stays and falls.
        let meeting = a.start - b.end
        let (short, long) = (
          min(a.end - a.start, b.end - b.start), max(a.end - a.start, b.end - b.start)
        )
        for (at, change) in [(0, 1), (short, -1), (long, -1), (short + long, 1)] {
          let offset = (meeting + at) % length
          bends.append((offset < 0 ? offset + length : offset, change))
        }
      }
    }
    bends.sort { $0.offset < $1.offset }
    let start = Self.overlap(first, second, shiftedBy: 0, in: length)
    var slope = Self.overlap(first, second, shiftedBy: 1 % length, in: length) - start
    var value = start
    var index = 0
    while index < bends.count {
      let offset = bends[index].offset
      if let last = corners.last { value += slope * (offset - last) }
      // The bends at offset 0 are in the first slope already, which was measured behind them.
      var change = 0
      while index < bends.count, bends[index].offset == offset {
        change += bends[index].change
        index += 1
      }
      if offset > 0 { slope += change }
      corners.append(offset)
      values.append(value)
      slopes.append(slope)
    }
  }

  /// The overlap after turning the second code by an offset in `0..<length`.
  public func overlap(shiftedBy offset: Int) -> Int {
    var (low, high) = (0, corners.count)
    // The last corner that is not behind the offset.
    while high - low > 1 {
      let middle = (low + high) / 2
      if corners[middle] <= offset { low = middle } else { high = middle }
    }
    return values[low] + slopes[low] * (offset - corners[low])
  }

  /// Whether every offset gives the same overlap, so that turning can tell nothing.
  public var isConstant: Bool { slopes.allSatisfy { $0 == 0 } }

  /// The overlap by walking over both codes.
  private static func overlap(
    _ first: [Stretch], _ second: [Stretch], shiftedBy offset: Int, in length: Int
  ) -> Int {
    var sum = 0
    for b in second {
      for turn in [offset, offset - length] {
        for a in first { sum += max(0, min(a.end, b.end + turn) - max(a.start, b.start + turn)) }
      }
    }
    return sum
  }
}
