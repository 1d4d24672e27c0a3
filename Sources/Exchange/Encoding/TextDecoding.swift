/// A text as it came out of a file: decoded, without byte order mark, with LF line ends.
public struct DecodedText: Sendable {
  /// The words; line ends are LF, a byte order mark is removed, everything else as written.
  public var text: String
  /// The encoding that was found or given, such as `UTF-8` or `GB18030`.
  public var encoding: String
  /// What was in doubt, in words for the researcher; empty when nothing was.
  public var notes: [String]

  /// Describes a decoded text.
  public init(text: String, encoding: String, notes: [String] = []) {
    self.text = text
    self.encoding = encoding
    self.notes = notes
  }
}

/// Finds the encoding of a text file and decodes it.
///
/// The order: byte order mark; strict UTF-8; UTF-16 by its pattern of NUL bytes; then the
/// legacy encoding under which the bytes are likeliest (see `EncodingLikelihood`), never merely
/// one that "decodes without error": GBK bytes decode without error as Big5.
public enum TextDecoding {
  /// Decodes the bytes of a file.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - declared: an encoding that the caller insists on, such as `gbk` or `windows-1251`;
  ///     it wins over every guess.
  /// - Throws: `TextDecodingError` for binary data, an unknown name, or bytes that the declared
  ///   encoding cannot hold.
  public static func decode(_ bytes: [UInt8], declared: String? = nil) throws -> DecodedText {
    if let declared, !declared.isEmpty {
      guard let encoding = TextEncoding(named: declared) else {
        throw TextDecodingError.unknownEncoding(declared)
      }
      return try decode(bytes, as: encoding)
    }
    if let kind = FileSignature.kind(of: bytes) { throw TextDecodingError.binary(kind) }
    if let marked = byByteOrderMark(bytes) { return try decode(bytes, as: marked) }
    let scan = UTF8Scan(bytes)
    if scan.isValid {
      if let found = utf16WithoutMark(bytes, scan) { return found }
      if scan.nuls > 0 { throw TextDecodingError.binary("data with NUL bytes, not text") }
      if scan.controls > max(8, bytes.count / 100) {
        throw TextDecodingError.binary("data, not text")
      }
      return DecodedText(text: LineEnds.text(of: bytes), encoding: TextEncoding.utf8.name)
    }
    if let found = utf16WithoutMark(bytes, scan) { return found }
    if scan.looksLikeDamagedUTF8 { return damaged(bytes, scan) }
    return try legacy(bytes, scan)
  }

  private static func byByteOrderMark(_ bytes: [UInt8]) -> TextEncoding? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
    if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
    if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
    return nil
  }

  private static func decode(_ bytes: [UInt8], as encoding: TextEncoding) throws -> DecodedText {
    let mark = byByteOrderMark(bytes)
    var body = bytes
    if mark == encoding { body.removeFirst(encoding == .utf8 ? 3 : 2) }
    if encoding == .utf8 {
      let scan = UTF8Scan(body)
      if scan.nuls > 0 { throw TextDecodingError.binary("data with NUL bytes, not text") }
      return scan.isValid
        ? DecodedText(text: LineEnds.text(of: body), encoding: encoding.name)
        : damaged(body, scan)
    }
    guard let text = encoding.decode(body) else {
      throw TextDecodingError.notInEncoding(encoding.name)
    }
    let plain = LineEnds.text(of: Array(text.utf8))
    if plain.utf8.contains(0) { throw TextDecodingError.binary("data with NUL bytes, not text") }
    var notes: [String] = []
    if let mark, mark != encoding {
      notes.append("read as \(encoding.name) as told, though it begins with a mark of \(mark.name)")
    }
    return DecodedText(text: plain, encoding: encoding.name, notes: notes)
  }

  /// Text in UTF-16 whose ASCII characters show as NUL bytes on one side only.
  private static func utf16WithoutMark(_ bytes: [UInt8], _ scan: UTF8Scan) -> DecodedText? {
    guard scan.nuls > 0, bytes.count % 2 == 0 else { return nil }
    let (even, odd) = (scan.evenNuls, scan.nuls - scan.evenNuls)
    // Text without any blank, digit or line end has no NUL at all; one in a hundred is little.
    guard max(even, odd) * 50 >= bytes.count / 2, min(even, odd) * 50 <= max(even, odd) else {
      return nil
    }
    let encoding: TextEncoding = odd > even ? .utf16LittleEndian : .utf16BigEndian
    guard let text = encoding.decode(bytes) else { return nil }
    let decoded = Array(text.utf8)
    let inner = UTF8Scan(decoded)
    guard inner.nuls == 0, inner.controls * 100 <= decoded.count else { return nil }
    return DecodedText(text: LineEnds.text(of: decoded), encoding: encoding.name)
  }

  private static func damaged(_ bytes: [UInt8], _ scan: UTF8Scan) -> DecodedText {
    let line = bytes[..<scan.firstError].reduce(into: 1) { $0 += $1 == 0x0A ? 1 : 0 }
    let note =
      "UTF-8 with \(scan.errors) damaged byte(s), the first in line \(line); each is shown as "
      + "U+FFFD; if that is wrong, name the encoding"
    return DecodedText(
      text: LineEnds.text(of: bytes), encoding: TextEncoding.utf8.name, notes: [note])
  }

  private static func legacy(_ bytes: [UInt8], _ scan: UTF8Scan) throws -> DecodedText {
    if scan.nuls > 0 { throw TextDecodingError.binary("data with NUL bytes, not text") }
    if scan.controls > max(8, bytes.count / 100) {
      throw TextDecodingError.binary("data, not text")
    }
    let ranked = EncodingLikelihood.rank(bytes)
    for (position, candidate) in ranked.enumerated() {
      guard let text = candidate.encoding.decode(bytes) else { continue }
      var notes: [String] = []
      let rivals = ranked[(position + 1)...].filter {
        $0.score > candidate.score - EncodingLikelihood.doubtfulMargin
          && $0.encoding.decode(bytes) != text
      }
      if let rival = rivals.first {
        notes.append(
          "the encoding is a guess: \(candidate.encoding.name), but \(rival.encoding.name) fits "
            + "almost as well; name the encoding if words look wrong")
      }
      return DecodedText(
        text: LineEnds.text(of: Array(text.utf8)), encoding: candidate.encoding.name, notes: notes)
    }
    guard let text = TextEncoding.latin1.decode(bytes) else { throw TextDecodingError.undecodable }
    return DecodedText(
      text: LineEnds.text(of: Array(text.utf8)), encoding: TextEncoding.latin1.name,
      notes: ["no known encoding fits; read as ISO-8859-1, name the encoding if words look wrong"])
  }
}
