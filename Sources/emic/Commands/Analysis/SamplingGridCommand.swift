import ArgumentParser
import CodingEngine
import Fieldwork
import ReportGenerator
import StudyStore

/// Attributes against attributes, with the empty cells.
struct SamplingGridCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "grid",
    abstract: "Crosses attributes of transcripts, participants and cases, with the empty cells.",
    discussion: """
      An attribute is a field (kind, site, language, year, month, consent), a kind of place (city
      is the city around each site), chain (how people were come by), or any attribute;
      participant.sex and case.kind say whose. Counted are participants if one attribute is
      theirs, cases if all are, else transcripts; --unit decides otherwise.

      Examples:
        emic sampling kind city
        emic sampling grid kind year --unit case
        emic sampling kind sex --empty
        emic sampling kind place_type --format csv
      """)

  @Argument(help: "One attribute or more.") var attributes: [String]
  @Option(help: "What is counted: transcript, participant, case.") var unit: String?
  @Flag(help: "Only the cells in which nobody is.") var empty = false
  @Flag(help: "One column per value of the last attribute.") var wide = false
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let counted = try unit.map { name in
      guard let unit = SamplingGrid.Unit(rawValue: name) else {
        throw Problem(
          .usage, "'\(name)' is no unit",
          hint: "write one of \(SamplingGrid.Unit.allCases.map(\.rawValue).joined(separator: ", "))"
        )
      }
      return unit
    }
    let snapshot = try Session.reading(options).study.snapshot(.surveys)
    let grid = try SamplingGrid(
      snapshot, try attributes.map { try StudyAttribute($0, in: snapshot) }, unit: counted)
    let isWide = wide || output.format == .table || output.format == .markdown
    try output.answer(
      EngineTables.samplingGrid(grid, wide: isWide, emptyOnly: empty), options)
  }
}
