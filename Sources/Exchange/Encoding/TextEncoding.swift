import Foundation

/// The encodings that interview files come in.
enum TextEncoding: CaseIterable, Sendable {
  case utf8, utf16LittleEndian, utf16BigEndian
  case gb18030, big5, cp932, eucJapanese, eucKorean
  case windows1250, windows1251, windows1252, latin1

  /// The name that is printed and stored.
  var name: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16LittleEndian: "UTF-16LE"
    case .utf16BigEndian: "UTF-16BE"
    case .gb18030: "GB18030"
    case .big5: "Big5"
    case .cp932: "CP932"
    case .eucJapanese: "EUC-JP"
    case .eucKorean: "EUC-KR"
    case .windows1250: "Windows-1250"
    case .windows1251: "Windows-1251"
    case .windows1252: "Windows-1252"
    case .latin1: "ISO-8859-1"
    }
  }

  /// Finds an encoding by any of its usual names; case, `-`, `_` and blanks do not count.
  init?(named text: String) {
    let key = String(
      decoding: text.utf8.filter { !Array("-_ .".utf8).contains($0) }, as: UTF8.self
    ).lowercased()
    switch key {
    case "utf8", "utf8sig", "utf8bom", "ascii", "usascii": self = .utf8
    case "utf16", "utf16le", "unicode": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    case "gb18030", "gbk", "gb2312", "cp936", "ms936", "windows936", "euccn": self = .gb18030
    case "big5", "cp950", "big5hkscs", "windows950", "big5eten": self = .big5
    case "cp932", "shiftjis", "sjis", "ms932", "windows31j": self = .cp932
    case "eucjp": self = .eucJapanese
    case "euckr", "cp949", "uhc", "ksc5601": self = .eucKorean
    case "windows1250", "cp1250": self = .windows1250
    case "windows1251", "cp1251": self = .windows1251
    case "windows1252", "cp1252", "ansi": self = .windows1252
    case "latin1", "iso88591", "l1": self = .latin1
    default: return nil
    }
  }

  /// Decodes strictly; `nil` when some byte has no meaning in this encoding.
  func decode(_ bytes: [UInt8]) -> String? {
    switch self {
    case .latin1:
      var scalars = String.UnicodeScalarView()
      for byte in bytes { scalars.append(Unicode.Scalar(byte)) }
      return String(scalars)
    case .utf16LittleEndian: return TextEncoding.utf16(bytes, high: 1)
    case .utf16BigEndian: return TextEncoding.utf16(bytes, high: 0)
    default:
      if bytes.isEmpty { return "" }
      return String(bytes: bytes, encoding: foundationEncoding)
    }
  }

  /// Pairs of bytes as UTF-16; an unpaired surrogate or a single byte at the end fails.
  private static func utf16(_ bytes: [UInt8], high: Int) -> String? {
    guard bytes.count % 2 == 0 else { return nil }
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    for index in stride(from: 0, to: bytes.count, by: 2) {
      units.append(UInt16(bytes[index + high]) << 8 | UInt16(bytes[index + 1 - high]))
    }
    var index = 0
    while index < units.count {
      let width = UTF16.isLeadSurrogate(units[index]) ? 2 : 1
      if UTF16.isTrailSurrogate(units[index]) { return nil }
      if width == 2 {
        guard index + 1 < units.count, UTF16.isTrailSurrogate(units[index + 1]) else { return nil }
      }
      index += width
    }
    return String(decoding: units, as: UTF16.self)
  }

  /// CoreFoundation numbers (CFStringEncodingExt.h) carry the top bit in Foundation.
  private var foundationEncoding: String.Encoding {
    switch self {
    case .utf8: .utf8
    case .utf16LittleEndian: .utf16LittleEndian
    case .utf16BigEndian: .utf16BigEndian
    case .gb18030: String.Encoding(rawValue: 0x8000_0632)
    case .big5: String.Encoding(rawValue: 0x8000_0423)
    case .cp932: String.Encoding(rawValue: 0x8000_0420)
    case .eucJapanese: .japaneseEUC
    case .eucKorean: String.Encoding(rawValue: 0x8000_0422)
    case .windows1250: .windowsCP1250
    case .windows1251: .windowsCP1251
    case .windows1252: .windowsCP1252
    case .latin1: .isoLatin1
    }
  }
}
