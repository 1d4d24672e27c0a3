import ArgumentParser
import Exchange
import Fieldwork
import ReportGenerator
import StudyStore

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
