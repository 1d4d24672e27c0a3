#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Columns of equal length taken apart into orthogonal directions: X = QR.
///
/// Gram and Schmidt, each column twice (Giraud, Langou & Rozložník 2005), in the order given. A
/// column of which less than `tolerance` of its length is left by those before it adds nothing
/// and is set aside, as `dqrdc2` of R does.
struct OrthogonalBasis: Sendable {
  /// The columns that are kept, in order.
  let kept: [Int]
  /// The columns that are set aside, in order.
  let aliased: [Int]
  /// The directions, of length 1.
  let directions: [[Double]]
  /// R column by column: entry `j` has the `j + 1` numbers on and above the diagonal.
  let upper: [[Double]]

  /// Takes columns apart.
  ///
  /// - Parameter scales: what each row is multiplied with first, such as the roots of weights.
  init(_ columns: [[Double]], scales: [Double]? = nil, tolerance: Double = 1e-7) {
    var kept: [Int] = []
    var aliased: [Int] = []
    var directions: [[Double]] = []
    var upper: [[Double]] = []
    for (index, column) in columns.enumerated() {
      var rest = column
      if let scales { for row in rest.indices { rest[row] *= scales[row] } }
      let length = dot(rest, rest).squareRoot()
      var shares = [Double](repeating: 0, count: directions.count)
      for _ in 0..<2 {
        for (place, direction) in directions.enumerated() {
          let share = dot(direction, rest)
          shares[place] += share
          subtract(share, of: direction, from: &rest)
        }
      }
      let left = dot(rest, rest).squareRoot()
      guard length > 0, left > tolerance * length else {
        aliased.append(index)
        continue
      }
      for row in rest.indices { rest[row] /= left }
      kept.append(index)
      directions.append(rest)
      upper.append(shares + [left])
    }
    self.kept = kept
    self.aliased = aliased
    self.directions = directions
    self.upper = upper
  }

  /// How many columns are kept.
  var rank: Int { kept.count }

  /// For each row the share of its own value in what is fitted to it: Σ q².
  var leverages: [Double] {
    guard let first = directions.first else { return [] }
    var sums = [Double](repeating: 0, count: first.count)
    for direction in directions {
      for row in sums.indices { sums[row] += direction[row] * direction[row] }
    }
    return sums
  }

  /// ln |XᵀX|.
  var logDeterminant: Double {
    upper.reduce(0) { $0 + 2 * log($1[$1.count - 1]) }
  }

  /// The coefficients of the kept columns that bring them nearest to a column.
  func coefficients(of target: [Double]) -> [Double] {
    solveUpper(directions.map { dot($0, target) })
  }

  /// (XᵀX)⁻¹ of the kept columns.
  var inverse: [[Double]] {
    let columns = upper.indices.map { index -> [Double] in
      var unit = [Double](repeating: 0, count: rank)
      unit[index] = 1
      return solveUpper(unit)
    }
    return upper.indices.map { row in
      upper.indices.map { column in
        columns.reduce(0) { $0 + $1[row] * $1[column] }
      }
    }
  }

  /// (XᵀX)⁻¹v for the first columns; the others are taken to be fixed.
  func solveNormal(_ vector: [Double]) -> [Double] {
    let count = vector.count
    var forward = vector
    for row in 0..<count {
      for other in 0..<row { forward[row] -= upper[row][other] * forward[other] }
      forward[row] /= upper[row][row]
    }
    return solveUpper(forward)
  }

  private func solveUpper(_ vector: [Double]) -> [Double] {
    var result = vector
    for row in stride(from: vector.count - 1, through: 0, by: -1) {
      for column in row + 1..<max(row + 1, vector.count) {
        result[row] -= upper[column][row] * result[column]
      }
      result[row] /= upper[row][row]
    }
    return result
  }
}

/// Σ aᵢbᵢ.
func dot(_ a: [Double], _ b: [Double]) -> Double {
  a.withUnsafeBufferPointer { a in
    b.withUnsafeBufferPointer { b in
      var sum = 0.0
      for index in 0..<min(a.count, b.count) { sum += a[index] * b[index] }
      return sum
    }
  }
}

/// b ← b − share·a.
func subtract(_ share: Double, of a: [Double], from b: inout [Double]) {
  a.withUnsafeBufferPointer { a in
    b.withUnsafeMutableBufferPointer { b in
      for index in 0..<min(a.count, b.count) { b[index] -= share * a[index] }
    }
  }
}
