import Fieldwork

extension String {
  /// The words without anything that steers a terminal: tabulators as blanks, other control
  /// characters as their pictures (U+2400–U+2421), C1 controls as U+FFFD; line ends are kept.
  public var printable: String { sanitized(keepingLines: true) }

  /// The same on one line, line ends as blanks.
  var onOneLine: String { sanitized(keepingLines: false) }

  private func sanitized(keepingLines: Bool) -> String {
    let isClean = utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != 0xC2 && $0 != 0xE2 }
    if isClean || unicodeScalars.allSatisfy(\.isHarmless) { return self }
    var out = String.UnicodeScalarView()
    var last: Unicode.Scalar = " "
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x0A where last == "\r": break
      case 0x0A, 0x0D, 0x85, 0x2028, 0x2029: out.append(keepingLines ? "\n" : " ")
      default: out.append(scalar.printable)
      }
      last = scalar
    }
    return String(out)
  }
}

extension Unicode.Scalar {
  /// Neither a control character nor a line or paragraph separator.
  fileprivate var isHarmless: Bool {
    value >= 0x20 && !(0x7F...0x9F).contains(value) && value != 0x2028 && value != 0x2029
  }
}
