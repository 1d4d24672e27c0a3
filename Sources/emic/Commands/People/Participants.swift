import ArgumentParser
import Exchange
import Fieldwork
import ReportGenerator
import StudyStore

/// Lists participants, or brings a list in.
struct Participants: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "participants",
    abstract: "Lists those who speak, or brings a list of them in.",
    discussion: """
      Examples:
        emic participants
        emic participants import People/participants.csv
      """,
    subcommands: [List.self, Bring.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Lists the participants.", discussion: "Example:\n  emic participants")
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      try output.answer(
        EngineTables.participants(try Session.reading(options).study.snapshot([])), options)
    }
  }

  struct Bring: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: "Brings a list of participants in.",
      discussion: """
        Columns: participant, then optionally transcript, speaker (the label there), role, case,
        name; other columns become attributes.

        Example:
          emic participants import People/participants.csv
        """)
    @Argument(help: "A CSV file.") var file: String
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let rows = try ParticipantsCSV.read(try Files.text(file), fileName: Files.name(file))
      try Session.writing(options).bring(ImportParticipants(rows), writing)
    }
  }
}
