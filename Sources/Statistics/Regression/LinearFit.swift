#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A linear regression by least squares.
///
/// The columns are taken apart by `OrthogonalBasis`; those that add nothing are left out by name.
public struct LinearFit: FittedRegression {
  /// The names of the coefficients.
  public let names: [String]
  /// The columns left out.
  public let aliased: [String]
  /// The columns kept.
  public let columns: [[Double]]
  /// The estimates.
  public let coefficients: [Double]
  /// (XᵀX)⁻¹.
  public let bread: [[Double]]
  /// The outcome.
  public let outcome: [Double]
  /// What the model expects.
  public let fitted: [Double]
  /// How much each case pulls its own expectation, in `0...1`.
  public let leverages: [Double]
  /// Whether there is an intercept.
  public let hasIntercept: Bool

  /// Fits a regression.
  ///
  /// - Throws: `RegressionFailure` where there are no more cases than coefficients, or where the
  ///   outcome has another length or is no finite number.
  public init(_ design: DesignMatrix, outcome: [Double]) throws {
    guard outcome.count == design.rows else {
      throw RegressionFailure.lengths(
        column: "the outcome", rows: outcome.count, expected: design.rows)
    }
    if let row = outcome.firstIndex(where: { !$0.isFinite }) {
      throw RegressionFailure.notFinite(column: "the outcome", row: row + 1)
    }
    let basis = OrthogonalBasis(design.columns)
    guard basis.rank < design.rows else {
      throw RegressionFailure.tooFewCases(cases: design.rows, coefficients: basis.rank)
    }
    (names, columns) = design.keeping(basis.kept)
    aliased = basis.aliased.map { design.names[$0] }
    coefficients = basis.coefficients(of: outcome)
    bread = basis.inverse
    leverages = basis.leverages
    fitted = DesignMatrix.product(columns, coefficients, rows: design.rows)
    self.outcome = outcome
    hasIntercept = design.hasIntercept
  }

  /// The number of cases.
  public var rows: Int { outcome.count }

  /// Outcome less expectation.
  public var residuals: [Double] { zip(outcome, fitted).map { $0 - $1 } }

  /// The residuals: the score of a case is its row times its residual.
  public var scoreFactors: [Double] { residuals }

  /// The cases less the coefficients.
  public var degrees: Int { rows - names.count }

  /// σ, the standard deviation of the residuals.
  public var sigma: Double {
    let residuals = residuals
    return (dot(residuals, residuals) / Double(degrees)).squareRoot()
  }

  /// σ²(XᵀX)⁻¹.
  public var covariance: [[Double]] {
    let variance = sigma * sigma
    return bread.map { $0.map { $0 * variance } }
  }

  private var totalSquares: Double {
    let mean = hasIntercept ? outcome.reduce(0, +) / Double(rows) : 0
    return outcome.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }

  /// R², the share of the variance that the model takes up; undefined for a constant outcome.
  public var rSquared: Estimate {
    let residuals = residuals
    let total = totalSquares
    return total > 0
      ? .value(1 - dot(residuals, residuals) / total)
      : .undefined(reason: "the outcome does not vary")
  }

  /// R² less what so many coefficients take up by chance.
  public var adjustedRSquared: Estimate {
    guard let value = rSquared.value else { return rSquared }
    let intercept = hasIntercept ? 1.0 : 0
    return .value(1 - (1 - value) * (Double(rows) - intercept) / Double(degrees))
  }

  /// The F test against the model of the mean alone.
  public var overall: (f: Estimate, numerator: Int, denominator: Int, p: Estimate) {
    let slopes = names.count - (hasIntercept ? 1 : 0)
    guard slopes > 0, let value = rSquared.value, value < 1 else {
      let reason = "nothing is tested"
      return (.undefined(reason: reason), slopes, degrees, .undefined(reason: reason))
    }
    let f = value / Double(slopes) / ((1 - value) / Double(degrees))
    return (
      .value(f), slopes, degrees,
      .value(
        FDistribution.upperTail(f, numerator: Double(slopes), denominator: Double(degrees)))
    )
  }

  /// The greatest log-likelihood of normal residuals.
  public var logLikelihood: Double {
    let residuals = residuals
    let n = Double(rows)
    return -n / 2 * (log(2 * Double.pi) + log(dot(residuals, residuals) / n) + 1)
  }

  /// Akaike's criterion, the variance counted as a parameter.
  public var aic: Double { -2 * logLikelihood + 2 * Double(names.count + 1) }

  /// Schwarz's criterion, the variance counted as a parameter.
  public var bic: Double { -2 * logLikelihood + log(Double(rows)) * Double(names.count + 1) }
}
