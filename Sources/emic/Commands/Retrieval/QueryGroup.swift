import ArgumentParser
import Fieldwork
import ReportGenerator
import StudyStore

/// Queries that are asked again and again.
struct QueryGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "query",
    abstract: "Keeps code queries under names, to be asked as @NAME.",
    discussion: """
      Names in a saved query are exact; what it finds is computed anew each time.

      Examples:
        emic query
        emic query save anchored 'intent-to-stay same turn school-as-anchor'
        emic quotes @anchored
        emic quotes '@anchored and not under cat-work'
        emic query remove anchored
      """,
    subcommands: [List.self, Save.self, Remove.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists the saved queries.",
      discussion: "Examples:\n  emic query list\n  emic query list --format csv")
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let saved = try Session.reading(options).study.snapshot([]).savedQueries
      var table = Table(columns: [Column("name"), .prose("query")])
      for query in saved { table.append([.text(query.name), .text(query.text)]) }
      try output.answer(
        ResultTable(command: "query list", unit: "query", n: saved.count, table: table), options)
    }
  }

  struct Save: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "save", abstract: "Gives a query a name.",
      discussion: """
        Examples:
          emic query save anchored 'intent-to-stay same turn school-as-anchor'
          emic query save anchored 'theme anchor-at-a-price' --replace
        """)
    @Argument(help: "The name: one word.") var name: String
    @Argument(help: "The query.") var query: [String]
    @Flag(help: "Give a known name this query instead of its own.") var replace = false
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let saved = try SavedQuery(name: name, text: query.joined(separator: " "))
      let session = try Session.writing(options)
      let done = try session.perform(SaveQuery(saved, replaces: replace), writing)
      session.say(
        (writing.dryRun ? "would save @" : "saved @") + done.summary
          + (done.entry == nil && !writing.dryRun ? " (nothing changed)" : ""))
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove", abstract: "Forgets a saved query; 'undo' brings it back.",
      discussion: "Example:\n  emic query remove anchored")
    @Argument(help: "The exact name.") var name: String
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try Session.writing(options)
      try session.perform(RemoveQuery(name), writing)
      session.say("\(writing.dryRun ? "would remove" : "removed") @\(name)")
    }
  }
}
