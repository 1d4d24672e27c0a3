/// What stands before the root element of XML: the declaration, comments, instructions, and
/// perhaps a document type, which may stand nowhere else.
///
/// Only the encodings of office files (OPC and ODF: UTF-8 and UTF-16) and two whose marks are
/// the same bytes are looked through; in others a declaration could hide.
struct MarkupProlog {
  /// Whether a document type is declared.
  private(set) var declaresDocumentType = false
  /// The encoding that the XML declares or shows, where it is none of those that are read.
  private(set) var foreignEncoding: String?

  private static let known: Set<String> = [
    "utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii", "iso-8859-1",
  ]

  /// Looks through the bytes up to the root element.
  init(_ bytes: [UInt8]) {
    // `<?xm`, as mainframes write it.
    if bytes.starts(with: [0x4C, 0x6F, 0xA7, 0x94]) {
      foreignEncoding = "EBCDIC"
      return
    }
    guard let text = Self.text(bytes) else {
      foreignEncoding = "UTF-32"
      return
    }
    var index = text.skippingSpace(from: 0)
    if text.holds("<?xml", at: index), let end = text.end(of: "?>", from: index) {
      let name = Self.encoding(text[index..<end])
      if let name, !Self.known.contains(name.lowercased()) {
        foreignEncoding = name
        return
      }
    }
    while true {
      index = text.skippingSpace(from: index)
      let end: Int?
      if text.holds("<!--", at: index) {
        end = text.end(of: "-->", from: index + 4)
      } else if text.holds("<?", at: index) {
        end = text.end(of: "?>", from: index + 2)
      } else {
        // Nothing but a document type begins like this before the root.
        declaresDocumentType = text.holds("<!", at: index)
        return
      }
      // What never ends is broken, which the parser says better.
      guard let end else { return }
      index = end
    }
  }

  /// The XML as UTF-8, without its mark; `nil` where four bytes make a character.
  private static func text(_ bytes: [UInt8]) -> [UInt8]? {
    switch (
      bytes.first, bytes.dropFirst().first, bytes.dropFirst(2).first, bytes.dropFirst(3).first
    )
    {
    case (0, 0, 0xFE, 0xFF), (0xFF, 0xFE, 0, 0), (0, 0, 0, 0x3C), (0x3C, 0, 0, 0): nil
    case (0xEF, 0xBB, 0xBF, _): Array(bytes.dropFirst(3))
    case (0xFF, 0xFE, _, _): narrow(bytes.dropFirst(2), high: 1)
    case (0xFE, 0xFF, _, _): narrow(bytes.dropFirst(2), high: 0)
    case (0x3C, 0, _, 0): narrow(bytes[...], high: 1)
    case (0, 0x3C, 0, _): narrow(bytes[...], high: 0)
    default: bytes
    }
  }

  private static func narrow(_ bytes: ArraySlice<UInt8>, high: Int) -> [UInt8] {
    let first = bytes.startIndex
    let units = stride(from: first, to: bytes.endIndex - 1, by: 2).map { index in
      UInt16(bytes[index + high]) << 8 | UInt16(bytes[index + 1 - high])
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  /// The value of `encoding="…"` in a declaration.
  private static func encoding(_ declaration: ArraySlice<UInt8>) -> String? {
    let words = String(decoding: declaration, as: UTF8.self)
    guard let found = words.firstMatch(of: /\bencoding\s*=\s*["']([^"']*)["']/) else { return nil }
    return String(found.1)
  }
}

extension [UInt8] {
  fileprivate func skippingSpace(from start: Int) -> Int {
    var index = start
    while index < count, [0x20, 0x09, 0x0A, 0x0D].contains(self[index]) { index += 1 }
    return index
  }

  fileprivate func holds(_ mark: StaticString, at index: Int) -> Bool {
    mark.withUTF8Buffer { mark in
      index + mark.count <= count && mark.indices.allSatisfy { self[index + $0] == mark[$0] }
    }
  }

  /// The index behind the next mark.
  fileprivate func end(of mark: StaticString, from start: Int) -> Int? {
    var index = start
    while index + mark.utf8CodeUnitCount <= count {
      if holds(mark, at: index) { return index + mark.utf8CodeUnitCount }
      index += 1
    }
    return nil
  }
}
