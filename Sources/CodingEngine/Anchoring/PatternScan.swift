#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Bytes in which many patterns are looked up one after another.
///
/// The C library finds one byte at the speed of memory, so each pattern is searched by that of
/// its bytes that is rarest in this text; the next rarest is looked at there, and the rest only
/// where both are.
struct PatternScan: Sendable {
  /// The bytes that are searched.
  let bytes: [UInt8]
  /// How often each byte value occurs.
  private let frequencies: [Int32]

  /// Prepares a text; one pass.
  init(_ bytes: [UInt8]) {
    var frequencies = [Int32](repeating: 0, count: 256)
    bytes.withUnsafeBufferPointer { buffer in
      for byte in buffer { frequencies[Int(byte)] += 1 }
    }
    self.bytes = bytes
    self.frequencies = frequencies
  }

  /// The offsets at which a pattern begins, ascending, overlapping occurrences included.
  ///
  /// An empty pattern occurs nowhere.
  func occurrences(of pattern: [UInt8]) -> [Int] {
    guard !pattern.isEmpty, pattern.count <= bytes.count else { return [] }
    let (rarest, second) = rarestTwo(of: pattern)
    var found: [Int] = []
    bytes.withUnsafeBytes { text in
      pattern.withUnsafeBytes { wanted in
        guard let textBase = text.baseAddress, let wantedBase = wanted.baseAddress else { return }
        let lastStart = text.count - wanted.count
        var position = rarest
        while position <= lastStart + rarest,
          let hit = memchr(
            textBase + position, Int32(pattern[rarest]), lastStart + rarest - position + 1)
        {
          let here = UnsafeRawPointer(hit) - textBase
          if text[here - rarest + second] == pattern[second],
            memcmp(textBase + here - rarest, wantedBase, wanted.count) == 0
          {
            found.append(here - rarest)
          }
          position = here + 1
        }
      }
    }
    return found
  }

  /// Where the two rarest bytes of a pattern stand in it; the same place for a single byte.
  private func rarestTwo(of pattern: [UInt8]) -> (Int, Int) {
    func count(_ index: Int) -> Int32 { frequencies[Int(pattern[index])] }
    var (rarest, second) = (0, pattern.count - 1)
    for index in pattern.indices {
      if count(index) < count(rarest) {
        (rarest, second) = (index, rarest)
      } else if index != rarest, count(index) < count(second) || second == rarest {
        second = index
      }
    }
    return (rarest, second)
  }
}
