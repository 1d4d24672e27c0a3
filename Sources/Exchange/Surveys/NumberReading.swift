/// Reads numbers as survey files write them.
///
/// They have digits, an optional sign, `.` as the decimal sign and an optional exponent. Words
/// that a number parser would take, such as `nan`, `inf` or `0x1F`, are no numbers here.
enum NumberReading {
  /// The number, or `nil`.
  static func number(_ text: String) -> Double? {
    guard isNumber(text) else { return nil }
    return Double(text).flatMap { $0.isFinite ? $0 : nil }
  }

  /// The number in a table that may write a decimal comma, or `nil`.
  ///
  /// Where commas are decimal signs a point may part thousands, so that it makes no number.
  static func number(_ text: String, comma: Bool) -> Double? {
    if comma, text.utf8.contains(UInt8(ascii: ".")) { return nil }
    if let number = number(text) { return number }
    guard comma, text.utf8.count(where: { $0 == UInt8(ascii: ",") }) == 1 else { return nil }
    return number(text.replacing(",", with: "."))
  }

  /// Whether the text is a number with a decimal comma, such as `1,5`.
  static func hasComma(_ text: String) -> Bool {
    text.utf8.contains(UInt8(ascii: ",")) && !text.utf8.contains(UInt8(ascii: "."))
      && number(text) == nil
      && number(text, comma: true) != nil
  }

  /// Whether the numbers of a table have a decimal comma: the comma does not separate cells, some
  /// numbers have one, and none has a decimal point.
  static func haveDecimalComma(_ rows: some Sequence<[String]>, separator: UInt8) -> Bool {
    guard separator != UInt8(ascii: ",") else { return false }
    var hasAny = false
    for cells in rows {
      for cell in cells {
        if cell.utf8.contains(UInt8(ascii: ".")), number(cell) != nil { return false }
        hasAny = hasAny || hasComma(cell)
      }
    }
    return hasAny
  }

  /// Whether some numbers of a table have a comma and others a point, so that neither is the decimal
  /// sign for certain.
  static func mixDecimalSigns(_ rows: some Sequence<[String]>, separator: UInt8) -> Bool {
    guard separator != UInt8(ascii: ",") else { return false }
    var (hasComma, hasPoint) = (false, false)
    for cells in rows {
      for cell in cells {
        hasPoint = hasPoint || cell.utf8.contains(UInt8(ascii: ".")) && number(cell) != nil
        hasComma = hasComma || self.hasComma(cell)
      }
    }
    return hasComma && hasPoint
  }

  static func noteOfMixedSigns(_ file: String) -> String {
    "\(file): some numbers have a comma and others a point; those with a comma are words"
  }

  /// Words that stand for no value in tables of other programs.
  static let missingWords = ["NA", ".", "N/A", "NaN"]

  static func noteOfDecimalComma(_ file: String) -> String {
    "\(file): numbers such as 1,5 have a decimal comma"
  }

  /// Whether the text is written as a number that can be nothing else: an id such as `007`
  /// keeps its zeros and is no number, and neither is one of more than 15 digits, which a number would
  /// not keep apart from its neighbours.
  static func isPlainNumber(_ text: String, comma: Bool = false) -> Bool {
    let digits = text.utf8.first == UInt8(ascii: "-") ? text.utf8.dropFirst() : text.utf8[...]
    guard let first = digits.first, isDigit(first) else { return false }
    if first == UInt8(ascii: "0"), let next = digits.dropFirst().first, isDigit(next) {
      return false
    }
    let isWhole = digits.allSatisfy(isDigit)
    if isWhole, digits.count > 15 { return false }
    return number(text, comma: comma) != nil
  }

  private static func isNumber(_ text: String) -> Bool {
    var rest = text.utf8[...]
    func skipSign(_ rest: inout Substring.UTF8View) {
      if let first = rest.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
        rest = rest.dropFirst()
      }
    }
    func skipDigits(_ rest: inout Substring.UTF8View) -> Int {
      let digits = rest.prefix(while: isDigit).count
      rest = rest.dropFirst(digits)
      return digits
    }
    skipSign(&rest)
    var digits = skipDigits(&rest)
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      digits += skipDigits(&rest)
    }
    guard digits > 0 else { return false }
    if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      skipSign(&rest)
      guard skipDigits(&rest) > 0 else { return false }
    }
    return rest.isEmpty
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
