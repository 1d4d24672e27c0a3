import Statistics

/// How well coders agree, code by code or over a table from elsewhere.
public struct AgreementTable: Sendable {
  /// The agreement about one code.
  public struct Row: Sendable {
    /// The code's slug, or what else is rated.
    public let name: String
    /// The units with at least two ratings.
    public let units: Int
    /// The coefficient that is the default of its kind of unit: Krippendorff's alpha, for spans
    /// |uα.
    public let alpha: Coefficient
    /// The limits of its interval over documents.
    public let low: Coefficient
    /// The limits of its interval over documents.
    public let high: Coefficient
    /// The share of pairs of ratings that agree.
    public let percent: Coefficient
    /// Agreement about the presence of the code; `nil` where nothing is present or absent.
    public let positive: Coefficient?
    /// Gwet's AC1.
    public let ac1: Coefficient
    /// The share of ratings that say the code is present.
    public let prevalence: Coefficient?
    /// The names of the coders who used the code.
    public let users: [String]
    /// All coefficients.
    public let measures: [AgreementMeasure]
  }

  /// What a unit is, in words.
  public let unit: String
  /// The names of the coders.
  public let coders: [String]
  /// One row per code: first those that two coders used, then those of one alone, each in the
  /// order of the codebook.
  public let rows: [Row]
  /// The transcripts that were compared, or the documents of a table; `nil` without.
  public let documents: Int?
  /// What a reader of the numbers must know.
  public let notes: [String]

  /// What agreement shows, in one sentence.
  public static let caveat =
    "agreement shows that coders put the codes on the same words, not that the codes are right, "
    + "and nothing about what none of them saw"
  /// How the numbers are commonly read.
  public static let convention =
    "customary reading (Krippendorff): alpha from 0.80 reliable, 0.667 to 0.80 tentative"
}

/// How many resamples an interval rests on, and from which seed.
public struct AgreementResampling: Hashable, Sendable {
  /// How many resamples of the documents are drawn.
  public var resamples: Int
  /// What the generator is started from.
  public var seed: UInt64

  /// Plans resamples.
  public init(resamples: Int = 10_000, seed: UInt64 = 1) {
    self.resamples = resamples
    self.seed = seed
  }

  var bootstrap: DocumentBootstrap { DocumentBootstrap(resamples: resamples, seed: seed) }

  /// How the intervals came about, or `nil` where none did.
  func note(_ intervals: [BootstrapInterval], documents: Int) -> String? {
    guard intervals.contains(where: { $0.lower.value != nil }) else { return nil }
    return "95 % percentile intervals from \(resamples) resamples of the \(documents) documents, "
      + "seed \(seed)"
  }
}
