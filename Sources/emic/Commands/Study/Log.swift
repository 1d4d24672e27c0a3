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
      CSV and JSON also have the command line as it was typed, the entry that an undo or redo is
      about, and the entry by which one was undone. Times and days are UTC.

      Examples:
        emic log
        emic log --last 5
        emic log --coder bea --since 2026-10-01
        emic log --about GY-101                entries that name it
        emic log --format json
      """)

  @Option(help: ArgumentHelp("Only the last so many entries.", valueName: "n")) var last: Int?
  @Option(help: ArgumentHelp("Only entries of this day (UTC) and later.", valueName: "date"))
  var since: String?
  @Option(
    help: ArgumentHelp(
      "Only entries whose command line or summary names this: a label, code, file.",
      valueName: "word"))
  var about: String?
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    try require(last, "--last")
    if let since, CivilDate(since)?.day == nil {
      throw ValidationError("--since takes a day such as 2026-10-31, not '\(since)'.")
    }
  }

  func run() throws {
    let filter = JournalFilter(
      coder: options.coder, since: since.flatMap { CivilDate($0)?.iso }, about: about)
    let entries = filter.entries(of: try Session.reading(options).study.journal())
    try output.answer(
      ResultTables.journal(
        last.map { Array(entries.suffix($0)) } ?? entries, isFull: output.format != .table),
      options)
  }
}
