public import Fieldwork

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whether the figures of a printed logistic regression table belong together: odds ratios to
/// coefficients, stars to p.
public struct RegressionTableCheck: Sendable {
  /// How an odds ratio stands to its coefficient.
  public enum Verdict: String, Sendable {
    /// Some numbers that are printed so belong together.
    case fits = "ok"
    /// None do, but they differ by the tolerance or less.
    case lastDigit = "last digit"
    /// They differ by more.
    case mismatch
    /// One of both is not printed.
    case unknown = "not printed"
  }

  /// One row.
  public struct Row: Hashable, Sendable {
    /// The row of the table.
    public var term: PublishedModel.Term
    /// e^b, between the ends that rounding leaves open; `nil` without b.
    public var recomputed, low, high: Double?
    /// How the printed odds ratio stands to it.
    public var verdict: Verdict
    /// The stars that p has; `nil` where none are printed or p is not.
    public var stars: String?
    /// Whether they are those printed; `nil` where that cannot be told.
    public var starsFit: Bool?
    /// By how many percent the odds change: 100(e^b − 1).
    public var oddsChange: Double?
  }

  /// The rows in the order of the table.
  public let rows: [Row]
  /// Sentences for the reader, first the result.
  public let notes: [String]

  /// Odds ratios that are further than this from e^b are wrong whatever was rounded.
  public static let customaryTolerance = 0.01

  /// Checks a table.
  ///
  /// - Parameter tolerance: above this distance from e^b an odds ratio is a mismatch.
  public init(_ model: PublishedModel, tolerance: Double = customaryTolerance) {
    rows = model.terms.map { RegressionTableCheck.row($0, model.stars, tolerance) }
    notes = RegressionTableCheck.notes(rows, model, tolerance)
  }

  private static func row(
    _ term: PublishedModel.Term, _ stars: [PublishedModel.Stars], _ tolerance: Double
  ) -> Row {
    var row = Row(
      term: term, recomputed: nil, low: nil, high: nil, verdict: .unknown, stars: nil,
      starsFit: nil, oddsChange: term.oddsRatio.map { 100 * ($0.value - 1) })
    if let b = term.coefficient {
      let half = b.roundingError
      let (low, high) = (exp(b.value - half), exp(b.value + half))
      (row.recomputed, row.low, row.high) = (exp(b.value), low, high)
      row.oddsChange = 100 * expm1(b.value)
      if let printed = term.oddsRatio {
        let room = printed.roundingError * (1 + 1e-9)
        if printed.value + room >= low, printed.value - room <= high {
          row.verdict = .fits
        } else {
          row.verdict = abs(printed.value - exp(b.value)) > tolerance ? .mismatch : .lastDigit
        }
      }
    }
    if let p = term.p {
      let own = stars.first { p.value < $0.below }?.mark ?? ""
      row.stars = own
      if let printed = term.stars {
        // At a limit rounding leaves open which side p was on.
        let others = [p.value - p.roundingError, p.value + p.roundingError].map { p in
          stars.first { p < $0.below }?.mark ?? ""
        }
        row.starsFit = printed == own || others.contains(printed)
      }
    }
    return row
  }

  private static func notes(
    _ rows: [Row], _ model: PublishedModel, _ tolerance: Double
  ) -> [String] {
    func names(_ verdict: Verdict) -> [String] {
      rows.filter { $0.verdict == verdict }.map(\.term.name)
    }
    let checked = rows.count { $0.verdict != .unknown }
    let wrong = names(.mismatch)
    var notes = [
      "\(wrong.count) of \(counted(checked, "odds ratio")) "
        + "do not belong to their coefficients" + (wrong.isEmpty ? "" : ": ")
        + wrong.joined(separator: ", ")
    ]
    let near = names(.lastDigit)
    if !near.isEmpty {
      notes.append(
        "\(near.count) more at the last printed digit, which rounding does not explain: "
          + near.joined(separator: ", "))
    }
    let starred = rows.filter { $0.starsFit != nil }
    let wrongStars = starred.filter { $0.starsFit == false }
    if !starred.isEmpty {
      notes.append(
        "stars that do not belong to their p: \(wrongStars.count) of \(starred.count)"
          + (wrongStars.isEmpty ? "" : " (\(listed(wrongStars.map(\.term.name))))"))
    }
    let zeros = rows.filter { $0.term.p?.value == 0 }
    if !zeros.isEmpty {
      let limit = zeros.compactMap { $0.term.p?.text.split(separator: ".").last?.count }.max() ?? 3
      let least = "0." + String(repeating: "0", count: max(0, limit - 1)) + "1"
      notes.append(
        "p is never 0: write p < \(least) (\(listed(zeros.map(\.term.name))))")
    }
    notes.append(
      "odds_change is 100(e^b − 1) percent of the odds, not of a probability; b × 100 is neither")
    notes.append(
      "a mismatch is more than \(plainNumber(tolerance)) from e^b; e^b lies between low and high, "
        + "whatever of b was rounded away")
    return notes
  }
}
