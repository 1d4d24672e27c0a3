import ArgumentParser
import Exchange
import Fieldwork
import ReportGenerator
import StudyStore

/// Official figures to set beside what people say.
struct Context: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "context",
    abstract: "Shows the official figures, or brings them in.",
    discussion: """
      Examples:
        emic context
        emic context show guiyang-migrant-children
        emic context import Surveys/context.csv
      """,
    subcommands: [List.self, Display.self, Bring.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Lists the official figures.",
      discussion: """
        Examples:
          emic context
          emic context list --place Guiyang
          emic context --format csv
        """)
    @Option(help: ArgumentHelp("Only figures of this place.", valueName: "place"))
    var place: String?
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let figures = try Session.reading(options).study.snapshot(.notes).figures.filter {
        (place ?? $0.place).foldedName == $0.place.foldedName
      }
      try output.answer(EngineTables.figures(figures), options)
    }
  }

  struct Display: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Shows one figure with its definition and source.",
      discussion: """
        Examples:
          emic context show guiyang-migrant-children
          emic context show guiyang-migrant-children --format json
        """)
    @Argument(help: "The figure's key.") var key: String
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let snapshot = try Session.reading(options).study.snapshot(.notes)
      let figure = snapshot.figures[try snapshot.figure(key)]
      guard output.format == .table else {
        return try output.answer(EngineTables.figures([figure]), options)
      }
      try output.write(Array((figure.lines.joined(separator: "\n") + "\n").utf8))
    }
  }

  struct Bring: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: "Brings official figures in from a CSV file.",
      discussion: """
        Columns: key, value, unit, year, place, definition, source. One with a known key is
        replaced.

        Examples:
          emic context import Surveys/context.csv
          emic context import Surveys/context.csv --dry-run
        """)
    @Argument(help: "A CSV file.") var file: String
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let figures = try FiguresCSV.read(try Files.text(file), fileName: Files.name(file))
      try Session.writing(options).bring(ImportFigures(figures), writing)
    }
  }
}

extension ContextFigure {
  /// The figure as a few lines, empty parts left out.
  fileprivate var lines: [String] {
    let head = [value, unit].filter { !$0.isEmpty }.joined(separator: " ")
    let where_ = [place, year].filter { !$0.isEmpty }.joined(separator: ", ")
    return [head + (where_.isEmpty ? "" : " (\(where_))"), definition]
      .filter { !$0.isEmpty } + (source.isEmpty ? [] : ["Source: \(source)"])
  }
}
