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
    try theme.expectComplete()
    self.theme = theme
  }

  /// Writes the theme; throwing leaves the study as it was.
  public func apply(to writer: StudyWriter) throws -> ListOutcome {
    if try writer.id(in: .theme, named: theme.slug) != nil {
      throw Problem(
        .data, "the theme '\(theme.slug)' is there already",
        hint: "take another name, or change it with 'emic themes edit'")
    }
    return try ImportThemes([theme]).apply(to: writer)
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: ListOutcome) -> String { "themes: \(outcome.words)" }
}

extension ThemeDefinition {
  /// Refuses a theme without a statement or a code, and a rule that nobody can fulfil.
  func expectComplete() throws {
    guard let statement = statements.first, !statement.text.isEmpty else {
      throw Problem(
        .usage, "the theme '\(slug)' has no statement",
        hint: "a theme is a sentence; codes that go together are only a cluster")
    }
    guard !required.isEmpty else {
      throw Problem(.usage, "the theme '\(slug)' has no code", hint: "name some: --required a,b")
    }
    let needed = rule.threshold(of: required.count)
    guard needed <= required.count else {
      throw Problem(
        .usage, "the rule of '\(slug)' asks for \(needed) codes of \(required.count)",
        hint: "take a number from 1 to \(required.count)")
    }
  }
}
