#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A logistic regression by greatest likelihood, or by Firth's penalised one.
///
/// Newton's method with halved steps; each step takes √W·X apart by `OrthogonalBasis`. Columns
/// that add nothing are left out by name. Whether finite estimates exist is asked of
/// `Separation` before.
public struct LogisticFit: FittedRegression {
  /// How the estimates are found.
  public enum Estimator: Hashable, Sendable {
    /// Greatest likelihood.
    case likelihood
    /// Greatest likelihood times the root of |XᵀWX| (Firth 1993), which always is finite.
    case firth
  }

  /// How the estimates were found.
  public let estimator: Estimator
  /// The names of the coefficients.
  public let names: [String]
  /// The columns left out.
  public let aliased: [String]
  /// The columns kept.
  public let columns: [[Double]]
  /// The estimates, logarithms of odds.
  public let coefficients: [Double]
  /// (XᵀWX)⁻¹, the inverse of Fisher's information, for Firth's estimates too (brglm2; logistf
  /// prints others).
  public let covariance: [[Double]]
  /// The outcome, 0 or 1.
  public let outcome: [Double]
  /// The linear predictor of each case.
  public let predictors: [Double]
  /// The probability of a 1 in each case.
  public let probabilities: [Double]
  /// The diagonal of the hat matrix of √W·X.
  public let leverages: [Double]
  /// The log-likelihood without penalty.
  public let logLikelihood: Double
  /// The log-likelihood that was made greatest, with the penalty where there is one.
  public let maximised: Double
  /// Whether there is an intercept.
  public let hasIntercept: Bool

  let likelihood: LogisticLikelihood

  /// Fits a regression.
  ///
  /// - Parameter outcome: 0 or 1 for each case.
  /// - Throws: `RegressionFailure`; without finite estimates `noConvergence` or estimates that
  ///   are great without meaning, so that `Separation` is to be asked first.
  public init(
    _ design: DesignMatrix, outcome: [Double], estimator: Estimator = .likelihood
  ) throws {
    guard outcome.count == design.rows else {
      throw RegressionFailure.lengths(
        column: "the outcome", rows: outcome.count, expected: design.rows)
    }
    if let row = outcome.firstIndex(where: { $0 != 0 && $0 != 1 }) {
      throw RegressionFailure.notBinary(row: row + 1)
    }
    if let first = outcome.first, outcome.allSatisfy({ $0 == first }) {
      throw RegressionFailure.constantOutcome(value: first)
    }
    let whole = OrthogonalBasis(design.columns)
    guard whole.rank < design.rows || estimator == .firth else {
      throw RegressionFailure.tooFewCases(cases: design.rows, coefficients: whole.rank)
    }
    (names, columns) = design.keeping(whole.kept)
    aliased = whole.aliased.map { design.names[$0] }
    likelihood = LogisticLikelihood(
      columns: columns, outcome: outcome, isPenalised: estimator == .firth)
    let top = likelihood.top()
    guard top.hasSettled else { throw RegressionFailure.noConvergence(steps: top.steps) }
    let state = likelihood.state(top.coefficients, order: Array(columns.indices))
    coefficients = top.coefficients
    covariance = state.basis.inverse
    leverages = state.basis.leverages
    probabilities = state.probabilities
    predictors = DesignMatrix.product(columns, coefficients, rows: design.rows)
    logLikelihood = LogisticLikelihood.logLikelihood(predictors, outcome)
    maximised = top.logLikelihood
    self.outcome = outcome
    self.estimator = estimator
    hasIntercept = design.hasIntercept
  }

  /// The inverse of Fisher's information.
  public var bread: [[Double]] { covariance }

  /// Outcome less probability: the score of a case is its row times this.
  public var scoreFactors: [Double] { zip(outcome, probabilities).map { $0 - $1 } }

  /// The number of cases.
  public var rows: Int { outcome.count }

  /// How many cases have a 1.
  public var events: Int { outcome.count { $0 == 1 } }

  /// The rarer of both outcomes, per coefficient beside the intercept; infinite without any.
  public var eventsPerParameter: Double {
    let slopes = names.count - (hasIntercept ? 1 : 0)
    return slopes == 0 ? .infinity : Double(min(events, rows - events)) / Double(slopes)
  }

  /// The log-likelihood of the share of ones alone; of ½ without an intercept.
  public var nullLogLikelihood: Double {
    let n = Double(rows)
    guard hasIntercept else { return -n * log(2) }
    let ones = Double(events)
    return ones * log(ones / n) + (n - ones) * log((n - ones) / n)
  }

  /// −2 ln L.
  public var deviance: Double { -2 * logLikelihood }

  /// −2 ln L of the share of ones alone.
  public var nullDeviance: Double { -2 * nullLogLikelihood }

  /// The likelihood-ratio test against the share of ones alone; undefined for Firth's estimates,
  /// whose penalties differ, and without slopes.
  public var overall: (statistic: Estimate, degrees: Int, p: Estimate) {
    let degrees = names.count - (hasIntercept ? 1 : 0)
    let reason: String? =
      estimator == .firth
      ? "penalised likelihoods of different models cannot be compared"
      : degrees == 0 ? "nothing is tested" : nil
    if let reason { return (.undefined(reason: reason), degrees, .undefined(reason: reason)) }
    let statistic = max(0, 2 * (logLikelihood - nullLogLikelihood))
    return (
      .value(statistic), degrees, .value(ChiSquare.upperTail(statistic, degrees: degrees))
    )
  }

  /// Akaike's criterion.
  public var aic: Double { deviance + 2 * Double(names.count) }

  /// Schwarz's criterion.
  public var bic: Double { deviance + log(Double(rows)) * Double(names.count) }

  /// 1 − ℓ/ℓ₀ (McFadden 1974).
  public var mcFadden: Double { 1 - logLikelihood / nullLogLikelihood }

  /// 1 − e^{2(ℓ₀−ℓ)/n} (Cox & Snell 1989).
  public var coxSnell: Double {
    -expm1(2 * (nullLogLikelihood - logLikelihood) / Double(rows))
  }

  /// Cox and Snell's divided by the greatest that it can be (Nagelkerke 1991).
  public var nagelkerke: Double {
    coxSnell / -expm1(2 * nullLogLikelihood / Double(rows))
  }

  /// Mean probability of the ones less that of the zeros (Tjur 2009).
  public var tjur: Double {
    let ones = Double(events)
    let above = zip(probabilities, outcome).reduce(0) { $0 + ($1.1 == 1 ? $1.0 : 0) }
    let all = probabilities.reduce(0, +)
    return above / ones - (all - above) / (Double(rows) - ones)
  }
}
