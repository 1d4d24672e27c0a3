import ArgumentParser
import Fieldwork
import StudyStore

/// Does a command again that was taken back.
struct Redo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redo",
    abstract: "Does again what was last undone.",
    discussion: "Example:\n  emic undo\n  emic redo")

  @OptionGroup var writing: WritingOptions
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let session = try Session.writing(options)
    let done = try session.study.redo(by: try session.author(writing), dryRun: writing.dryRun)
    session.say((writing.dryRun ? "would do again " : "did again ") + done.title)
  }
}
