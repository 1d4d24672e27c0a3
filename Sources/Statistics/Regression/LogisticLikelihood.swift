#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The likelihood of a logistic regression, plain or with the penalty of Firth (1993), and the
/// way to its top.
struct LogisticLikelihood: Sendable {
  let columns: [[Double]]
  let outcome: [Double]
  /// Whether ½ ln |XᵀWX| is added, Jeffreys' prior.
  let isPenalised: Bool

  /// Where a climb ended.
  struct Top: Sendable {
    var coefficients: [Double]
    var logLikelihood: Double
    var steps: Int
    var hasSettled: Bool
  }

  /// The state at some coefficients.
  struct State {
    var probabilities: [Double]
    var basis: OrthogonalBasis
    /// The log-likelihood with the penalty where there is one.
    var value: Double
  }

  static let mostSteps = 100

  /// The log-likelihood without any penalty.
  static func logLikelihood(_ eta: [Double], _ outcome: [Double]) -> Double {
    zip(eta, outcome).reduce(0) { sum, pair in
      let (eta, y) = pair
      let signed = y == 1 ? -eta : eta
      // ln(1 + eˢ) without overflow.
      return sum - (signed > 0 ? signed + log1p(exp(-signed)) : log1p(exp(signed)))
    }
  }

  static func probability(_ eta: Double) -> Double {
    eta >= 0 ? 1 / (1 + exp(-eta)) : exp(eta) / (1 + exp(eta))
  }

  /// - Parameter order: the columns in the order in which the basis takes them.
  func state(_ coefficients: [Double], order: [Int]) -> State {
    let eta = DesignMatrix.product(columns, coefficients, rows: outcome.count)
    let probabilities = eta.map(LogisticLikelihood.probability)
    // The spread of a case as far out as 1e-300 is not told from none.
    let scales = eta.map { eta -> Double in
      let p = LogisticLikelihood.probability(-abs(eta))
      return (p * (1 - p)).squareRoot()
    }
    let basis = OrthogonalBasis(order.map { columns[$0] }, scales: scales, tolerance: 1e-14)
    var value = LogisticLikelihood.logLikelihood(eta, outcome)
    if isPenalised {
      value += basis.rank == order.count ? basis.logDeterminant / 2 : -.infinity
    }
    return State(probabilities: probabilities, basis: basis, value: value)
  }

  /// The greatest change of log odds in any row that a step of some coefficients makes.
  private func longestChange(_ move: some Sequence<(Int, Double)>) -> Double {
    var changes = [Double](repeating: 0, count: outcome.count)
    for (place, change) in move {
      let column = columns[place]
      for row in changes.indices { changes[row] += column[row] * change }
    }
    return changes.reduce(0) { max($0, abs($1)) }
  }

  /// Climbs by Newton's steps, halved where they lead downwards.
  ///
  /// - Parameters:
  ///   - fixed: a coefficient that keeps its value.
  ///   - start: where to begin; 0 where `nil`.
  func top(fixed: (place: Int, value: Double)? = nil, from start: [Double]? = nil) -> Top {
    let count = columns.count
    var beta = start ?? [Double](repeating: 0, count: count)
    if let fixed { beta[fixed.place] = fixed.value }
    let free = (0..<count).filter { $0 != fixed?.place }
    // The one that is fixed comes last, so that the first part of R belongs to the others.
    let order = free + (fixed.map { [$0.place] } ?? [])
    var here = state(beta, order: order)
    if free.isEmpty {
      return Top(coefficients: beta, logLikelihood: here.value, steps: 0, hasSettled: true)
    }
    var calm = 0
    for step in 1...LogisticLikelihood.mostSteps {
      guard here.basis.rank == order.count else { break }
      var pull = zip(outcome, here.probabilities).map { $0 - $1 }
      if isPenalised {
        let leverages = here.basis.leverages
        for row in pull.indices {
          pull[row] += leverages[row] * (0.5 - here.probabilities[row])
        }
      }
      let move = here.basis.solveNormal(free.map { dot(columns[$0], pull) })
      // Far from the top a Newton step of a penalised likelihood may overshoot by magnitudes. What
      // is cut is the change of log odds, which knows no unit; coefficients may be of any size.
      let longest = longestChange(zip(free, move))
      var factor = longest > 20 ? 20 / longest : 1.0
      var next = beta
      var there = here
      var halvings = 0
      repeat {
        for (place, change) in zip(free, move) { next[place] = beta[place] + factor * change }
        there = state(next, order: order)
        factor /= 2
        halvings += 1
      } while there.value < here.value - 1e-12 * max(1, abs(here.value)) && halvings < 40
      let gain = there.value - here.value
      beta = next
      here = there
      // Two calm steps: after the first the error of the estimates is already that of one step.
      calm = abs(gain) < 1e-10 ? calm + 1 : 0
      if calm == 2 {
        return Top(
          coefficients: beta, logLikelihood: here.value, steps: step, hasSettled: true)
      }
    }
    return Top(
      coefficients: beta, logLikelihood: here.value, steps: LogisticLikelihood.mostSteps,
      hasSettled: false)
  }
}
