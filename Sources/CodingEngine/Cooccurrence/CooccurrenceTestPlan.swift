/// How pairs of codes are tested.
public struct CooccurrenceTestPlan: Hashable, Sendable {
  /// Rearrangements drawn, where a test draws any.
  public var draws: Int
  /// The seed of the random generator; each pair draws from a sequence of its own that follows
  /// from the seed and the two slugs, so that the p of a pair is the same whatever else is asked.
  public var seed: UInt64
  /// Whether the distribution of a permutation is computed instead of drawn.
  public var isExact: Bool
  /// Whether a code is rotated along the turns (sentences, rows) of each transcript, which keeps
  /// long passages whole, instead of being dealt anew over them.
  public var isRotated: Bool
  /// The level above which a p is called not distinguishable.
  public let alpha = 0.05

  /// Describes how to test.
  public init(draws: Int = 9_999, seed: UInt64 = 1, isExact: Bool = false, isRotated: Bool = false)
  {
    self.draws = draws
    self.seed = seed
    self.isExact = isExact
    self.isRotated = isRotated
  }

  /// The start of the random sequence of a pair (FNV-1a over seed and slugs).
  func seed(_ first: String, _ second: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func mix(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    for shift in stride(from: 0, to: 64, by: 8) { mix(UInt8(truncatingIfNeeded: seed >> shift)) }
    for byte in first.utf8 { mix(byte) }
    mix(0)
    for byte in second.utf8 { mix(byte) }
    return hash
  }
}

/// What a test says about a pair of codes.
public struct PairTest: Hashable, Sendable {
  /// What the number of the pair would be on average without association.
  public var expected: Double
  /// One-sided p: so many or more.
  public var pAtLeast: Double
  /// One-sided p: so many or fewer.
  public var pAtMost: Double
  /// Two-sided p.
  public var p: Double
  /// p corrected for the family of pairs (Benjamini & Hochberg 1995).
  public var q: Double
}

/// Why a pair of codes is not tested.
public enum PairObstacle: String, CaseIterable, Sendable {
  /// One lies above the other in the codebook.
  case parentAndChild
  /// There are fewer than five units.
  case fewUnits
  /// A code is in fewer than two units.
  case rare
  /// Coders put the codes on a unit one each.
  case split
  /// No transcript has both codes.
  case apart
  /// Fewer than one unit with both is expected.
  case lowExpectation
  /// No outcome with these margins could reach the level.
  case unattainable

  /// The reason in words.
  public func words(_ unit: CooccurrenceUnit) -> String {
    switch self {
    case .parentAndChild: "one code lies above the other in the codebook"
    case .fewUnits: "there are fewer than 5 \(unit.noun.many)"
    case .rare:
      unit == .characters
        ? "a code has fewer than 2 stretches" : "a code is in fewer than 2 \(unit.noun.many)"
    case .split: "coders put the two codes on a \(unit.noun.one) one each"
    case .apart: "no transcript has both codes"
    case .lowExpectation: "fewer than 1 \(unit.noun.one) with both is expected"
    case .unattainable: "no arrangement could reach p ≤ 0.05"
    }
  }
}

/// The tests of all pairs of a table.
public struct CooccurrenceTests: Sendable {
  /// The test in words.
  public let method: String
  /// What a reader of the p must know.
  public let notes: [String]
  private let results: [Result]
  private let size: Int

  enum Result: Hashable, Sendable {
    case tested(PairTest)
    case obstacle(PairObstacle)
  }

  init(method: String, notes: [String], results: [Result], size: Int) {
    self.method = method
    self.notes = notes
    self.results = results
    self.size = size
  }

  /// The test of a pair of positions in the table's codes, or `nil`.
  public func test(_ first: Int, _ second: Int) -> PairTest? {
    if case .tested(let test) = result(first, second) { return test }
    return nil
  }

  /// Why a pair is not tested, or `nil`.
  public func obstacle(_ first: Int, _ second: Int) -> PairObstacle? {
    if case .obstacle(let obstacle) = result(first, second) { return obstacle }
    return nil
  }

  /// The number of pairs that are tested.
  public var tested: Int {
    results.count { if case .tested = $0 { true } else { false } }
  }

  /// The pairs that are not, by reason.
  public var untested: [(obstacle: PairObstacle, count: Int)] {
    PairObstacle.allCases.compactMap { obstacle in
      let count = results.count { $0 == .obstacle(obstacle) }
      return count > 0 ? (obstacle, count) : nil
    }
  }

  private func result(_ first: Int, _ second: Int) -> Result? {
    let (low, high) = (min(first, second), max(first, second))
    guard low >= 0, low < high, high < size else { return nil }
    // Row `low` holds the pairs with everything behind it.
    return results[low * (2 * size - low - 1) / 2 + high - low - 1]
  }
}
