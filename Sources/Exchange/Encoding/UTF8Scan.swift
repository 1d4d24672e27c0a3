/// What one pass over the bytes tells about a file: whether they are UTF-8, and how many of
/// them no text would hold.
struct UTF8Scan: Sendable {
  /// Bytes that are no part of a valid sequence (RFC 3629: no overlong forms, no surrogates).
  private(set) var errors = 0
  /// The position of the first of them; the number of bytes when there is none.
  private(set) var firstError: Int
  /// Valid sequences of more than one byte.
  private(set) var sequences = 0
  /// NUL bytes, and how many of them lie at even positions.
  private(set) var nuls = 0
  private(set) var evenNuls = 0
  /// Control characters other than tab, line ends, form feed and the DOS end mark.
  private(set) var controls = 0

  /// Whether every byte belongs to a valid sequence.
  var isValid: Bool { errors == 0 }

  /// Whether the file was UTF-8 once: legacy encodings do not give sequences by the dozen.
  var looksLikeDamagedUTF8: Bool { nuls == 0 && sequences >= 8 && errors * 20 <= sequences }

  /// Scans a file.
  init(_ bytes: [UInt8]) {
    firstError = bytes.count
    bytes.withUnsafeBufferPointer { scan($0) }
  }

  private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte < 0x80 {
        if byte < 0x20 { count(control: byte, at: index) }
        index += 1
        continue
      }
      let width = UTF8Scan.width(bytes, at: index)
      if width == 0 {
        if errors == 0 { firstError = index }
        errors += 1
        index += 1
      } else {
        sequences += 1
        index += width
      }
    }
  }

  private mutating func count(control byte: UInt8, at index: Int) {
    switch byte {
    case 0:
      nuls += 1
      if index % 2 == 0 { evenNuls += 1 }
    case 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A: break
    default: controls += 1
    }
  }

  /// The bytes of the sequence that begins here, or 0 when none does.
  private static func width(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    let lead = bytes[index]
    let left = bytes.count - index
    func follows(_ offset: Int) -> Bool { bytes[index + offset] & 0xC0 == 0x80 }
    switch lead {
    case 0xC2...0xDF:
      return left > 1 && follows(1) ? 2 : 0
    case 0xE0...0xEF:
      guard left > 2, follows(1), follows(2) else { return 0 }
      let second = bytes[index + 1]
      if lead == 0xE0 && second < 0xA0 || lead == 0xED && second > 0x9F { return 0 }
      return 3
    case 0xF0...0xF4:
      guard left > 3, follows(1), follows(2), follows(3) else { return 0 }
      let second = bytes[index + 1]
      if lead == 0xF0 && second < 0x90 || lead == 0xF4 && second > 0x8F { return 0 }
      return 4
    default: return 0
    }
  }
}
