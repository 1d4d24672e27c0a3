import ArgumentParser
import Fieldwork
import StudyStore

extension Themes {
  /// Makes a theme of some codes by writing its statement.
  struct Define: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Makes a theme of some codes by writing its statement.",
      discussion: """
        A code cluster becomes a theme only here: somebody writes what it says. The rule tells
        when a case carries it: 'all required' (default) or 'at least K' of --codes.

        Examples:
          emic themes define school-holds --codes school-as-anchor,fee-forbearance \\
            --statement "The school, not the job, holds families in the city."
          emic themes define staying --codes intent-to-stay,belonging-here \\
            --rule "at least 1" --contrary conditional-stay --statement "They mean to stay."
        """)

    @Argument(help: "The theme's short name.") var theme: String
    @Option(help: ArgumentHelp("The codes that the rule asks about.", valueName: "codes"))
    var codes: String
    @Option(help: ArgumentHelp("The sentence.", valueName: "text")) var statement: String
    @Option(help: ArgumentHelp("The language of the sentence, such as zh.", valueName: "tag"))
    var language = ""
    @Option(help: ArgumentHelp("'all required' or 'at least K'.", valueName: "rule"))
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
      func slugs(_ names: String?) throws -> [String] {
        try commaList(names).map { book.codes[try book.resolver.index(of: $0, .exact)].slug }
      }
      guard let rule = ThemeRule(rule) else {
        throw Problem(
          .usage, "'\(rule)' is no rule", hint: "write 'all required' or 'at least K'")
      }
      let defined = try DefineTheme(
        ThemeDefinition(
          slug: theme.trimmingBlanks,
          statements: [LocalizedText(language: language, text: statement.trimmingBlanks)],
          rule: rule, required: try slugs(codes), supporting: try slugs(supporting),
          contrary: try slugs(contrary), summary: summary))
      try session.bring(defined, writing)
    }
  }
}
