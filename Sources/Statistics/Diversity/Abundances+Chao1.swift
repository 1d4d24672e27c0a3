extension Abundances {
  /// Chao1 in the bias-corrected form S + f₁(f₁ − 1)/(2(f₂ + 1)), as vegan prints it.
  ///
  /// The variance follows from the multinomial distribution of f₁ and f₂ over the estimated
  /// number of items.
  public var chao1: Richness {
    guard observed > 0 else { return .undefined("nothing occurs") }
    let once = Double(occurring(1))
    let twice = Double(occurring(2))
    let value = Double(observed) + once * (once - 1) / (2 * (twice + 1))
    let slope1 = (2 * once - 1) / (2 * (twice + 1))
    let slope2 = -once * (once - 1) / (2 * (twice + 1) * (twice + 1))
    let mean = slope1 * once + slope2 * twice
    return Richness(
      value,
      variance: slope1 * slope1 * once + slope2 * slope2 * twice - mean * mean / value)
  }

  /// Chao1 in the classic form S + ((n − 1)/n)·f₁²/(2·f₂), as iNEXT prints it; where no item
  /// occurs exactly twice, f₁(f₁ − 1)/2 stands for the second factor.
  public var classicChao1: Richness {
    guard observed > 0 else { return .undefined("nothing occurs") }
    let once = Double(occurring(1))
    let twice = Double(occurring(2))
    let small = Double(total - 1) / Double(total)
    let more = twice > 0 ? once * once / (2 * twice) : once * (once - 1) / 2
    return Richness(
      .value(Double(observed) + small * more),
      standardError: .undefined(reason: "given for the bias-corrected form only"))
  }
}
