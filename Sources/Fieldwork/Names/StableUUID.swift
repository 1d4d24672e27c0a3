/// A universally unique identifier, 16 bytes.
public struct StableUUID: Hashable, Sendable {
  /// The bytes in network order.
  public let bytes: [UInt8]

  /// Derives an identifier from what a record is, so that two people who build the same study
  /// from the same files get the same identifiers.
  ///
  /// Version 8 of RFC 9562 (appendix B.2: name-based with SHA-256) instead of version 5, which
  /// would ask for SHA-1 as a second hash function.
  ///
  /// - Parameter parts: the parts of the identity, first the kind of record. Lengths are part
  ///   of the hash, so `["a", "bc"]` and `["ab", "c"]` differ.
  public init(identity parts: String...) {
    var message: [UInt8] = Array("emic".utf8)
    for part in parts {
      let bytes = Array(part.utf8)
      for shift in [24, 16, 8, 0] {
        message.append(UInt8(truncatingIfNeeded: bytes.count >> shift))
      }
      message += bytes
    }
    var head = Array(SHA256Digest(of: message).bytes[0..<16])
    head[6] = head[6] & 0x0F | 0x80
    head[8] = head[8] & 0x3F | 0x80
    bytes = head
  }

  /// A random identifier (version 4) from a generator that the caller chooses.
  public init(random generator: inout some RandomNumberGenerator) {
    var drawn = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
    drawn[6] = drawn[6] & 0x0F | 0x40
    drawn[8] = drawn[8] & 0x3F | 0x80
    bytes = drawn
  }
}
