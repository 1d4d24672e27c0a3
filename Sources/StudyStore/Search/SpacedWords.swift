import Fieldwork

/// Puts a blank round every Han character, so that SQLite's own word index finds Chinese words
/// of any length exactly and any SQLite client can still read the file.
///
/// Works on UTF-8 bytes: interviews are indexed by the ten megabytes.
func spacedWords(_ bytes: some Sequence<UInt8>) -> [UInt8] {
  var out: [UInt8] = []
  out.reserveCapacity(bytes.underestimatedCount * 3 / 2)
  var pending: [UInt8] = []
  var expected = 0
  var value: UInt32 = 0
  for byte in bytes {
    if expected == 0 {
      if byte < 0x80 {
        out.append(byte)
        continue
      }
      expected = byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3
      value = UInt32(byte & (0x3F >> UInt8(expected)))
      pending = [byte]
      continue
    }
    value = value << 6 | UInt32(byte & 0x3F)
    pending.append(byte)
    expected -= 1
    guard expected == 0 else { continue }
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    let isHan = scalar.isHan
    if isHan { out.append(0x20) }
    // Full-width letters and digits are found by half-width ones, one scalar for one.
    if let narrow = scalar.narrowed.utf8Byte { out.append(narrow) } else { out += pending }
    if isHan { out.append(0x20) }
  }
  return out
}

extension Unicode.Scalar {
  /// The one byte of an ASCII scalar.
  fileprivate var utf8Byte: UInt8? { isASCII ? UInt8(value) : nil }
}

extension String {
  /// The text with a blank round every Han character.
  var spacedWords: String {
    String(decoding: StudyStore.spacedWords(utf8), as: UTF8.self)
  }
}
