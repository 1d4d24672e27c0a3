import Fieldwork

/// A number with a fixed count of decimals, `.` as the decimal sign whatever the locale.
///
/// - Parameter decimals: 0 to 6.
func fixed(_ value: Double, _ decimals: Int) -> String {
  guard value.isFinite else { return value.isNaN ? "undefined" : value < 0 ? "-inf" : "inf" }
  return value.fixed(decimals)
}

/// A p in words: `p = 0.018`, below a thousandth `p < 0.001`; never `p = 0.000`.
func printedP(_ p: Double) -> String {
  p < 0.001 ? "p < 0.001" : "p = \(fixed(p, 3))"
}
