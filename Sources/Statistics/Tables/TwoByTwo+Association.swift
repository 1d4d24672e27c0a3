extension TwoByTwo {
  /// Phi, (ad−bc)/√(product of the margins), in `-1...1`.
  public var phi: Estimate {
    if hasEmptyMargin { return .undefined(reason: Self.emptyMargin) }
    let margins = Double(row1) * Double(row2) * (Double(column1) * Double(column2))
    return .value(min(1, max(-1, determinant / margins.squareRoot())))
  }

  /// Yule's Q, (ad−bc)/(ad+bc), in `-1...1`.
  public var yuleQ: Estimate {
    .ratio(
      determinant, Double(a) * Double(d) + Double(b) * Double(c),
      else: "a cell of each diagonal is 0")
  }
}
