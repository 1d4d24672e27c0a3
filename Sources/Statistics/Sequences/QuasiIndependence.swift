/// Independence of rows and columns in a table in which some cells are impossible, such as
/// transitions of a state to itself (Goodman 1968; Bakeman & Quera 2011, chapter 9).
///
/// Expected counts e = aᵢbⱼ over the possible cells have the margins of the observed ones; they
/// are found by iterative proportional fitting. Impossible cells are expected 0 times.
public struct QuasiIndependence: Hashable, Sendable {
  /// The expected counts; 0 in impossible cells and in rows and columns without counts.
  public let expected: [[Double]]
  /// (n − e) / √(e (1 − h)) with the leverage h of the cell in the fitted log-linear model, which
  /// is Haberman's adjusted residual where every cell is possible.
  public let adjustedResiduals: [[Estimate]]
  /// G² = 2Σ n ln(n/e) over the possible cells.
  public let likelihoodRatio: ChiSquareTest

  /// Why nothing can be said of an impossible cell.
  static let impossible = "it cannot happen"

  /// Fits a table.
  ///
  /// - Parameters:
  ///   - counts: row by row, all rows of one length; impossible cells are not looked at.
  ///   - isPossible: whether a cell, by row and column, can have a count.
  init(_ counts: [[Int]], isPossible: (Int, Int) -> Bool) {
    let fit = Fit(counts, isPossible)
    expected = fit.expected
    let degrees = fit.degrees
    guard degrees > 0, fit.converged else {
      let reason =
        degrees > 0
        ? "the expected counts cannot be found" : "too few codes lead to too few others"
      let none = Estimate.undefined(reason: reason)
      adjustedResiduals = counts.map { $0.map { _ in none } }
      likelihoodRatio = ChiSquareTest(undefined: reason, degrees: max(0, degrees))
      return
    }
    adjustedResiduals = fit.residuals
    var sum = 0.0
    for (row, column) in fit.cells {
      let (n, e) = (Double(counts[row][column]), fit.expected[row][column])
      sum += deviance(observed: n, expected: e, excess: n - e)
    }
    likelihoodRatio = ChiSquareTest(2 * sum, degrees: degrees)
  }
}

/// The fitted counts and what follows from them.
private struct Fit {
  let counts: [[Int]]
  /// The possible cells of rows and columns that have counts.
  let cells: [(row: Int, column: Int)]
  private let rows: [Int]
  private let columns: [Int]
  private(set) var expected: [[Double]]
  private(set) var converged = false

  init(_ counts: [[Int]], _ isPossible: (Int, Int) -> Bool) {
    self.counts = counts
    let width = counts.first?.count ?? 0
    var possible: [(row: Int, column: Int)] = []
    for row in counts.indices {
      for column in 0..<width where isPossible(row, column) { possible.append((row, column)) }
    }
    var rowSums = [Double](repeating: 0, count: counts.count)
    var columnSums = [Double](repeating: 0, count: width)
    for (row, column) in possible {
      rowSums[row] += Double(counts[row][column])
      columnSums[column] += Double(counts[row][column])
    }
    rows = rowSums.indices.filter { rowSums[$0] > 0 }
    columns = columnSums.indices.filter { columnSums[$0] > 0 }
    cells = possible.filter { rowSums[$0.row] > 0 && columnSums[$0.column] > 0 }
    expected = counts.map { _ in [Double](repeating: 0, count: width) }
    for (row, column) in cells { expected[row][column] = 1 }
    let total = rowSums.reduce(0, +)
    for _ in 0..<20_000 where !converged && total > 0 {
      var sums = [Double](repeating: 0, count: counts.count)
      for (row, column) in cells { sums[row] += expected[row][column] }
      for (row, column) in cells where sums[row] > 0 {
        expected[row][column] *= rowSums[row] / sums[row]
      }
      sums = [Double](repeating: 0, count: width)
      for (row, column) in cells { sums[column] += expected[row][column] }
      var change = 0.0
      for column in columns { change = max(change, abs(sums[column] - columnSums[column])) }
      for (row, column) in cells where sums[column] > 0 {
        expected[row][column] *= columnSums[column] / sums[column]
      }
      converged = change <= 1e-11 * total
    }
  }

  /// The possible cells less the free parameters.
  var degrees: Int { cells.count - rows.count - columns.count + 1 }

  var residuals: [[Estimate]] {
    var residuals = counts.map {
      $0.map { _ in Estimate.undefined(reason: QuasiIndependence.impossible) }
    }
    let inverse = informationInverse
    let rowPlace = places(rows, from: 0)
    // The first column is the reference and has no parameter.
    let columnPlace = places(Array(columns.dropFirst()), from: rows.count)
    for (row, column) in cells {
      let e = expected[row][column]
      let parameters = [rowPlace[row], columnPlace[column]].compactMap(\.self)
      var leverage = 0.0
      for a in parameters { for b in parameters { leverage += inverse?[a][b] ?? .nan } }
      let rest = 1 - e * leverage
      residuals[row][column] =
        rest.isFinite && rest > 1e-9 && e > 1e-12
        ? .value((Double(counts[row][column]) - e) / (e * rest).squareRoot())
        : .undefined(reason: "the other counts leave it no room")
    }
    return residuals
  }

  private func places(_ indices: [Int], from first: Int) -> [Int: Int] {
    Dictionary(
      indices.enumerated().map { ($0.element, first + $0.offset) },
      uniquingKeysWith: { a, _ in a })
  }

  /// The inverse of XᵀWX, by Gauss and Jordan with the greatest pivot; `nil` where it has none.
  private var informationInverse: [[Double]]? {
    let size = rows.count + columns.count - 1
    let rowPlace = places(rows, from: 0)
    let columnPlace = places(Array(columns.dropFirst()), from: rows.count)
    var matrix = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
    for (row, column) in cells {
      let parameters = [rowPlace[row], columnPlace[column]].compactMap(\.self)
      for a in parameters { for b in parameters { matrix[a][b] += expected[row][column] } }
    }
    var inverse = (0..<size).map { row in (0..<size).map { $0 == row ? 1.0 : 0 } }
    for step in 0..<size {
      let pivot = (step..<size).max { abs(matrix[$0][step]) < abs(matrix[$1][step]) } ?? step
      matrix.swapAt(step, pivot)
      inverse.swapAt(step, pivot)
      let head = matrix[step][step]
      guard abs(head) > 1e-12 else { return nil }
      for column in 0..<size {
        matrix[step][column] /= head
        inverse[step][column] /= head
      }
      for row in 0..<size where row != step && matrix[row][step] != 0 {
        let factor = matrix[row][step]
        for column in 0..<size {
          matrix[row][column] -= factor * matrix[step][column]
          inverse[row][column] -= factor * inverse[step][column]
        }
      }
    }
    return inverse
  }
}
