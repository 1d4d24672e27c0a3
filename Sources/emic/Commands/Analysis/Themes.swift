import ArgumentParser
import CodingEngine
import Exchange
import Fieldwork
import ReportGenerator
import StudyStore

/// Themes: statements, who carries them, and the words behind them.
struct Themes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "themes",
    abstract: "Shows the themes: their rule, who carries them, and exemplar quotes.",
    discussion: """
      Examples:
        emic themes
        emic themes show anchor-at-a-price
        emic themes define staying --codes intent-to-stay --statement "They mean to stay."
        emic themes import Codebooks/themes.yaml
        emic themes export --output themes.yaml
      """,
    subcommands: [List.self, Display.self, Define.self, Bring.self, Export.self],
    defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Lists the themes with their prevalence by kind of interviewee.",
      discussion: "Examples:\n  emic themes\n  emic themes --format csv")
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let snapshot = try Session.reading(options).study.snapshot([.turns, .codings, .themes])
      try output.answer(EngineTables.themes(snapshot), options)
    }
  }

  struct Display: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Shows one theme in full, with exemplar and contrary passages.",
      discussion: """
        Examples:
          emic themes show anchor-at-a-price
          emic themes show anchor-at-a-price --where 'owns_home_city is no'
        """)
    @Argument(help: "The theme.") var theme: String
    @Option(
      name: [.short, .long],
      help: ArgumentHelp("Write to a file instead.", valueName: "file.html or file.md"))
    var output: String?
    @OptionGroup var filter: FilterOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try Session.reading(options)
      let snapshot = try filter.limit(
        try session.study.snapshot(filter.parts.union([.turns, .codings, .themes])))
      let index = try snapshot.theme(theme, .prefix)
      let shelf = try session.shelf(snapshot.texts.indices.map { Int32($0) }, in: snapshot)
      let document = ThemeSection.document(snapshot, theme: index, texts: shelf)
      try Documents.write(document, to: output)
    }
  }

  struct Bring: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: "Brings themes in from a YAML file.",
      discussion: "Example:\n  emic themes import Codebooks/themes.yaml")
    @Argument(help: "A YAML file.") var file: String
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let themes = try ThemesYAML.read(try Files.text(file), fileName: Files.name(file))
      try Session.writing(options).bring(ImportThemes(themes), writing)
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Writes the themes as YAML.",
      discussion: "Example:\n  emic themes export --output themes.yaml")
    @Option(
      name: [.short, .long], help: ArgumentHelp("Write to a file instead.", valueName: "file"))
    var output: String?
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let text = ThemesYAML.write(try Session.reading(options).study.snapshot(.themes).themes)
      if let output {
        try Files.write(Array(text.utf8), to: output)
      } else {
        Console.write(Array(text.utf8))
      }
    }
  }
}
