extension Unicode.Scalar {
  /// The scalar as a terminal may be sent it: a tabulator as a blank, other control characters as
  /// their pictures (U+2400 to U+2421), C1 controls as U+FFFD, everything else as it is.
  public var printable: Unicode.Scalar {
    switch value {
    case 0x09: " "
    case 0x00...0x1F: Unicode.Scalar(value + 0x2400) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    case 0x80...0x9F: "\u{FFFD}"
    default: self
    }
  }
}
