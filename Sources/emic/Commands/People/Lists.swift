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

/// Lists cases, or brings a list in.
struct Cases: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cases",
    abstract: "Lists the households, schools and offices, or brings a list of them in.",
    discussion: """
      Examples:
        emic cases
        emic cases import People/cases.csv
      """,
    subcommands: [List.self, Bring.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Lists the cases.", discussion: "Example:\n  emic cases")
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let snapshot = try Session.reading(options).study.snapshot([.turns, .codings, .surveys])
      try output.answer(EngineTables.cases(snapshot), options)
    }
  }

  struct Bring: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: "Brings a list of cases in.",
      discussion: """
        Columns: case, then optionally kind, name, site, parent; other columns become attributes.

        Example:
          emic cases import People/cases.csv
        """)
    @Argument(help: "A CSV file.") var file: String
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let rows = try CasesCSV.read(try Files.text(file), fileName: Files.name(file))
      try Session.writing(options).bring(ImportCases(rows), writing)
    }
  }
}

/// Lists sites, or brings a list in.
struct Sites: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sites",
    abstract: "Lists the places, or brings a list of them in.",
    discussion: """
      Examples:
        emic sites
        emic sites import People/sites.csv
      """,
    subcommands: [List.self, Bring.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Lists the sites.", discussion: "Example:\n  emic sites")
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      try output.answer(
        EngineTables.sites(try Session.reading(options).study.snapshot([])), options)
    }
  }

  struct Bring: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: "Brings a list of sites in.",
      discussion: """
        Columns: site, then optionally name, name_zh and the like, kind, parent.

        Example:
          emic sites import People/sites.csv
        """)
    @Argument(help: "A CSV file.") var file: String
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let rows = try SitesCSV.read(try Files.text(file), fileName: Files.name(file))
      try Session.writing(options).bring(ImportSites(rows), writing)
    }
  }
}

extension Session {
  /// Performs the import of a list and says what was new.
  func bring<Command: StudyCommand>(_ command: Command, _ writing: WritingOptions) throws
  where Command.Outcome == ListOutcome {
    let performed = try perform(command, writing)
    let outcome = performed.outcome
    say(
      "\(writing.dryRun ? "would bring in " : "")\(performed.summary)"
        + (performed.entry == nil && !writing.dryRun ? " (nothing changed)" : ""))
    if !outcome.added.isEmpty, outcome.added.count <= 20 {
      remark("new: \(outcome.added.joined(separator: ", "))")
    }
  }
}
