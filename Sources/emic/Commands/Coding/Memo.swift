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
    abstract: "Writes memos, puts them on anything, finds and exports them.",
    discussion: """
      Examples:
        emic memo
        emic memo add "Two staying words, two clocks." --on intent-to-stay --on GY-101#8
        emic memo edit two-kinds-of-staying
        emic memo search 户口
        emic memo export --output memos.html
      """,
    subcommands: [
      List.self, Add.self, Edit.self, Attach.self, Detach.self, Display.self, History.self,
      Find.self, Remove.self, Bring.self, Export.self,
    ], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list",
      abstract: "Lists the memos in order of writing.",
      discussion: """
        A memo on a passage is on its transcript, too. The notes on single codings ('code --memo')
        are memos of the kind 'coding', which are listed on their own.

        Examples:
          emic memo
          emic memo list --kind theoretical
          emic memo list --on HH-029 --format csv
          emic memo list --by ann --since 2016-07-01
          emic memo list --open
        """)
    @OptionGroup var choice: MemoChoiceOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try Session.reading(options)
      let snapshot = try session.study.snapshot([.themes, .notes])
      let memos = try choice.memos(in: snapshot, session)
      try output.answer(EngineTables.memos(memos, withWords: output.format != .table), options)
    }
  }

  struct Display: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Shows one memo in full, with the passages that it is on.",
      discussion: """
        Examples:
          emic memo show two-kinds-of-staying
          emic memo show two-kinds-of-staying --format json
        """)
    @Argument(help: "The memo's id.") var memo: String
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try Session.reading(options)
      let snapshot = try session.study.snapshot([.turns, .codings, .notes])
      let memo = snapshot.memos[try snapshot.memo(memo)]
      switch output.format {
      case .table, .markdown:
        let shelf = try session.shelf(forMemos: [memo], in: snapshot)
        try output.write(
          MarkdownRenderer().bytes(MemoSection.document(memo, in: snapshot, texts: shelf)))
      default: try output.answer(EngineTables.memos([memo], withWords: true), options)
      }
    }
  }

  struct History: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "history",
      abstract: "Shows every wording of a memo, with its date and coder.",
      discussion: """
        Examples:
          emic memo history two-kinds-of-staying
          emic memo history two-kinds-of-staying --format csv
        """)
    @Argument(help: "The memo's id.") var memo: String
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try Session.reading(options)
      let snapshot = try session.study.snapshot(.notes)
      let slug = snapshot.memos[try snapshot.memo(memo)].slug
      try output.answer(
        EngineTables.memoHistory(try session.study.memoHistory(slug), of: slug), options)
    }
  }

  struct Find: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "search",
      abstract: "Finds memos, and notes on codings, by their words.",
      discussion: """
        A memo is found where its title and words together have all words, wherever they stand;
        words in quotation marks stand side by side. Chinese needs no blanks, simplified and
        traditional characters are one.

        Examples:
          emic memo search lease paper
          emic memo search '"two clocks"'
          emic memo search 户口 --kind theoretical
        """)
    @Argument(help: "Words.") var words: [String]
    @OptionGroup var choice: MemoChoiceOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let asked = words.joined(separator: " ")
      guard let search = MemoSearch(asked) else {
        throw Problem(.usage, "there are no words to look for", hint: "emic memo search WORDS")
      }
      let session = try Session.reading(options)
      let snapshot = try session.study.snapshot([.themes, .notes])
      let memos = try choice.memos(in: snapshot, session, withNotes: choice.kind == nil)
      let found = search.matches(in: memos)
      if output.format == .table {
        let page = MemoMatchesPage(
          found, words: asked, width: output.output == nil ? Console.width : nil)
        try output.write(Array((page.lines.joined(separator: "\n") + "\n").utf8))
      } else {
        try output.answer(EngineTables.memoMatches(found, words: asked), options)
      }
    }
  }

  struct Bring: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: "Brings memos in from Markdown files.",
      discussion: """
        A file begins with a line ---, then id, kind (theoretical, methodological, reflexive, case,
        code, negative-case, storyline), title, on (codes, transcripts, passages, cases,
        participants, themes, relations), coder, date and open, then another line --- and the
        words. A memo with a known id is replaced and keeps its earlier wording ('memo history').
        What a memo is on must be in the study; else nothing is brought in.

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
      let snapshot = try session.study.snapshot([.themes, .notes])
      let memos = try found.map { try snapshot.resolved($0.memo, from: $0.file) }
      try session.bring(ImportMemos(memos), writing)
    }
  }
}
