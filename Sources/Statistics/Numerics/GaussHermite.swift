#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The rule of Gauss and Hermite for integrals of functions that fall off like e^(−x²).
///
/// Nodes are the eigenvalues of the Jacobi matrix (Golub & Welsch 1969), polished by Newton's
/// method; weights follow from the orthonormal functions of Hermite, all terms of one sign, so that
/// the outermost, which are tiny, keep their figures.
struct GaussHermite: Sendable {
  /// The nodes, in ascending order, symmetric about 0.
  let nodes: [Double]
  /// The weights times e^(x²): ∫f dx ≈ Σ wᵢ f(xᵢ).
  let weights: [Double]

  /// Makes a rule.
  ///
  /// - Parameter count: the number of nodes, from 1 to 100.
  init(_ count: Int) {
    precondition((1...100).contains(count), "the number of nodes is out of range")
    var jacobi = [Double](repeating: 0, count: count * count)
    for row in 1..<max(1, count) {
      let beside = (Double(row) / 2).squareRoot()
      jacobi[row * count + row - 1] = beside
      jacobi[(row - 1) * count + row] = beside
    }
    let first = SymmetricEigen(jacobi, order: count)?.values.reversed() ?? []
    var nodes = Array(first)
    var weights: [Double] = []
    for place in nodes.indices {
      for _ in 0..<3 {
        let functions = GaussHermite.functions(nodes[place], through: count)
        let slope = (2 * Double(count)).squareRoot() * functions[count - 1]
        nodes[place] -= functions[count] / slope
      }
      let functions = GaussHermite.functions(nodes[place], through: count)
      weights.append(1 / functions.dropLast().reduce(0) { $0 + $1 * $1 })
    }
    // Exactly symmetric, whatever was rounded.
    self.nodes = nodes.indices.map { (nodes[$0] - nodes[count - 1 - $0]) / 2 }
    self.weights = weights.indices.map { (weights[$0] + weights[count - 1 - $0]) / 2 }
  }

  /// The orthonormal functions of Hermite ψ₀ … ψₙ at a point, e^(−x²/2) included.
  private static func functions(_ x: Double, through last: Int) -> [Double] {
    // π^(−1/4) e^(−x²/2): at the outermost of 100 nodes, 13.4, still 1e-40.
    var values = [0.7511255444649425 * exp(-x * x / 2)]
    for order in 0..<last {
      let before = order > 0 ? values[order - 1] : 0
      let n = Double(order + 1)
      values.append(
        x * (2 / n).squareRoot() * values[order] - (Double(order) / n).squareRoot() * before)
    }
    return values
  }
}
