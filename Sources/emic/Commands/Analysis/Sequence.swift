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
      random order. With --no-repeats a code cannot follow itself: turns in a row with the same
      code are one stay.

      Examples:
        emic sequence
        emic sequence --codes fee-forbearance,school-as-anchor,intent-to-stay --all
        emic sequence --lag 2 --test --seed 7
        emic sequence --no-repeats --where 'kind is household'
        emic sequence --stationary
        emic sequence --table turns.csv
      """)

  @Option(help: ArgumentHelp("How many coded turns later.", valueName: "n")) var lag = 1
  @Option(
    help: ArgumentHelp(
      "Only these codes, split by commas; 'under CODE' for a branch.", valueName: "codes"))
  var codes: String?
  @Option(
    help: ArgumentHelp("each (turns of one coder), pooled, or a coder's name.", valueName: "who"))
  var coders = "each"
  @Flag(help: "A code stands for everything below it as well.") var rollup = false
  @Flag(
    name: .customLong("include-interviewer"), help: "Interviewer turns are steps of a sequence too."
  )
  var includeInterviewer = false
  @Flag(
    name: .customLong("no-repeats"),
    help: "A code does not follow itself; expected counts by quasi-independence.")
  var noRepeats = false
  @Flag(help: "Also the pairs that never follow each other.") var all = false
  @Flag(help: "The share of each code, now and in the long run.") var stationary = false
  @OptionGroup var testing: DrawnTestOptions
  @Option(
    help: ArgumentHelp(
      "A table with document, turn and code in order instead of a study.", valueName: "file.csv"))
  var table: String?
  @OptionGroup var elsewhere: StretchesElsewhere
  @OptionGroup var filter: FilterOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    try require(lag, "--lag", in: 1...1_000)
    try testing.check()
    try elsewhere.check(insteadOf: "--table FILE with the columns document, turn and code")
    if stationary, testing.test { throw ValidationError("--stationary has no test.") }
    if noRepeats, testing.test || stationary || lag != 1 {
      throw ValidationError(
        "--no-repeats is for the next turn, without --test (random order repeats codes) and "
          + "without --stationary.")
    }
    if table != nil, filter.filter != nil {
      throw ValidationError("--table holds no interviews: leave out --where.")
    }
  }

  func run() throws {
    let snapshot = try self.snapshot()
    let sequences = CodeSequences(
      snapshot, codes: try snapshot.codes(commaList(codes)), lag: lag,
      coders: try snapshot.coders(coders), rollup: rollup, includeInterviewer: includeInterviewer,
      withoutRepeats: noRepeats)
    var parameters = [Parameter("lag", .integer(lag)), Parameter("coders", coders)]
    if noRepeats { parameters.append(Parameter("repeats", .flag(false))) }
    if stationary {
      var shares = EngineTables.stationary(sequences, in: snapshot, parameters: parameters)
      shares.limit(by: snapshot)
      return try output.answer(shares, options)
    }
    let test =
      testing.test
      ? sequences.permuted(draws: testing.draws.permutations, seed: testing.draws.seed) : nil
    var answer = EngineTables.sequence(
      sequences, in: snapshot, test: test, all: all,
      parameters: parameters + (testing.test ? testing.parameters : []))
    answer.limit(by: snapshot)
    try output.answer(answer, options)
  }

  private func snapshot() throws -> StudySnapshot {
    if let table {
      return try TurnsCSV.read(try Files.text(table), fileName: Files.name(table)).snapshot()
    }
    return try filter.limit(
      try Session.reading(options).study.snapshot(filter.parts.union([.turns, .codings])))
  }
}
