import ArgumentParser
import Fieldwork
import StudyStore

extension Themes {
  /// Makes a theme of some codes by writing its statement.
  struct Define: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "define",
      abstract: "Makes a theme of some codes by writing its statement.",
      discussion: """
        A code cluster becomes a theme only here: somebody writes what it says. The rule tells
        when a case carries it: 'all' of the required codes (default), 'any', 'at least K', or a
        code query, which some passage of the case must answer.

        Examples:
          emic themes define school-holds --codes school-as-anchor,fee-forbearance \\
            --statement "The school, not the job, holds families in the city."
          emic themes define staying --required intent-to-stay,belonging-here \\
            --rule any --contrary conditional-stay --statement "They mean to stay."
          emic themes define held-by-school --statement "The school is why they stay." \\
            --rule 'intent-to-stay same turn school-as-anchor'
        """)

    @Argument(help: "The theme's short name.") var theme: String
    @Option(
      name: [.customLong("required"), .customLong("codes")],
      help: ArgumentHelp(
        "The codes that the rule asks about (else those of the rule's query).", valueName: "codes"))
    var codes: String?
    @Option(help: ArgumentHelp("The sentence.", valueName: "text")) var statement: String
    @Option(help: ArgumentHelp("The language of the sentence, such as zh.", valueName: "tag"))
    var language = ""
    @Option(help: ArgumentHelp("'all', 'any', 'at least K', or a query.", valueName: "rule"))
    var rule = "all required"
    @Option(help: ArgumentHelp("Codes that are shown and not counted.", valueName: "codes"))
    var supporting: String?
    @Option(help: ArgumentHelp("Codes that speak against it.", valueName: "codes"))
    var contrary: String?
    @Option(help: ArgumentHelp("What the theme is about, in full.", valueName: "text"))
    var summary = ""
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try Session.writing(options)
      let book = try session.study.snapshot([]).codebook
      let rule = try ThemeOptions.rule(rule)
      var required = try ThemeOptions.slugs(codes, in: book)
      if codes == nil { required = try ThemeOptions.slugs(namedBy: rule, in: book) }
      let defined = try DefineTheme(
        ThemeDefinition(
          slug: theme.trimmingBlanks,
          statements: [LocalizedText(language: language, text: statement.trimmingBlanks)],
          rule: rule, required: required,
          supporting: try ThemeOptions.slugs(supporting, in: book),
          contrary: try ThemeOptions.slugs(contrary, in: book), summary: summary))
      try session.bring(defined, writing)
    }
  }
}
