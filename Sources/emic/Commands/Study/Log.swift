import ArgumentParser
import Fieldwork
import ReportGenerator
import StudyStore

/// Shows the history.
struct Log: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Shows what was done, by whom, and why.",
    discussion: """
      Examples:
        emic log
        emic log --last 5
        emic log --format json
      """)

  @Option(help: ArgumentHelp("Only the last so many entries.", valueName: "n")) var last: Int?
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws { try require(last, "--last") }

  func run() throws {
    let entries = try Session.reading(options).study.journal()
    try output.answer(
      ResultTables.journal(last.map { Array(entries.suffix($0)) } ?? entries), options)
  }
}
