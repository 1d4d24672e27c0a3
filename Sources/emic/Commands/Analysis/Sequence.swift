import ArgumentParser
import CodingEngine
import Exchange
import Fieldwork
import ReportGenerator
import StudyStore

/// Which codes follow which.
struct SequenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sequence",
    abstract: "Counts which codes follow which in the coded turns of each transcript.",
    discussion: """
      Transitions lead from a coded turn to the next coded one (--lag 2: the one after it), never
      from one transcript into another. With --test the turns of each transcript are put into
      random order.

      Examples:
        emic sequence
        emic sequence --codes fee-forbearance,school-as-anchor,intent-to-stay --all
        emic sequence --lag 2 --test --seed 7
        emic sequence --stationary
        emic sequence --table turns.csv
      """)

  @Option(help: ArgumentHelp("How many coded turns later.", valueName: "n")) var lag = 1
  @Option(help: ArgumentHelp("Only these codes, split by commas.", valueName: "codes"))
  var codes: String?
  @Option(
    help: ArgumentHelp("each (turns of one coder), pooled, or a coder's name.", valueName: "who"))
  var coders = "each"
  @Flag(help: "A code stands for everything below it as well.") var rollup = false
  @Flag(
    name: .customLong("include-interviewer"), help: "Interviewer turns are steps of a sequence too."
  )
  var includeInterviewer = false
  @Flag(help: "Also the pairs that never follow each other.") var all = false
  @Flag(help: "The share of each code, now and in the long run.") var stationary = false
  @OptionGroup var testing: TestingOptions
  @Option(
    help: ArgumentHelp(
      "A table with document, turn and code in order instead of a study.", valueName: "file.csv"))
  var table: String?
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    try require(lag, "--lag", in: 1...1_000)
    try testing.check()
    if testing.exact || testing.rotate {
      throw ValidationError("--exact and --rotate are not for sequences, whose order is drawn.")
    }
    if stationary, testing.test { throw ValidationError("--stationary has no test.") }
  }

  func run() throws {
    let snapshot = try self.snapshot()
    let sequences = CodeSequences(
      snapshot, codes: try snapshot.codes(commaList(codes)), lag: lag,
      coders: try snapshot.coders(coders), rollup: rollup, includeInterviewer: includeInterviewer)
    let parameters = [Parameter("lag", .integer(lag)), Parameter("coders", coders)]
    if stationary {
      let shares = EngineTables.stationary(sequences, in: snapshot, parameters: parameters)
      return try output.answer(shares, options)
    }
    let test =
      testing.test
      ? sequences.permuted(draws: testing.permutations, seed: testing.seed) : nil
    try output.answer(
      EngineTables.sequence(
        sequences, in: snapshot, test: test, all: all,
        parameters: parameters + (testing.test ? testing.parameters : [])), options)
  }

  private func snapshot() throws -> StudySnapshot {
    if let table {
      return try TurnsCSV.read(try Files.text(table), fileName: Files.name(table)).snapshot()
    }
    return try Session.reading(options).study.snapshot([.turns, .codings])
  }
}
