#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A symmetric, positive definite matrix as LLᵀ.
struct Cholesky: Sendable {
  /// L row by row; row `i` has `i + 1` numbers.
  let lower: [[Double]]

  /// Takes a matrix apart; `nil` where it is not positive definite.
  init?(_ matrix: [[Double]]) {
    var lower: [[Double]] = []
    for (row, values) in matrix.enumerated() {
      var line: [Double] = []
      for column in 0...row {
        var rest = values[column]
        let other = column == row ? line : lower[column]
        for index in 0..<column { rest -= line[index] * other[index] }
        if column < row {
          line.append(rest / lower[column][column])
        } else {
          guard rest > 1e-13 * max(values[row], 0), rest > 0 else { return nil }
          line.append(rest.squareRoot())
        }
      }
      lower.append(line)
    }
    self.lower = lower
  }

  /// L⁻¹v.
  func forward(_ vector: [Double]) -> [Double] {
    var result = vector
    for row in lower.indices {
      for index in 0..<row { result[row] -= lower[row][index] * result[index] }
      result[row] /= lower[row][row]
    }
    return result
  }

  /// The solution of (LLᵀ)x = v.
  func solve(_ vector: [Double]) -> [Double] {
    var result = forward(vector)
    for row in lower.indices.reversed() {
      for index in row + 1..<max(row + 1, lower.count) {
        result[row] -= lower[index][row] * result[index]
      }
      result[row] /= lower[row][row]
    }
    return result
  }

  /// vᵀ(LLᵀ)⁻¹v.
  func squaredLength(_ vector: [Double]) -> Double {
    let z = forward(vector)
    return dot(z, z)
  }
}
