/// Partial tables that lead to the same state, told apart by their probability only.
struct PathList {
  /// Partial tables that are equally likely.
  struct Path {
    /// ln of the probability of one of them.
    var log: Double
    /// The probability of all of them.
    var weight: Double
  }

  /// The paths; after `merge`, from the least to the most likely.
  var paths: [Path]

  /// Sorts the paths and unites those of equal probability.
  ///
  /// Equal products differ by rounding of less than 10⁻¹⁰; the rule that compares tables allows
  /// 10⁻⁷. The weight of each is kept, so uniting loses nothing.
  mutating func merge() {
    paths.sort { $0.log < $1.log }
    var last = 0
    for path in paths.dropFirst() {
      if path.log - paths[last].log < 1e-9 {
        paths[last].weight += path.weight
      } else {
        last += 1
        paths[last] = path
      }
    }
    if paths.count > 1 { paths.removeSubrange((last + 1)...) }
  }
}

/// How likely it is that a path through a merged list is at most so likely.
struct CumulatedPaths {
  private let logs: [Double]
  private let sums: [Double]

  init(_ list: PathList) {
    logs = list.paths.map(\.log)
    var sum = 0.0
    sums =
      [0]
      + list.paths.map {
        sum += $0.weight
        return sum
      }
  }

  /// The probability of the paths with `log` ≤ `limit`.
  func probability(upTo limit: Double) -> Double {
    var (low, high) = (0, logs.count)
    while low < high {
      let middle = (low + high) / 2
      if logs[middle] <= limit { low = middle + 1 } else { high = middle }
    }
    return sums[low]
  }
}
