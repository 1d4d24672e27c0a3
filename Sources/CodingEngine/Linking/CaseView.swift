public import Fieldwork

/// Everything that a study knows of one case: what it answered, what it said.
public struct CaseView: Sendable {
  /// The answers of a case to one survey.
  public struct Answers: Hashable, Sendable {
    /// The survey's name.
    public var survey: String
    /// The id of the participant who answered; `nil` where the case did.
    public var participant: String?
    /// The key of the record; `nil` where there is none.
    public var record: String?
    /// Why there is no record; empty where there is one.
    public var reason: String
    /// Each variable in the order of the survey, with its value in words.
    public var values: [Answer]
  }

  /// One answer.
  public struct Answer: Hashable, Sendable {
    /// The variable's name.
    public var variable: String
    /// What the variable is.
    public var label: String
    /// The value in words: its label, `missing (refused)`, or a number with its unit.
    public var words: String
    /// Whether the value is missing.
    public var isMissing: Bool
    /// Whether the value asks for extra care when it leaves the study.
    public var isSensitive: Bool
    /// Whether the schema wants it first on the page of a case.
    public var isShown: Bool
  }

  /// A code of the case.
  public struct Code: Hashable, Sendable {
    /// The slug.
    public var slug: String
    /// The name to print.
    public var name: String
    /// How many codings the case has.
    public var codings: Int
  }

  /// What is counted.
  public let unit = "coding"
  /// The case.
  public let entry: CaseEntry
  /// The answers, surveys in order.
  public let answers: [Answers]
  /// The indices of the interviews that are about the case, in order.
  public let interviews: [Int32]
  /// The codes that the case has, in the order of the codebook.
  public let codes: [Code]
  /// The codings that belong to the case, in reading order, for `quotes`.
  public let rows: [Int]
  /// The themes with what the case has of each, in the order of definition.
  public let themes: [(theme: ThemeDefinition, bearer: ThemeBearer)]
  /// Sentences for the reader.
  public let notes: [String]

  /// The number of codings.
  public var n: Int { rows.count }

  /// The slugs of the themes that the case carries.
  public var carriedThemes: [String] { themes.filter(\.bearer.carries).map(\.theme.slug) }

  /// Looks at a case.
  ///
  /// - Parameter place: the index of the case.
  public init(_ place: Int32, in snapshot: StudySnapshot) {
    self.init(place, on: CaseViewBase(snapshot))
  }

  /// Looks at a case, with what all cases share computed already.
  ///
  /// - Parameter place: the index of the case.
  public init(_ place: Int32, on base: CaseViewBase) {
    let snapshot = base.snapshot
    let caseCodes = base.codes
    entry = snapshot.cases[Int(place)]
    answers =
      snapshot.surveys.indices.filter { survey in
        // A survey of persons has nothing to say about a household.
        base.records[survey][Int(place)] != nil
          || snapshot.surveys[survey].isAbout(snapshot.cases[Int(place)])
      }.map { CaseView.answers(of: place, survey: $0, on: base) }
      + CaseView.answersOfParticipants(place, in: snapshot)
    interviews = caseCodes.interviews[Int(place)]
    rows = caseCodes.rows[Int(place)]
    let counts = caseCodes.counts(ofCase: place)
    codes = counts.indices.filter { counts[$0] > 0 }.map { index in
      let code = snapshot.codebook.codes[index]
      return Code(slug: code.slug, name: code.name, codings: counts[index])
    }
    themes = zip(snapshot.themes, base.bearers).compactMap { theme, bearers in
      bearers[place].map { (theme, $0) }
    }
    notes = CaseView.notes(place, on: base)
  }

  private static func answers(
    of place: Int32, survey: Int, on base: CaseViewBase
  ) -> Answers {
    let snapshot = base.snapshot
    let table = snapshot.surveys[survey]
    guard let record = base.records[survey][Int(place)] else {
      return Answers(
        survey: table.name, record: nil,
        reason: snapshot.reasonForNoRecord(ofCase: place, survey: survey), values: [])
    }
    return Answers(
      survey: table.name, record: table.records[record].key, reason: "",
      values: values(table, record))
  }

  /// What surveys of persons say of those who belong to the case.
  private static func answersOfParticipants(
    _ place: Int32, in snapshot: StudySnapshot
  ) -> [Answers] {
    snapshot.participantLinks.compactMap { link in
      let person = snapshot.participants[Int(link.subject)]
      guard person.cases.contains(place), let record = link.record else { return nil }
      let table = snapshot.surveys[Int(link.survey)]
      return Answers(
        survey: table.name, participant: person.id, record: table.records[Int(record)].key,
        reason: "", values: values(table, Int(record)))
    }
  }

  private static func values(_ table: SurveyTable, _ record: Int) -> [Answer] {
    zip(table.variables, table.records[record].values).map { variable, value in
      let isMissing = if case .missing = value { true } else { false }
      return Answer(
        variable: variable.name, label: variable.label, words: variable.wordedWithUnit(value),
        isMissing: isMissing, isSensitive: variable.isSensitive, isShown: variable.isShown)
    }
  }

  private static func notes(_ place: Int32, on base: CaseViewBase) -> [String] {
    let snapshot = base.snapshot
    let codes = base.codes
    let interviews = codes.interviews[Int(place)]
    var notes: [String] = []
    if interviews.isEmpty { notes.append("no interview is about this case") }
    let groups = base.groups.filter(interviews.contains)
    if !groups.isEmpty {
      notes.append(
        "group interviews: \(listed(snapshot.labels(groups))); only what speakers of this case "
          + "said is counted for it")
    }
    let uncoded = interviews.filter { !codes.codedInterviews[Int(place)].contains($0) }
    if !uncoded.isEmpty {
      notes.append("without codings: \(listed(snapshot.labels(uncoded)))")
    }
    return notes
  }
}
