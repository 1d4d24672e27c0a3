import Testing
import Workbench

/// What the bytes of a terminal mean.
@Suite struct KeyDecoderTests {
  @Test(arguments: [
    ("a", [Key.character("a")]), ("户", [.character("户")]), ("\r", [.enter]), ("\t", [.tab]),
    ("\u{7F}", [.backspace]), ("\u{1A}", [.control("z")]), ("\u{1B}[A", [.up]),
    ("\u{1B}OB", [.down]), ("\u{1B}[1;2C", [.shiftRight]), ("\u{1B}[5~", [.pageUp]),
    ("\u{1B}[Z", []), ("\u{1B}[3~", [.backspace]), ("\u{1B}[200~", []),
    ("x\u{1B}[Cy", [.character("x"), .right, .character("y")]),
  ])
  func `keys are told from bytes`(bytes: String, keys: [Key]) {
    var decoder = KeyDecoder()
    #expect(decoder.feed(Array(bytes.utf8)) == keys)
    #expect(!decoder.isWaiting)
  }

  @Test func `pieces of any size give the same keys`() {
    let bytes = Array("拆é\u{1B}[1;2D👍\u{1B}[6~q\u{1B}OA".utf8)
    var whole = KeyDecoder()
    let keys = whole.feed(bytes)
    #expect(keys.count == 7)
    for size in 1...bytes.count {
      var decoder = KeyDecoder()
      var found: [Key] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        found += decoder.feed(bytes[start..<min(start + size, bytes.count)])
      }
      #expect(found == keys, "pieces of \(size)")
    }
  }

  @Test func `an escape is a key when nothing follows`() {
    var decoder = KeyDecoder()
    #expect(decoder.feed([0x1B]) == [])
    #expect(decoder.isWaiting)
    #expect(decoder.flush() == [.escape])
    #expect(decoder.flush() == [])
    #expect(decoder.feed([0x1B, 0x1B, 0x5B, 0x41]) == [.escape, .up])
    #expect(decoder.feed([0x1B, 0x1A]) == [.escape, .control("z")])
  }

  /// What is no UTF-8 and no sequence must neither stop the keys behind it nor end the program.
  @Test func `any bytes are taken`() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      let bytes = (0..<Int.random(in: 1...40, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      var decoder = KeyDecoder()
      _ = decoder.feed(bytes)
      _ = decoder.flush()
      // Enough plain letters end whatever was begun.
      let keys = decoder.feed(Array(repeating: UInt8(ascii: "a"), count: 24))
      #expect(keys.contains(.character("a")), "\(bytes)")
    }
  }
}
