import ArgumentParser
import Fieldwork
import ReportGenerator
import StudyStore

/// Names states of the study.
struct Tag: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tag",
    abstract: "Names the state of the study as it is now, or lists the names.",
    discussion: """
      The name belongs to the last entry of the journal, and every question can be asked of that
      state with --as-of NAME. Undoing entries does not move it. A tag is an entry itself: 'emic
      undo' right after takes the name away again.

      Examples:
        emic tag submitted-2026-10 --why "first version of the paper"
        emic tag 提交稿
        emic tag
        emic tag --remove submitted-2026-10
        emic quotes intent-to-stay --as-of submitted-2026-10
      """)

  @Argument(help: "The name: letters of any script, digits, - and _; without it, all are listed.")
  var name: String?
  @Flag(help: "Take the name away; the state stays in the journal.") var remove = false
  @OptionGroup var writing: WritingOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    if remove, name == nil { throw ValidationError("Say which name goes: emic tag --remove NAME.") }
    if name == nil, writing.why != nil || writing.dryRun {
      throw ValidationError("--why and --dry-run belong to a name.")
    }
  }

  func run() throws {
    guard let name else {
      try output.answer(ResultTables.tags(try Session.reading(options).study.tags()), options)
      return
    }
    let session = try Session.writing(options)
    let performed =
      try remove
      ? session.perform(RemoveTag(name), writing) : session.perform(TagState(name), writing)
    session.say((writing.dryRun ? "would say: " : "") + performed.summary)
  }
}
