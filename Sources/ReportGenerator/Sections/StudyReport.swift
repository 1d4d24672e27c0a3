public import CodingEngine
public import Fieldwork

/// The report of a study as a document: overview, themes with their quotes, what goes together,
/// a joint display of themes by a survey variable, and a page per linked case.
public struct StudyReport {
  /// The variable of the joint display.
  public struct Display: Sendable {
    var survey: Int
    var variable: Int
    var split: CrosstabSplit
    /// The snapshot of which the cases are counted, where it is not the whole.
    var limited: StudySnapshot?

    /// Names a variable.
    public init(
      survey: Int, variable: Int, split: CrosstabSplit = .none, limited: StudySnapshot? = nil
    ) {
      self.limited = limited
      self.survey = survey
      self.variable = variable
      self.split = split
    }

    /// The first variable with two labelled values that parts cases into groups and is not
    /// sensitive, or `nil`: what nobody named must be fit to be shown.
    public static func firstYesNo(
      survey: Int, in snapshot: StudySnapshot, limited: StudySnapshot? = nil
    ) -> Display? {
      let variables = snapshot.surveys[survey].variables
      let first = variables.firstIndex {
        $0.valueLabels.count == 2 && !$0.isSensitive && ![.text, .date, .multi].contains($0.kind)
      }
      return first.map { Display(survey: survey, variable: $0, limited: limited) }
    }
  }

  /// A code or theme against a variable, with the snapshot that was counted.
  public struct Comparison: Sendable {
    let crosstab: Crosstab
    let snapshot: StudySnapshot

    /// Names a comparison.
    public init(_ crosstab: Crosstab, in snapshot: StudySnapshot) {
      self.crosstab = crosstab
      self.snapshot = snapshot
    }
  }

  /// The document.
  public let document: Document

  /// Builds a report.
  ///
  /// - Parameters:
  ///   - snapshot: the whole study.
  ///   - texts: the words of all its texts.
  ///   - display: the variable of the joint display; without one there is none.
  ///   - comparisons: codes or themes against a variable, each a section.
  ///   - withCases: whether the internal case pages are in it.
  ///   - predictions: what a model of the survey expects of cases, by their index.
  ///   - withPassages: whether every coded passage stands in the appendix, where the citations
  ///     lead.
  /// - Throws: `CrosstabFailure` when the variable has no groups.
  public init(
    snapshot: StudySnapshot, texts: TextShelf, display: Display?, comparisons: [Comparison] = [],
    withCases: Bool, predictions: [Int32: CasePrediction] = [:], withPassages: Bool = true
  ) throws {
    let views = withCases ? StudyReport.views(snapshot) : []
    let citations = Citations(areLinked: withPassages, pages: Set(views.map(\.entry.id)))
    var blocks = OverviewSection.blocks(snapshot)
    if !snapshot.themes.isEmpty {
      blocks.append(.heading(1, "Themes", id: "themes"))
      blocks.append(
        .paragraph(
          "Each theme is a written statement with a rule: a case carries it when enough of its "
            + "codes are present. Counts tell how often it was noted, not how important it is."))
      for (index, theme) in snapshot.themes.enumerated() {
        blocks.append(.heading(2, theme.statement, id: "theme-\(theme.slug)"))
        blocks += ThemeSection.blocks(
          snapshot, theme: index, texts: texts, level: 3, citations: citations)
        blocks += MemoSection.blocks(snapshot, theme: theme.slug, level: 3)
      }
    }
    // Codes often meet in the same words; from here on those are printed once.
    var printed: Set<String> = []
    blocks += CooccurrenceSection.blocks(
      snapshot, texts: texts, citations: citations, printed: &printed)
    blocks += RelationSection.blocks(
      snapshot, texts: texts, citations: citations, printed: &printed)
    if let display {
      blocks += try JointDisplaySection.blocks(
        display.limited ?? snapshot, texts: texts, display: display)
    }
    blocks += comparisons.flatMap { ComparisonSection.blocks($0, citations) }
    blocks += FigureSection.blocks(snapshot)
    blocks += StudyReport.cases(views, snapshot, texts, predictions)
    blocks += AppendixSection.blocks(snapshot, passages: withPassages ? texts : nil)
    document = Document(
      title: snapshot.name, subtitle: "Report of the study", blocks: blocks)
  }

  /// The linked cases that somebody was interviewed about.
  private static func views(_ snapshot: StudySnapshot) -> [CaseView] {
    let linked = Set(snapshot.links.filter { $0.record != nil }.map(\.subject)).sorted()
    let base = CaseViewBase(snapshot)
    return linked.map { CaseView($0, on: base) }.filter { !$0.interviews.isEmpty }
  }

  private static func cases(
    _ views: [CaseView], _ snapshot: StudySnapshot, _ texts: TextShelf,
    _ predictions: [Int32: CasePrediction]
  ) -> [Block] {
    guard !views.isEmpty else { return [] }
    var blocks: [Block] = [
      .pageBreak, .heading(1, "Linked cases (internal)", id: "cases"),
      .paragraph(
        "\(counted(views.count, "case")) with an interview and a survey record, each with what was "
          + "measured beside what was said."),
    ]
    for view in views {
      blocks.append(.heading(2, CaseSection.title(view), id: "case-\(view.entry.id)"))
      let place = snapshot.cases.firstIndex { $0.id == view.entry.id }
      blocks += CaseSection.blocks(
        view, in: snapshot, texts: texts, level: 3,
        prediction: place.flatMap { predictions[Int32($0)] })
    }
    return blocks
  }
}
