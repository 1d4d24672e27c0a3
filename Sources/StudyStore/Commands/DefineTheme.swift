public import Fieldwork

/// Makes one new theme: a statement with the codes that carry it.
public struct DefineTheme: StudyCommand {
  /// The name in the journal.
  public let name = "themes define"
  private let theme: ThemeDefinition

  /// Prepares a theme.
  ///
  /// - Throws: `Problem` without a name, a statement or a code, and for a rule that asks for
  ///   more codes than there are.
  public init(_ theme: ThemeDefinition) throws {
    guard !theme.slug.isEmpty else {
      throw Problem(.usage, "the theme has no name", hint: "give it a short one")
    }
    guard let statement = theme.statements.first, !statement.text.isEmpty else {
      throw Problem(
        .usage, "the theme '\(theme.slug)' has no statement",
        hint: "a theme is a sentence; codes that go together are only a cluster")
    }
    guard !theme.required.isEmpty else {
      throw Problem(.usage, "the theme '\(theme.slug)' has no code", hint: "name some: --codes a,b")
    }
    let needed = theme.rule.threshold(of: theme.required.count)
    guard needed <= theme.required.count else {
      throw Problem(
        .usage,
        "the rule of '\(theme.slug)' asks for \(needed) codes of \(theme.required.count)",
        hint: "take a number from 1 to \(theme.required.count)")
    }
    self.theme = theme
  }

  /// Writes the theme; throwing leaves the study as it was.
  public func apply(to writer: StudyWriter) throws -> ListOutcome {
    if try writer.id(in: .theme, named: theme.slug) != nil {
      throw Problem(
        .data, "the theme '\(theme.slug)' is there already",
        hint: "take another name, or replace it with 'emic themes import'")
    }
    return try ImportThemes([theme]).apply(to: writer)
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: ListOutcome) -> String { "themes: \(outcome.words)" }
}
