import ArgumentParser
import Exchange
import Fieldwork
import ReportGenerator
import StudyStore

/// Lists codes with counts.
struct Codes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codes",
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
