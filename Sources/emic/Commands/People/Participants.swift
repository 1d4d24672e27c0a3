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
        emic participants show GY-105-A
        emic participants fill GY-105-A
      """,
    subcommands: [List.self, Show.self, Fill.self, History.self, Bring.self],
    defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Lists the participants.", discussion: "Example:\n  emic participants")
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      try output.answer(
        EngineTables.participants(try Session.reading(options).study.snapshot([.surveys])), options)
    }
  }

  struct Bring: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: "Brings a list of participants in.",
      discussion: """
        Columns: participant, then optionally transcript, speaker (the label there), role, case,
        name; other columns become attributes
        (missing:refused says why there is no value).

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

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Shows what is known of a participant: each value with its source and quote.",
      discussion: "Example:\n  emic participants show GY-105-A")
    @Argument(help: "The participant's id.") var name: String
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws { try AttributeDesk.show(.participant, name, output, options) }
  }

  struct Fill: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "fill",
      abstract: "Fills in what an interview says of a participant, each value with its passage.",
      discussion: """
        Without values a sheet opens in your editor with the attributes that are not yet known. A
        value that is not there says why: missing:refused (or not-asked, dont-know, not-applicable,
        not-recorded). An empty value takes it away. Passages are those of 'emic code', or
        GY-105#3; without a label they lie in the only interview.

        Examples:
          emic participants fill GY-105-A
          emic participants fill GY-105-A age=47 --from t2
          emic participants fill GY-105-A --sheet values.txt     write the sheet and stop
          emic participants fill GY-105-A --apply values.txt --dry-run
        """)
    @Argument(help: "The participant's exact id.") var name: String
    @OptionGroup var filling: FillOptions

    func run() throws { try filling.run(.participant, name, command: "participants fill") }
  }

  struct History: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "history",
      abstract: "Shows what the attributes of a participant were, and who changed them.",
      discussion: """
        Examples:
          emic participants history GY-105-A
          emic participants history GY-105-A age
        """)
    @Argument(help: "The participant's id.") var name: String
    @Argument(help: "Only this attribute.") var attribute: String?
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      try AttributeDesk.history(.participant, name, attribute, output, options)
    }
  }
}
