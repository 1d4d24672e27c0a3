import ArgumentParser
import CodingEngine
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
        emic context guiyang-migrant-children
        emic context tie guiyang-subsidy-claimed funds-not-arriving
        emic context import Surveys/context.csv
      """,
    subcommands: [List.self, Display.self, Tie.self, Bring.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Lists the official figures.",
      discussion: """
        Examples:
          emic context
          emic context guiyang-migrant-children
          emic context list --place Guiyang
          emic context --format csv
        """)
    @Argument(help: "A figure's key, to show that one.") var key: String?
    @Option(help: ArgumentHelp("Only figures of this place.", valueName: "place"))
    var place: String?
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      if let key { return try Display.show(key, query: nil, output, options) }
      let figures = try Session.reading(options).study.snapshot(.notes).figures.filter {
        (place ?? $0.place).foldedName == $0.place.foldedName
      }
      try output.answer(EngineTables.figures(figures, isText: output.isForReading), options)
    }
  }

  struct Display: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show",
      abstract: "Shows one figure with its definition and source, beside the quotes of its codes.",
      discussion: """
        The codes are those that the figure is tied to ('emic context tie'), or those of --code.

        Examples:
          emic context show guiyang-migrant-children
          emic context show guiyang-migrant-school-share-2016 --code tolerate-then-phase-out
          emic context show guiyang-subsidy-claimed -o subsidy.html
          emic context show guiyang-migrant-children --format json
        """)
    @Argument(help: "The figure's key.") var key: String
    @Option(help: ArgumentHelp("A code query instead of the figure's own.", valueName: "query"))
    var code: String?
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws { try Display.show(key, query: code, output, options) }

    /// - Parameter code: a query instead of the figure's own.
    static func show(
      _ key: String, query code: String?, _ output: OutputOptions, _ options: GlobalOptions
    ) throws {
      let session = try Session.reading(options)
      let snapshot = try session.study.snapshot()
      let figure = snapshot.figures[try snapshot.figure(key)]
      let query = code ?? figure.codes
      guard [.table, .markdown].contains(output.format) else {
        return try output.answer(EngineTables.figures([figure]), options)
      }
      if !query.isEmpty {
        let resolved = try CodeQuery(query).resolved(
          in: snapshot.queryNames, code == nil ? .exact : .prefix)
        let answer = resolved.answer(
          in: snapshot, texts: try session.shelf(for: resolved, in: snapshot))
        return try output.write(
          FigureSection.document(
            figure, query: query, answer: answer, in: snapshot,
            texts: try session.shelf(forCodings: answer.rows, in: snapshot)))
      }
      guard output.format == .table else {
        return try output.answer(EngineTables.figures([figure]), options)
      }
      try output.write(Array((figure.lines.joined(separator: "\n") + "\n").utf8))
    }
  }

  struct Tie: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "tie", abstract: "Ties a figure to the codes whose quotes stand beside it.",
      discussion: """
        Examples:
          emic context tie guiyang-subsidy-claimed funds-not-arriving
          emic context tie city-owners-share 'home-purchase-foothold or priced-out'
          emic context tie city-owners-share --none
        """)
    @Argument(help: "The figure's key.") var key: String
    @Argument(help: "A code query.") var query: [String] = []
    @Flag(help: "Tie it to nothing.") var none = false
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
      guard query.isEmpty == none else {
        throw ValidationError("Name the codes, or --none to untie the figure.")
      }
    }

    func run() throws {
      let session = try Session.writing(options)
      let snapshot = try session.study.snapshot([.themes, .notes])
      let figure = snapshot.figures[try snapshot.figure(key)]
      let text = query.joined(separator: " ")
      if !none { _ = try CodeQuery(text).resolved(in: snapshot.queryNames, .exact) }
      try session.perform(TieFigure(figure.slug, to: text), writing)
      let done = writing.dryRun ? (none ? "would untie" : "would tie") : none ? "untied" : "tied"
      session.say("\(done) \(figure.slug)" + (none ? "" : " to \(text)"))
    }
  }

  struct Bring: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: "Brings official figures in from a CSV file.",
      discussion: """
        Columns: key, value, unit, year, place, definition, source, and codes, a code query whose
        quotes stand beside the figure. One with a known key is replaced; an empty cell of codes
        leaves those that it has.

        Examples:
          emic context import Surveys/context.csv
          emic context import Surveys/context.csv --dry-run
        """)
    @Argument(help: "A CSV file.") var file: String
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let figures = try FiguresCSV.read(try Files.text(file), fileName: Files.name(file))
      let session = try Session.writing(options)
      let names = try session.study.snapshot(.themes).queryNames
      for figure in figures where !figure.codes.isEmpty {
        do {
          _ = try CodeQuery(figure.codes).resolved(in: names, .exact)
        } catch let failure as any ProblemReporting {
          var problem = failure.problem
          problem.kind = .data
          problem.place = "\(Files.name(file)), figure \(figure.slug)"
          throw problem
        }
      }
      try session.bring(ImportFigures(figures), writing)
    }
  }
}

extension ContextFigure {
  /// The figure as a few lines, empty parts left out.
  fileprivate var lines: [String] {
    [FigureSection.head(self), definition]
      .filter { !$0.isEmpty } + (source.isEmpty ? [] : ["Source: \(source)"])
  }
}
