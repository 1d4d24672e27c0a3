import Fieldwork

/// The signs of a coding sheet, shared by its writer and its reader.
enum SheetSigns {
  /// Begins the words.
  static let words = "=== words ==="
  /// Begins the codes to make.
  static let newCodes = "=== new codes ==="
  /// Begins every line that divides a sheet.
  static let section: [Unicode.Scalar] = ["=", "=", "="]

  /// What a backslash may stand before among words.
  static let escapedInWords: Set<Unicode.Scalar> = ["\\", "[", "]", "{", "}", "#", "=", ":", "t"]
  /// What parts codes from each other: the comma of every keyboard on which sheets are written.
  static let commas: Set<Unicode.Scalar> = [",", "，", "、"]
  /// What parts the name of a new code from its definition.
  static let colons: Set<Unicode.Scalar> = [":", "："]

  /// The number in `t12` at the beginning of a line, and where it ends; `nil` for other lines.
  ///
  /// A number that is too large for any turn is -1.
  static func turn(_ line: ArraySlice<Unicode.Scalar>) -> (number: Int, end: Int)? {
    guard line.first == "t" else { return nil }
    var end = line.startIndex + 1
    while end < line.endIndex, isDigit(line[end]) { end += 1 }
    guard end > line.startIndex + 1 else { return nil }
    guard end == line.endIndex || line[end] == " " || line[end] == "{" else { return nil }
    let digits = String(String.UnicodeScalarView(line[(line.startIndex + 1)..<end]))
    return (digits.utf8.count > 9 ? -1 : Int(digits) ?? -1, end)
  }

  /// The length of a label at the beginning of a stretch, a small letter and up to three digits.
  static func label(_ words: ArraySlice<Unicode.Scalar>) -> Int? {
    guard let first = words.first, ("a"..."z").contains(first) else { return nil }
    return 1 + words.dropFirst().prefix(3).prefix(while: isDigit).count
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}

extension String.UnicodeScalarView {
  /// Appends a value, with a backslash before what would be read as a sign and before blanks at
  /// its ends; line ends become `\n` and `\r`.
  mutating func appendEscaped(_ value: String, _ signs: Set<Unicode.Scalar>) {
    let scalars = Array(value.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let isAtEnd = index == 0 || index == scalars.count - 1
      switch scalar {
      case "\n": append(contentsOf: "\\n".unicodeScalars)
      case "\r": append(contentsOf: "\\r".unicodeScalars)
      case _
      where scalar == "\\" || signs.contains(scalar)
        || (isAtEnd && scalar.properties.isWhitespace):
        append("\\")
        append(scalar)
      default: append(scalar)
      }
    }
  }

  mutating func append(_ text: String) { append(contentsOf: text.unicodeScalars) }
}

/// A scalar of a value, and whether a backslash stood before it.
struct SheetScalar {
  var scalar: Unicode.Scalar
  var isEscaped: Bool

  /// Reads values: what `appendEscaped` wrote.
  ///
  /// - Returns: the scalars up to the end, or up to an unescaped scalar for which `isEnd` holds.
  static func read(
    _ line: ArraySlice<Unicode.Scalar>, until isEnd: (Unicode.Scalar) -> Bool
  ) -> (scalars: [SheetScalar], end: Int) {
    var found: [SheetScalar] = []
    var index = line.startIndex
    while index < line.endIndex {
      let scalar = line[index]
      if scalar == "\\", index + 1 < line.endIndex {
        let escaped = line[index + 1]
        let meant: Unicode.Scalar = escaped == "n" ? "\n" : escaped == "r" ? "\r" : escaped
        found.append(SheetScalar(scalar: meant, isEscaped: true))
        index += 2
        continue
      }
      if isEnd(scalar) { break }
      found.append(SheetScalar(scalar: scalar, isEscaped: false))
      index += 1
    }
    return (found, index)
  }

  /// The value without the blanks at its ends that nobody asked to keep.
  static func value(_ scalars: some BidirectionalCollection<SheetScalar>) -> String {
    func isBlank(_ scalar: SheetScalar) -> Bool {
      !scalar.isEscaped && scalar.scalar.properties.isWhitespace
    }
    let kept = scalars.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
    var view = String.UnicodeScalarView()
    for scalar in kept { view.append(scalar.scalar) }
    return String(view)
  }
}
