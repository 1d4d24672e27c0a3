extension Unicode.Scalar {
  /// The columns that the scalar takes on a terminal when it stands alone: 0, 1 or 2.
  ///
  /// East Asian wide and full-width scalars take 2 (UAX #11); combining marks, joiners,
  /// variation selectors, control characters and other ignorable scalars 0; everything else,
  /// with the *ambiguous* scalars such as `“ ” — … ·`, 1.
  public var displayWidth: Int {
    if value < 0xA0 { return value < 0x20 || value >= 0x7F ? 0 : 1 }
    if value < 0x300 { return 1 }
    // The Chinese characters of the first plane, by far the most frequent non-ASCII text here.
    if value >= 0x4E00, value <= 0x9FFF { return 2 }
    if DisplayWidthTable.zero.holds(value) { return 0 }
    return DisplayWidthTable.wide.holds(value) ? 2 : 1
  }
}

extension Unicode.Scalar {
  /// The width of a scalar that is a character of its own beside others of this kind: plain
  /// Latin letters and punctuation, Chinese characters and their punctuation.
  ///
  /// Texts of nothing else, nearly all of them, are measured without looking for the borders
  /// of characters; `nil` sends the others the long way.
  fileprivate var lonelyWidth: Int? {
    switch value {
    case 0x20...0x7E, 0xAE...0x2FF, 0x2010...0x2027: 1
    case 0x4E00...0x9FFF, 0x3000...0x3029, 0xFF01...0xFF60: 2
    default: nil
    }
  }
}

extension Character {
  /// The columns that the character takes on a terminal: 0, 1 or 2.
  ///
  /// The widths of its scalars are added up to at most 2, so that families of emoji, flags and
  /// Hangul syllables take two columns; a narrow sign that U+FE0F turns into an emoji takes two.
  public var displayWidth: Int {
    var width = 0
    var last: Unicode.Scalar?
    for scalar in unicodeScalars {
      if scalar.value == 0xFE0F, let last, last.properties.isEmoji { width = 2 }
      width += scalar.displayWidth
      if width >= 2 { return 2 }
      last = scalar
    }
    return width
  }
}

extension StringProtocol {
  /// The columns that the text takes on a terminal, line ends and control characters as 0.
  public var displayWidth: Int {
    var columns = 0
    for scalar in unicodeScalars {
      guard let width = scalar.lonelyWidth else { return reduce(0) { $0 + $1.displayWidth } }
      columns += width
    }
    return columns
  }

  /// The longest beginning that fits into a number of columns, with an ellipsis where something
  /// was cut; the text itself where it fits.
  ///
  /// - Parameters:
  ///   - columns: the columns available; below the width of the ellipsis nothing is left.
  ///   - ellipsis: what stands for the words that were cut; it counts into `columns`.
  public func truncated(toColumns columns: Int, ellipsis: String = "…") -> String {
    if displayWidth <= columns { return String(self) }
    let room = columns - ellipsis.displayWidth
    if room < 0 { return "" }
    var width = 0
    var end = startIndex
    while end < endIndex {
      let next = width + self[end].displayWidth
      if next > room { break }
      width = next
      end = index(after: end)
    }
    return String(self[..<end]) + ellipsis
  }

  /// The text with blanks before or behind it, so that it takes at least a number of columns.
  ///
  /// - Parameters:
  ///   - columns: the columns to fill; a wider text is left as it is.
  ///   - isTrailing: whether the text stands at the right end, as numbers do.
  public func padded(toColumns columns: Int, isTrailing: Bool = false) -> String {
    let blanks = String(repeating: " ", count: Swift.max(0, columns - displayWidth))
    return isTrailing ? blanks + self : self + blanks
  }
}

extension [UInt32] {
  /// Whether a value lies in one of the ranges of an ascending list of first and last values.
  fileprivate func holds(_ value: UInt32) -> Bool {
    let range = (0..<count / 2).partitionPoint { self[$0 * 2 + 1] >= value }
    return range < count / 2 && self[range * 2] <= value
  }
}
