import ArgumentParser
import CodingEngine
import Exchange
import Fieldwork
import ReportGenerator
import StudyStore

/// A plan against the field.
struct SamplingGaps: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gaps",
    abstract: "Compares whom the study met with a plan of whom it wants to meet.",
    discussion: """
      The plan is a CSV file: a column per attribute (kind, participant.sex, any name), an empty
      cell where it does not matter, 'wanted' (how many, else 1) and 'why'. A value that nobody
      has is a gap; an attribute that nobody has is named.

      Examples:
        emic sampling gaps plan.csv
        emic sampling gaps plan.csv --all --format csv
      """)

  @Argument(help: "The plan, a CSV file.") var plan: String
  @Flag(help: "Also the rows of which nobody is missing.") var all = false
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let rows = try SamplingPlanCSV.read(try Files.text(plan), fileName: Files.name(plan))
    let snapshot = try Session.reading(options).study.snapshot(.surveys)
    try output.answer(
      EngineTables.samplingPlan(SamplingPlan(snapshot, rows), gapsOnly: !all), options)
  }
}
