import ArgumentParser
import Exchange
import Fieldwork
import ReportGenerator
import StudyStore

/// Lists cases, or brings a list in.
struct Cases: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cases",
    abstract: "Lists the households, schools and offices, brings a list in, or selects some.",
    discussion: """
      Examples:
        emic cases
        emic cases import People/cases.csv
        emic cases select deviant 'owns_home_city ~ head_age + household_size'
      """,
    subcommands: [List.self, Bring.self, Select.self], defaultSubcommand: List.self)

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
