#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension IncidenceMatrix {
  /// How many items are expected in more samples of the same kind.
  ///
  /// S + Q₀·(1 − (1 − Q₁/(N·Q₀ + Q₁))ᵐ⁻ᴺ) with Q₀ what Chao2 adds (Colwell and others 2012).
  ///
  /// - Parameter size: the number of samples, from N to 2N; beyond that nothing is foretold.
  public func extrapolated(to size: Int) -> Estimate {
    guard size >= samples, size <= 2 * samples else {
      return .undefined(reason: "only from n to twice n")
    }
    switch chao2.value {
    case .undefined(let reason): return .undefined(reason: reason)
    case .value(let bound):
      let found = Double(observed)
      let unseen = bound - found
      guard unseen > 0 else { return .value(found) }
      let once = Double(occurring(1))
      let rate = once / (Double(samples) * unseen + once)
      return .value(found + unseen * (1 - pow(1 - rate, Double(size - samples))))
    }
  }
}
