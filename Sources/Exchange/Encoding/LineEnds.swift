/// Line ends as LF.
enum LineEnds {
  /// The text of UTF-8 bytes with CR LF and CR written as LF; invalid bytes become U+FFFD.
  static func text(of bytes: [UInt8]) -> String {
    guard bytes.contains(0x0D) else { return String(decoding: bytes, as: UTF8.self) }
    return String(decoding: normalised(bytes), as: UTF8.self)
  }

  /// The bytes with CR LF and CR written as LF.
  static func normalised(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var afterReturn = false
    for byte in bytes {
      if byte == 0x0D {
        out.append(0x0A)
      } else if byte != 0x0A || !afterReturn {
        out.append(byte)
      }
      afterReturn = byte == 0x0D
    }
    return out
  }
}
