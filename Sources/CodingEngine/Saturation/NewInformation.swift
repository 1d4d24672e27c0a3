public import Fieldwork
import Statistics

/// The rule of Guest, Namey & Chen (2020) for each group of interviews, in the order of the
/// field and in random orders.
public struct NewInformation: Sendable {
  /// The numbers of the rule.
  public struct Rule: Hashable, Sendable {
    /// Interviews of the base.
    public var base: Int
    /// Interviews of a run.
    public var run: Int
    /// The threshold in percent of the base.
    public var percent: Double

    /// Names the numbers.
    public init(base: Int = 4, run: Int = 2, percent: Double = 5) {
      self.base = base
      self.run = run
      self.percent = percent
    }
  }

  /// Some interviews in a row.
  public struct Run: Hashable, Sendable {
    /// `6+2`: two interviews behind the first six.
    public let notation: String
    /// The labels.
    public let interviews: [String]
    /// The codes that appear in them for the first time.
    public let new: Int
    /// `new` over the codes of the base.
    public let ratio: Double
    /// Whether the ratio does not exceed the threshold.
    public let isBelowThreshold: Bool
  }

  /// A group.
  public struct Group: Hashable, Sendable {
    /// What its interviews have in common.
    public let name: String
    /// The number of interviews.
    public let n: Int
    /// The codes of the base, or why there is no measure.
    public let base: Coefficient
    /// All runs in order.
    public let runs: [Run]
    /// The first run at or below the threshold, as an index into `runs`.
    public let first: Int?
    /// How many interviews the first such run follows: in 5, 50, 95 of 100 random orders not
    /// more; `nil` is never.
    public let lower, median, upper: Int?
    /// The random orders in which no run is at or below the threshold; `nil` without a measure.
    public let never: Int?
  }

  /// The rule.
  public let rule: Rule
  /// The groups.
  public let groups: [Group]
  /// How many random orders, and the seed.
  public let orders: Int, seed: UInt64
  /// What a reader of the numbers must know.
  public let notes: [String]

  /// Measures every group.
  ///
  /// - Throws: `SaturationFailure.badRule`.
  public init(
    _ sequence: InterviewSequence, rule: Rule = Rule(), orders: Int = 1_000, seed: UInt64 = 1
  ) throws {
    guard let checked = InformationRule(base: rule.base, run: rule.run, percent: rule.percent)
    else { throw SaturationFailure.badRule }
    self.rule = rule
    self.orders = max(1, orders)
    self.seed = seed
    groups = sequence.groups.map { group in
      let part = sequence.incidence.selecting(group.members)
      let found = InformationRuns(new: part.accumulation.new, rule: checked)
      let isMeasured = found.base.value != nil
      let random =
        isMeasured ? RandomOrders(part, orders: max(1, orders), seed: seed, rule: checked) : nil
      let labels = group.members.map { sequence.interviews[$0].label }
      return Group(
        name: group.name, n: labels.count, base: .handing(found.base),
        runs: found.runs.map { run in
          Run(
            notation: "\(run.after)+\(rule.run)",
            interviews: run.samples.map { labels[$0 - 1] }, new: run.new, ratio: run.ratio,
            isBelowThreshold: run.isBelowThreshold)
        },
        first: found.runs.firstIndex { $0.isBelowThreshold },
        lower: random?.before?.lower, median: random?.before?.median,
        upper: random?.before?.upper, never: random?.never)
    }
    notes =
      [
        "rule of Guest, Namey & Chen 2020: base \(rule.base) interviews, runs of \(rule.run) that "
          + "overlap, threshold \(rule.percentWords) % of the codes of the base, which stays the "
          + "denominator",
        "6+\(rule.run) means: after six interviews a run of \(rule.run) brought new codes at or "
          + "below the threshold",
        "the order of the field is one of many: \(self.orders) random orders of each group, seed "
          + "\(seed); limits without interpolation, an order that stays above counts as never",
      ] + sequence.notes
  }
}

extension NewInformation.Rule {
  /// The threshold as people write it.
  public var percentWords: String {
    percent == percent.rounded() ? String(Int(percent)) : String(percent)
  }
}

/// Why a question about the course of the field has no answer.
public enum SaturationFailure: ProblemReporting, Hashable {
  /// Base, run or threshold cannot be.
  case badRule

  /// The failure in words.
  public var problem: Problem {
    switch self {
    case .badRule:
      Problem(
        .usage, "the rule needs a base and a run of at least 1 and a threshold from 0 to 100",
        hint: "for example --base 4 --run 2 --threshold 5")
    }
  }
}
