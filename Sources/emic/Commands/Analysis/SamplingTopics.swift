import ArgumentParser
import CodingEngine
import ReportGenerator
import StudyStore

/// Topics of the guides by group.
struct SamplingTopics: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "topics",
    abstract: "Counts where each topic of the guides came up, by kind, site or any attribute.",
    discussion: """
      A code is missing, not absent, where its topic was not reached. 'emic topics' shows the same
      transcript by transcript.

      Examples:
        emic sampling topics
        emic sampling topics --by city --format csv
      """)

  @Option(help: ArgumentHelp("By what interviews are grouped.", valueName: "attribute"))
  var by = "kind"
  @Flag(help: "In a table: topics in words and where they were not reached.") var names = false
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let snapshot = try Session.reading(options).study.snapshot(.notes)
    let groups = TopicGroups(snapshot, by: try StudyAttribute(by, in: snapshot))
    try output.answer(EngineTables.topicGroups(groups, by: by, view: output.view(names)), options)
  }
}
