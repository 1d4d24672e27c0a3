extension IncidenceMatrix {
  /// The sample coverage: the share of all occurrences, met or not, that belongs to items met
  /// (Chao & Jost 2012, incidence form).
  ///
  /// 1 − (Q₁/U)·((N − 1)Q₁/((N − 1)Q₁ + 2Q₂)) with U the occurrences; where no item occurs in
  /// exactly two samples, Q₁ − 1 stands for Q₁ in the second factor and 1 for Q₂.
  public var coverage: Estimate {
    guard samples >= 2 else { return .undefined(reason: "fewer than 2 interviews") }
    let frequencies = frequencies
    let occurrences = Double(frequencies.reduce(0, +))
    guard occurrences > 0 else { return .undefined(reason: "nothing occurs") }
    let once = Double(frequencies.count { $0 == 1 })
    let twice = Double(frequencies.count { $0 == 2 })
    guard once > 0 else { return .value(1) }
    let more = Double(samples - 1)
    let factor =
      twice > 0
      ? more * once / (more * once + 2 * twice) : more * (once - 1) / (more * (once - 1) + 2)
    return .value(1 - once / occurrences * factor)
  }
}
