/// Intervals by drawing whole documents with replacement, because passages of one document are
/// not independent (Davison & Hinkley 1997, §3.8).
///
/// A statistic is a function of numbers that add up over documents, so that a resample costs as
/// much as there are documents, whatever their length.
public struct DocumentBootstrap: Hashable, Sendable {
  /// The fewest documents for which an interval is given.
  public static let fewestDocuments = 10
  /// The fewest resamples of which a percentile is worth anything.
  public static let fewestResamples = 100
  /// The greatest share of resamples in which the statistic may not exist.
  public static let greatestLoss = 0.05

  /// How many resamples are drawn.
  public let resamples: Int
  /// What the generator is started from.
  public let seed: UInt64

  /// Plans resamples.
  public init(resamples: Int, seed: UInt64) {
    self.resamples = max(0, resamples)
    self.seed = seed
  }

  /// Percentile intervals of several statistics over the same draws.
  ///
  /// - Parameters:
  ///   - sums: for each statistic the numbers of each document, documents in the same order
  ///     and rows of equal width throughout.
  ///   - confidence: the level.
  ///   - statistic: a statistic by its number, from added numbers; `nil` where it does not
  ///     exist.
  public func intervals(
    of sums: [[[Double]]], confidence: ConfidenceLevel = .ninetyFive,
    statistic: (Int, [Double]) -> Double?
  ) -> [BootstrapInterval] {
    let documents = sums.first?.count ?? 0
    let reason = refusal(documents: documents)
    if let reason { return sums.map { _ in .undefined(reason) } }
    let width = sums.first?.first?.count ?? 0
    let flat = sums.map { $0.flatMap { $0 } }
    var values = [[Double]](repeating: [], count: sums.count)
    for index in values.indices { values[index].reserveCapacity(resamples) }
    var generator = Xoshiro256StarStar(seed: seed)
    var drawn = [Double](repeating: 0, count: documents)
    var total = [Double](repeating: 0, count: width)
    for _ in 0..<resamples {
      for document in 0..<documents { drawn[document] = 0 }
      for _ in 0..<documents { drawn[generator.nextIndex(below: documents)] += 1 }
      for index in flat.indices {
        DocumentBootstrap.add(flat[index], times: drawn, to: &total)
        if let value = statistic(index, total) { values[index].append(value) }
      }
    }
    return values.map { interval($0, confidence) }
  }

  /// Why no interval is given, or `nil`.
  private func refusal(documents: Int) -> String? {
    if documents < DocumentBootstrap.fewestDocuments {
      return "fewer than \(DocumentBootstrap.fewestDocuments) documents"
    }
    if resamples < DocumentBootstrap.fewestResamples {
      return "fewer than \(DocumentBootstrap.fewestResamples) resamples"
    }
    return nil
  }

  private static func add(_ flat: [Double], times drawn: [Double], to total: inout [Double]) {
    let width = total.count
    total.withUnsafeMutableBufferPointer { total in
      flat.withUnsafeBufferPointer { flat in
        for column in 0..<width { total[column] = 0 }
        for document in drawn.indices where drawn[document] > 0 {
          let base = document * width
          for column in 0..<width { total[column] += drawn[document] * flat[base + column] }
        }
      }
    }
  }

  private func interval(_ values: [Double], _ confidence: ConfidenceLevel) -> BootstrapInterval {
    let lost = resamples - values.count
    if Double(lost) > DocumentBootstrap.greatestLoss * Double(resamples) {
      return .undefined("no variation in \(lost) of \(resamples) resamples")
    }
    let sorted = values.sorted()
    return BootstrapInterval(
      lower: .value(DocumentBootstrap.quantile(sorted, confidence.tail)),
      upper: .value(DocumentBootstrap.quantile(sorted, 1 - confidence.tail)), lost: lost)
  }

  /// The quantile of sorted numbers, interpolated between order statistics (type 7 of Hyndman &
  /// Fan 1996).
  static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    let place = share * Double(sorted.count - 1)
    let below = Int(place.rounded(.down))
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
  }
}

/// A percentile interval.
public struct BootstrapInterval: Hashable, Sendable {
  /// The lower limit.
  public let lower: Estimate
  /// The upper limit.
  public let upper: Estimate
  /// The resamples in which the statistic does not exist, which were left out.
  public let lost: Int

  static func undefined(_ reason: String) -> BootstrapInterval {
    BootstrapInterval(
      lower: .undefined(reason: reason), upper: .undefined(reason: reason), lost: 0)
  }
}
