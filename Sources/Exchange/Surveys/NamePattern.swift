import Fieldwork

/// Patterns for column headers: `*` is any run of characters, `{n}` a number, `{7}` the number
/// seven; case, width and runs of blanks do not count.
struct NamePattern {
  private enum Part: Equatable {
    case scalar(Unicode.Scalar)
    case any
    case number(Int?)
  }

  private let parts: [Part]

  init(_ pattern: String) {
    var parts: [Part] = []
    let scalars = Array(pattern.foldedName.unicodeScalars)
    var at = 0
    while at < scalars.count {
      if let (number, after) = NamePattern.number(in: scalars, at: at) {
        parts.append(.number(number))
        at = after
        continue
      }
      if scalars[at] == "*" {
        if parts.last != .any { parts.append(.any) }
      } else {
        parts.append(.scalar(scalars[at]))
      }
      at += 1
    }
    self.parts = parts
  }

  /// `{n}` or `{7}`, and where it ends.
  private static func number(
    in scalars: [Unicode.Scalar], at start: Int
  ) -> (number: Int?, after: Int)? {
    guard scalars[start] == "{", let end = scalars[start...].firstIndex(of: "}") else { return nil }
    let inner = String(String.UnicodeScalarView(scalars[(start + 1)..<end]))
    if inner == "n" { return (nil, end + 1) }
    return Int(inner).map { ($0, end + 1) }
  }

  /// Whether the pattern has a place `{n}` for any number.
  var hasNumber: Bool { parts.contains(.number(nil)) }

  /// Whether a name fits the pattern from beginning to end.
  func fits(_ name: String) -> Bool {
    fits(0, Array(name.foldedName.unicodeScalars), 0)
  }

  private func fits(_ part: Int, _ name: [Unicode.Scalar], _ at: Int) -> Bool {
    guard part < parts.count else { return at == name.count }
    switch parts[part] {
    case .scalar(let scalar):
      return at < name.count && name[at] == scalar && fits(part + 1, name, at + 1)
    case .any:
      if part == parts.count - 1 { return true }
      return (at...name.count).contains { fits(part + 1, name, $0) }
    case .number(let wanted):
      var end = at
      while end < name.count, ("0"..."9").contains(name[end]) { end += 1 }
      guard end > at else { return false }
      if let wanted, Int(String(String.UnicodeScalarView(name[at..<end]))) != wanted {
        return false
      }
      return fits(part + 1, name, end)
    }
  }
}

/// Names in a row, such as `Q1-Q19` for nineteen items.
struct NameRange {
  /// What stands before the number.
  let prefix: String
  /// The numbers.
  let numbers: ClosedRange<Int>

  /// Reads `Q1-Q19` or `Q1-19`; `nil` for anything else.
  init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else { return nil }
    let (stem, low) = NameRange.split(parts[0])
    let (other, high) = NameRange.split(parts[1])
    guard let low, let high, other.isEmpty || other == stem, low <= high, high - low < 1000 else {
      return nil
    }
    prefix = stem
    numbers = low...high
  }

  /// The names in order.
  var names: [String] { numbers.map { prefix + String($0) } }

  private static func split(_ text: String) -> (stem: String, number: Int?) {
    let digits = text.utf8.reversed().prefix { (48...57).contains($0) }.count
    let stem = String(decoding: text.utf8.dropLast(digits), as: UTF8.self)
    let number = String(decoding: text.utf8.suffix(digits), as: UTF8.self)
    guard digits <= 9, !(digits > 1 && number.hasPrefix("0")) else { return (text, nil) }
    return (stem, Int(number))
  }

  /// A list of names in which ranges are written out.
  static func expanded(_ texts: [String]) -> [String] {
    texts.flatMap { NameRange($0)?.names ?? [$0] }
  }
}
