import ArgumentParser
import Fieldwork
import ReportGenerator
import StudyStore

extension CodebookGroup {
  /// Keeps the codebook as it is.
  struct Freeze: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "freeze",
      abstract: "Keeps the codebook as it is now under a name, with date and hash.",
      discussion: """
        Work goes on; 'codebook diff NAME' says what has changed since.

        Examples:
          emic codebook freeze submitted-2026-10
          emic codebook freeze pilot --why "before the second coder begins"
        """)

    @Argument(help: "A name, one word.") var name: String
    @OptionGroup var writing: WritingOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try Session.writing(options)
      let done = try session.perform(FreezeCodebook(name), writing)
      let frozen = done.outcome
      session.say(
        CodeWords.done("froze", "would freeze", "\(frozen.codes) entries as \(name)", writing))
      session.say("  SHA-256 \(frozen.hash)")
    }
  }

  /// Lists what was frozen.
  struct Frozen: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "frozen",
      abstract: "Lists the frozen codebooks.",
      discussion: "Example:\n  emic codebook frozen")

    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let frozen = try Session.reading(options).study.frozenCodebooks()
      try output.answer(ResultTables.frozen(frozen), options)
    }
  }
}
