public import Fieldwork
import GRDB

/// What is to be different about a theme; what is not said stays.
public struct ThemeChanges: Hashable, Sendable {
  /// The statement in some languages; others stay.
  public var statements: [LocalizedText] = []
  /// The rule.
  public var rule: ThemeRule?
  /// The codes that the rule asks about.
  public var required: [String]?
  /// The codes that are shown and not counted.
  public var supporting: [String]?
  /// The codes that speak against it.
  public var contrary: [String]?
  /// The researcher's summary.
  public var summary: String?

  /// Nothing to change yet.
  public init() {}

  /// The theme with the changes.
  func applied(to theme: ThemeDefinition) -> ThemeDefinition {
    var theme = theme
    for statement in statements {
      // Without a language the first statement is meant.
      let known = theme.statements.firstIndex {
        statement.language.isEmpty || $0.language == statement.language
      }
      if let known {
        theme.statements[known].text = statement.text
      } else {
        theme.statements.append(statement)
      }
    }
    theme.rule = rule ?? theme.rule
    theme.required = required ?? theme.required
    theme.supporting = supporting ?? theme.supporting
    theme.contrary = contrary ?? theme.contrary
    theme.summary = summary ?? theme.summary
    return theme
  }
}

/// Changes a theme that is there.
public struct EditTheme: StudyCommand {
  /// The name in the journal.
  public let name: String
  private let theme: String
  private let changes: ThemeChanges

  /// Prepares changes.
  ///
  /// - Parameter name: how the journal calls it: `themes edit`, `themes summarise`.
  public init(_ theme: String, _ changes: ThemeChanges, name: String = "themes edit") {
    self.theme = theme
    self.changes = changes
    self.name = name
  }

  /// Writes the change.
  ///
  /// Throwing leaves the study as it was.
  public func apply(to writer: StudyWriter) throws -> ListOutcome {
    let all = try ThemeRows.load(writer.db)
    guard let old = all.first(where: { $0.slug == theme }) else {
      throw StudyFailure.unknown(kind: "theme", name: theme)
    }
    let new = changes.applied(to: old)
    if new == old { return ListOutcome() }
    try new.expectComplete()
    return try ImportThemes([new]).apply(to: writer)
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: ListOutcome) -> String { theme }
}

/// Takes a theme out of the study, with its judgements and the summaries of the
/// framework; memos about it stay.
public struct RemoveTheme: StudyCommand {
  /// The name in the journal.
  public let name = "themes remove"
  private let theme: String

  /// Prepares to remove a theme by its exact short name.
  public init(_ theme: String) { self.theme = theme }

  /// Writes the change.
  ///
  /// Throwing leaves the study as it was.
  public func apply(to writer: StudyWriter) throws -> ListOutcome {
    let id = try writer.requiredID(in: .theme, named: theme)
    try writer.db.execute(
      sql: """
        DELETE FROM theme_judgement WHERE theme_id = \(id);
        DELETE FROM framework_passage WHERE cell_id IN
          (SELECT id FROM framework_cell WHERE theme_id = \(id));
        DELETE FROM framework_cell WHERE theme_id = \(id);
        DELETE FROM memo_theme WHERE theme_id = \(id);
        DELETE FROM theme_code WHERE theme_id = \(id);
        DELETE FROM theme WHERE id = \(id);
        """)
    var outcome = ListOutcome()
    outcome.updated.append(theme)
    return outcome
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: ListOutcome) -> String { theme }
}

/// Writes down what the researcher judges of a theme in a case.
public struct JudgeTheme: StudyCommand {
  /// The name in the journal.
  public let name = "themes judge"
  private let theme: String
  private let place: String
  private let verdict: ThemeJudgement.Verdict?
  private let why: String

  /// Prepares a judgement.
  ///
  /// - Parameters:
  ///   - theme: the theme's exact short name.
  ///   - place: the case's exact id.
  ///   - verdict: the judgement; `nil` takes an earlier one back.
  ///   - why: the reason.
  public init(_ theme: String, case place: String, _ verdict: ThemeJudgement.Verdict?, why: String)
  {
    self.theme = theme
    self.place = place
    self.verdict = verdict
    self.why = why
  }

  /// Writes the change.
  ///
  /// Throwing leaves the study as it was.
  public func apply(to writer: StudyWriter) throws -> ListOutcome {
    let theme = try writer.requiredID(in: .theme, named: theme)
    let place = try writer.requiredID(in: .studyCase, named: place)
    if let verdict {
      guard !why.trimmingBlanks.isEmpty else {
        throw Problem(
          .usage, "a judgement needs its reason", hint: "say why: --why 'she means to leave'")
      }
      try writer.db.execute(
        sql: """
          INSERT INTO theme_judgement (theme_id, case_id, verdict, why) VALUES (?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET verdict = excluded.verdict, why = excluded.why
          WHERE verdict <> excluded.verdict OR why <> excluded.why
          """, arguments: [theme, place, verdict.rawValue, why])
    } else {
      try writer.db.execute(
        sql: "DELETE FROM theme_judgement WHERE theme_id = ? AND case_id = ?",
        arguments: [theme, place])
    }
    return ListOutcome()
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: ListOutcome) -> String {
    "\(theme), \(place): \(verdict?.rawValue ?? "no judgement")"
  }
}
