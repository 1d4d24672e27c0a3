extension Double {
  /// The number with a fixed count of decimals, never `-0`.
  ///
  /// As `printf` of the C library writes `%.*f` without a locale: the exact binary value is
  /// rounded, ties to the even digit. Numbers of 2^51 units of the last decimal or more have no digits beyond their own
  /// precision; those places are filled with zeros.
  ///
  /// - Parameter digits: decimals, 0 to 15; values outside are clamped.
  public func fixed(_ digits: Int) -> String {
    guard isFinite else { return isNaN ? "nan" : self < 0 ? "-inf" : "inf" }
    let digits = Swift.min(15, Swift.max(0, digits))
    let scale = Double.powersOfTen[digits]
    let size = magnitude
    let product = size * scale
    guard product < 0x1p51 else { return expanded(digits) }
    // product + error is the exact value of size * scale.
    let error = (-product).addingProduct(size, scale)
    let floor = product.rounded(.down)
    let overHalf = product - floor - 0.5
    var units = Int64(floor)
    if overHalf > -error || (overHalf == -error && units & 1 == 1) { units += 1 }
    var text = String(units)
    if digits > 0 {
      if text.utf8.count <= digits {
        text = String(repeating: "0", count: digits + 1 - text.utf8.count) + text
      }
      text.insert(".", at: text.index(text.endIndex, offsetBy: -digits))
    }
    return self < 0 && units != 0 ? "-" + text : text
  }

  /// The number with three digits and a power of ten: `1.23e+45`; for what is too large to be read
  /// in full.
  public var scientific: String {
    guard isFinite, self != 0 else { return fixed(0) }
    let parts = String(magnitude.description).split(separator: "e")
    var exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    var mantissa = Double(parts[0]) ?? 0
    while mantissa >= 9.995 {
      mantissa /= 10
      exponent += 1
    }
    return (self < 0 ? "-" : "") + mantissa.fixed(2)
      + "e\(exponent < 0 ? "-" : "+")\(exponent.magnitude)"
  }

  /// The shortest decimal that reads back as exactly this finite number.
  ///
  /// Whole numbers have no decimal point: `0.25`, `3`, `1e-07`. Valid in CSV and JSON.
  public var shortest: String {
    if self == 0 { return "0" }
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Writes a large number out from its shortest form.
  private func expanded(_ digits: Int) -> String {
    let parts = magnitude.description.split(separator: "e")
    let mantissa = parts[0].split(separator: ".")
    let whole = String(mantissa[0])
    var fraction = mantissa.count > 1 && mantissa[1] != "0" ? String(mantissa[1]) : ""
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    if fraction.utf8.count < exponent + digits {
      fraction += String(repeating: "0", count: exponent + digits - fraction.utf8.count)
    }
    let text = whole + fraction.prefix(exponent)
    let decimals = fraction.dropFirst(exponent).prefix(digits)
    return (self < 0 ? "-" : "") + text + (digits > 0 ? "." + decimals : "")
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]
}
