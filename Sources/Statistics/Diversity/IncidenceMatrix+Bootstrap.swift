#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension IncidenceMatrix {
  /// The bootstrap estimate S + Σ(1 − pᵢ)ᴺ, pᵢ the share of samples with the item (Smith & van
  /// Belle 1984).
  public var bootstrapRichness: Richness {
    guard samples >= 2 else { return .undefined("fewer than 2 interviews") }
    let n = Double(samples)
    let byItem = transposed
    let present = (0..<items).filter { byItem.count(inSample: $0) > 0 }
    let missed = present.map { pow(1 - Double(byItem.count(inSample: $0)) / n, n) }
    var variance = missed.reduce(0) { $0 + $1 * (1 - $1) }
    for (place, item) in present.enumerated() {
      for (otherPlace, other) in present[..<place].enumerated() {
        let either = byItem.countInEither(item, other)
        let neither = pow(1 - Double(either) / n, n)
        variance += 2 * (neither - missed[place] * missed[otherPlace])
      }
    }
    return Richness(Double(present.count) + missed.reduce(0, +), variance: variance)
  }

  /// The number of items that occur in at least one of two samples.
  func countInEither(_ sample: Int, _ other: Int) -> Int {
    var count = 0
    for offset in 0..<stride {
      let both = words[sample * stride + offset] | words[other * stride + offset]
      count += both.nonzeroBitCount
    }
    return count
  }
}
