import Fieldwork

/// Estimates the width of a label in CSS pixels.
///
/// A Chinese character is as wide as the type is high; Latin letters are counted in four
/// classes with the widths of Helvetica-like types, rounded up, so that labels are rather given
/// too much room than cut.
///
/// - Parameters:
///   - text: the label.
///   - size: the size of the type in CSS pixels.
func labelWidth(_ text: String, size: Double) -> Double {
  var em = 0.0
  for character in text {
    switch character.displayWidth {
    case 0: break
    case 2: em += 1
    default:
      switch character {
      case "i", "j", "l", "I", "'", "|", ".", ",", ":", ";", "!", " ", "t", "f", "r", "(", ")":
        em += 0.35
      case "m", "w", "M", "W", "@", "%", "—", "…": em += 0.95
      case "A"..."Z": em += 0.7
      default: em += 0.58
      }
    }
  }
  return em * size
}
