import ArgumentParser
import Exchange
import Fieldwork
import ReportGenerator
import StudyStore

/// The codes one by one: counts, and everything that can happen to a code over time.
struct Codes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codes",
    abstract: "Lists the codes with their counts; makes, changes, merges and splits codes.",
    discussion: """
      Every change is one entry of the journal and can be undone; commands that change a code take
      its exact id or name.

      Examples:
        emic codes --rollup
        emic codes add long-walk --under cat-school-gate --short "A long way to school."
        emic codes merge no-way-back conditional-stay --into intent-to-stay --dry-run
        emic codes history intent-to-stay
      """,
    subcommands: [
      List.self, Add.self, Rename.self, Move.self, Edit.self, Retire.self, MergeInto.self,
      Split.self, History.self,
    ],
    defaultSubcommand: List.self)

  /// Lists codes with counts.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Lists the codes with their counts.",
      discussion: """
        Own codings of each code, all coders; --rollup adds everything below it. In a table the
        codes stand as a tree.

        Examples:
          emic codes
          emic codes --rollup --format csv
          emic codes --coders gold
        """)

    @Flag(help: "Add what lies below each code.") var rollup = false
    @Option(help: ArgumentHelp("Whose codings: pooled, or a coder's name.", valueName: "who"))
    var coders = "pooled"
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let snapshot = try Session.reading(options).study.snapshot([.turns, .codings])
      let choice = try snapshot.coders(coders)
      let table = EngineTables.codes(
        snapshot, coders: choice, rollup: rollup, asTree: output.format == .table)
      try output.answer(table, options)
    }
  }
}

extension StudySnapshot {
  /// The code that a command which writes means: its exact id or name.
  func exactCode(_ name: String) throws -> CodeDefinition {
    codebook.codes[try codebook.resolver.index(of: name, .exact)]
  }
}
