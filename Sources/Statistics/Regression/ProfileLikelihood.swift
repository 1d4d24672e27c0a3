#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension LogisticFit {
  /// The values of a coefficient that the likelihood does not rule out: where twice its loss,
  /// with the other coefficients free, stays below the quantile of chi-square.
  ///
  /// For Firth's estimates the penalised likelihood, with the penalty of the whole model (Heinze
  /// & Schemper 2002). The root of the loss is nearly straight, so that false position finds the
  /// ends in a few steps. An end that the likelihood never rules out is infinite.
  ///
  /// - Parameter place: the index of the coefficient.
  public func profileInterval(
    _ place: Int, confidence: ConfidenceLevel = .ninetyFive
  ) -> IntervalEstimate {
    let reach = confidence.normalQuantile
    let error = covariance[place][place].squareRoot()
    let point = coefficients[place]
    func end(_ sign: Double) -> Double {
      var start = coefficients
      // How far the root of the loss is above the quantile at a value.
      func excess(_ value: Double) -> Double {
        let top = likelihood.top(fixed: (place, value), from: start)
        if top.hasSettled { start = top.coefficients }
        return max(0, 2 * (maximised - top.logLikelihood)).squareRoot() - reach
      }
      var near = point
      var below = -reach
      var width = reach * error
      var far = point + sign * width
      var above = excess(far)
      var tries = 0
      while above < 0 {
        tries += 1
        if tries > 30 { return sign * .infinity }
        (near, below) = (far, above)
        width *= 1.6
        far += sign * width
        above = excess(far)
      }
      var side = 0
      for _ in 0..<80 {
        let middle = (near * above - far * below) / (above - below)
        let value = excess(middle)
        if abs(value) < 1e-9 || abs(far - near) < 1e-12 * max(1, abs(point)) { return middle }
        if value < 0 {
          (near, below) = (middle, value)
          if side == -1 { above /= 2 }
          side = -1
        } else {
          (far, above) = (middle, value)
          if side == 1 { below /= 2 }
          side = 1
        }
      }
      return (near + far) / 2
    }
    return IntervalEstimate(
      .value(point), lower: .value(end(-1)), upper: .value(end(1)), confidence: confidence)
  }

  /// The p of a coefficient by what the likelihood loses when it is 0, chi-square with 1 degree.
  ///
  /// - Parameter place: the index of the coefficient.
  public func profileP(_ place: Int) -> Double {
    let without = likelihood.top(fixed: (place, 0), from: nil)
    return ChiSquare.upperTail(max(0, 2 * (maximised - without.logLikelihood)), degrees: 1)
  }
}
