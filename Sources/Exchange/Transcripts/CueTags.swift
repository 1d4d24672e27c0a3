/// Takes the markup out of the words of a cue.
///
/// WebVTT (W3C, 6.4): voice spans `<v Name>` name the speaker, all other tags and the time
/// stamps inside the words go, character references are resolved. SubRip files use a few HTML
/// tags and `{\an8}`. What only looks like a tag (`<5 km`) stays.
enum CueTags {
  /// A stretch of words with the voice that it was tagged with.
  struct Piece {
    var voice: String?
    var words: [UInt8]
  }

  /// The pieces of a cue's payload; a new piece begins with each voice.
  static func pieces(_ bytes: [UInt8]) -> [Piece] {
    var pieces = [Piece(voice: nil, words: [])]
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x3C, let close = tagEnd(bytes, index) {
        let tag = bytes[(index + 1)..<close]
        if let voice = voice(tag) {
          pieces.append(Piece(voice: voice, words: []))
        } else if tag.elementsEqual("/v".utf8) {
          pieces.append(Piece(voice: nil, words: []))
        }
        index = close + 1
      } else if byte == 0x7B, bytes.matches([0x7B, 0x5C], at: index),
        let close = bytes[index...].firstIndex(of: 0x7D)
      {
        index = close + 1
      } else if byte == 0x26, let (text, end) = reference(bytes, index) {
        pieces[pieces.count - 1].words += text
        index = end
      } else {
        pieces[pieces.count - 1].words.append(byte)
        index += 1
      }
    }
    return pieces
  }

  private static func tagEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
    guard start + 1 < bytes.count else { return nil }
    let first = bytes[start + 1]
    let isTime = first.isDigit && Clock.read(bytes, at: start + 1, before: bytes.count) != nil
    guard first.isLetter || first == 0x2F || isTime else { return nil }
    var index = start + 1
    while index < bytes.count, bytes[index] != 0x3E {
      if bytes[index] == 0x3C { return nil }
      index += 1
    }
    return index < bytes.count ? index : nil
  }

  /// `v Name`, `v.loud.slow Name`.
  private static func voice(_ tag: ArraySlice<UInt8>) -> String? {
    guard tag.first == 0x76 || tag.first == 0x56 else { return nil }
    let rest = tag.dropFirst()
    guard let next = rest.first, next == 0x20 || next == 0x09 || next == 0x2E || next == 0x0A,
      let blank = rest.firstIndex(where: { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A })
    else { return nil }
    let name = resolved(Array(rest[blank...]))
    return name.isEmpty ? nil : name
  }

  /// The bytes with references resolved, on one line, without blanks at the ends.
  static func resolved(_ bytes: [UInt8]) -> String {
    var out: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x26, let (text, end) = reference(bytes, index) {
        out += text
        index = end
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    return oneLine(out)
  }

  /// The words with line ends and runs of blanks as one blank, none at the ends; no blank where
  /// a Chinese line was broken.
  static func oneLine(_ bytes: [UInt8]) -> String {
    var text = ""
    var first = 0
    for index in 0...bytes.count where index == bytes.count || bytes[index] == 0x0A {
      let start = bytes.skippingBlanks(from: first, before: index)
      let end = bytes.trimmingBlanks(from: start, to: index)
      if end > start { text = CueJoiner.joined(text, bytes.text(start..<end)) }
      first = index + 1
    }
    return text
  }

  private static func reference(_ bytes: [UInt8], _ start: Int) -> ([UInt8], Int)? {
    let limit = min(bytes.count, start + 10)
    guard let semicolon = bytes[start..<limit].firstIndex(of: 0x3B) else { return nil }
    let name = bytes.text((start + 1)..<semicolon)
    let text: String?
    switch name {
    case "amp": text = "&"
    case "lt": text = "<"
    case "gt": text = ">"
    case "quot": text = "\""
    case "apos": text = "'"
    case "nbsp": text = "\u{A0}"
    case "lrm": text = "\u{200E}"
    case "rlm": text = "\u{200F}"
    default: text = numeric(name)
    }
    return text.map { (Array($0.utf8), semicolon + 1) }
  }

  private static func numeric(_ name: String) -> String? {
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let number =
      digits.lowercased().hasPrefix("x")
      ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
    guard let number, number >= 0x20, let scalar = Unicode.Scalar(number) else { return nil }
    return String(Character(scalar))
  }
}
