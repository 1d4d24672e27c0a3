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
        emic cases show HH-029
        emic cases fill HH-029
        emic cases select deviant 'owns_home_city ~ head_age + household_size'
        emic cases export -o cases.dta --dictionary cases.md
        emic cases check
      """,
    subcommands: [
      List.self, Show.self, Fill.self, History.self, Bring.self, Select.self, Export.self,
      Check.self,
    ],
    defaultSubcommand: List.self)

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
        Columns: case, then optionally kind, name, site, parent; other columns become attributes
        (missing:refused says why there is no value).

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

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Shows what is known of a case: each value with its source and quote.",
      discussion: "Example:\n  emic cases show HH-029")
    @Argument(help: "The case's id.") var name: String
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws { try AttributeDesk.show(.place, name, output, options) }
  }

  struct Fill: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "fill",
      abstract: "Fills in what an interview says of a case, each value with its passage.",
      discussion: """
        Without values a sheet opens in your editor with the attributes that are not yet known. A
        value that is not there says why: missing:refused (or not-asked, dont-know, not-applicable,
        not-recorded). An empty value takes it away. Passages are those of 'emic code', or
        GY-105#3; without a label they lie in the only interview.

        Examples:
          emic cases fill HH-029
          emic cases fill HH-029 rooms=3 --from 't12:"two rooms and a kitchen"'
          emic cases fill HH-029 --sheet values.txt     write the sheet and stop
          emic cases fill HH-029 --apply values.txt --dry-run
        """)
    @Argument(help: "The case's exact id.") var name: String
    @OptionGroup var filling: FillOptions

    func run() throws { try filling.run(.place, name, command: "cases fill") }
  }

  struct History: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "history",
      abstract: "Shows what the attributes of a case were, and who changed them.",
      discussion: """
        Examples:
          emic cases history HH-029
          emic cases history HH-029 rooms
        """)
    @Argument(help: "The case's id.") var name: String
    @Argument(help: "Only this attribute.") var attribute: String?
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      try AttributeDesk.history(.place, name, attribute, output, options)
    }
  }
}
