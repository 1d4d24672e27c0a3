import ArgumentParser
import CodingEngine
import Exchange
import Fieldwork
import Foundation
import ReportGenerator
import StudyStore

extension Memo {
  /// Writes memos out: a document, or a folder of files.
  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Writes the memos as one document, or into a folder as Markdown files.",
      discussion: """
        Without a folder the memos are one document with the words of the passages that they are
        on: Markdown, HTML by the ending of --output, rows as CSV or JSON by --format. With a folder
        each memo is a file that 'memo import' reads again; files of the same id are replaced.

        Examples:
          emic memo export
          emic memo export --order object --output memos.html
          emic memo export --kind theoretical --format markdown
          emic memo export Memos
          emic memo export Memos --dry-run
        """)

    /// In which order a document tells them.
    enum Order: String, ExpressibleByArgument, CaseIterable {
      case time, object

      var order: MemoBook.Order { self == .time ? .time : .object }
    }

    @Argument(help: "A folder for one file each; it is made where it is not there.")
    var folder: String?
    @Option(help: "Whether a document follows the time of writing or what the memos are on.")
    var order: Order = .time
    @Flag(help: "In a document, the notes on single codings, too.") var notes = false
    @Flag(name: .customLong("dry-run"), help: "Name the files of a folder and write nothing.")
    var dryRun = false
    @OptionGroup var choice: MemoChoiceOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
      if folder != nil, output.output != nil || output.format != .table || notes {
        throw ValidationError(
          "Name a folder, or take --output, --format or --notes for a document.")
      }
      if folder == nil, dryRun { throw ValidationError("--dry-run is for a folder.") }
    }

    func run() throws {
      let session = try Session.reading(options)
      let isDocument = folder == nil && [.table, .markdown].contains(output.format)
      let snapshot = try session.study.snapshot(
        isDocument ? [.turns, .codings, .themes, .notes] : [.themes, .notes])
      let memos = try choice.memos(in: snapshot, session, withNotes: notes)
      if let folder {
        try write(memos, into: folder, session)
      } else if isDocument {
        let shelf = try session.shelf(forMemos: memos, in: snapshot)
        let book = MemoBook(memos, in: snapshot, texts: shelf)
        try output.write(book.document(order.order))
      } else {
        try output.answer(EngineTables.memos(memos, withWords: true), options)
      }
    }

    private func write(_ memos: [MemoDefinition], into folder: String, _ session: Session) throws {
      let target = URL(filePath: folder, directoryHint: .isDirectory)
      let named = try memos.filter { $0.kind != "coding" }.map { memo in
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
