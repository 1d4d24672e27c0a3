public import Fieldwork

/// The researcher's judgements of a theme beside what its rule says.
public struct ThemeJudgements: Hashable, Sendable {
  /// One case.
  public struct Row: Hashable, Sendable {
    /// The case's id.
    public var caseID: String
    /// Whether it carries the theme by the rule; `nil` for a case without codings.
    public var carries: Bool?
    /// What the researcher judged.
    public var judgement: ThemeJudgement

    /// Whether rule and judgement say different things.
    public var differs: Bool {
      switch judgement.verdict {
      case .supports: carries != true
      case .contradicts: carries == true
      case .unclear: false
      }
    }
  }

  /// The judged cases in natural order.
  public let rows: [Row]

  /// Sets judgements beside a report.
  public init(_ report: ThemeReport, in snapshot: StudySnapshot) {
    let carries = Dictionary(
      report.cases.map { ($0.index, $0.carries) }, uniquingKeysWith: { first, _ in first })
    rows = snapshot.themeJudgements.filter { $0.theme == report.theme.slug }
      .sorted { $0.caseIndex < $1.caseIndex }
      .map {
        Row(
          caseID: snapshot.cases[Int($0.caseIndex)].id, carries: carries[$0.caseIndex],
          judgement: $0)
      }
  }

  /// How many cases were judged so.
  public func count(_ verdict: ThemeJudgement.Verdict) -> Int {
    rows.count { $0.judgement.verdict == verdict }
  }
}
