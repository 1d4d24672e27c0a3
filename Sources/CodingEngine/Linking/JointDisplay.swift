public import Fieldwork

/// Themes beside the groups of a survey variable: how many cases of each group carry each
/// theme, and one passage that shows it.
public struct JointDisplay: Sendable {
  /// One theme in one group.
  public struct Cell: Hashable, Sendable {
    /// How many of the group's cases carry the theme.
    public var share: Share
    /// The cases that carry it, in natural order.
    public var cases: [Int32]
    /// Their codings of the required codes, in reading order.
    public var rows: [Int]
    /// Codings of contrary codes in any case of the group, in reading order.
    public var contrary: [Int]
    /// A passage that shows the theme in this group; `nil` where nobody carries it.
    public var exemplar: Exemplar?
  }

  /// One theme across the groups.
  public struct Row: Sendable {
    /// The theme.
    public var theme: ThemeDefinition
    /// The rule in words.
    public var rule: String
    /// One cell per group.
    public var cells: [Cell]
  }

  /// The display when one group interview is left out.
  public struct WithoutGroup: Hashable, Sendable {
    /// The index of the group interview.
    public var transcript: Int32
    /// Its label.
    public var label: String
    /// The number of cases that remain.
    public var n: Int
    /// For each theme the share of each group; a group of which nobody remains has none.
    public var shares: [[Share?]]
  }

  /// What is counted.
  public let unit = "case"
  /// The variable.
  public let variable: Variable
  /// The groups with at least one counted case, in the order of the schema.
  public let groups: [VariableGroups.Group]
  /// One row per theme, in the order of the question.
  public let rows: [Row]
  /// The display without each group interview of several counted cases in turn.
  public let withoutGroups: [WithoutGroup]
  /// The number of cases in the display.
  public let n: Int
  /// Counted cases without a value, with the reason.
  public let missing: [LinkageAccount.Left]
  /// Interviews and cases behind the display and left out of it.
  public let account: LinkageAccount
  /// The rules about few cases that applied.
  public let rules: [SmallSampleRule]
  /// Sentences for the reader.
  public let notes: [String]

  /// Sets themes beside a variable.
  ///
  /// - Parameters:
  ///   - themes: indices into `snapshot.themes`.
  ///   - survey: index into `snapshot.surveys`.
  ///   - variable: index into the survey's variables.
  ///   - texts: the words by whose length exemplars are weighed; may be empty.
  /// - Throws: `CrosstabFailure` when the variable has no groups.
  public init(
    themes: [Int], survey: Int, variable: Int, split: CrosstabSplit = .none,
    in snapshot: StudySnapshot, texts: TextShelf
  ) throws {
    let codes = CaseCodes(snapshot)
    let account = LinkageAccount(survey: survey, codes: codes, in: snapshot)
    let groups = try VariableGroups(
      survey: survey, variable: variable, split: split, in: snapshot)
    // Who is in which group does not depend on a theme; any measure gives the same columns.
    var frame: CrosstabCounts?
    rows = themes.map { index in
      let theme = snapshot.themes[index]
      let counts = CrosstabCounts(
        cases: account.countable, groups: groups,
        measure: CaseMeasure(.theme(index), in: snapshot, codes: codes), in: snapshot)
      frame = frame ?? counts
      let choice = ExemplarChoice(theme, in: snapshot, texts: texts)
      let found = ThemeCodes(theme, in: snapshot)
      let cells = counts.columns.map { column in
        let all = column.present.cases + column.absent.cases
        return Cell(
          share: column.present.share, cases: column.present.cases, rows: column.present.rows,
          contrary: snapshot.passages(all.flatMap { found.contrary.rows(of: $0, in: codes) }),
          exemplar: choice.best(choice.candidates(rows: column.present.rows), count: 1).first)
      }
      return Row(
        theme: theme, rule: found.fullRuleWords,
        cells: cells)
    }
    self.variable = groups.variable
    self.account = account
    let shown = frame?.columns.map(\.group) ?? []
    self.groups = shown
    let inDisplay = Set(account.countable)
    withoutGroups = snapshot.groupInterviews.compactMap { transcript in
      let entry = snapshot.transcripts[Int(transcript)]
      guard Set(entry.cases).intersection(inDisplay).count > 1 else { return nil }
      return JointDisplay.without(
        transcript, themes: themes, groups: groups, shown: shown, in: snapshot)
    }
    n = frame?.n ?? 0
    missing = frame?.missing ?? []
    let question = Crosstab.Question(
      measure: .theme(0), survey: survey, variable: variable, split: split)
    let units = frame.map { CrosstabUnits($0) }
    rules =
      units.map { Crosstab.rules(question, $0, account, tests: [], same: nil, in: snapshot) } ?? []
    notes =
      (units.map { Crosstab.notes(question, $0, .groups(groups), account, in: snapshot) } ?? [])
      + [
        "\(counted(themes.count, "comparison")) in this display, "
          + "\(counted(themes.count, "theme")) by 1 variable; of many, some differ by chance alone",
        "counts tell how often it was noted, not how important it is",
      ]
  }

  private static func without(
    _ transcript: Int32, themes: [Int], groups: VariableGroups, shown: [VariableGroups.Group],
    in snapshot: StudySnapshot
  ) -> WithoutGroup {
    let codes = CaseCodes(snapshot, without: [transcript])
    var n = 0
    let shares = themes.map { index -> [Share?] in
      let counts = CrosstabCounts(
        cases: codes.countable, groups: groups,
        measure: CaseMeasure(.theme(index), in: snapshot, codes: codes), in: snapshot)
      n = counts.columns.map(\.n).reduce(0, +)
      return shown.map { group in counts.columns.first { $0.group == group }?.present.share }
    }
    return WithoutGroup(
      transcript: transcript, label: snapshot.transcripts[Int(transcript)].label, n: n,
      shares: shares)
  }
}
