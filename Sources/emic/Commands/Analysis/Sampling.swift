import ArgumentParser
import CodingEngine
import Exchange
import Fieldwork
import ReportGenerator
import StudyStore

/// Whom the study met and whom it did not.
struct Sampling: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sampling",
    abstract: "Shows whom the study met, by any attributes, and what is missing.",
    discussion: """
      Examples:
        emic sampling kind city
        emic sampling kind sex --empty
        emic sampling heard
        emic sampling topics --by kind
        emic sampling gaps plan.csv
        emic sampling decide HH-088 chosen "an owner whom the model does not expect"
        emic sampling log
      """,
    subcommands: [
      SamplingGridCommand.self, SamplingHeard.self, SamplingTopics.self, SamplingGaps.self,
      SamplingDecide.self, SamplingLog.self,
    ], defaultSubcommand: SamplingGridCommand.self)
}
