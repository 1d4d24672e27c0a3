/// What each sample adds to those before it.
public struct Accumulation: Hashable, Sendable {
  /// The items that no sample before had, by sample in order, ascending.
  public let newItems: [[Int]]

  /// The number of new items of each sample.
  public var new: [Int] { newItems.map(\.count) }

  /// The number of items met so far, after each sample.
  public var cumulative: [Int] {
    var sum = 0
    return newItems.map { items in
      sum += items.count
      return sum
    }
  }

  /// The share of items met after some samples.
  ///
  /// - Parameters:
  ///   - samples: how many; all when there are fewer.
  ///   - items: the denominator, which must be named beside the share; the items met in all
  ///     samples when `nil`.
  public func share(after samples: Int, of items: Int? = nil) -> Estimate {
    let met = new.prefix(max(0, samples)).reduce(0, +)
    return .ratio(
      Double(met), Double(items ?? new.reduce(0, +)), else: "there is nothing to be a share of")
  }
}

extension IncidenceMatrix {
  /// The accumulation in the order of the samples.
  public var accumulation: Accumulation {
    var seen = [UInt64](repeating: 0, count: stride)
    let newItems = (0..<samples).map { sample in
      var added: [Int] = []
      for offset in 0..<stride {
        let here = words[sample * stride + offset]
        var fresh = here & ~seen[offset]
        seen[offset] |= here
        while fresh != 0 {
          added.append(offset * 64 + fresh.trailingZeroBitCount)
          fresh &= fresh - 1
        }
      }
      return added
    }
    return Accumulation(newItems: newItems)
  }

  /// The number of new items of each sample, if the samples came in another order.
  func newCounts(inOrder order: [Int]) -> [Int] {
    var seen = [UInt64](repeating: 0, count: stride)
    return order.map { sample in
      var added = 0
      for offset in 0..<stride {
        let here = words[sample * stride + offset]
        added += (here & ~seen[offset]).nonzeroBitCount
        seen[offset] |= here
      }
      return added
    }
  }
}
