#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A logistic regression in which each group has an intercept of its own, drawn from a normal
/// distribution: logit p = xβ + σuⱼ with uⱼ ~ N(0, 1).
///
/// The integral over the intercept of a group is taken by adaptive Gauss–Hermite quadrature
/// (Pinheiro & Bates 1995), with one node the approximation of Laplace; its middle and width are
/// those of the integrand, found by Newton's method inside each evaluation. β and σ are made most
/// likely together by Newton's method with the gradient of this very approximation and differences
/// of it, so that standard errors come from the observed information. The likelihood is the same for
/// σ and −σ, so that nothing has to be kept above 0.
public struct RandomInterceptFit: EstimatedCoefficients {
  /// The names of the coefficients.
  public let names: [String]
  /// The columns left out.
  public let aliased: [String]
  /// The estimates β, logarithms of odds within a group.
  public let coefficients: [Double]
  /// The covariance of β: that part of the inverse of the observed information of β and σ.
  public let covariance: [[Double]]
  /// The standard deviation σ of the groups' intercepts; 0 where the fit is singular.
  public let deviation: Double
  /// The standard error of σ; undefined for a singular fit.
  public let deviationError: Estimate
  /// Whether the likelihood is greatest without the groups, so that the level is dropped.
  public let isSingular: Bool
  /// The logarithm of the likelihood, the integrals approximated.
  public let logLikelihood: Double
  /// That of the model without the groups.
  public let singleLevelLogLikelihood: Double
  /// The number of nodes; 1 for the approximation of Laplace.
  public let nodes: Int
  /// The intercept of each group less the common one, at its most likely.
  public let intercepts: [Double]
  /// How many cases each group has.
  public let groupSizes: [Int]
  /// The outcome, 0 or 1.
  public let outcome: [Double]
  /// The linear predictor of each case, its group's intercept included.
  public let predictors: [Double]

  /// The greatest number of nodes.
  public static let mostNodes = 50
  private static let mostSteps = 100

  /// Fits a model.
  ///
  /// - Parameters:
  ///   - outcome: 0 or 1 for each case.
  ///   - groups: the group of each case, from 0 without gaps.
  ///   - nodes: from 1 to `mostNodes`.
  /// - Throws: `RegressionFailure`; `Separation` is to be asked before.
  public init(
    _ design: DesignMatrix, outcome: [Double], groups: [Int], nodes: Int = 1
  ) throws {
    guard groups.count == design.rows else {
      throw RegressionFailure.groups(given: groups.count, expected: design.rows)
    }
    let single = try LogisticFit(design, outcome: outcome)
    let integrals = GroupIntegrals(
      columns: single.columns, outcome: outcome, groups: groups, nodes: nodes)
    names = single.names
    aliased = single.aliased
    self.nodes = nodes
    self.outcome = outcome
    groupSizes = integrals.sizes
    singleLevelLogLikelihood = single.logLikelihood
    let climb = try RandomInterceptFit.climb(integrals, single)
    // What is gained is no more than rounding: the top lies at σ = 0.
    let gain = climb.value - single.logLikelihood
    isSingular = gain < 1e-8 || abs(climb.point[single.names.count]) < 1e-4
    guard !isSingular else {
      coefficients = single.coefficients
      covariance = single.covariance
      deviation = 0
      deviationError = .undefined(reason: "the variance is 0")
      logLikelihood = single.logLikelihood
      intercepts = [Double](repeating: 0, count: integrals.sizes.count)
      predictors = single.predictors
      return
    }
    let sigma = climb.point[single.names.count]
    coefficients = Array(climb.point.dropLast())
    deviation = abs(sigma)
    logLikelihood = climb.value
    guard let factor = Cholesky(climb.information) else {
      throw RegressionFailure.noConvergence(steps: climb.steps)
    }
    let count = climb.point.count
    let inverse = (0..<count).map { place in
      factor.solve((0..<count).map { $0 == place ? 1 : 0 })
    }
    covariance = inverse.dropLast().map { Array($0.dropLast()) }
    deviationError = .value(inverse[count - 1][count - 1].squareRoot())
    let modes = integrals.modes(at: climb.point)
    intercepts = modes.map { $0 * sigma }
    let fixed = DesignMatrix.product(single.columns, coefficients, rows: design.rows)
    predictors = zip(fixed, groups).map { $0 + modes[$1] * sigma }
  }

  /// The number of cases.
  public var rows: Int { outcome.count }

  /// How many cases have a 1.
  public var events: Int { outcome.count { $0 == 1 } }

  /// The variance of the groups' intercepts.
  public var variance: Double { deviation * deviation }

  /// The share of the unexplained variance that lies between groups, on the scale of the
  /// logarithm of odds: σ²/(σ² + π²/3).
  public var intraclassCorrelation: Double {
    variance / (variance + Double.pi * Double.pi / 3)
  }

  /// Twice what the groups add to the log-likelihood.
  public var ratio: Double { max(0, 2 * (logLikelihood - singleLevelLogLikelihood)) }

  /// The p of no difference between groups: half that of chi-square with one degree, since σ lies
  /// at its bound where there is none (Self & Liang 1987).
  public var ratioP: Double {
    ratio > 0 ? ChiSquare.upperTail(ratio, degrees: 1) / 2 : 1
  }

  /// Akaike's criterion, σ counted.
  public var aic: Double { -2 * logLikelihood + 2 * Double(names.count + 1) }

  /// Schwarz's criterion, σ counted.
  public var bic: Double { -2 * logLikelihood + log(Double(rows)) * Double(names.count + 1) }

  /// The log-likelihood at some β and σ, which need not be the most likely.
  ///
  /// - Throws: `RegressionFailure` where there is not one group for each case.
  public static func logLikelihood(
    _ design: DesignMatrix, outcome: [Double], groups: [Int], nodes: Int,
    coefficients: [Double], deviation: Double
  ) throws -> Double {
    guard groups.count == design.rows, outcome.count == design.rows else {
      throw RegressionFailure.groups(given: groups.count, expected: design.rows)
    }
    let integrals = GroupIntegrals(
      columns: design.columns, outcome: outcome, groups: groups, nodes: nodes)
    return integrals.evaluate(coefficients + [deviation]).value
  }

  // The way up.

  private struct Climb {
    var point: [Double]
    var value: Double
    /// The negative matrix of second derivatives.
    var information: [[Double]]
    var steps: Int
  }

  private static func climb(
    _ integrals: GroupIntegrals, _ single: LogisticFit
  ) throws -> Climb {
    // Effects within groups are greater than those over all (Zeger, Liang & Albert 1988).
    let starts = [0.25, 0.5, 1, 2].map { sigma -> [Double] in
      let stretch = (1 + 0.346 * sigma * sigma).squareRoot()
      return single.coefficients.map { $0 * stretch } + [sigma]
    }
    let evaluated = starts.map { (point: $0, at: integrals.evaluate($0)) }
    guard var here = evaluated.max(by: { $0.at.value < $1.at.value }) else {
      throw RegressionFailure.nothing
    }
    let strides = single.standardErrors.map { max($0, 1e-8) * 1e-3 } + [1e-3]
    var calm = 0
    for step in 1...mostSteps {
      let information = integrals.information(at: here.point, strides: strides)
      // Off the top the matrix may not be positive: a ridge on its diagonal turns the step uphill.
      var ridge = 0.0
      var factor = Cholesky(information)
      while factor == nil, ridge < 1e6 {
        ridge = ridge == 0 ? 1e-3 : ridge * 10
        var raised = information
        for place in raised.indices {
          raised[place][place] += ridge * max(abs(information[place][place]), 1e-3)
        }
        factor = Cholesky(raised)
      }
      guard let factor else { throw RegressionFailure.noConvergence(steps: step) }
      let move = factor.solve(here.at.gradient)
      // The gain that a parabola would promise.
      let promise = dot(move, here.at.gradient) / 2
      if ridge == 0, promise < 1e-11 {
        calm += 1
        if calm == 2 {
          return Climb(
            point: here.point, value: here.at.value, information: information, steps: step)
        }
      } else {
        calm = 0
      }
      let longest = abs(move[move.count - 1])
      var share = longest > 1 ? 1 / longest : 1.0
      var isHigher = false
      for _ in 0..<40 {
        let next = zip(here.point, move).map { $0 + share * $1 }
        let there = integrals.evaluate(next)
        if there.value >= here.at.value - 1e-12 * abs(here.at.value) {
          here = (next, there)
          isHigher = true
          break
        }
        share /= 2
      }
      // No step leads up any more: this is the top as far as figures go.
      if !isHigher {
        guard ridge == 0, promise < 1e-6 else { break }
        return Climb(
          point: here.point, value: here.at.value, information: information, steps: step)
      }
    }
    throw RegressionFailure.noConvergence(steps: mostSteps)
  }
}
