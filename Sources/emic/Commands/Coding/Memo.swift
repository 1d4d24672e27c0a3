import ArgumentParser
import CodingEngine
import Exchange
import Fieldwork
import Foundation
import ReportGenerator
import StudyStore

/// Memos: what a researcher thinks beside the material.
struct Memo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "memo",
    abstract: "Shows the memos, or brings them in from Markdown files.",
    discussion: """
      Examples:
        emic memo
        emic memo show two-kinds-of-staying
        emic memo import Memos
        emic memo export Memos
      """,
    subcommands: [List.self, Display.self, Bring.self, Export.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Lists the memos in order of writing.",
      discussion: """
        Examples:
          emic memo
          emic memo list --kind theoretical
          emic memo list --on HH-029 --format csv
        """)
    @Option(help: "Only memos of this kind.") var kind: String?
    @Option(
      help: ArgumentHelp("Only memos on this code, transcript, case or theme.", valueName: "name"))
    var on: String?
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      if let kind, !MemosMarkdown.kinds.contains(kind) {
        throw Problem(
          .usage, "no memo can be '\(kind)'",
          hint: "kinds are \(MemosMarkdown.kinds.joined(separator: ", "))")
      }
      let memos = try Session.reading(options).study.snapshot(.notes).memos.filter { memo in
        (kind ?? memo.kind) == memo.kind
          && (on.map { (memo.codes + memo.transcripts + memo.cases + memo.themes).contains($0) }
            ?? true)
      }
      try output.answer(EngineTables.memos(memos, withWords: output.format != .table), options)
    }
  }

  struct Display: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Shows one memo in full.",
      discussion: """
        Examples:
          emic memo show two-kinds-of-staying
          emic memo show two-kinds-of-staying --format json
        """)
    @Argument(help: "The memo's id.") var memo: String
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let snapshot = try Session.reading(options).study.snapshot(.notes)
      let memo = snapshot.memos[try snapshot.memo(memo)]
      switch output.format {
      case .table, .markdown:
        try output.write(MarkdownRenderer().bytes(MemoSection.document(memo)))
      default: try output.answer(EngineTables.memos([memo], withWords: true), options)
      }
    }
  }

  struct Bring: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: "Brings memos in from Markdown files.",
      discussion: """
        A file begins with a line ---, then id, kind (theoretical, methodological, reflexive, case,
        code, negative-case, storyline), title, on (codes, transcripts, cases, themes), coder and
        date, then another line --- and the words. A memo with a known id is replaced. What a memo
        is on must be in the study; else nothing is brought in.

        Examples:
          emic memo import Memos
          emic memo import first-thoughts.md --dry-run
        """)
    @Argument(help: "Files and folders.") var paths: [String]
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try Session.writing(options)
      let found = try MemoFolder.read(paths: paths)
      let snapshot = try session.study.snapshot(.themes)
      let memos = try found.map { try snapshot.resolved($0.memo, from: $0.file) }
      try session.bring(ImportMemos(memos), writing)
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Writes the memos as Markdown files into a folder, replacing those of the same id.",
      discussion: """
        Examples:
          emic memo export Memos
          emic memo export Memos --dry-run
        """)
    @Argument(help: "The folder; it is made where it is not there.") var folder: String
    @Flag(name: .customLong("dry-run"), help: "Name the files and write nothing.")
    var dryRun = false
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try Session.reading(options)
      let memos = try session.study.snapshot(.notes).memos
      let target = URL(filePath: folder, directoryHint: .isDirectory)
      let named = try memos.map { memo in
        // An id with a slash would lead out of the folder.
        guard !memo.slug.contains("/"), !memo.slug.hasPrefix(".") else {
          throw Problem(.cannotCreate, "the memo '\(memo.slug)' cannot be the name of a file")
        }
        return (path: target.appending(path: memo.slug + ".md").path, memo: memo)
      }
      if !dryRun {
        do {
          try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
        } catch {
          throw Problem(
            .cannotCreate, "the folder cannot be made", place: folder,
            hint: "name one that you may write")
        }
      }
      for (path, memo) in named {
        if !dryRun { try Files.write(Array(MemosMarkdown.write(memo).utf8), to: path) }
        session.remark("\(dryRun ? "would write" : "wrote") \(path)")
      }
      session.say("\(dryRun ? "would write" : "wrote") \(named.count) memos")
    }
  }
}
