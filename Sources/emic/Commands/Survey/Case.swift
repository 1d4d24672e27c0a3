import ArgumentParser
import CodingEngine
import Fieldwork
import ReportGenerator
import StudyStore

/// One case: what it answered and what it said.
struct CaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "case",
    abstract: "Shows one case: survey values, quotes and what else is known.",
    discussion: """
      The page is for the researcher only: a household can be recognised in it.

      Examples:
        emic case HH-029
        emic case HH-029 --output hh-029.html
      """)

  @Argument(help: "The case's id.") var name: String
  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write to a file instead (.html or .md).", valueName: "file"))
  var output: String?
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let session = try Session.reading(options)
    let snapshot = try session.study.snapshot()
    let index = try snapshot.caseIndex(name, .prefix)
    let shelf = try session.shelf(snapshot.texts.indices.map { Int32($0) }, in: snapshot)
    let document = CaseSection.document(
      snapshot, place: Int32(index), texts: shelf,
      quotes: try session.attributeQuotes(in: snapshot))
    try Documents.write(document, to: output)
  }
}
