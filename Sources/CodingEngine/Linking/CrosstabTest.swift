import Fieldwork
import Statistics

/// What a test of two measures says, or why there is none.
public struct CrosstabTest: Hashable, Sendable {
  /// Which test.
  public var kind: AssociationMethod?
  /// The test by its name, with how its p was come by where there are several ways.
  public var method: String
  /// The statistic by its name; `nil` where the test has none of its own.
  public var statistic: AssociationEffect?
  /// Its degrees of freedom.
  public var degrees: Double?
  /// The two-sided p in full; `nil` when no p may be given.
  public var p: Double?
  /// The mid-p beside that of Fisher: less careful, closer to its level at small n.
  public var midP: Double?
  /// The standard error of p where orders were drawn.
  public var standardError: Double?
  /// p corrected for the family of tests, where there is one.
  public var q: Double?
  /// The smallest p that any table with these margins, or any order of these values, could have;
  /// `nil` where it is not known.
  public var attainableP: Double?
  /// The odds of the code in the first group against those in the second, by conditional
  /// maximum likelihood; 0 or infinite with an empty cell, `nil` with more groups.
  public var oddsRatio: Double?
  /// The exact 95 % interval of the odds ratio.
  public var oddsInterval: ClosedRange<Double>?
  /// What effects set against what: `with stay, in no against yes`; empty with more groups.
  public var direction = ""
  /// How strongly the measures belong together, first the one to read.
  public var effects: [AssociationEffect] = []
  /// Pairs of groups compared after Kruskal and Wallis: names, z, and p corrected by Holm.
  public var pairs: [Pair] = []
  /// The strata within which the measures were compared.
  public var strata: [Stratum] = []
  /// Adjusted residuals of a table, row by row, where chi-square or an exact test of it was made.
  public var residuals: [[Double?]] = []
  /// The rules that speak against a p, first the one that decides.
  public var refusals: [SmallSampleRule] = []
  /// Whether it was made all the same.
  public var isForced = false
  /// The result in words; never "no difference", never a cause.
  public var verdict: String

  /// Two groups compared after the whole (Dunn 1964).
  public struct Pair: Hashable, Sendable {
    /// Both groups.
    public var first, second: String
    /// The difference of mean ranks over its standard error.
    public var z: Double
    /// p corrected for all pairs by Holm.
    public var holm: Double
  }

  /// One stratum by itself.
  public struct Stratum: Hashable, Sendable {
    /// Its name.
    public var label: String
    /// How many of each of the two groups have what is asked about.
    public var first, second: Share
    /// The odds ratio of the sample (Woolf).
    public var oddsRatio: AssociationEffect
  }

  /// Why there is no test at all.
  init(method: String, none verdict: String) {
    self.method = method
    self.verdict = verdict
  }
}

/// How tests are made.
public struct AssociationPlan: Hashable, Sendable {
  /// The tests wanted; empty for the default.
  public var methods: [AssociationMethod]
  /// The level below which an association is reported, between 0 and 1.
  public var alpha: Double
  /// Whether a test is made against the rules for few cases; the result is stamped.
  public var isForced: Bool
  /// How many orders a permutation draws where they are too many to go through.
  public var draws: Int
  /// The seed of the drawing.
  public var seed: UInt64

  /// Plans tests.
  public init(
    methods: [AssociationMethod] = [], alpha: Double = 0.05, isForced: Bool = false,
    draws: Int = 9_999, seed: UInt64 = 1
  ) {
    self.methods = methods
    self.alpha = alpha
    self.isForced = isForced
    self.draws = draws
    self.seed = seed
  }

  /// The same with only the test that decides, for tables with something left out.
  func leading(_ data: AssociationData) -> AssociationPlan {
    var plan = self
    plan.methods = Array(methods.prefix(1))
    return plan
  }
}
