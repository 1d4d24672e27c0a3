/// Turns the bytes of a terminal into keys, whatever the pieces in which they arrive.
///
/// Understands UTF-8 and the sequences of xterm, which tmux, the Linux console and all usual
/// programs send. A sequence that nothing is known of gives no key.
public struct KeyDecoder: Sendable {
  private var pending: [UInt8] = []

  /// Starts without anything read.
  public init() {}

  /// Whether an escape has come that may be the key of this name or the beginning of a sequence.
  ///
  /// Who reads waits a moment for more, then calls `flush`.
  public var isWaiting: Bool { pending.first == 0x1B }

  /// The keys that are complete with these bytes.
  public mutating func feed(_ bytes: some Sequence<UInt8>) -> [Key] {
    pending += bytes
    var keys: [Key] = []
    while let (key, length) = next() {
      pending.removeFirst(length)
      if let key { keys.append(key) }
    }
    return keys
  }

  /// The keys of bytes that wait for more that does not come.
  public mutating func flush() -> [Key] {
    guard isWaiting else { return [] }
    pending.removeFirst()
    return [.escape] + feed([])
  }

  /// The first key with the number of its bytes; `nil` where more bytes are needed.
  private func next() -> (key: Key?, length: Int)? {
    guard let first = pending.first else { return nil }
    switch first {
    case 0x1B: return sequence()
    case 0x0D, 0x0A: return (.enter, 1)
    case 0x09: return (.tab, 1)
    case 0x7F, 0x08: return (.backspace, 1)
    case 0x00: return (nil, 1)
    case 0x01...0x1A: return (.control(Character(Unicode.Scalar(first + 0x60))), 1)
    case 0x1C...0x1F: return (nil, 1)
    default: return scalar(first)
    }
  }

  private func scalar(_ first: UInt8) -> (key: Key?, length: Int)? {
    let length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
    guard pending.count >= length else { return nil }
    let text = String(decoding: pending.prefix(length), as: UTF8.self)
    guard let character = text.first, text.count == 1, character != "\u{FFFD}" else {
      return (nil, 1)
    }
    return (.character(character), length)
  }

  private func sequence() -> (key: Key?, length: Int)? {
    guard pending.count > 1 else { return nil }
    guard pending[1] == UInt8(ascii: "[") || pending[1] == UInt8(ascii: "O") else {
      // Somebody who types fast, or a letter with the alt key, which means nothing else here.
      return (.escape, 1)
    }
    guard let last = pending.dropFirst(2).firstIndex(where: { (0x40...0x7E).contains($0) }) else {
      return pending.count > 16 ? (nil, pending.count) : nil
    }
    let words = String(decoding: pending[2...last], as: UTF8.self)
    return (KeyDecoder.keys[words], last + 1)
  }

  private static let keys: [String: Key] = [
    "A": .up, "B": .down, "C": .right, "D": .left, "H": .home, "F": .end,
    "1~": .home, "7~": .home, "4~": .end, "8~": .end, "3~": .backspace, "5~": .pageUp,
    "6~": .pageDown, "1;2A": .shiftUp, "1;2B": .shiftDown, "1;2C": .shiftRight,
    "1;2D": .shiftLeft, "M": .enter,
  ]
}
