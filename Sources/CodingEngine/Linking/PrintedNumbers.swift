/// A number with a fixed count of decimals, `.` as the decimal sign whatever the locale.
///
/// - Parameter decimals: 0 to 6.
func fixed(_ value: Double, _ decimals: Int) -> String {
  guard value.isFinite else { return value.isNaN ? "undefined" : value < 0 ? "-inf" : "inf" }
  var scale = 1.0
  for _ in 0..<decimals { scale *= 10 }
  let scaled = (abs(value) * scale).rounded()
  guard scaled < 1e15 else { return value.description }
  let whole = Int64(scaled)
  let sign = value < 0 && whole != 0 ? "-" : ""
  guard decimals > 0 else { return sign + String(whole) }
  let digits = String(whole)
  let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
  return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
}

/// A p in words: `p = 0.018`, below a thousandth `p < 0.001`; never `p = 0.000`.
func printedP(_ p: Double) -> String {
  p < 0.001 ? "p < 0.001" : "p = \(fixed(p, 3))"
}
