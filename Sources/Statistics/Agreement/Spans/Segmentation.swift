/// A cut of consecutive units, such as turns, into segments.
public struct Segmentation: Hashable, Sendable {
  /// How many units there are.
  public let length: Int
  /// How many units lie before each boundary, ascending; never 0 or `length`.
  public let boundaries: [Int]

  /// A segmentation by the sizes of its segments in order, or `nil` unless all are above 0.
  public init?(masses: [Int]) {
    guard !masses.isEmpty, masses.allSatisfy({ $0 > 0 }) else { return nil }
    var places: [Int] = []
    var place = 0
    for mass in masses.dropLast() {
      place += mass
      places.append(place)
    }
    length = place + masses[masses.count - 1]
    boundaries = places
  }

  /// A segmentation by its boundaries; those at the ends or outside are none.
  public init(length: Int, boundaries: some Sequence<Int>) {
    self.length = length
    self.boundaries = Set(boundaries.filter { $0 > 0 && $0 < length }).sorted()
  }

  /// How many segments there are.
  public var segments: Int { boundaries.count + 1 }

  /// How many boundaries lie above `start` and not above `end`.
  func boundaries(after start: Int, through end: Int) -> Int {
    place(of: end + 1) - place(of: start + 1)
  }

  private func place(of boundary: Int) -> Int {
    var (low, high) = (0, boundaries.count)
    while low < high {
      let middle = (low + high) / 2
      if boundaries[middle] >= boundary { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
