import ArgumentParser
import Fieldwork
import ReportGenerator
import StudyStore

/// Lists the transcripts.
struct Transcripts: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "transcripts",
    abstract: "Lists the transcripts with kind, date, site, turns and codings.",
    discussion: """
      Examples:
        emic transcripts
        emic transcripts --format csv --output transcripts.csv
      """)

  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let snapshot = try Session.reading(options).study.snapshot([.turns, .codings])
    try output.answer(
      EngineTables.transcripts(snapshot, isForReading: output.format == .table), options)
  }
}
