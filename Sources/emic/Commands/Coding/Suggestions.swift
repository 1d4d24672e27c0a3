import ArgumentParser
import CodingEngine
import Fieldwork
import StudyStore

/// What rules suggest, and decisions on it.
struct Suggestions: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "suggestions",
    abstract: "Lists what rules suggest; accepts, edits and rejects it.",
    discussion: """
      'emic autocode' makes suggestions. Nothing counts them: a coding is made when one is
      accepted, by whoever accepts it. 'emic undo' opens decided ones again.

      Examples:
        emic suggestions --code paperwork-barrier
        emic suggestions review --rule papers
        emic suggestions accept s3 s7-s9
        emic suggestions reject --rule papers --transcript GY-101
      """,
    subcommands: [
      List.self, Rules.self, Review.self, Accept.self, Edit.self, Reject.self,
    ],
    defaultSubcommand: List.self)

  /// Lists suggestions.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Lists the suggestions that wait, with the words that were found.",
      discussion: """
        --status lists others: accepted (with the passage that was coded), rejected, withdrawn (its
        words were corrected), all. What is named by number is listed whatever became of it; a passage
        such as GY-101#12 names the suggestions of which its codings were made.

        Examples:
          emic suggestions
          emic suggestions --rule papers --where 'kind is household'
          emic suggestions --status accepted --format csv
          emic suggestions GY-101#12
        """)

    /// What became of the suggestions that are wanted.
    enum Choice: String, ExpressibleByArgument, CaseIterable {
      case open, accepted, rejected, withdrawn, all

      var statuses: Set<SuggestionStatus> {
        SuggestionStatus(rawValue: rawValue).map { [$0] } ?? Set(SuggestionStatus.allCases)
      }
    }

    @OptionGroup var selection: SuggestionSelection
    @Option(help: "Which: open (default), accepted, rejected, withdrawn, all.")
    var status: Choice = .open
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try Session.reading(options)
      let list = try SuggestionList(
        try selection.choice(takesPassages: true), status.statuses, .prefix, session)
      try output.answer(
        ResultTables.suggestions(
          list, status: status.rawValue, filter: selection.filter.filter,
          isForReading: output.format == .table), options)
    }
  }

  /// Lists rules.
  struct Rules: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rules",
      abstract: "Lists the rules with what became of their suggestions.",
      discussion: """
        Examples:
          emic suggestions rules
          emic suggestions rules --format csv
        """)

    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let rules = try Session.reading(options).study.suggestionRules()
      try output.answer(
        ResultTables.suggestionRules(rules, isForReading: output.format == .table), options)
    }
  }
}
