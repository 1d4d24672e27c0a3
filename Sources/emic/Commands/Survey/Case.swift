import ArgumentParser
import CodingEngine
import Fieldwork
import ReportGenerator
import StudyStore

/// One case: what it answered and what it said.
struct CaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "case",
    abstract: "Shows one case: what a model expects, survey values, quotes and memos.",
    discussion: """
      The page is for the researcher only: a household can be recognised in it.

      The model is the only file Surveys/published-… of the study, unless another one is named or
      fitted. It says what it expects of the case term by term. A case without a record or outside
      the sample of the model has no prediction, and why; a child never has one.

      Examples:
        emic case HH-029
        emic case HH-029 --output hh-029.html
        emic case HH-029 --model 'owns_home_city ~ household_size + head_age' --where 'in_model_sample is yes'
        emic case HH-033 --reference published-ch3 --deviant 2
        emic case HH-029 --no-prediction
      """)

  @Argument(help: "The case's id.") var name: String
  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write to a file instead (.html or .md).", valueName: "file"))
  var output: String?
  @OptionGroup var model: CaseModelOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws { try model.check() }

  func run() throws {
    let session = try Session.reading(options)
    let snapshot = try session.study.snapshot()
    let index = try caseIndex(in: snapshot)
    let shelf = try session.shelf(snapshot.texts.indices.map { Int32($0) }, in: snapshot)
    let document = CaseSection.document(
      snapshot, place: Int32(index), texts: shelf,
      quotes: try session.attributeQuotes(in: snapshot),
      prediction: try model.prediction(of: Int32(index), session, snapshot))
    try Documents.write(document, to: output)
  }

  /// The case that is meant; a household that was measured and not interviewed is none.
  private func caseIndex(in snapshot: StudySnapshot) throws -> Int {
    do {
      return try snapshot.caseIndex(name, .prefix)
    } catch let failure as NameFailure {
      let measured = snapshot.surveys.first { survey in
        survey.records.contains { $0.key == name }
      }
      guard let measured else { throw failure }
      throw Problem(
        .data, "\(name) is a record of '\(measured.name)' and no case of the study",
        hint: "nobody was interviewed there; what a model expects of it: "
          + "emic model --reference FILE --of \(name)")
    }
  }
}
