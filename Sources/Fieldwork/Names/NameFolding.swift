extension String {
  /// The name in the form in which names are compared: lower case, full-width letters, digits
  /// and punctuation as half-width, blanks at the ends removed and inner runs of blanks as one.
  public var foldedName: String {
    var out = String.UnicodeScalarView()
    var pendingBlank = false
    for scalar in unicodeScalars {
      let narrow = scalar.narrowed
      if narrow.properties.isWhitespace {
        pendingBlank = !out.isEmpty
        continue
      }
      if pendingBlank {
        out.append(" ")
        pendingBlank = false
      }
      out.append(contentsOf: narrow.properties.lowercaseMapping.unicodeScalars)
    }
    return String(out)
  }
}

extension Unicode.Scalar {
  /// The half-width form of a full-width character (U+FF01–U+FF5E), a plain blank for the
  /// ideographic one, and every other scalar itself.
  public var narrowed: Unicode.Scalar {
    if (0xFF01...0xFF5E).contains(value), let narrow = Unicode.Scalar(value - 0xFEE0) {
      return narrow
    }
    return value == 0x3000 ? " " : self
  }

  /// Whether the scalar is a Chinese character (Han script, without punctuation).
  public var isHan: Bool {
    switch value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF, 0x3005, 0x3007:
      true
    default: false
    }
  }
}
