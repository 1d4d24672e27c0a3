extension OutputBuffer {
  /// Writes words into HTML or SVG, for element contents and quoted attributes alike.
  ///
  /// Control characters that neither HTML nor XML allows are replaced by U+FFFD.
  mutating func writeHTML(_ text: String) {
    write(text) { byte in
      switch byte {
      case UInt8(ascii: "&"): "&amp;"
      case UInt8(ascii: "<"): "&lt;"
      case UInt8(ascii: ">"): "&gt;"
      case UInt8(ascii: "\""): "&quot;"
      case UInt8(ascii: "'"): "&#39;"
      case 0x09, 0x0A: nil
      case 0x0D: "&#13;"
      case 0x00...0x1F, 0x7F: "\u{FFFD}"
      default: nil
      }
    }
  }
}

/// A name as the `id` of an element and as a link to it: letters, digits, `.`, `_` and `-` as
/// they are, everything else as `-`, so that no link needs escaping.
func anchorID(_ name: String) -> String {
  var out = ""
  for scalar in name.unicodeScalars {
    let isKept =
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
      || "._-".unicodeScalars.contains(scalar)
    out.unicodeScalars.append(isKept ? scalar : "-")
  }
  return out.isEmpty ? "-" : out
}
