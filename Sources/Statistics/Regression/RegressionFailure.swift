/// Why a regression cannot be computed.
///
/// The module knows no report, so the wording for a person belongs to its caller; the
/// `description` is a clause to build it from.
public enum RegressionFailure: Error, Hashable, Sendable {
  /// There is no case or no column.
  case nothing
  /// A column has another length than the first.
  case lengths(column: String, rows: Int, expected: Int)
  /// A number is infinite or none; `row` counts from 1.
  case notFinite(column: String, row: Int)
  /// The outcome is neither 0 nor 1; `row` counts from 1.
  case notBinary(row: Int)
  /// The outcome is the same for all cases.
  case constantOutcome(value: Double)
  /// There are as many coefficients as cases, or more.
  case tooFewCases(cases: Int, coefficients: Int)
  /// The iteration did not end.
  case noConvergence(steps: Int)
  /// A name for a group is missing or too long a list.
  case groups(given: Int, expected: Int)
}

extension RegressionFailure: CustomStringConvertible {
  /// The facts as one clause without a full stop.
  public var description: String {
    switch self {
    case .nothing: "there is no case or no term"
    case .lengths(let column, let rows, let expected):
      "\(column) has \(rows) values instead of \(expected)"
    case .notFinite(let column, let row): "\(column) is no finite number in case \(row)"
    case .notBinary(let row): "the outcome is neither 0 nor 1 in case \(row)"
    case .constantOutcome(let value): "the outcome is \(value) in every case"
    case .tooFewCases(let cases, let coefficients):
      "\(cases) cases cannot bear \(coefficients) coefficients"
    case .noConvergence(let steps): "the estimates did not settle in \(steps) steps"
    case .groups(let given, let expected): "\(given) group names for \(expected) cases"
    }
  }
}
