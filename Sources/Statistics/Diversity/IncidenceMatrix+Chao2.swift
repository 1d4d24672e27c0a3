extension IncidenceMatrix {
  /// Below this many samples Chao's estimators are refused.
  public static let fewestForChao = 5

  /// Chao2, a lower bound of the number of items (Chao 1987) with the correction for few
  /// samples, as vegan prints it.
  ///
  /// S + ((N − 1)/N)·Q₁²/(2·Q₂), and S + ((N − 1)/N)·Q₁(Q₁ − 1)/2 where no item occurs in
  /// exactly two samples.
  public var chao2: Richness {
    guard samples >= IncidenceMatrix.fewestForChao else {
      return .undefined("fewer than \(IncidenceMatrix.fewestForChao) interviews")
    }
    let frequencies = frequencies
    let found = Double(frequencies.count { $0 > 0 })
    guard found > 0 else { return .undefined("nothing occurs") }
    let once = Double(frequencies.count { $0 == 1 })
    let twice = Double(frequencies.count { $0 == 2 })
    let small = Double(samples - 1) / Double(samples)
    guard twice > 0 else {
      let value = found + small * once * (once - 1) / 2
      let odd = 2 * once - 1
      let spread = once * odd * odd / 4 - once * once * once * once / (4 * value)
      return Richness(
        value, variance: small * (once * (once - 1) / 2) + small * small * spread)
    }
    let ratio = once / twice
    let inner = small / 2 + small * small * ratio + small * small * ratio * ratio / 4
    return Richness(
      found + small * once * once / (2 * twice), variance: twice * ratio * ratio * inner)
  }
}
