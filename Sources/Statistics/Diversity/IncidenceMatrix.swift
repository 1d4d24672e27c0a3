/// Which of several items occur in which samples: codes in interviews, species in plots.
///
/// Samples keep the order in which they are numbered; that order is what an accumulation
/// follows.
public struct IncidenceMatrix: Hashable, Sendable {
  /// The number of samples.
  public let samples: Int
  /// The number of items that were looked for, whether they occur or not.
  public let items: Int
  /// Words of 64 items per sample.
  let stride: Int
  private(set) var words: [UInt64]

  /// A matrix in which nothing occurs; sizes must not be negative.
  public init(samples: Int, items: Int) {
    self.samples = samples
    self.items = items
    stride = (items + 63) / 64
    words = [UInt64](repeating: 0, count: samples * stride)
  }

  /// A matrix from counts, one list per sample: whatever is above 0 occurs.
  ///
  /// - Returns: `nil` when the lists differ in length.
  public init?(counts: [[Int]]) {
    let items = counts.first?.count ?? 0
    guard counts.allSatisfy({ $0.count == items }) else { return nil }
    self.init(samples: counts.count, items: items)
    for (sample, row) in counts.enumerated() {
      for (item, count) in row.enumerated() where count > 0 { insert(item, into: sample) }
    }
  }

  /// Notes that an item occurs in a sample.
  public mutating func insert(_ item: Int, into sample: Int) {
    words[sample * stride + item >> 6] |= 1 << UInt64(item & 63)
  }

  /// Whether an item occurs in a sample.
  public func has(_ item: Int, in sample: Int) -> Bool {
    words[sample * stride + item >> 6] & (1 << UInt64(item & 63)) != 0
  }

  /// The number of items that occur in a sample.
  public func count(inSample sample: Int) -> Int {
    words[sample * stride..<(sample + 1) * stride].reduce(0) { $0 + $1.nonzeroBitCount }
  }

  /// The number of samples in which each item occurs.
  public var frequencies: [Int] {
    var frequencies = [Int](repeating: 0, count: items)
    for sample in 0..<samples {
      for item in items(inSample: sample) { frequencies[item] += 1 }
    }
    return frequencies
  }

  /// The items that occur in a sample, ascending.
  public func items(inSample sample: Int) -> [Int] {
    var members: [Int] = []
    for offset in 0..<stride {
      var word = words[sample * stride + offset]
      while word != 0 {
        members.append(offset * 64 + word.trailingZeroBitCount)
        word &= word - 1
      }
    }
    return members
  }

  /// The same items in some of the samples, in the order given.
  public func selecting(_ chosen: [Int]) -> IncidenceMatrix {
    var part = IncidenceMatrix(samples: chosen.count, items: items)
    part.words = chosen.flatMap { words[$0 * stride..<($0 + 1) * stride] }
    return part
  }

  /// Samples and items exchanged.
  var transposed: IncidenceMatrix {
    var turned = IncidenceMatrix(samples: items, items: samples)
    for sample in 0..<samples {
      for item in items(inSample: sample) { turned.insert(sample, into: item) }
    }
    return turned
  }
}
