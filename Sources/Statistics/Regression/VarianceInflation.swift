#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How much wider a term's uncertainty is than if no other term went along with it.
///
/// |R₁₁|·|R₂₂|/|R| of the correlations of the columns (Fox & Monette 1992), for one column the
/// customary 1/(1 − R²).
public enum VarianceInflation {
  /// The factors of groups of columns.
  ///
  /// - Parameters:
  ///   - columns: the columns without the intercept.
  ///   - groups: for each column the term it belongs to, from 0 and without gaps.
  /// - Returns: for each term the factor, at least 1; undefined where it is the only one or a
  ///   column does not vary.
  public static func factors(_ columns: [[Double]], groups: [Int]) -> [Estimate] {
    let terms = (groups.max() ?? -1) + 1
    let only = Estimate.undefined(reason: "there is no other term")
    guard terms > 1 else { return Array(repeating: only, count: terms) }
    let scaled = columns.map { column -> [Double] in
      let mean = column.reduce(0, +) / Double(max(1, column.count))
      let centred = column.map { $0 - mean }
      let length = dot(centred, centred).squareRoot()
      return length > 0 ? centred.map { $0 / length } : centred
    }
    func logDeterminant(_ places: [Int]) -> Double? {
      let basis = OrthogonalBasis(places.map { scaled[$0] })
      return basis.rank == places.count ? basis.logDeterminant : nil
    }
    let all = logDeterminant(Array(columns.indices))
    return (0..<terms).map { term in
      let own = columns.indices.filter { groups[$0] == term }
      let others = columns.indices.filter { groups[$0] != term }
      guard let all, let own = logDeterminant(own), let others = logDeterminant(others) else {
        return .undefined(reason: "a column does not vary or follows from others")
      }
      return .value(max(1, exp(own + others - all)))
    }
  }
}
