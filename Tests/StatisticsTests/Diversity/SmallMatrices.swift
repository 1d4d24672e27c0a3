import Statistics
import TestSupport

/// Random matrices that a brute-force model can work through.
struct SmallMatrices {
  static func random(samples: Int, items: Int, seed: UInt64) -> IncidenceMatrix {
    var generator = SeededGenerator(seed: seed)
    var matrix = IncidenceMatrix(samples: samples, items: items)
    for item in 0..<items {
      let often = Int.random(in: 1...4, using: &generator)
      for sample in 0..<samples where Int.random(in: 0..<5, using: &generator) < often {
        matrix.insert(item, into: sample)
      }
    }
    return matrix
  }

  /// All subsets of so many of the samples.
  static func subsets(of samples: Int, size: Int) -> [[Int]] {
    (0..<(1 << samples)).filter { $0.nonzeroBitCount == size }.map { mask in
      (0..<samples).filter { mask & (1 << $0) != 0 }
    }
  }

  /// Every order of the numbers below a limit.
  static func permutations(_ count: Int) -> [[Int]] {
    guard count > 0 else { return [[]] }
    return permutations(count - 1).flatMap { order in
      (0...order.count).map { place in
        Array(order[..<place]) + [count - 1] + Array(order[place...])
      }
    }
  }
}
