/// One immutable text with fast conversion between positions.
///
/// Positions outside this type are Unicode scalars; UTF-8 bytes live only in here. The number of
/// scalars before every 128th byte is kept, so that a conversion looks at most at 128 bytes; in
/// a text of one byte per scalar it looks at none.
public struct TextBuffer: Sendable {
  /// The text as UTF-8.
  public let bytes: [UInt8]
  /// The number of Unicode scalars.
  public let scalarCount: Int32
  /// `counts[k]` scalars begin before byte `blockSize * k`.
  private let counts: [Int32]
  private static let blockSize = 128

  /// Wraps a text.
  public init(_ text: String) {
    self.init(validUTF8: Array(text.utf8))
  }

  /// Wraps bytes that are known to be valid UTF-8, such as a body read back from the store.
  public init(validUTF8 bytes: [UInt8]) {
    var counts: [Int32] = []
    counts.reserveCapacity(bytes.count / TextBuffer.blockSize + 1)
    var count: Int32 = 0
    bytes.withUnsafeBytes { buffer in
      let whole = buffer.count / TextBuffer.blockSize
      for block in 0..<whole {
        counts.append(count)
        count += TextBuffer.leads(inBlock: buffer, at: block * TextBuffer.blockSize)
      }
      if whole * TextBuffer.blockSize < buffer.count { counts.append(count) }
      for index in (whole * TextBuffer.blockSize)..<buffer.count
      where TextBuffer.isLead(buffer[index]) {
        count += 1
      }
    }
    self.init(bytes, count, counts: counts)
  }

  /// Wraps such bytes whose scalars were counted before; where each has one byte they need no
  /// counting.
  public init(validUTF8 bytes: [UInt8], scalars: Int32) {
    guard bytes.count == Int(scalars) else {
      self.init(validUTF8: bytes)
      return
    }
    self.init(bytes, scalars, counts: [])
  }

  private init(_ bytes: [UInt8], _ scalarCount: Int32, counts: [Int32]) {
    self.bytes = bytes
    self.scalarCount = scalarCount
    self.counts = counts
  }

  /// The byte at which a scalar begins; `scalarCount` gives the number of bytes.
  ///
  /// - Parameter scalar: a position in `0...scalarCount`; values outside are clamped.
  public func byte(ofScalar scalar: Int32) -> Int {
    if scalar <= 0 { return 0 }
    if scalar >= scalarCount { return bytes.count }
    if bytes.count == Int(scalarCount) { return Int(scalar) }
    let block = counts.indices.partitionPoint { counts[$0] > scalar } - 1
    var index = block * TextBuffer.blockSize
    var left = scalar - counts[block]
    while true {
      if TextBuffer.isLead(bytes[index]) {
        if left == 0 { return index }
        left -= 1
      }
      index += 1
    }
  }

  /// The scalar that begins at a byte, or that contains it.
  ///
  /// - Parameter byte: a position in `0...bytes.count`; values outside are clamped.
  public func scalar(ofByte byte: Int) -> Int32 {
    if byte <= 0 { return 0 }
    if byte >= bytes.count { return scalarCount }
    if bytes.count == Int(scalarCount) { return Int32(byte) }
    let block = byte / TextBuffer.blockSize
    var scalar = counts[block] - 1
    for index in (block * TextBuffer.blockSize)...byte where TextBuffer.isLead(bytes[index]) {
      scalar += 1
    }
    return scalar
  }

  /// The words of a span, exactly as they stand in the text.
  ///
  /// A span that reaches past the end is cut there.
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

  /// The scalars that begin in one whole block, eight bytes at a time: opening a study's texts
  /// is for the most part this loop.
  private static func leads(inBlock buffer: UnsafeRawBufferPointer, at start: Int) -> Int32 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var continuations: UInt64 = 0
    for offset in stride(from: start, to: start + blockSize, by: 8) {
      let word = buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      // A byte 10xxxxxx goes on with a scalar; at most 16 words keep each byte's sum below 256.
      continuations &+= (word >> 7) & ~(word >> 6) & ones
    }
    return Int32(blockSize) - Int32((continuations &* ones) >> 56)
  }

  /// Whether a scalar begins at a byte of this value.
  private static func isLead(_ byte: UInt8) -> Bool { Int8(bitPattern: byte) > -65 }
}
