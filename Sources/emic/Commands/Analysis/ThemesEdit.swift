import ArgumentParser
import Fieldwork
import Foundation
import StudyStore

extension Themes {
  /// Changes a theme that is there.
  struct Edit: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "edit",
      abstract: "Changes a theme's statement, rule or codes.",
      discussion: """
        What is not named stays.

        Examples:
          emic themes edit school-holds --rule "at least 2"
          emic themes edit school-holds --contrary conditional-stay,no-way-back
          emic themes edit school-holds --statement "留住一家人的是学校。" --language zh
        """)

    @Argument(help: "The theme's exact short name.") var theme: String
    @Option(help: ArgumentHelp("The sentence.", valueName: "text")) var statement: String?
    @Option(help: ArgumentHelp("The language of the sentence, such as zh.", valueName: "tag"))
    var language = ""
    @Option(help: ArgumentHelp("'all', 'any', 'at least K', or a query.", valueName: "rule"))
    var rule: String?
    @Option(help: ArgumentHelp("The codes that the rule asks about.", valueName: "codes"))
    var required: String?
    @Option(help: ArgumentHelp("Codes that are shown and not counted.", valueName: "codes"))
    var supporting: String?
    @Option(help: ArgumentHelp("Codes that speak against it.", valueName: "codes"))
    var contrary: String?
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
      if [statement, rule, required, supporting, contrary].allSatisfy({ $0 == nil }) {
        throw ValidationError("Say what is to change: --statement, --rule, --required …")
      }
    }

    func run() throws {
      let session = try Session.writing(options)
      let book = try session.study.snapshot([]).codebook
      var changes = ThemeChanges()
      if let statement {
        changes.statements = [LocalizedText(language: language, text: statement.trimmingBlanks)]
      }
      changes.rule = try rule.map(ThemeOptions.rule)
      changes.required = try required.map { try ThemeOptions.slugs($0, in: book) }
      changes.supporting = try supporting.map { try ThemeOptions.slugs($0, in: book) }
      changes.contrary = try contrary.map { try ThemeOptions.slugs($0, in: book) }
      let done = try session.perform(EditTheme(theme, changes), writing)
      session.say(ThemeWords.done("changed \(theme)", done.entry != nil, writing))
    }
  }

  /// Writes the researcher's summary.
  struct Summarise: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "summarise",
      abstract: "Writes your summary of a theme, in your editor or from a file.",
      discussion: """
        Without a file, $VISUAL or $EDITOR opens with the summary as it is; an unchanged or broken
        off text changes nothing.

        Examples:
          emic themes summarise school-holds
          emic themes summarise school-holds --summary-file summary.txt
          echo "Parents time their plans by the last grade." | \\
            emic themes summarise school-holds --summary-file -
        """)

    @Argument(help: "The theme's exact short name.") var theme: String
    @Option(help: ArgumentHelp("The summary, or - for what is typed.", valueName: "file"))
    var summaryFile: String?
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try Session.writing(options)
      let snapshot = try session.study.snapshot(.themes)
      let old = snapshot.themes[try snapshot.theme(theme, .exact)]
      var changes = ThemeChanges()
      changes.summary =
        try summaryFile.map(AskedQuery.text) ?? EditedText.edit(old.summary, name: old.slug)
      let done = try session.perform(
        EditTheme(old.slug, changes, name: "themes summarise"), writing)
      session.say(ThemeWords.done("summarised \(old.slug)", done.entry != nil, writing))
    }
  }

  /// Writes down a judgement of a case.
  struct Judge: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "judge",
      abstract: "Keeps your judgement of a theme in one case, beside what its rule says.",
      discussion: """
        A judgement changes no count; it stands in 'themes show' and 'themes summary' beside the
        rule, with a mark where the two differ.

        Examples:
          emic themes judge school-holds HH-011 --verdict contradicts --why "She would go anyway."
          emic themes judge school-holds HH-011 --verdict none
        """)

    /// A verdict as it is typed.
    enum Verdict: String, ExpressibleByArgument, CaseIterable {
      case supports, contradicts, unclear, none
    }

    @Argument(help: "The theme's exact short name.") var theme: String
    @Argument(help: "The case's exact id.") var place: String
    @Option(help: "What the case says of the theme; none takes a judgement back.")
    var verdict: Verdict
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try Session.writing(options)
      let done = try session.perform(
        JudgeTheme(
          theme, case: place, ThemeJudgement.Verdict(rawValue: verdict.rawValue),
          why: writing.why ?? ""), writing)
      session.say(ThemeWords.done(done.summary, done.entry != nil, writing))
    }
  }

  /// Takes a theme out.
  struct RemoveTheme: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove",
      abstract: "Takes a theme out of the study; 'undo' brings it back.",
      discussion: "Example:\n  emic themes remove school-holds")

    @Argument(help: "The theme's exact short name.") var theme: String
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try Session.writing(options)
      let done = try session.perform(StudyStore.RemoveTheme(theme), writing)
      session.say(ThemeWords.done("removed \(theme)", done.entry != nil, writing))
    }
  }
}

/// What a change to a theme says of itself.
private enum ThemeWords {
  static func done(_ what: String, _ isChanged: Bool, _ writing: WritingOptions) -> String {
    what + (isChanged ? "" : writing.dryRun ? " (dry run)" : " (nothing changed)")
  }
}
