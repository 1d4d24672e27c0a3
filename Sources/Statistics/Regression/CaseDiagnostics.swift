#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a fitted regression says of each case, in the order of the cases.
public struct CaseDiagnostics: Hashable, Sendable {
  /// What the model expects: a probability, or a value of the outcome.
  public let expected: [Double]
  /// Outcome less expectation.
  public let residuals: [Double]
  /// (y − p)/√(p(1 − p)); for a linear regression the residual.
  public let pearson: [Double]
  /// The signed root of the case's part of the deviance; for a linear regression the residual.
  public let deviance: [Double]
  /// The deviance residual over its standard error.
  public let standardised: [Double]
  /// The residual over the standard error that it has without the case; for a logistic
  /// regression the approximation of Williams (1987).
  public let studentised: [Double]
  /// How much each case pulls its own expectation, in `0...1`.
  public let leverages: [Double]
  /// How far all expectations move without the case (Cook 1977).
  public let cooks: [Double]
  /// How many standard errors each coefficient moves with the case, case by case; for a logistic
  /// regression after one step.
  public let dfbetas: [[Double]]

  /// Looks at the cases of a linear regression.
  public init(_ fit: LinearFit) {
    expected = fit.fitted
    let residuals = fit.residuals
    self.residuals = residuals
    pearson = residuals
    deviance = residuals
    leverages = fit.leverages
    let sigma = fit.sigma
    let (k, degrees) = (Double(fit.names.count), Double(fit.degrees))
    let free = fit.leverages.map { max(1e-15, 1 - $0) }
    standardised = zip(residuals, free).map { $0 / (sigma * $1.squareRoot()) }
    // σ without the case.
    let without = zip(residuals, free).map { residual, free in
      max(0, (degrees * sigma * sigma - residual * residual / free) / (degrees - 1)).squareRoot()
    }
    studentised = residuals.indices.map { residuals[$0] / (without[$0] * free[$0].squareRoot()) }
    cooks = residuals.indices.map { row in
      let part = residuals[row] / (free[row] * sigma)
      return part * part * fit.leverages[row] / k
    }
    dfbetas = CaseDiagnostics.shifts(fit, free: free).enumerated().map { row, shift in
      shift.indices.map { shift[$0] / (without[row] * fit.bread[$0][$0].squareRoot()) }
    }
  }

  /// Looks at the cases of a logistic regression.
  public init(_ fit: LogisticFit) {
    expected = fit.probabilities
    residuals = zip(fit.outcome, fit.probabilities).map { $0 - $1 }
    leverages = fit.leverages
    pearson = zip(fit.outcome, fit.predictors).map { CaseDiagnostics.pearson($0, predictor: $1) }
    deviance = zip(fit.outcome, fit.predictors).map { CaseDiagnostics.deviance($0, predictor: $1) }
    let k = Double(fit.names.count)
    let free = fit.leverages.map { max(1e-15, 1 - $0) }
    standardised = zip(deviance, free).map { $0 / $1.squareRoot() }
    var studentised: [Double] = []
    var cooks: [Double] = []
    for row in free.indices {
      let pull = pearson[row] * pearson[row] * fit.leverages[row] / free[row]
      let size = (deviance[row] * deviance[row] + pull).squareRoot()
      studentised.append(deviance[row] < 0 ? -size : size)
      cooks.append(pull / (free[row] * k))
    }
    self.studentised = studentised
    self.cooks = cooks
    dfbetas = CaseDiagnostics.shifts(fit, free: free).map { shift in
      shift.indices.map { shift[$0] / fit.covariance[$0][$0].squareRoot() }
    }
  }

  /// (y − p)/√(p(1 − p)) at a linear predictor.
  public static func pearson(_ outcome: Double, predictor: Double) -> Double {
    // √((1−p)/p) = e^{−η/2}
    outcome == 1 ? exp(-predictor / 2) : -exp(predictor / 2)
  }

  /// ±√(−2 ln L) of one case at a linear predictor.
  public static func deviance(_ outcome: Double, predictor: Double) -> Double {
    let part = (-2 * LogisticLikelihood.logLikelihood([predictor], [outcome])).squareRoot()
    return outcome == 1 ? part : -part
  }

  /// The probability of a 1 at a linear predictor.
  public static func probability(predictor: Double) -> Double {
    LogisticLikelihood.probability(predictor)
  }

  /// By how much each coefficient moves with each case.
  private static func shifts(_ fit: some FittedRegression, free: [Double]) -> [[Double]] {
    let factors = fit.scoreFactors
    return free.indices.map { row in
      fit.bread.map { line in
        line.indices.reduce(0) { $0 + line[$1] * fit.columns[$1][row] } * factors[row] / free[row]
      }
    }
  }
}
