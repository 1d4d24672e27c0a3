/// A coefficient of agreement corrected for chance, (p_o − p_e) / (1 − p_e), with what it is made
/// of and, where it has one, its standard error.
public struct AgreementEstimate: Hashable, Sendable {
  /// The coefficient: 1 for perfect agreement, 0 for as much as chance, undefined without
  /// variation.
  public let value: Estimate
  /// The agreement observed.
  public let observed: Estimate
  /// The agreement expected by chance, whose definition is what tells the coefficients apart.
  public let expected: Estimate
  /// The standard error over units.
  public let standardError: Estimate
  /// The units that the standard error rests on.
  public let units: Int

  /// Why no chance-corrected coefficient exists where everybody always chose the same.
  static let noVariation = "no variation: all ratings are in one category"
  /// Why nothing exists without two ratings on the same unit.
  static let noPairs = "no unit has two ratings"

  init(
    value: Estimate, observed: Estimate, expected: Estimate,
    standardError: Estimate = .undefined(reason: "this coefficient has no standard error here"),
    units: Int = 0
  ) {
    self.value = value
    self.observed = observed
    self.expected = expected
    self.standardError = standardError
    self.units = units
  }

  /// An estimate of which nothing exists.
  static func undefined(_ reason: String) -> AgreementEstimate {
    let none = Estimate.undefined(reason: reason)
    return AgreementEstimate(value: none, observed: none, expected: none, standardError: none)
  }

  /// (observed − expected) / (1 − expected), undefined where chance explains everything.
  static func corrected(_ observed: Double, _ expected: Double) -> Estimate {
    // Where expected is not exactly 1 by rounding, a category that nobody left still is.
    guard 1 - expected > 1e-12 else { return .undefined(reason: noVariation) }
    return .value((observed - expected) / (1 - expected))
  }

  /// value ± t·se with units − 1 degrees of freedom, cut at 1, which no coefficient exceeds.
  ///
  /// Units are taken for independent; turns of one interview are not, and an interval over
  /// documents is the honest one there.
  public func interval(_ confidence: ConfidenceLevel = .ninetyFive) -> IntervalEstimate {
    guard let value = value.value, let error = standardError.value, units > 1 else {
      let reason = self.value.reason ?? standardError.reason ?? "there are fewer than two units"
      let none = Estimate.undefined(reason: reason)
      return IntervalEstimate(self.value, lower: none, upper: none, confidence: confidence)
    }
    let spread = error * StudentT.criticalValue(confidence, degrees: Double(units - 1))
    return IntervalEstimate(
      .value(value), lower: .value(value - spread), upper: .value(min(1, value + spread)),
      confidence: confidence)
  }

  /// The two-sided p of no agreement beyond chance, by Student's t with units − 1 degrees.
  public var p: Estimate {
    guard let value = value.value, let error = standardError.value else {
      return .undefined(reason: self.value.reason ?? standardError.reason ?? "")
    }
    guard error > 0, units > 1 else { return .undefined(reason: "the standard error is 0") }
    return .value(StudentT.twoSided(value / error, degrees: Double(units - 1)))
  }
}
