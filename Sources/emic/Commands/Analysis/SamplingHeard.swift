import ArgumentParser
import CodingEngine
import Fieldwork
import ReportGenerator
import StudyStore

/// Codes that one condition alone brought.
struct SamplingHeard: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "heard",
    abstract: "Lists codes heard only with somebody present, along one chain, or in one group.",
    discussion: """
      Without an option: only where the field 'present' of an interview names somebody.

      Examples:
        emic sampling heard
        emic sampling heard --present intermediary
        emic sampling heard --chains
        emic sampling heard --by city
      """)

  @Option(help: ArgumentHelp("Only where 'present' has these words.", valueName: "words"))
  var present: String?
  @Flag(help: "Along each chain of referrals of two interviews or more.") var chains = false
  @Option(
    help: ArgumentHelp("With each value of this attribute or survey variable.", valueName: "name"))
  var by: String?
  @Option(help: ArgumentHelp("Whose codings: pooled, or a coder's name.", valueName: "who"))
  var coders = "pooled"
  @OptionGroup var filter: FilterOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    guard [present != nil, chains, by != nil].count(where: { $0 }) <= 1 else {
      throw ValidationError("Ask for one of --present, --chains and --by at a time.")
    }
  }

  func run() throws {
    let parts = filter.parts.union(by == nil ? .codings : [.codings, .surveys])
    let snapshot = try filter.limit(try Session.reading(options).study.snapshot(parts))
    let whose = try snapshot.coders(coders)
    let found =
      if let by {
        HeardOnly(by: try StudyAttribute(by, in: snapshot), in: snapshot, coders: whose)
      } else if chains {
        HeardOnly(alongChainsOf: snapshot, coders: whose)
      } else {
        HeardOnly(withSomebodyPresent: present ?? "", in: snapshot, coders: whose)
      }
    var result = EngineTables.heardOnly(found)
    result.limit(by: snapshot)
    try output.answer(result, options)
  }
}
