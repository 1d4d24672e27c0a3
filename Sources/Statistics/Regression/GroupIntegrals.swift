#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The likelihood of a logistic regression with a random intercept, and its gradient.
struct GroupIntegrals: Sendable {
  /// How many cases each group has.
  let sizes: [Int]
  /// Case by case in the order of the groups, so that a group's numbers lie together.
  private let design: [Double]
  private let signs: [Double]
  private let count: Int
  private let rule: GaussHermite

  /// The log-likelihood and what it grows by with each parameter, σ last.
  struct Value {
    var value: Double
    var gradient: [Double]
  }

  /// - Parameter groups: from 0 without gaps.
  init(columns: [[Double]], outcome: [Double], groups: [Int], nodes: Int) {
    count = columns.count
    rule = GaussHermite(nodes)
    var sizes = [Int](repeating: 0, count: (groups.max() ?? -1) + 1)
    for group in groups { sizes[group] += 1 }
    let order = groups.indices.sorted { (groups[$0], $0) < (groups[$1], $1) }
    self.sizes = sizes
    signs = order.map { outcome[$0] }
    design = order.flatMap { row in columns.map { $0[row] } }
  }

  /// The middle of each group's integral, where its intercept is most likely.
  func modes(at point: [Double]) -> [Double] {
    let fixed = fixedPart(point)
    let sigma = point[count]
    var start = 0
    return sizes.map { size in
      defer { start += size }
      return mode(fixed[start..<start + size], signs[start..<start + size], sigma)
    }
  }

  private func fixedPart(_ point: [Double]) -> [Double] {
    signs.indices.map { row in
      var sum = 0.0
      for column in 0..<count { sum += design[row * count + column] * point[column] }
      return sum
    }
  }

  /// The logarithm of the integrand at u, but for ½ ln 2π.
  private func height(
    _ eta: ArraySlice<Double>, _ y: ArraySlice<Double>, _ sigma: Double, _ u: Double
  ) -> Double {
    var sum = -u * u / 2
    for (eta, y) in zip(eta, y) {
      let signed = y == 1 ? -(eta + sigma * u) : eta + sigma * u
      sum -= signed > 0 ? signed + log1p(exp(-signed)) : log1p(exp(signed))
    }
    return sum
  }

  /// Newton's method on a concave function; steps are halved where they overshoot.
  private func mode(
    _ eta: ArraySlice<Double>, _ y: ArraySlice<Double>, _ sigma: Double
  ) -> Double {
    var u = 0.0
    var here = height(eta, y, sigma, u)
    for _ in 0..<100 {
      var (slope, curvature) = (-u, 1.0)
      for (eta, y) in zip(eta, y) {
        let p = LogisticLikelihood.probability(eta + sigma * u)
        slope += sigma * (y - p)
        curvature += sigma * sigma * p * (1 - p)
      }
      var step = slope / curvature
      if abs(step) < 1e-13 * (1 + abs(u)) { break }
      var next = height(eta, y, sigma, u + step)
      while next < here, abs(step) > 1e-9 {
        step /= 2
        next = height(eta, y, sigma, u + step)
      }
      u += step
      here = next
    }
    return u
  }

  /// The log-likelihood at β and σ with its gradient.
  func evaluate(_ point: [Double]) -> Value {
    let sigma = point[count]
    let fixed = fixedPart(point)
    var result = Value(value: 0, gradient: [Double](repeating: 0, count: count + 1))
    var start = 0
    for size in sizes {
      add(start..<start + size, fixed, sigma, &result)
      start += size
    }
    return result
  }

  /// The differences of the gradient: the negative second derivatives.
  func information(at point: [Double], strides: [Double]) -> [[Double]] {
    var rows = point.indices.map { place -> [Double] in
      var (above, below) = (point, point)
      above[place] += strides[place]
      below[place] -= strides[place]
      return zip(evaluate(above).gradient, evaluate(below).gradient).map {
        ($1 - $0) / (2 * strides[place])
      }
    }
    for row in rows.indices {
      for column in 0..<row {
        let mean = (rows[row][column] + rows[column][row]) / 2
        (rows[row][column], rows[column][row]) = (mean, mean)
      }
    }
    return rows
  }

  /// Adds the logarithm of a group's integral.
  ///
  /// With middle û and curvature c of the integrand's logarithm h, nodes lie at û + √2·z/√c. Both
  /// move with the parameters, and so do the nodes: the gradient is that of the sum itself.
  private func add(
    _ rows: Range<Int>, _ fixed: [Double], _ sigma: Double, _ result: inout Value
  ) {
    let eta = fixed[rows]
    let y = signs[rows]
    let middle = mode(eta, y, sigma)
    var (pull, spread, skew) = (0.0, 0.0, 0.0)
    var spreads = [Double](repeating: 0, count: count)
    var skews = spreads
    for row in rows {
      let p = LogisticLikelihood.probability(fixed[row] + sigma * middle)
      let w = p * (1 - p)
      let third = w * (1 - 2 * p)
      pull += signs[row] - p
      spread += w
      skew += third
      for column in 0..<count {
        let x = design[row * count + column]
        spreads[column] += w * x
        skews[column] += third * x
      }
    }
    let curvature = 1 + sigma * sigma * spread
    // How the middle and the curvature move with β and σ.
    let ownMove = sigma * sigma * sigma * skew
    let middleMoves =
      spreads.map { -sigma * $0 / curvature } + [(pull - sigma * middle * spread) / curvature]
    var curvatureMoves =
      skews.map { sigma * sigma * $0 } + [2 * sigma * spread + sigma * sigma * middle * skew]
    for place in curvatureMoves.indices { curvatureMoves[place] += ownMove * middleMoves[place] }

    let width = (2 / curvature).squareRoot()
    var heights: [Double] = []
    heights.reserveCapacity(rule.nodes.count)
    for (node, weight) in zip(rule.nodes, rule.weights) {
      heights.append(log(weight) + height(eta, y, sigma, middle + width * node))
    }
    let top = heights.reduce(-Double.infinity, max)
    let shares = heights.map { exp($0 - top) }
    let total = shares.reduce(0, +)
    result.value += top + log(total) + log(width) - log(2 * Double.pi) / 2
    for (place, node) in rule.nodes.enumerated() {
      let share = shares[place] / total
      guard share > 1e-17 else { continue }
      let u = middle + width * node
      var sum = 0.0
      for row in rows {
        let residual = signs[row] - LogisticLikelihood.probability(fixed[row] + sigma * u)
        sum += residual
        for column in 0..<count {
          result.gradient[column] += share * residual * design[row * count + column]
        }
      }
      result.gradient[count] += share * sum * u
      let slope = sigma * sum - u
      for parameter in 0...count {
        // √2·z/√c moves with c by −½ of itself over c.
        let move =
          middleMoves[parameter] - width * node / 2 * curvatureMoves[parameter] / curvature
        result.gradient[parameter] += share * slope * move
      }
    }
    for parameter in 0...count {
      result.gradient[parameter] -= curvatureMoves[parameter] / curvature / 2
    }
  }
}
