import ArgumentParser
import CodingEngine
import Fieldwork
import Foundation
import ReportGenerator
import StudyStore

/// Cases against themes, with written summaries.
struct FrameworkGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "framework",
    abstract: "Cases against themes: a written summary for each, with the quotes behind it.",
    discussion: """
      A cell holds what you wrote of a theme in a case. A ! marks one whose quotes came, went or
      have other words since. 'edit' opens the cells in your editor, each with its quotes.

      Examples:
        emic framework
        emic framework --case HH-029
        emic framework --theme school-holds --format csv
        emic framework edit --case HH-029
      """,
    subcommands: [Matrix.self, EditCells.self], defaultSubcommand: Matrix.self)

  /// Which cells are meant.
  struct CellOptions: ParsableArguments {
    @Option(
      name: .customLong("theme"),
      help: ArgumentHelp("Only this theme; may be given again.", valueName: "theme"))
    var themes: [String] = []
    @Option(
      name: .customLong("case"),
      help: ArgumentHelp("Only this case; may be given again.", valueName: "case"))
    var cases: [String] = []

    func matrix(_ session: Session, _ strictness: NameResolver.Strictness) throws
      -> FrameworkMatrix
    {
      let snapshot = try session.study.snapshot([.turns, .codings, .themes])
      guard !snapshot.themes.isEmpty else {
        throw Problem(
          .data, "the study has no themes",
          hint: "write one with 'emic themes define', or import a file of them")
      }
      let shelf = try session.shelf(snapshot.texts.indices.map { Int32($0) }, in: snapshot)
      return FrameworkMatrix(
        snapshot, written: try session.study.frameworkCells(),
        themes: themes.isEmpty ? nil : try themes.map { try snapshot.theme($0, strictness) },
        cases: cases.isEmpty
          ? nil : try cases.map { Int32(try snapshot.caseIndex($0, strictness)) },
        texts: shelf)
    }
  }

  struct Matrix: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Shows the cells: themes as columns where there is room, else one row each.",
      discussion: """
        CSV and JSON have one row for each cell; --wide has themes as columns. A file that ends in
        .html or .md is a page.

        Examples:
          emic framework --theme school-holds
          emic framework --wide --output framework.html
        """)
    @OptionGroup var cells: CellOptions
    @Flag(help: "Themes as columns, however many.") var wide = false
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let matrix = try cells.matrix(try Session.reading(options), .prefix)
      let isPage = ["html", "htm", "md", "markdown"].contains(Files.kind(output.output ?? ""))
      if isPage, output.format == .table {
        let result = EngineTables.framework(matrix, wide: true)
        try output.write(Document(title: "Framework", blocks: [.table(result.table)]))
        return
      }
      // A column of summaries needs some room to be read in.
      let room = (output.output == nil ? Console.width : nil) ?? 100
      let fits = matrix.themes.count * 26 + 12 <= room
      let isWide = wide || output.format == .markdown || (output.format == .table && fits)
      var result = EngineTables.framework(matrix, wide: isWide)
      if !isWide, output.format == .table {
        result.table = result.table.selecting(["case", "theme", "state", "summary", "stale"])
      }
      try output.answer(result, options)
    }
  }

  struct EditCells: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "edit",
      abstract: "Opens cells in your editor, each with its quotes above the summary.",
      discussion: """
        Cells with quotes or a summary are opened; an empty one where both case and theme are
        named. What the study changed meanwhile stays; where both changed one summary, nothing is
        written and the sheet is kept.

        Examples:
          emic framework edit --case HH-029
          emic framework edit --theme school-holds --sheet sheet.txt    write it and stop
          emic framework edit --apply sheet.txt                         take it
        """)
    @OptionGroup var cells: CellOptions
    @Option(
      help: ArgumentHelp("Write the sheet to a file, or - here, and stop.", valueName: "file"))
    var sheet: String?
    @Option(help: ArgumentHelp("Take a sheet from a file; - reads it here.", valueName: "file"))
    var apply: String?
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
      guard apply == nil || (sheet == nil && cells.themes.isEmpty && cells.cases.isEmpty) else {
        throw ValidationError("--apply takes what it needs from the sheet; leave the others out.")
      }
    }

    func run() throws {
      let session = try sheet == nil ? Session.writing(options) : Session.reading(options)
      let desk = FrameworkDesk(session: session, writing: writing)
      if let apply {
        let typed = apply == "-"
        let text =
          typed
          ? String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
          : try Files.text(apply)
        try desk.take(text)
        if !writing.dryRun, !typed { SheetFile.kept(at: apply, in: session.folder)?.remove() }
        return
      }
      let text = try desk.sheet(cells)
      switch sheet {
      case "-": Console.write(Array(text.utf8))
      case let path?:
        guard !FileManager.default.fileExists(atPath: path) else {
          throw Problem(
            .cannotCreate, "a file is here already", place: path,
            hint: "choose another name, or take it with --apply")
        }
        try Files.write(Array(text.utf8), to: path, isInternal: true)
        session.remark(
          "the sheet is in \(path); take it with: emic framework edit --apply \(path.shellWord)")
      case nil: try desk.edit(text)
      }
    }
  }
}
