import ArgumentParser
import Exchange
import Fieldwork
import ReportGenerator
import StudyStore

extension CodebookGroup {
  /// Says in what two codebooks differ.
  struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "diff",
      abstract: "Says in what two codebooks differ, field by field.",
      discussion: """
        Each side is a file (.yaml, .yml, .csv), a frozen name, a date (the end of that day, UTC) or
        'now', the study as it is. A code that was renamed is one code. Of a file only what it
        speaks of is compared.

        Examples:
          emic codebook diff pilot now
          emic codebook diff 2026-05-01 2026-10-31
          emic codebook diff Codebooks/settling.yaml
          emic codebook diff mine.yaml hers.yaml --format csv
        """)

    @Argument(help: "The earlier side.") var old: String
    @Argument(help: "The later side.") var new = "now"
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let diff = CodebookDiff(from: try state(old), to: try state(new))
      try output.answer(
        EngineTables.codebookDiff(diff, from: name(old), to: name(new)), options)
    }

    private static let files = ["yaml", "yml", "csv"]

    private func state(_ word: String) throws -> CodebookState {
      guard Diff.files.contains(Files.kind(word)) else {
        return try Session.reading(options).study.codebook(at: CodebookMoment(word))
      }
      return CodebookState(try CodebookGroup.draft(word))
    }

    private func name(_ word: String) -> String {
      Diff.files.contains(Files.kind(word)) ? Files.name(word) : word
    }
  }

  /// The codebook in a file, by its extension.
  static func draft(_ file: String) throws -> CodebookDraft {
    let text = try Files.text(file)
    return ["yaml", "yml"].contains(Files.kind(file))
      ? try CodebookYAML.read(text, fileName: Files.name(file))
      : try CodebookCSV.read(text, fileName: Files.name(file))
  }
}
