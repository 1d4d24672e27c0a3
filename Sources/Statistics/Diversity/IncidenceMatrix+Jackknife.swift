extension IncidenceMatrix {
  /// The jackknife of first order, S + Q₁·(N − 1)/N (Burnham & Overton 1979; Smith & van Belle
  /// 1984).
  ///
  /// The variance is the one that vegan computes: ((N − 1)/N)·(Σ r² − Q₁/N) with r the items
  /// that a sample alone has. Heltshe & Forrester (1983) subtract Q₁²/N instead, which is never
  /// more.
  public var jackknife1: Richness {
    guard samples >= 2 else { return .undefined("fewer than 2 interviews") }
    let frequencies = frequencies
    let once = Double(frequencies.count { $0 == 1 })
    let n = Double(samples)
    let own = (0..<samples).map { sample in
      Double(items(inSample: sample).count { frequencies[$0] == 1 })
    }
    let squares = own.reduce(0) { $0 + $1 * $1 }
    return Richness(
      Double(frequencies.count { $0 > 0 }) + once * (n - 1) / n,
      variance: (squares - once / n) * (n - 1) / n)
  }

  /// The jackknife of second order, S + Q₁(2N − 3)/N − Q₂(N − 2)²/(N(N − 1)); it may lie below
  /// the number of items observed.
  public var jackknife2: Richness {
    guard samples >= 3 else { return .undefined("fewer than 3 interviews") }
    let frequencies = frequencies
    let once = Double(frequencies.count { $0 == 1 })
    let twice = Double(frequencies.count { $0 == 2 })
    let n = Double(samples)
    let value =
      Double(frequencies.count { $0 > 0 }) + once * (2 * n - 3) / n
      - twice * (n - 2) * (n - 2) / (n * (n - 1))
    return Richness(
      .value(value), standardError: .undefined(reason: "no standard error is in use"))
  }
}
