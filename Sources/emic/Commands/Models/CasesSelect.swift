import ArgumentParser
import CodingEngine
import Exchange
import Fieldwork
import ReportGenerator
import StudyStore

extension Cases {
  /// Chooses cases for a closer look from a model.
  struct Select: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "select",
      abstract: "Chooses cases from a model: typical, deviant, diverse and five more.",
      discussion: """
        Seawright & Gerring (2008). typical, deviant: the smallest and greatest residual. extreme
        --on VARIABLE: furthest from its mean. diverse --on VARIABLE: each category, or least, middle
        and most. influential: Cook's distance. pathway --on VARIABLE: explained by it and nothing
        else. most-similar, most-different: pairs by Mahalanobis distance, with different or the same
        outcome. In a study the list says who was interviewed already, and with what consent.

        A choice is a decision: 'emic sampling decide HH-088 chosen' keeps it with its reason. The list
        shows what was last decided and how far contact has come, 'emic sampling log' all of it among
        the interviews.

        Examples:
          emic cases select deviant 'owns_home_city ~ n_pension_urban + household_size'
          emic cases select deviant --reference Surveys/published-ch3.yaml --count 8
          emic cases select pathway 'owns_home_city ~ head_age + n_health_local' --on n_health_local
          emic cases select most-similar 'y ~ a + b' --table FILE.csv --of 12
        """)

    @Argument(
      help: "What for: one of the eight words above.")
    var strategy: SelectionStrategy
    @Argument(help: "The formula of the model.") var formula: String?
    @Option(
      help: ArgumentHelp(
        "A file of published coefficients instead of a formula.", valueName: "file"))
    var reference: String?
    @Option(help: ArgumentHelp("What the choice is about.", valueName: "variable"))
    var on: String?
    @Option(help: ArgumentHelp("A record that each pair is to hold.", valueName: "record"))
    var of: String?
    @Option(help: ArgumentHelp("How many records or pairs (5).", valueName: "n")) var count: Int?
    @OptionGroup var source: ModelSourceOptions
    @OptionGroup var model: ModelOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func validate() throws {
      try source.check()
      try model.check()
      try require(count, "--count", in: 1...10_000)
      guard (formula == nil) != (reference == nil) else {
        throw ValidationError("Name a formula, or --reference FILE.")
      }
      if reference != nil, !model.parameters.isEmpty {
        throw ValidationError("A published model is not fitted: leave the options of models away.")
      }
      if on == nil, strategy.strategy.needsVariable {
        throw ValidationError("\(strategy.rawValue) is about a variable: --on VARIABLE.")
      }
      if on != nil, !strategy.strategy.needsVariable {
        throw ValidationError("--on belongs to extreme, diverse and pathway.")
      }
      if of != nil, !strategy.strategy.isPaired {
        throw ValidationError("--of belongs to most-similar and most-different.")
      }
    }

    func run() throws {
      let records = try source.read(options, naming: [formula, on].compactMap { $0 })
      let wanted = count ?? 5
      let selection: CaseSelection
      var notes: [String] = []
      if let reference {
        selection = try CaseSelection(
          strategy.strategy,
          from: PublishedPrediction(
            try PublishedModels.read(reference, in: records.folder), in: records.table,
            rows: records.rows),
          count: wanted)
      } else {
        let fitted = try SurveyModel(
          ModelFrame(
            try ModelFormula(formula ?? ""), in: records.table, rows: records.rows),
          model.question)
        selection = try CaseSelection(
          strategy.strategy, from: fitted, variable: on, count: wanted,
          partner: try of.map { try records.key($0) })
        notes = fitted.rules.map { "\($0.sentence) (\($0.occasion); rule \($0.id.rawValue))" }
      }
      let parameters =
        [
          Parameter("strategy", strategy.rawValue), formula.map { Parameter("formula", $0) },
          reference.map { Parameter("reference", Files.name($0)) },
          on.map { Parameter("on", $0) }, of.map { Parameter("of", $0) },
          Parameter("count", .integer(wanted)),
        ].compactMap { $0 } + source.parameters + model.parameters
      try output.answer(
        EngineTables.selection(
          selection, interviewed: records.interviewed, parameters, isStudy: records.isStudy,
          isText: output.isForReading, notes: notes + records.notes),
        options)
    }
  }
}

/// What a record is chosen for.
enum SelectionStrategy: String, ExpressibleByArgument, CaseIterable {
  case typical, deviant, extreme, diverse, influential, pathway
  case mostSimilar = "most-similar"
  case mostDifferent = "most-different"

  var strategy: CaseSelection.Strategy {
    switch self {
    case .typical: .typical
    case .deviant: .deviant
    case .extreme: .extreme
    case .diverse: .diverse
    case .influential: .influential
    case .pathway: .pathway
    case .mostSimilar: .mostSimilar
    case .mostDifferent: .mostDifferent
    }
  }
}
