/// Writes small ZIP archives with stored members, for documents made up in tests.
enum ZIPBuilder {
  static func archive(_ members: [(String, String)]) -> [UInt8] {
    var out: [UInt8] = []
    var directory: [UInt8] = []
    for (name, content) in members {
      let data = Array(content.utf8)
      let common =
        short(20) + short(0x800) + short(0) + short(0) + short(0x21) + long(crc(data))
        + long(UInt32(data.count)) + long(UInt32(data.count)) + short(UInt16(name.utf8.count))
        + short(0)
      directory +=
        [0x50, 0x4B, 1, 2] + short(20) + common + short(0) + short(0) + short(0) + long(0)
        + long(UInt32(out.count)) + Array(name.utf8)
      out += [0x50, 0x4B, 3, 4] + common + Array(name.utf8) + data
    }
    let count = UInt16(members.count)
    let start = UInt32(out.count)
    return out + directory + [0x50, 0x4B, 5, 6] + short(0) + short(0) + short(count)
      + short(count) + long(UInt32(directory.count)) + long(start) + short(0)
  }

  /// CRC-32 of ISO 3309, as ZIP has it.
  private static func crc(_ data: [UInt8]) -> UInt32 {
    var crc: UInt32 = 0xFFFF_FFFF
    for byte in data {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }

  private static func short(_ value: UInt16) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8)] }

  private static func long(_ value: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}

/// Word-processor documents around a body.
enum OfficeFiles {
  static func docx(_ body: String) -> [UInt8] {
    ZIPBuilder.archive([
      ("[Content_Types].xml", "<Types/>"), ("word/document.xml", documentXML(body)),
    ])
  }

  static func documentXML(_ body: String) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
      xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
      xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
    <w:body>\(body)<w:sectPr/></w:body></w:document>
    """
  }

  static func odt(_ body: String) -> [UInt8] {
    ZIPBuilder.archive([
      ("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", contentXML(body)),
    ])
  }

  static func contentXML(_ body: String) -> String {
    """
    <?xml version="1.0" encoding="UTF-8"?>
    <office:document-content
      xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
      xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
      xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
      xmlns:dc="http://purl.org/dc/elements/1.1/">
    <office:body><office:text>\(body)</office:text></office:body></office:document-content>
    """
  }
}
