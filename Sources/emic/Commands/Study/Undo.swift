import ArgumentParser
import Fieldwork
import StudyStore

/// Takes a command back.
struct Undo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Takes back the last command, or a chosen one.",
    discussion: """
      Everything that a command wrote goes in one step; 'emic redo' brings it back. An entry
      that later ones build on is not taken back: those are named.

      Examples:
        emic undo
        emic undo --entry 12
      """)

  @Option(help: ArgumentHelp("The entry's number in 'emic log'.", valueName: "number"))
  var entry: Int64?
  @OptionGroup var writing: WritingOptions
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let session = try Session.writing(options)
    let undone = try session.study.undo(
      entry: entry, by: try session.author(writing), dryRun: writing.dryRun)
    session.say((writing.dryRun ? "would take back " : "took back ") + undone.title)
  }
}
