/// How much new information runs of samples bring, measured against the first few (Guest,
/// Namey & Chen 2020, PLoS ONE 15(5): e0232076).
///
/// The base is what the first samples hold together. Runs overlap: the first begins behind the
/// base, each further one a sample later. Every run is divided by the same base.
public struct InformationRuns: Hashable, Sendable {
  /// Some samples in a row.
  public struct Run: Hashable, Sendable {
    /// How many samples came before.
    public let after: Int
    /// The samples of the run, counted from 1.
    public let samples: ClosedRange<Int>
    /// The items that appear in the run for the first time.
    public let new: Int
    /// `new` over the items of the base.
    public let ratio: Double
    /// Whether the ratio does not exceed the threshold.
    public let isBelowThreshold: Bool
  }

  /// The numbers that were asked for.
  public let rule: InformationRule
  /// The items of the base, or why there is no measure.
  public let base: Estimate
  /// All runs in order, also those behind the first that is below the threshold.
  public let runs: [Run]

  /// Measures runs.
  ///
  /// - Parameter new: the number of items that each sample brings for the first time.
  public init(new: [Int], rule: InformationRule) {
    self.rule = rule
    let items = new.prefix(rule.base).reduce(0, +)
    guard new.count >= rule.needed else {
      base = .undefined(reason: "fewer than \(rule.base) + \(rule.run) interviews")
      runs = []
      return
    }
    guard items > 0 else {
      base = .undefined(reason: "nothing occurs in the first \(rule.base)")
      runs = []
      return
    }
    base = .value(Double(items))
    runs = (rule.base...(new.count - rule.run)).map { before in
      let count = new[before..<(before + rule.run)].reduce(0, +)
      return Run(
        after: before, samples: (before + 1)...(before + rule.run), new: count,
        ratio: Double(count) / Double(items),
        isBelowThreshold: rule.accepts(count, ofBase: items))
    }
  }

  /// The first run below the threshold, or `nil`.
  public var first: Run? { runs.first { $0.isBelowThreshold } }

  /// `6+2`: after six samples a run of two was below the threshold; `nil` where none is.
  public var notation: String? { first.map { "\($0.after)+\(rule.run)" } }
}
