import ArgumentParser
import Exchange
import Fieldwork
import ReportGenerator
import StudyStore

/// The codebook as a whole.
struct CodebookGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codebook",
    abstract: "Brings codebooks in and out, shows, freezes, compares and checks them.",
    discussion: """
      Examples:
        emic codebook import Codebooks/settling.yaml
        emic codebook show
        emic codebook export --output codebook.csv
        emic codebook lint
        emic codebook diff Codebooks/settling.yaml
      """,
    subcommands: [
      Bring.self, Export.self, Display.self, Freeze.self, Frozen.self, Diff.self, Lint.self,
    ])

  struct Bring: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: "Brings a codebook file in (YAML or CSV).",
      discussion: """
        New codes are made, a changed definition becomes a new version, codes that the file does
        not name stay, and so does what a CSV file has no column for. The file itself is never
        rewritten.

        Examples:
          emic codebook import Codebooks/settling.yaml
          emic codebook import tags.csv --dry-run
        """)
    @Argument(help: "A .yaml, .yml or .csv file.") var file: String
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try Session.writing(options)
      let draft = try CodebookGroup.draft(file)
      let performed = try session.perform(ImportCodebook(draft.entries), writing)
      let outcome = performed.outcome
      session.say("\(writing.dryRun ? "would give: " : "")\(performed.summary)")
      for note in draft.notes { session.remark("note: \(note)") }
      for (old, new) in outcome.renamed.sorted(by: { $0.key < $1.key }) {
        session.remark("note: \(old) of the file was renamed and is \(new) here")
      }
      for (what, slugs) in [("redefined", outcome.redefined), ("changed", outcome.changed)]
      where !slugs.isEmpty {
        session.remark("\(what): \(slugs.joined(separator: ", "))")
      }
      if !outcome.notInFile.isEmpty {
        session.remark("not in the file, kept: \(outcome.notInFile.joined(separator: ", "))")
      }
    }
  }

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export",
      abstract: "Writes the codebook as YAML or CSV.",
      discussion: """
        Examples:
          emic codebook export --output codebook.yaml
          emic codebook export --as csv
        """)
    enum Form: String, ExpressibleByArgument, CaseIterable { case yaml, csv }
    @Option(name: .customLong("as"), help: "The form (else by the file's extension, else YAML).")
    var form: Form?
    @Option(
      name: [.short, .long], help: ArgumentHelp("Write to a file instead.", valueName: "file"))
    var output: String?
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let book = try Session.reading(options).study.snapshot([]).codebook
      let wanted = form ?? (output.map(Files.kind) == "csv" ? .csv : .yaml)
      let text = wanted == .csv ? CodebookCSV.write(book) : CodebookYAML.write(book)
      if let output {
        try Files.write(Array(text.utf8), to: output)
      } else {
        Console.write(Array(text.utf8))
      }
    }
  }

  struct Display: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Shows the codebook as a tree, or one entry in full.",
      discussion: """
        Examples:
          emic codebook show
          emic codebook show intent-to-stay
          emic codebook show 户口挡学
        """)
    @Argument(help: "A code, to see its whole entry.") var code: String?
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let snapshot = try Session.reading(options).study.snapshot([.turns, .codings])
      guard let code else {
        try output.answer(EngineTables.codebookTree(snapshot), options)
        return
      }
      let index = try snapshot.codebook.resolver.index(of: code, .prefix)
      let entry = CodebookEntryPage(snapshot, code: index, width: Console.width ?? 80)
      try output.write(Array((entry.lines.joined(separator: "\n") + "\n").utf8))
    }
  }
}
