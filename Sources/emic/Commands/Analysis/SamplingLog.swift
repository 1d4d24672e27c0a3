import ArgumentParser
import CodingEngine
import ReportGenerator
import StudyStore

/// How the sample grew.
struct SamplingLog: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Lists interviews, decisions and methodological memos in the order of time.",
    discussion: """
      Who led to whom, who sat in, who was chosen or dropped and why ('emic sampling decide'), and the
      memos that say more of it.

      Examples:
        emic sampling log
        emic sampling log --decisions
        emic sampling log --format markdown
      """)

  @Flag(help: "Only decisions.") var decisions = false
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let snapshot = try Session.reading(options).study.snapshot(.notes)
    let log = FieldLog(snapshot)
    try output.answer(
      EngineTables.fieldLog(decisions ? log.keeping { $0.what == "decision" } : log), options)
  }
}
