import ArgumentParser
import CodingEngine
import Exchange
import Fieldwork
import ReportGenerator
import StudyStore

/// A regression over the records of a survey, or a published one asked of them.
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model",
    abstract: "Fits a regression to the survey, or asks a published one of its records.",
    discussion: """
      A formula is written as in R: outcome ~ terms, with + : * ( ) ^, factor(x), factor(x, ref =
      level), I(arithmetic), log and the like; (1 | city) gives each city an intercept of its own,
      drawn at random, by Laplace's approximation or more exactly with --nodes. An outcome of 0 and 1, or of two categories, makes a
      logistic model, a number a linear one. Records with a missing value are left out and counted.

      Separated data and few events get Firth's estimates; too few records are refused. Survey
      weights are for descriptions, not for models of the interviewed: there is no option for them.

      Examples:
        emic model 'owns_home_city ~ n_pension_urban + household_size' --where 'in_model_sample is yes'
        emic model 'owns_home_city ~ head_age' 'owns_home_city ~ head_age + factor(region)'
        emic model 'owns_home_city ~ head_age + split_household' --effects
        emic model 'income_10k ~ household_size + log(head_age)' --robust hc1
        emic model 'owns_home_city ~ head_age + (1 | prefecture)' --nodes 9
        emic model 'y ~ x + factor(group)' --table FILE.csv --format csv
        emic model --reference Surveys/published-ch3.yaml --interviewed
        emic model --reference Surveys/published-ch3.yaml --of HH-029
      """)

  @Argument(help: "One formula, or several to set side by side.") var formulas: [String] = []
  @Option(
    help: ArgumentHelp("A file of published coefficients instead of a formula.", valueName: "file"))
  var reference: String?
  @Flag(help: "Average marginal effects in percentage points.") var effects = false
  @Flag(help: "Numbers about the model as a whole.") var fit = false
  @Flag(help: "Expectation, residuals and leverage of each record.") var residuals = false
  @Flag(help: "With --residuals or --reference: only records with an interview.")
  var interviewed = false
  @Option(
    help: ArgumentHelp(
      "With --reference: the terms of one record's prediction.", valueName: "record")
  )
  var of: String?
  @Option(
    help: ArgumentHelp("From which |Pearson| on a record deviates (1.5).", valueName: "value"))
  var deviant: Double?
  @OptionGroup var source: ModelSourceOptions
  @OptionGroup var model: ModelOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    try source.check()
    try model.check()
    try requireFinite(deviant, "--deviant")
    if let deviant, deviant <= 0 { throw ValidationError("--deviant takes a number above 0.") }
    guard formulas.isEmpty != (reference == nil) else {
      throw ValidationError("Name a formula, or --reference FILE.")
    }
    if [effects, fit, residuals].count(where: { $0 }) > 1 {
      throw ValidationError("Ask for one of --effects, --fit and --residuals at a time.")
    }
    if reference == nil, of != nil { throw ValidationError("--of belongs to --reference.") }
    if reference != nil, effects || fit || residuals || !model.parameters.isEmpty {
      throw ValidationError(
        "A published model is not fitted: --reference takes --interviewed, "
          + "--of, --deviant, --where.")
    }
    if model.nodes != nil, !formulas.contains(where: { $0.contains("|") }) {
      throw ValidationError("--nodes belongs to a formula with groups, such as (1 | city).")
    }
    if formulas.count > 1, effects || residuals {
      throw ValidationError("--effects and --residuals are for one formula.")
    }
    if deviant != nil || interviewed, reference == nil, !residuals {
      throw ValidationError("--deviant and --interviewed belong to --residuals or --reference.")
    }
  }

  func run() throws {
    let records = try source.read(options, naming: formulas)
    let limit = deviant ?? ModelCases.customaryLimit
    if let reference { return try ask(reference, records, limit) }
    let models = try formulas.map { text in
      try SurveyModel(
        ModelFrame(try ModelFormula(text), in: records.table, rows: records.rows), model.question)
    }
    let parameters =
      [Parameter("formula", .list(formulas))] + source.parameters + model.parameters
    if fit {
      return try output.answer(
        EngineTables.modelMeasures(models, parameters, notes: records.notes), options)
    }
    let isText = output.isForReading
    guard let first = models.first, models.count == 1 else {
      let answer =
        isText
        ? EngineTables.modelsBeside(models, parameters, notes: records.notes)
        : EngineTables.models(models, parameters, notes: records.notes)
      return try output.answer(answer, options)
    }
    if effects {
      guard let found = ModelEffects(first) else {
        guard first.hasGroups else {
          throw Problem(
            .usage, "the coefficients of a linear model are its effects",
            hint: "leave --effects away")
        }
        throw Problem(
          .usage, "effects on the probability differ from group to group",
          hint: "leave --effects away, or the groups out of the formula")
      }
      return try output.answer(
        EngineTables.modelEffects(found, of: first, parameters, notes: records.notes), options)
    }
    if residuals {
      let rows = ModelCases(first, limit: limit).keeping(records, interviewed)
      return try output.answer(
        EngineTables.modelCases(
          rows, interviewed: records.interviewed, parameters, isText: isText,
          notes: first.notes + records.notes), options)
    }
    try output.answer(
      EngineTables.model(first, parameters, isText: isText, notes: records.notes), options)
  }

  /// A published model asked of the records.
  private func ask(_ path: String, _ records: ModelSource, _ limit: Double) throws {
    let published = try PublishedModels.read(path, in: records.folder)
    let found = try PublishedPrediction(
      published, in: records.table, rows: records.rows, limit: limit)
    var parameters = [Parameter("reference", Files.name(path))] + source.parameters
    if let of {
      let key = try records.key(of)
      parameters.append(Parameter("of", key))
      guard let place = found.cases.rows.firstIndex(where: { $0.key == key }) else {
        let record = records.table.records.firstIndex { $0.key == key }
        let isChild = record.map(records.interviewed.children.contains) ?? false
        if isChild { throw ModelFailure.noRecord(name: key, reason: "no model speaks of a child") }
        let reason = found.left.first { $0.name == key }?.reason ?? "--where leaves it out"
        throw ModelFailure.noRecord(name: key, reason: reason)
      }
      return try output.answer(
        EngineTables.prediction(
          found, record: found.cases.rows[place], predictor: found.predictors[place], parameters),
        options)
    }
    let kept = found.cases.keeping(records, interviewed)
    let predictors = kept.rows.compactMap { row in
      found.cases.rows.firstIndex { $0.record == row.record }.map { found.predictors[$0] }
    }
    try output.answer(
      EngineTables.modelCases(
        kept, interviewed: records.interviewed, parameters, predictors: predictors,
        isText: output.isForReading, notes: found.notes + records.notes), options)
  }
}

extension ModelCases {
  /// Only the records with an interview, where these are wanted.
  fileprivate func keeping(_ records: ModelSource, _ interviewed: Bool) -> ModelCases {
    interviewed ? keeping { !records.interviewed.transcripts($0.record).isEmpty } : self
  }
}
