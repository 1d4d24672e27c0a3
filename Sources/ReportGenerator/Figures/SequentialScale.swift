import Fieldwork

/// Up to six steps of one blue from light to dark.
///
/// The luminance falls with every step, so that the steps can be told apart in grey and by
/// colour-blind readers, and every step has a contrast of at least 4.5 : 1 (WCAG 2.1, AA) to
/// the ink of the number printed on it.
struct SequentialScale {
  /// The largest value that is coloured.
  let greatest: Double
  /// Decimals of the values; with 0 the steps hold whole numbers.
  let digits: Int

  static let colours = ["#e6eef6", "#c3d7ea", "#96bbdb", "#6499c6", "#2f6ba3", "#123a66"]
  static let inks = [
    SVGWriter.ink, SVGWriter.ink, SVGWriter.ink, SVGWriter.ink, "#ffffff", "#ffffff",
  ]

  /// The number of steps in use: no more than there are whole numbers.
  var steps: Int {
    if greatest <= 0 { return 0 }
    return digits == 0 ? Int(min(greatest.rounded(.up), 6)) : 6
  }

  /// The step of a value from 0, or `nil` for 0 and less, which stays white.
  func step(of value: Double) -> Int? {
    guard value > 0, steps > 0 else { return nil }
    let position = (value * Double(steps) / greatest).rounded(.up)
    return max(0, min(steps, Int(position)) - 1)
  }

  /// The place of a step on the ramp; few steps are spread over its whole length.
  func colourIndex(_ step: Int) -> Int { steps < 2 ? 3 : step * 5 / (steps - 1) }

  /// The values of a step as words for the legend.
  func words(_ step: Int) -> String {
    let last = greatest * Double(step + 1) / Double(steps)
    let first = greatest * Double(step) / Double(steps)
    if digits > 0 { return "≤ " + last.fixed(digits) }
    let low = Int(first.rounded(.down)) + 1
    let high = Int(last.rounded(.down))
    return low >= high ? String(high) : "\(low)–\(high)"
  }
}
