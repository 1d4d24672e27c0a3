/// Coefficients that were estimated, with their covariance.
public protocol EstimatedCoefficients: Sendable {
  /// The names of the coefficients that could be estimated.
  var names: [String] { get }
  /// The columns that could not be told from those before them, which are left out.
  var aliased: [String] { get }
  /// The estimates.
  var coefficients: [Double] { get }
  /// The covariance of the estimates if the model holds.
  var covariance: [[Double]] { get }
}

/// A regression that was fitted: what standard errors, effects and diagnostics are made from.
public protocol FittedRegression: EstimatedCoefficients {
  /// The columns of the coefficients.
  var columns: [[Double]] { get }
  /// The inverse of the matrix of second derivatives, up to sign and scale.
  var bread: [[Double]] { get }
  /// What each case's row is multiplied with to give its score.
  var scoreFactors: [Double] { get }
  /// The number of cases.
  var rows: Int { get }
}

extension EstimatedCoefficients {
  /// The standard errors if the model holds.
  public var standardErrors: [Double] { standardErrors(covariance) }

  /// The standard errors that a covariance gives.
  public func standardErrors(_ covariance: [[Double]]) -> [Double] {
    covariance.indices.map { covariance[$0][$0].squareRoot() }
  }

  /// The places of some columns among those that were kept, in order.
  public func places(of wanted: [String]) -> [Int] {
    wanted.compactMap { names.firstIndex(of: $0) }
  }
}
