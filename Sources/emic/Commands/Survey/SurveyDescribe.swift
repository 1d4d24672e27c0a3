import ArgumentParser
import CodingEngine
import Exchange
import Fieldwork
import ReportGenerator

/// What the records of a survey are like.
struct SurveyDescribe: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe",
    abstract: "Describes variables: frequencies or means, by group, weighted beside unweighted.",
    discussion: """
      A variable is named, or computed: 'share_women = n_women / size', or a condition such as
      'n_pension_urban >= 1' of which the share is given. Numbers have mean, spread and quartiles,
      categories counts; missing values are counted by reason. With --weight the weighted numbers
      stand beside, with standard errors by strata and sampling units, and the test of Rao and Scott
      for categories by groups. Weights are for the survey, never for the interviewed alone.

      Examples:
        emic survey describe head_age owns_home_city
        emic survey describe owns_home_city 'n_pension_urban >= 1' --by household_type \\
          --where 'in_model_sample is yes'
        emic survey describe api00 --table schools.csv --weight pw --strata stype --population fpc
        emic survey describe --table households.dta --by region --format csv
      """)

  @Argument(help: "Variables, or conditions and 'name = expression' (else every variable).")
  var names: [String] = []
  @Option(help: ArgumentHelp("The variable whose values are the groups.", valueName: "variable"))
  var by: String?
  @Option(help: ArgumentHelp("The variable that weighs the records.", valueName: "variable"))
  var weight: String?
  @Option(help: ArgumentHelp("The variable that names the strata.", valueName: "variable"))
  var strata: String?
  @Option(
    help: ArgumentHelp("The variable that names the sampling units.", valueName: "variable"))
  var cluster: String?
  @Option(
    help: ArgumentHelp(
      "The variable that says how many sampling units a stratum has in all.",
      valueName: "variable"))
  var population: String?
  @Option(
    help: ArgumentHelp(
      "A variable to compute first: \"per_head = income / size\" (repeatable).",
      valueName: "rule"))
  var compute: [String] = []
  @Flag(help: "Only records with an interview.") var interviewed = false
  @Flag(help: "Weigh interviewed cases all the same; the output is stamped.") var force = false
  @OptionGroup var source: ModelSourceOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    try source.check()
    if weight == nil, strata != nil || cluster != nil || population != nil || force {
      throw ValidationError(
        "--strata, --cluster, --population and --force belong to --weight.")
    }
    if interviewed, source.file.table != nil {
      throw ValidationError("--interviewed is about a study, not about --table.")
    }
  }

  func run() throws {
    let columns = [by, weight, strata, cluster, population].compactMap { $0 }
    var records = try source.read(options, naming: names + compute + columns)
    for text in compute {
      let rule = try SurveyFold.Rule(text)
      _ = try records.compute(rule.name, rule.expression)
    }
    let chosen = try names.map { try records.described($0) }
    let variables = chosen.isEmpty ? records.describable : chosen
    let rows =
      interviewed
      ? records.rows.filter { !records.interviewed.transcripts($0).isEmpty } : records.rows
    let design = try weight.map { weight in
      SurveyDescription.Design(
        weight: try records.variable(weight), strata: try strata.map { try records.variable($0) },
        cluster: try cluster.map { try records.variable($0) },
        population: try population.map { try records.variable($0) })
    }
    let description = try SurveyDescription(
      variables, in: records.table, rows: rows, by: try by.map { try records.variable($0) },
      design: design, interviewed: records.interviewed, isForced: force)
    let parameters =
      [
        names.isEmpty ? nil : Parameter("variables", .list(names)), by.map { Parameter("by", $0) },
        weight.map { Parameter("weight", $0) }, strata.map { Parameter("strata", $0) },
        cluster.map { Parameter("cluster", $0) }, population.map { Parameter("population", $0) },
        interviewed ? Parameter("interviewed", .flag(true)) : nil,
        force ? Parameter("force", .flag(true)) : nil,
      ].compactMap { $0 } + source.parameters
    try output.answer(
      EngineTables.description(
        description, isText: output.isForReading, notes: records.notes, parameters), options)
  }
}

extension ModelSource {
  /// A variable by name, or one that is computed from others, as its index.
  fileprivate mutating func described(_ text: String) throws -> Int {
    do {
      return try variable(text)
    } catch {
      // A plain name that is not there is a slip, no condition.
      guard text.contains(where: { "<>=+-*/( ".contains($0) }) else { throw error }
      if let rule = try? SurveyFold.Rule(text), (try? SurveyExpression(rule.expression)) != nil,
        !table.variables.contains(where: { $0.name == rule.name })
      {
        return try compute(rule.name, rule.expression)
      }
      return try compute(text, text)
    }
  }

  /// Adds a variable that is computed from the others of each record.
  fileprivate mutating func compute(_ name: String, _ text: String) throws -> Int {
    table = try table.computing(name, text)
    let place = table.variables.count - 1
    if name != text {
      table.variables[place].labels = [LocalizedText(language: "", text: "\(name) = \(text)")]
    }
    return place
  }

  /// Every variable that has numbers or a few values, but the key.
  fileprivate var describable: [Int] {
    table.variables.indices.filter { place in
      let variable = table.variables[place]
      guard variable.name != table.keyVariable else { return false }
      return variable.kind == .number
        || [.category, .ordinal].contains(variable.kind)
          && Set(table.records.map { $0.values[place] }).count <= 50
    }
  }
}
