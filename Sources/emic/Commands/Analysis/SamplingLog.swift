import ArgumentParser
import CodingEngine
import ReportGenerator
import StudyStore

/// How the sample grew.
struct SamplingLog: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "Lists interviews and methodological memos in the order of time.",
    discussion: """
      Who led to whom, who sat in, and the memos that say why somebody was chosen.

      Examples:
        emic sampling log
        emic sampling log --format markdown
      """)

  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let snapshot = try Session.reading(options).study.snapshot(.notes)
    try output.answer(EngineTables.fieldLog(FieldLog(snapshot)), options)
  }
}
