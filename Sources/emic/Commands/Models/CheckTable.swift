import ArgumentParser
import CodingEngine
import ReportGenerator

/// The figures of a printed regression table held against each other.
struct CheckTable: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-table",
    abstract: "Checks a printed regression table: odds ratios against b, stars against p.",
    discussion: """
      The file is CSV (term, b, odds_ratio, p, stars) or YAML as 'emic model --reference' takes it.
      Figures are typed as they are printed, so that it is known how far they were rounded: an odds
      ratio that no rounding of b explains is named, and as a mismatch when it is far off.

      Examples:
        emic check-table Surveys/published-ch3.yaml
        emic check-table table.csv --wrong
        emic check-table table.csv --tolerance 0.001 --format csv
      """)

  @Argument(help: "A CSV or YAML file with the figures.") var file: String
  @Option(
    help: ArgumentHelp(
      "From how far off e^b an odds ratio is a mismatch (0.01).", valueName: "value"))
  var tolerance: Double?
  @Flag(help: "Only the rows with something wrong.") var wrong = false
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    try requireFinite(tolerance, "--tolerance")
    if let tolerance, tolerance < 0 {
      throw ValidationError("--tolerance takes a number from 0 on, not \(tolerance).")
    }
  }

  func run() throws {
    let limit = tolerance ?? RegressionTableCheck.customaryTolerance
    let check = RegressionTableCheck(try PublishedModels.read(file), tolerance: limit)
    try output.answer(
      EngineTables.tableCheck(
        check,
        [Parameter("file", Files.name(file)), Parameter("tolerance", .number(limit))],
        onlyWrong: wrong, isText: output.isForReading), options)
  }
}
