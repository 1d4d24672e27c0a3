import Fieldwork
import Statistics

/// How many codes there may be beyond those that were heard.
public struct CodeRichness: Sendable {
  /// One estimator in one group.
  public struct Line: Hashable, Sendable {
    /// The group.
    public let group: String
    /// What it is called.
    public let estimator: String
    /// Which form of it, and what it is computed from.
    public let form: String
    /// The estimate.
    public let value: Coefficient
    /// Its standard error.
    public let standardError: Coefficient
  }

  /// The sentence that belongs to every such number.
  public static let purposive =
    "these are lower bounds under random sampling; interviews chosen for a purpose and codes "
    + "made while reading are no random sample, so the numbers describe, they do not infer"

  /// The estimators, group by group.
  public let lines: [Line]
  /// The number of interviews.
  public let n: Int
  /// What a reader of the numbers must know.
  public let notes: [String]

  /// Estimates for every group.
  public init(_ sequence: InterviewSequence) {
    var notes = [CodeRichness.purposive]
    lines = sequence.groups.flatMap { group in
      let part = sequence.incidence.selecting(group.members)
      let tallies = Abundances(sequence.codings(in: group.members))
      let ace = tallies.map { CoverageEstimator($0) }
      if part.samples >= IncidenceMatrix.fewestForChao,
        let own = ace?.richness.standardError.value, let other = ace?.veganStandardError.value,
        abs(own - other) > 0.000_5
      {
        notes.append(
          "\(group.name): vegan 2.6 prints \(CodeRichness.words(other)) as the standard error of "
            + "ACE, because its derivative takes 1 - f1/(1 - n) for the coverage 1 - f1/n")
      }
      return CodeRichness.lines(group.name, part, tallies, ace)
    }
    n = sequence.interviews.count
    self.notes = notes + sequence.notes
  }

  private static func lines(
    _ group: String, _ part: IncidenceMatrix, _ tallies: Abundances?, _ ace: CoverageEstimator?
  ) -> [Line] {
    func line(_ estimator: String, _ form: String, _ found: Richness) -> Line {
      Line(
        group: group, estimator: estimator, form: form, value: .handing(found.value),
        standardError: .handing(found.standardError))
    }
    func plain(_ estimator: String, _ form: String, _ value: Coefficient) -> Line {
      Line(
        group: group, estimator: estimator, form: form, value: value,
        standardError: .undefined("a count or a share, no estimate with an error"))
    }
    // Counts of codings are refused with the interviews: a long one would stand for many.
    let isFew = part.samples < IncidenceMatrix.fewestForChao
    let few = "fewer than \(IncidenceMatrix.fewestForChao) interviews"
    func counted(_ estimator: String, _ form: String, _ found: Richness?) -> Line {
      guard let found, !isFew else {
        return Line(
          group: group, estimator: estimator, form: form, value: .undefined(few),
          standardError: .undefined(few))
      }
      return line(estimator, form, found)
    }
    return [
      plain("interviews", "N", .value(Double(part.samples))),
      plain("observed", "codes that occur", .value(Double(part.observed))),
      plain("uniques", "Q1: codes in one interview", .value(Double(part.occurring(1)))),
      plain("duplicates", "Q2: codes in two interviews", .value(Double(part.occurring(2)))),
      line("chao2", "interviews; Q2 > 0: S + (N-1)/N Q1^2/(2 Q2), as vegan", part.chao2),
      line("jackknife1", "interviews; first order, standard error as vegan", part.jackknife1),
      line("jackknife2", "interviews; second order; may lie below those observed", part.jackknife2),
      line("bootstrap", "interviews; S + sum (1-p)^N", part.bootstrapRichness),
      counted("chao1", "codings; bias-corrected, as vegan", tallies?.chao1),
      counted("chao1-classic", "codings; (n-1)/n f1^2/(2 f2), as iNEXT", tallies?.classicChao1),
      counted("ace", "codings; counts up to 10 are rare", ace?.richness),
      plain("coverage", "interviews; Chao & Jost 2012", .handing(part.coverage)),
    ]
  }

  /// Three decimals, without a formatter of the printing side.
  private static func words(_ value: Double) -> String {
    let thousandths = Int((value * 1_000).rounded())
    let rest = String(thousandths % 1_000)
    return "\(thousandths / 1_000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }
}
