/// One immutable text with fast conversion between positions.
///
/// Positions outside this type are Unicode scalars; UTF-8 bytes live only in here. The byte
/// of every 64th scalar is kept, so that a conversion scans at most 63 scalars.
public struct TextBuffer: Sendable {
  /// The text as UTF-8.
  public let bytes: [UInt8]
  /// The number of Unicode scalars.
  public let scalarCount: Int32
  /// `stops[k]` is the byte at which scalar `64 * k` begins.
  private let stops: [Int32]

  /// Wraps a text.
  public init(_ text: String) {
    self.init(validUTF8: Array(text.utf8))
  }

  /// Wraps bytes that are known to be valid UTF-8, such as a body read back from the store.
  public init(validUTF8 bytes: [UInt8]) {
    var stops: [Int32] = []
    stops.reserveCapacity(bytes.count / 64 + 1)
    var count: Int32 = 0
    bytes.withUnsafeBufferPointer { buffer in
      for index in 0..<buffer.count where buffer[index] & 0xC0 != 0x80 {
        if count & 63 == 0 { stops.append(Int32(index)) }
        count += 1
      }
    }
    self.bytes = bytes
    self.scalarCount = count
    self.stops = stops
  }

  /// The byte at which a scalar begins; `scalarCount` gives the number of bytes.
  ///
  /// - Parameter scalar: a position in `0...scalarCount`; values outside are clamped.
  public func byte(ofScalar scalar: Int32) -> Int {
    if scalar <= 0 { return 0 }
    if scalar >= scalarCount { return bytes.count }
    var index = Int(stops[Int(scalar >> 6)])
    var left = scalar & 63
    while left > 0 {
      index += TextBuffer.width(ofLead: bytes[index])
      left -= 1
    }
    return index
  }

  /// The scalar that begins at a byte, or that contains it.
  ///
  /// - Parameter byte: a position in `0...bytes.count`; values outside are clamped.
  public func scalar(ofByte byte: Int) -> Int32 {
    if byte <= 0 { return 0 }
    if byte >= bytes.count { return scalarCount }
    var low = 0
    var high = stops.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if Int(stops[middle]) <= byte { low = middle } else { high = middle - 1 }
    }
    var index = Int(stops[low])
    var scalar = Int32(low) << 6
    while index < byte {
      index += TextBuffer.width(ofLead: bytes[index])
      if index <= byte { scalar += 1 }
    }
    return scalar
  }

  /// The words of a span, exactly as they stand in the text. A span that reaches past the end
  /// is cut there.
  public func words(in span: Span) -> String {
    let first = byte(ofScalar: span.start)
    let last = byte(ofScalar: span.end)
    return String(decoding: bytes[first..<last], as: UTF8.self)
  }

  /// The whole text.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether a span lies inside the text.
  public func holds(_ span: Span) -> Bool { span.end <= scalarCount }

  /// The SHA-256 of the UTF-8 bytes, the identity of a text version.
  public var digest: SHA256Digest { SHA256Digest(of: bytes) }

  private static func width(ofLead byte: UInt8) -> Int {
    if byte < 0x80 { return 1 }
    if byte < 0xE0 { return 2 }
    return byte < 0xF0 ? 3 : 4
  }
}
