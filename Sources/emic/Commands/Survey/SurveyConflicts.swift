import ArgumentParser
import CodingEngine
import Fieldwork
import ReportGenerator
import StudyStore

/// Where interview and questionnaire say different things.
struct SurveyConflicts: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "conflicts",
    abstract: "Lists cases in which a code and the survey contradict each other, with the words.",
    discussion: """
      A YAML file declares bridges: a code query, a comparison of survey variables, how far they
      should agree (same, said-is-so, so-is-said), and the topic of the guide in which the code would
      come up. What was not said is told apart: not asked, or asked and not told. Words from a
      conversation of several cases are marked.

      Examples:
        emic survey conflicts
        emic survey conflicts --where 'in_model_sample is yes' --bridge house-back-home
        emic survey conflicts my-bridges.yaml --case HH-035 --all
        emic survey conflicts --format csv -o conflicts.csv
      """)

  @Argument(help: "A YAML file of bridges (else Surveys/bridges.yaml of the study).")
  var file: String?
  @Option(
    name: .customLong("bridge"), help: ArgumentHelp("Only this bridge.", valueName: "bridge"))
  var only: [String] = []
  @Option(name: .customLong("case"), help: ArgumentHelp("Only this case.", valueName: "case"))
  var cases: [String] = []
  @Flag(help: "Also where both agree, and where the survey has no value.") var all = false
  @OptionGroup var filter: FilterOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let session = try Session.reading(options)
    guard let path = file ?? Bridges.customary(session) else {
      throw Problem(
        .missingInput, "the study has no bridges between codes and variables",
        place: "Surveys/bridges.yaml", hint: "write them into a YAML file and name it")
    }
    let snapshot = try filter.limit(try session.study.snapshot())
    var declared = try Bridges.read(path, in: snapshot)
    if !only.isEmpty {
      let resolver = NameResolver(
        kind: "bridge", things: declared.bridges.map { NamedThing(id: $0.slug) })
      declared.bridges = try only.map {
        declared.bridges[try resolver.index(of: $0, .prefix)]
      }
    }
    let check = try BridgeCheck(declared, in: snapshot)
    let places =
      cases.isEmpty ? nil : Set(try cases.map { Int32(try snapshot.caseIndex($0, .prefix)) })
    let lines = check.lines(ofCases: places).filter { all || $0.finding.isConflict }
    let shelf = try session.shelf(forCodings: lines.flatMap(\.rows), in: snapshot)
    var answer = EngineTables.conflicts(
      check, lines, in: snapshot, texts: shelf, longest: output.isForReading ? 120 : nil)
    answer.limit(by: snapshot)
    try output.answer(answer, options)
  }
}
