/// The eigenvalues and eigenvectors of a symmetric matrix.
///
/// Householder reduction to tridiagonal form and implicit QL iteration (Martin, Reinsch &
/// Wilkinson 1968; `tred2` and `tql2` of EISPACK). Only additions, multiplications, divisions
/// and square roots are used, so that every machine gives the same bits.
struct SymmetricEigen: Hashable, Sendable {
  /// The eigenvalues, greatest first.
  let values: [Double]
  /// The eigenvectors, of length 1, in the order of the values.
  let vectors: [[Double]]

  /// Takes a matrix apart.
  ///
  /// - Parameters:
  ///   - matrix: the finite elements row by row; only those on and below the diagonal are read.
  ///   - order: the number of rows.
  /// - Returns: `nil` where the iteration does not end, which no finite matrix is known to do.
  init?(_ matrix: [Double], order: Int) {
    precondition(matrix.count == order * order, "the matrix is not square")
    guard order > 0 else {
      (values, vectors) = ([], [])
      return
    }
    // Scaled to 1, so that no product overflows.
    let scale = matrix.reduce(0) { max($0, abs($1)) }
    guard scale.isFinite else { return nil }
    var work = TridiagonalWork(matrix.map { scale > 0 ? $0 / scale : 0 }, order: order)
    work.reduce()
    guard work.iterate() else { return nil }
    let ranking = (0..<order).sorted { (-work.diagonal[$0], $0) < (-work.diagonal[$1], $1) }
    values = ranking.map { work.diagonal[$0] * scale }
    vectors = ranking.map { Array(work.columns[$0 * order..<($0 + 1) * order]) }
  }
}

/// The arrays on which the solver works.
private struct TridiagonalWork {
  let n: Int
  /// Column after column, so that the inner loops run over neighbours.
  var columns: [Double]
  var diagonal: [Double]
  var beside: [Double]

  init(_ matrix: [Double], order: Int) {
    n = order
    columns = [Double](repeating: 0, count: order * order)
    for row in 0..<order {
      for column in 0...row {
        columns[column * order + row] = matrix[row * order + column]
        columns[row * order + column] = matrix[row * order + column]
      }
    }
    diagonal = [Double](repeating: 0, count: order)
    beside = diagonal
  }

  /// Element (row, column).
  private subscript(row: Int, column: Int) -> Double {
    get { columns[column * n + row] }
    set { columns[column * n + row] = newValue }
  }

  /// Householder: to tridiagonal form, the transformation kept in `columns`.
  mutating func reduce() {
    for j in 0..<n { diagonal[j] = self[n - 1, j] }
    for i in stride(from: n - 1, to: 0, by: -1) { reflect(i) }
    for i in 0..<n - 1 { accumulate(i) }
    for j in 0..<n {
      diagonal[j] = self[n - 1, j]
      self[n - 1, j] = 0
    }
    self[n - 1, n - 1] = 1
    beside[0] = 0
  }

  private mutating func reflect(_ i: Int) {
    let scale = diagonal[..<i].reduce(0) { $0 + abs($1) }
    guard scale > 0 else {
      beside[i] = diagonal[i - 1]
      for j in 0..<i {
        diagonal[j] = self[i - 1, j]
        self[i, j] = 0
        self[j, i] = 0
      }
      diagonal[i] = 0
      return
    }
    var h = 0.0
    for k in 0..<i {
      diagonal[k] /= scale
      h += diagonal[k] * diagonal[k]
    }
    let f = diagonal[i - 1]
    let g = f > 0 ? -h.squareRoot() : h.squareRoot()
    beside[i] = scale * g
    h -= f * g
    diagonal[i - 1] = f - g
    for j in 0..<i { beside[j] = 0 }
    for j in 0..<i {
      let f = diagonal[j]
      self[j, i] = f
      var g = beside[j] + self[j, j] * f
      for k in j + 1..<max(i, j + 1) {
        g += self[k, j] * diagonal[k]
        beside[k] += self[k, j] * f
      }
      beside[j] = g
    }
    var sum = 0.0
    for j in 0..<i {
      beside[j] /= h
      sum += beside[j] * diagonal[j]
    }
    let half = sum / (h + h)
    for j in 0..<i { beside[j] -= half * diagonal[j] }
    for j in 0..<i {
      let (f, g) = (diagonal[j], beside[j])
      for k in j..<i { self[k, j] -= f * beside[k] + g * diagonal[k] }
      diagonal[j] = self[i - 1, j]
      self[i, j] = 0
    }
    diagonal[i] = h
  }

  private mutating func accumulate(_ i: Int) {
    self[n - 1, i] = self[i, i]
    self[i, i] = 1
    let h = diagonal[i + 1]
    if h != 0 {
      for k in 0...i { diagonal[k] = self[k, i + 1] / h }
      for j in 0...i {
        var g = 0.0
        for k in 0...i { g += self[k, i + 1] * self[k, j] }
        for k in 0...i { self[k, j] -= g * diagonal[k] }
      }
    }
    for k in 0...i { self[k, i + 1] = 0 }
  }

  /// Implicit QL: to diagonal form; `false` where it does not end.
  mutating func iterate() -> Bool {
    for i in 1..<max(n, 1) { beside[i - 1] = beside[i] }
    beside[n - 1] = 0
    var shift = 0.0
    var size = 0.0
    for l in 0..<n {
      size = max(size, abs(diagonal[l]) + abs(beside[l]))
      var m = l
      while m < n - 1, abs(beside[m]) > Double.ulpOfOne * size { m += 1 }
      var rounds = 0
      while m > l, abs(beside[l]) > Double.ulpOfOne * size {
        rounds += 1
        guard rounds <= 100 else { return false }
        sweep(from: l, to: m, &shift)
      }
      diagonal[l] += shift
      beside[l] = 0
    }
    return true
  }

  private mutating func sweep(from l: Int, to m: Int, _ shift: inout Double) {
    let g = diagonal[l]
    var p = (diagonal[l + 1] - g) / (2 * beside[l])
    let r = p < 0 ? -length(p, 1) : length(p, 1)
    diagonal[l] = beside[l] / (p + r)
    diagonal[l + 1] = beside[l] * (p + r)
    let next = diagonal[l + 1]
    let h = g - diagonal[l]
    for i in l + 2..<max(n, l + 2) { diagonal[i] -= h }
    shift += h
    p = diagonal[m]
    var (c, c2, c3) = (1.0, 1.0, 1.0)
    var (s, s2) = (0.0, 0.0)
    let first = beside[l + 1]
    for i in stride(from: m - 1, through: l, by: -1) {
      (c3, c2, s2) = (c2, c, s)
      let g = c * beside[i]
      let h = c * p
      let r = length(p, beside[i])
      beside[i + 1] = s * r
      s = beside[i] / r
      c = p / r
      p = c * diagonal[i] - s * g
      diagonal[i + 1] = h + s * (c * g + s * diagonal[i])
      turn(i, c, s)
    }
    p = -s * s2 * c3 * first * beside[l] / next
    beside[l] = s * p
    diagonal[l] = c * p
  }

  /// Turns two neighbouring columns of the transformation.
  private mutating func turn(_ i: Int, _ c: Double, _ s: Double) {
    let n = n
    columns.withUnsafeMutableBufferPointer { columns in
      for k in i * n..<(i + 1) * n {
        let h = columns[k + n]
        columns[k + n] = s * columns[k] + c * h
        columns[k] = c * columns[k] - s * h
      }
    }
  }

  private func length(_ x: Double, _ y: Double) -> Double {
    let (a, b) = (max(abs(x), abs(y)), min(abs(x), abs(y)))
    return a == 0 ? 0 : a * (1 + (b / a) * (b / a)).squareRoot()
  }
}
