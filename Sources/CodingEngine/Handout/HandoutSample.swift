public import Fieldwork
import Statistics

/// The transcripts that a second coder gets: all, some by name, or a seeded sample.
public struct HandoutSample: Hashable, Sendable {
  /// One kind of transcript in a stratified sample.
  public struct Stratum: Hashable, Sendable {
    /// The kind, possibly empty.
    public let kind: String
    /// How many were drawn.
    public let drawn: Int
    /// How many there are.
    public let total: Int
  }

  /// The transcripts, as indices into `StudySnapshot.transcripts`, ascending.
  public let transcripts: [Int]
  /// How many there were to draw from.
  public let total: Int
  /// The kinds in order of their names, where the sample was drawn kind by kind; else empty.
  public let strata: [Stratum]

  /// Chooses transcripts.
  ///
  /// A sample is drawn without putting back by a partial Fisher–Yates shuffle of the transcripts
  /// in natural order of their labels, so that the same seed gives the same transcripts. Drawn
  /// kind by kind, every kind gets its share of the sample: one each first, where the sample is
  /// large enough, then always to the kind that is furthest below its share (Hamilton's largest
  /// remainders), the first by name on a tie.
  ///
  /// - Parameters:
  ///   - snapshot: the study.
  ///   - named: the transcripts to choose among; all when `nil`.
  ///   - size: how many to draw, from 1; all when `nil`.
  ///   - seed: what the random generator starts from.
  ///   - byKind: whether each kind of transcript gets its share.
  /// - Throws: `HandoutFailure`.
  public init(
    _ snapshot: StudySnapshot, among named: [Int]? = nil, size: Int? = nil, seed: UInt64 = 1,
    byKind: Bool = false
  ) throws(HandoutFailure) {
    let pool = Array(Set(named ?? Array(snapshot.transcripts.indices))).sorted()
    guard !pool.isEmpty else { throw .noTranscripts }
    total = pool.count
    guard let size else {
      transcripts = pool
      strata = []
      return
    }
    guard (1...pool.count).contains(size) else {
      throw .sampleTooLarge(size: size, total: pool.count)
    }
    var generator = Xoshiro256StarStar(seed: seed)
    guard byKind else {
      transcripts = HandoutSample.draw(size, from: pool, &generator)
      strata = []
      return
    }
    let kinds = Dictionary(grouping: pool) { snapshot.transcripts[$0].kind }
      .sorted { $0.key.precedesNaturally($1.key) }
    let shares = HandoutSample.shares(of: size, among: kinds.map(\.value.count))
    var drawn: [Int] = []
    for (kind, share) in zip(kinds, shares) {
      drawn += HandoutSample.draw(share, from: kind.value, &generator)
    }
    transcripts = drawn.sorted()
    strata = zip(kinds, shares).map { kind, share in
      Stratum(kind: kind.key, drawn: share, total: kind.value.count)
    }
  }

  /// How many of each stratum are drawn.
  static func shares(of size: Int, among counts: [Int]) -> [Int] {
    let total = counts.reduce(0, +)
    var shares = counts.map { _ in size >= counts.count ? 1 : 0 }
    while shares.reduce(0, +) < size {
      var next: (place: Int, lack: Int)?
      for place in counts.indices where shares[place] < counts[place] {
        // The share that is due, less what it has, in parts of the total.
        let lack = counts[place] * size - shares[place] * total
        if next.map({ lack > $0.lack }) ?? true { next = (place, lack) }
      }
      guard let next else { break }
      shares[next.place] += 1
    }
    return shares
  }

  private static func draw(
    _ size: Int, from pool: [Int], _ generator: inout Xoshiro256StarStar
  ) -> [Int] {
    var pool = pool
    for place in 0..<size {
      pool.swapAt(place, place + generator.nextIndex(below: pool.count - place))
    }
    return pool[0..<size].sorted()
  }
}

/// Why no transcripts can be handed out.
public enum HandoutFailure: ProblemReporting, Hashable {
  /// The study has none.
  case noTranscripts
  /// More were asked for than there are.
  case sampleTooLarge(size: Int, total: Int)

  /// The failure in words.
  public var problem: Problem {
    switch self {
    case .noTranscripts:
      Problem(.data, "there are no transcripts to hand out", hint: "'emic import' brings some in")
    case .sampleTooLarge(let size, let total):
      Problem(
        .data, "a sample of \(size) cannot be drawn from \(total)",
        hint: "take a number from 1 to \(total), or leave --sample away for all")
    }
  }
}
