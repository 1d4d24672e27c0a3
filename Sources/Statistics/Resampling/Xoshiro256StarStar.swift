/// The seeded generator of every random procedure: xoshiro256** (Blackman & Vigna 2018),
/// started from one number by SplitMix64.
///
/// The derived draws below are defined here and not taken from the standard library, so that
/// a printed seed gives the same numbers with every version of Swift.
public struct Xoshiro256StarStar: RandomNumberGenerator, Hashable, Sendable {
  private var s0: UInt64
  private var s1: UInt64
  private var s2: UInt64
  private var s3: UInt64

  /// Starts the sequence of a seed; every seed is good.
  public init(seed: UInt64) {
    var state = seed
    func splitMix() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var z = state
      z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
      z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
      return z ^ (z >> 31)
    }
    s0 = splitMix()
    s1 = splitMix()
    s2 = splitMix()
    s3 = splitMix()
  }

  /// Continues from a state, which must not be all zero: that one would stay zero for ever.
  public init?(state: (UInt64, UInt64, UInt64, UInt64)) {
    guard state.0 | state.1 | state.2 | state.3 != 0 else { return nil }
    (s0, s1, s2, s3) = state
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    let result = Self.rotate(s1 &* 5, by: 7) &* 9
    let shifted = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= shifted
    s3 = Self.rotate(s3, by: 45)
    return result
  }

  /// A number from 0 up to, not including, 1: a multiple of 2⁻⁵³.
  public mutating func nextUnit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A whole number in `0..<count`, every one equally likely (Lemire 2019); 0 where `count`
  /// is below 2.
  public mutating func nextIndex(below count: Int) -> Int {
    guard count > 1 else { return 0 }
    let bound = UInt64(count)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      // The first 2⁶⁴ mod bound low halves would be one too many for some numbers.
      let excess = (0 &- bound) % bound
      while product.low < excess { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  private static func rotate(_ word: UInt64, by bits: UInt64) -> UInt64 {
    word << bits | word >> (64 - bits)
  }
}
