import ArgumentParser
import CodingEngine
import Fieldwork
import ReportGenerator
import StudyStore

/// Which codes go together.
struct Cooccurrence: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cooccurrence",
    abstract: "Counts which codes go together, in a unit that is always named.",
    discussion: """
      Units: characters (default), pairs, quotations, regions, turn, transcript, participant,
      case. Pairs of codes that never meet are left out unless --all. Ask for the passages of a
      pair with 'emic quotes A and B'.

      Examples:
        emic cooccurrence
        emic cooccurrence --unit turn
        emic cooccurrence --unit case --codes intent-to-stay,no-way-back
        emic cooccurrence --coders pooled --format csv
        emic cooccurrence --where 'kind is household or kind is focus-group'
      """)

  @Option(help: "What is counted.") var unit: String = "characters"
  @Option(help: ArgumentHelp("Only these codes, split by commas.", valueName: "codes"))
  var codes: String?
  @Option(
    help: ArgumentHelp("each (pairs within a coder), pooled, or a coder's name.", valueName: "who"))
  var coders = "each"
  @Flag(help: "A code stands for everything below it as well.") var rollup = false
  @Flag(
    name: .customLong("include-interviewer"),
    help: "Count the interviewer's turns and words as units too.")
  var includeInterviewer = false
  @Flag(help: "Also the pairs that never meet.") var all = false
  @OptionGroup var filter: FilterOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func run() throws {
    guard let chosen = CooccurrenceUnit(rawValue: unit) else {
      throw Problem(
        .usage, "'\(unit)' is no unit",
        hint: "write one of \(CooccurrenceUnit.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    let snapshot = try filter.limit(
      try Session.reading(options).study.snapshot(filter.parts.union([.turns, .codings])))
    let table = cooccurrence(
      in: snapshot, codes: try snapshot.codes(commaList(codes)), unit: chosen,
      coders: try snapshot.coders(coders), rollup: rollup, includeInterviewer: includeInterviewer)
    var answer = EngineTables.cooccurrence(table, in: snapshot, coders: coders, all: all)
    answer.limit(by: snapshot)
    try output.answer(answer, options)
  }
}

/// `a, b` as two names.
func commaList(_ text: String?) -> [String] {
  text?.split(separator: ",").map { String($0).trimmingBlanks }.filter { !$0.isEmpty } ?? []
}
