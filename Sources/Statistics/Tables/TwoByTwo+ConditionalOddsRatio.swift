#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension TwoByTwo {
  /// The conditional maximum-likelihood odds ratio with the exact interval that belongs to
  /// the one-sided tests of Fisher (Cornfield 1956): P(X ≥ a) = α/2 at the lower limit,
  /// P(X ≤ a) = α/2 at the upper one.
  ///
  /// 0 or infinite where a has the least or greatest value that the margins allow; undefined
  /// where they allow only one. Solved to a relative accuracy of 10⁻¹².
  public func conditionalOddsRatio(
    _ confidence: ConfidenceLevel = .ninetyFive
  ) -> IntervalEstimate {
    solve(confidence, shareOfObserved: 1) { $0.pull }
  }

  /// The median-unbiased odds ratio with the mid-p interval: the observed table counts by
  /// half in the tails that are set to ½, α/2 and 1 − α/2.
  public func midPOddsRatio(_ confidence: ConfidenceLevel = .ninetyFive) -> IntervalEstimate {
    solve(confidence, shareOfObserved: 0.5) { ($0.above - $0.below) / 2 }
  }

  private func solve(
    _ confidence: ConfidenceLevel, shareOfObserved share: Double,
    center: (TiltedHypergeometric.Split) -> Double
  ) -> IntervalEstimate {
    let distribution = conditional
    let support = distribution.support
    guard support.count > 1 else {
      return .undefined(
        reason: "the margins allow only one table", confidence: confidence)
    }
    let half = 0.5
    let start = log(
      (Double(a) + half) * (Double(d) + half) / ((Double(b) + half) * (Double(c) + half)))
    func root(_ function: (TiltedHypergeometric.Split) -> Double) -> Double {
      exp(
        increasingRoot(near: start) { logOdds in
          function(TiltedHypergeometric(central: distribution, logOdds: logOdds).split(at: a))
        })
    }
    let isLeast = a == support.lowerBound
    let isGreatest = a == support.upperBound
    let point = isLeast ? 0 : isGreatest ? Double.infinity : root(center)
    let lower = isLeast ? 0 : root { $0.above + share * $0.at - confidence.tail }
    let upper =
      isGreatest ? Double.infinity : root { confidence.tail - $0.below - share * $0.at }
    return IntervalEstimate(
      .value(point), lower: .value(lower), upper: .value(upper), confidence: confidence)
  }
}
