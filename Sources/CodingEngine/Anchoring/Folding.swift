import Fieldwork

/// How far two ways of writing the same words may differ and still count as equal, each step
/// including the ones before it.
///
/// DESIGN §4.1 asks for blanks, width and quotation marks; dashes, ellipses and at the very
/// last letter case come after these, so that they decide only where nothing closer exists.
enum Folding: Int, CaseIterable, Comparable, Sendable {
  /// Any run of blanks equals any other and none counts beside a Han character; full-width
  /// forms equal half-width ones; straight, typographic and corner quotation marks are one.
  case blanksWidthQuotes
  /// Also any run of dashes equals a hyphen, `...`, `…` and `……` are one, and blanks beside
  /// either do not count.
  case dashesEllipses
  /// Also capital and small letters are one.
  case letterCase

  static func < (a: Folding, b: Folding) -> Bool { a.rawValue < b.rawValue }
}

/// What a scalar means for the comparison of words.
enum ScalarShape {
  /// Whether the scalar is a blank: white space of Unicode, a zero-width blank, or a stray
  /// byte order mark.
  static func isBlank(_ value: UInt32) -> Bool {
    switch value {
    case 9...13, 32, 0x85, 0xA0, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000,
      0xFEFF:
      true
    default: false
    }
  }

  /// The half-width form and one common quotation mark; every other scalar itself.
  static func narrowedUnquoted(_ value: UInt32) -> UInt32 {
    switch value {
    case 0x22, 0x27: 0x22
    case 0..<0x80: value
    case 0xFF02, 0xFF07: 0x22
    case 0xFF01...0xFF5E: value - 0xFEE0
    case 0xAB, 0xBB, 0xB4, 0x2018...0x201F, 0x2032, 0x2033, 0x2039, 0x203A: 0x22
    case 0x300C...0x300F, 0x301D...0x301F, 0xFE41...0xFE44, 0xFF62, 0xFF63: 0x22
    case 0xFF61: 0x3002
    case 0xFF64: 0x3001
    case 0xFFE0, 0xFFE1: value - 0xFFE0 + 0xA2
    case 0xFFE5: 0xA5
    default: value
    }
  }

  /// Whether the scalar is a hyphen, dash or minus sign.
  static func isDash(_ value: UInt32) -> Bool {
    switch value {
    case 0x2D, 0x2010...0x2015, 0x2212, 0x2500, 0x2501, 0x2E3A, 0x2E3B, 0xFE58, 0xFE63: true
    default: false
    }
  }

  /// Whether the scalar alone is an ellipsis.
  static func isEllipsis(_ value: UInt32) -> Bool {
    value == 0x2026 || value == 0x2025 || value == 0x22EF
  }

  /// Whether three or more of the scalar in a row are an ellipsis.
  static func isDot(_ value: UInt32) -> Bool { value == 0x2E || value == 0x3002 }

  /// Whether blanks beside the scalar say nothing.
  static func isHan(_ value: UInt32) -> Bool {
    value >= 0x3005 && (Unicode.Scalar(value)?.isHan ?? false)
  }
}

extension [UInt8] {
  /// The scalar that begins at a byte of valid UTF-8, and how many bytes it takes.
  func scalar(at index: Int) -> (value: UInt32, width: Int) {
    let lead = self[index]
    if lead < 0x80 { return (UInt32(lead), 1) }
    func tail(_ offset: Int) -> UInt32 { UInt32(self[index + offset] & 0x3F) }
    if lead < 0xE0 { return (UInt32(lead & 0x1F) << 6 | tail(1), 2) }
    if lead < 0xF0 { return (UInt32(lead & 0x0F) << 12 | tail(1) << 6 | tail(2), 3) }
    return (UInt32(lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
  }
}
