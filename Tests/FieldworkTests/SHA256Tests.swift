import Fieldwork
import Testing

/// The examples of FIPS 180-4 and of the NIST CAVP short-message set.
@Suite struct SHA256Tests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqr"
        + "lmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ])
  func publishedDigestsComeOut(message: String, digest: String) {
    #expect(SHA256Digest(of: Array(message.utf8)).hex == digest)
  }

  @Test func aMillionLettersComeOut() {
    let digest = SHA256Digest(of: [UInt8](repeating: 97, count: 1_000_000))
    #expect(digest.hex == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func onlyThirtyTwoBytesAreADigest() {
    #expect(SHA256Digest(stored: [1, 2, 3]) == nil)
    let digest = SHA256Digest(of: [1])
    #expect(SHA256Digest(stored: digest.bytes) == digest)
  }

  @Test func identitiesDifferWhereTheirPartsDoAndCarryTheirVersion() {
    let one = StableUUID(identity: "a", "bc")
    let other = StableUUID(identity: "ab", "c")
    #expect(one != other)
    #expect(one == StableUUID(identity: "a", "bc"))
    #expect(one.bytes[6] >> 4 == 8 && one.bytes[8] >> 6 == 2)
  }
}
