import ArgumentParser
import CodingEngine
import Fieldwork
import StudyStore

/// Which model of the survey is asked what it expects of a case.
struct CaseModelOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Published coefficients: a file, or its name in Surveys (else the only published-… there).",
      valueName: "file|name"))
  var reference: String?
  @Option(
    help: ArgumentHelp(
      "A model to fit to the survey instead, such as 'y ~ a + b'.", valueName: "formula"))
  var model: String?
  @OptionGroup var sample: SurveyRecordOptions
  @Option(
    help: ArgumentHelp("From which |Pearson| on a case deviates (1.5).", valueName: "value"))
  var deviant: Double?
  @Flag(help: "Ask no model.") var noPrediction = false
  @Flag(help: "Fit --model against a rule for few cases; the page is stamped.") var force = false

  func check() throws {
    if let deviant, !(deviant > 0 && deviant.isFinite) {
      throw ValidationError("--deviant takes a number above 0.")
    }
    if reference != nil, model != nil {
      throw ValidationError("Ask a published model (--reference) or a fitted one (--model).")
    }
    if noPrediction, reference != nil || model != nil || sample.filter != nil || deviant != nil {
      throw ValidationError("--no-prediction asks no model; leave the other options away.")
    }
    if force, model == nil { throw ValidationError("--force belongs to --model.") }
  }

  /// What the model says of a case; `nil` where there is no model to ask.
  func prediction(
    of place: Int32, _ session: Session, _ snapshot: StudySnapshot
  ) throws -> CasePrediction? {
    guard !noPrediction else { return nil }
    let limit = deviant ?? ModelCases.customaryLimit
    let filter = try sample.filter.map { try Filter($0) }
    if let model {
      let survey = try snapshot.survey(sample.survey)
      let table = snapshot.surveys[survey]
      let rows =
        try filter.map { try RecordFilter($0, in: table).records } ?? Array(table.records.indices)
      let fitted = try SurveyModel(
        ModelFrame(try ModelFormula(model), in: table, rows: rows), ModelQuestion(force: force))
      return try CasePrediction(
        of: place, by: fitted, survey: survey, in: snapshot, sample: filter, limit: limit)
    }
    if let reference {
      return try CasePrediction(
        of: place, by: try PublishedModels.read(reference, in: session.folder),
        survey: try snapshot.survey(sample.survey), in: snapshot, sample: filter, limit: limit)
    }
    guard let customary = try CustomaryModel(session, snapshot, survey: sample.survey) else {
      if filter != nil || deviant != nil {
        throw Problem(
          .usage, "there is no model to ask",
          hint: "name one with --reference FILE, or fit one with --model 'y ~ a + b'")
      }
      return nil
    }
    return try customary.prediction(of: place, snapshot, sample: filter, limit: limit)
  }
}

/// The published model of a study that nobody needs to name: the only `Surveys/published-…`.
struct CustomaryModel {
  private let model: PublishedModel
  private let survey: Int

  /// Finds it; `nil` where the study has none, or several, or no one survey to ask it of.
  init?(_ session: Session, _ snapshot: StudySnapshot, survey: String? = nil) throws {
    let files = PublishedModels.known(in: session.folder)
    guard files.count == 1, let file = files.first else {
      if files.count > 1 {
        session.remark(
          "note: several published models, so none is asked: "
            + files.map(Files.name).joined(separator: ", ") + " (--reference NAME)")
      }
      return nil
    }
    if let survey {
      self.survey = try snapshot.survey(survey)
    } else if let only = try? snapshot.survey(nil) {
      self.survey = only
    } else {
      if snapshot.surveys.count > 1 {
        session.remark(
          "note: several surveys, so \(Files.name(file)) is not asked: "
            + snapshot.surveys.map(\.name).joined(separator: ", ") + " (--survey NAME)")
      }
      return nil
    }
    model = try PublishedModels.read(file)
  }

  /// What it says of a case; a survey that lacks what it needs is a reason, no mistake.
  func prediction(
    of place: Int32, _ snapshot: StudySnapshot, sample: Filter? = nil,
    limit: Double = ModelCases.customaryLimit
  ) throws -> CasePrediction {
    do {
      return try CasePrediction(
        of: place, by: model, survey: survey, in: snapshot, sample: sample, limit: limit)
    } catch let failure as ModelFailure {
      return CasePrediction(noneFrom: model.name, because: failure.problem.what)
    }
  }
}
