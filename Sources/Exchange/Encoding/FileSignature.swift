/// Recognises files that are no plain text by their first bytes.
enum FileSignature {
  /// What the file is, as in "this is …", or `nil` when it may be text.
  static func kind(of bytes: [UInt8]) -> String? {
    for (magic, kind) in signatures where bytes.starts(with: magic) { return kind }
    // Markup may stand behind a byte order mark; its words are read by nobody as they stand.
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    let head = String(decoding: start.prefix(15), as: UTF8.self).lowercased()
    for (mark, kind) in markup where head.hasPrefix(mark) { return kind }
    if bytes.count >= 12, bytes[4..<8].elementsEqual("ftyp".utf8) { return "a video or sound file" }
    return nil
  }

  private static let markup = [
    ("<?xml", "an XML file"), ("<!doctype html", "a web page"), ("<html", "a web page"),
    ("<stata_dta>", "a Stata file"),
  ]

  private static let signatures: [([UInt8], String)] = [
    (Array("%PDF-".utf8), "a PDF document"),
    ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive or an office document"),
    ([0x50, 0x4B, 0x05, 0x06], "an empty ZIP archive"),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "an old Office document (.doc, .xls)"),
    (Array("{\\rtf".utf8), "an RTF document"),
    ([0x89, 0x50, 0x4E, 0x47], "a PNG image"),
    ([0xFF, 0xD8, 0xFF], "a JPEG image"),
    (Array("GIF8".utf8), "a GIF image"),
    (Array("RIFF".utf8), "a sound or image file"),
    ([0x49, 0x44, 0x33, 0x03], "a sound file"),
    ([0x49, 0x44, 0x33, 0x04], "a sound file"),
    (Array("OggS".utf8), "a sound file"),
    (Array("fLaC".utf8), "a sound file"),
    ([0x1F, 0x8B], "a gzip archive"),
    ([0x37, 0x7A, 0xBC, 0xAF], "a 7-Zip archive"),
    (Array("Rar!".utf8), "a RAR archive"),
    (Array("SQLite format 3".utf8), "an SQLite database"),
    (Array("$FL2".utf8), "an SPSS file"),
    (Array("$FL3".utf8), "an SPSS file"),
    ([0x7F, 0x45, 0x4C, 0x46], "a program"),
  ]
}
