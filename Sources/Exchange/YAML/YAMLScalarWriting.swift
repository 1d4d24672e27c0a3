/// Writes words so that every YAML reader takes them for the same words.
enum YAMLScalarWriting {
  /// The words as one scalar on one line: plain where nothing in them has a meaning in YAML,
  /// else in double quotes.
  ///
  /// - Parameters:
  ///   - text: the words.
  ///   - inFlow: whether the scalar stands inside `[…]` or `{…}`.
  static func inline(_ text: String, inFlow: Bool = false) -> String {
    isPlain(text, inFlow: inFlow) ? text : quoted(text)
  }

  /// A list on one line.
  static func flow(_ texts: [String]) -> String {
    "[" + texts.map { inline($0, inFlow: true) }.joined(separator: ", ") + "]"
  }

  /// The words as the value of a key: lines of prose as a block that people can read and
  /// edit, everything else on one line.
  static func value(_ text: String, indent: Int) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count > 1, let first = lines.first, let last = lines.last,
      first.utf8.first.map({ $0 != 32 && $0 != 9 }) ?? false, !last.isEmpty,
      text.unicodeScalars.allSatisfy({ $0 == "\n" || isPrintable($0) }),
      lines.allSatisfy({ $0.utf8.last != 32 && $0.utf8.last != 9 })
    else { return inline(text) }
    let pad = String(repeating: " ", count: indent)
    return "|-\n" + lines.map { $0.isEmpty ? "" : pad + $0 }.joined(separator: "\n")
  }

  private static let reserved: Set<String> = [
    "null", "true", "false", "yes", "no", "on", "off", "y", "n",
  ]

  private static func isPlain(_ text: String, inFlow: Bool) -> Bool {
    let scalars = Array(text.unicodeScalars)
    guard let first = scalars.first, let last = scalars.last,
      first.properties.isAlphabetic || isDigit(first), last != " ", last != ":",
      !reserved.contains(text.lowercased())
    else { return false }
    // Numbers, dates, times and the like are quoted, so that no reader turns them into values.
    if isDigit(first) || text.hasPrefix("."),
      scalars.allSatisfy({ isDigit($0) || "+-._:/eExXoOaAbBcCdDfFTtZ ".unicodeScalars.contains($0) }
      )
    {
      return false
    }
    for (index, scalar) in scalars.enumerated() {
      guard isPrintable(scalar), scalar != "\t" else { return false }
      let following = index + 1 < scalars.count ? scalars[index + 1] : " "
      if scalar == ":", inFlow || following == " " { return false }
      if scalar == " ", following == "#" { return false }
      if inFlow, ",[]{}?".unicodeScalars.contains(scalar) { return false }
    }
    return true
  }

  private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar)
  }

  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case "\t": out += "\\t"
      case _ where isPrintable(scalar): out.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        let width = scalar.value > 0xFFFF ? 8 : 4
        let zeros = String(repeating: "0", count: max(0, width - digits.count))
        out += (width == 8 ? "\\U" : "\\u") + zeros + digits
      }
    }
    return out + "\""
  }

  /// Whether YAML 1.1 lets the character stand unescaped and no reader takes it for a line
  /// end.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD,
      0x10000...0x10FFFD:
      true
    default: false
    }
  }
}
