extension SVGWriter {
  /// Draws straight strokes from point to point.
  mutating func stroke(
    _ points: [(x: Double, y: Double)], colour: String, width: Double = 1.2, isDashed: Bool = false
  ) {
    let path = points.map { "\($0.x.svg),\($0.y.svg)" }.joined(separator: " ")
    body.write("<polyline points=\"\(path)\" fill=\"none\" stroke=\"\(colour)\"")
    body.write(" stroke-width=\"\(width.svg)\"")
    if isDashed { body.write(" stroke-dasharray=\"4 3\"") }
    body.write("/>\n")
  }

  /// Draws a dot; `tip` is shown when the pointer rests on it.
  mutating func dot(_ x: Double, _ y: Double, radius: Double, fill: String, tip: String) {
    body.write("<circle cx=\"\(x.svg)\" cy=\"\(y.svg)\" r=\"\(radius.svg)\" fill=\"\(fill)\">")
    body.write("<title>")
    body.writeHTML(tip)
    body.write("</title></circle>\n")
  }
}

/// Round numbers along an axis.
///
/// - Returns: multiples of 1, 2 or 5 times a power of ten within the range, at most 6 or so, and
///   the decimals that they need.
func axisTicks(from low: Double, to high: Double) -> (values: [Double], digits: Int) {
  let range = high - low
  guard range > 0, range.isFinite else { return ([low], 2) }
  var unit = 1.0
  while unit * 10 <= range { unit *= 10 }
  while unit > range { unit /= 10 }
  // At least three steps fit.
  let step = [5, 2, 1, 0.5, 0.2].map { $0 * unit }.first { range / $0 >= 3 } ?? unit
  var digits = 0
  var scaled = step
  while digits < 6, scaled < 0.999 {
    scaled *= 10
    digits += 1
  }
  let first = Int((low / step - 1e-9).rounded(.up))
  let last = Int((high / step + 1e-9).rounded(.down))
  return (first <= last ? (first...last).map { Double($0) * step } : [low], digits)
}
