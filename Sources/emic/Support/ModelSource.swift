import ArgumentParser
import CodingEngine
import Exchange
import Fieldwork
import Foundation
import ReportGenerator
import StudyStore

/// A file of records that stands in for the study.
struct TableFileOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Records by variables in a file instead of a study: CSV, Stata, SPSS, SAS, a workbook.",
      valueName: "file"))
  var table: String?
  @Option(
    help: ArgumentHelp("A YAML file that describes the columns of --table.", valueName: "file"))
  var schema: String?
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "A code of --table that stands for a missing value: \"-999 = don't know\", \"income: -8\" "
        + "(repeatable).", valueName: "rule"))
  var missing: [String] = []

  func check() throws {
    if !missing.isEmpty, table == nil {
      throw ValidationError("--missing belongs to --table; a study knows what is missing.")
    }
    if schema != nil, table == nil { throw ValidationError("--schema belongs to --table.") }
  }
}

/// Which records of the study's surveys are meant.
struct SurveyRecordOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The survey (else the only one about the cases).", valueName: "name"))
  var survey: String?
  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Only records such as 'in_model_sample is yes and head_age < 60'.", valueName: "filter"))
  var filter: String?
}

/// Where a model finds its records: a survey of the study, or a table from elsewhere.
struct ModelSourceOptions: ParsableArguments {
  @OptionGroup var file: TableFileOptions
  @OptionGroup var records: SurveyRecordOptions

  func check() throws {
    try file.check()
    if records.survey != nil, file.table != nil {
      throw ValidationError("--table is no survey of the study.")
    }
  }

  /// The records that are meant.
  ///
  /// - Parameter texts: formulas and names, which may name variables of other waves.
  func read(_ options: GlobalOptions, naming texts: [String] = []) throws -> ModelSource {
    try ModelSource.read(
      file, survey: records.survey, filter: records.filter, naming: texts, options)
  }

  var parameters: [Parameter] {
    [
      file.table.map { Parameter("table", Files.name($0)) },
      file.schema.map { Parameter("schema", Files.name($0)) },
      records.survey.map { Parameter("survey", $0) },
      records.filter.map { Parameter("where", $0) },
    ].compactMap { $0 }
  }
}

/// The records of a model.
struct ModelSource {
  var table: SurveyTable
  let rows: [Int]
  let interviewed: InterviewedRecords
  let isStudy: Bool
  let notes: [String]
  /// The folder of the study; `nil` for a table from elsewhere.
  let folder: URL?

  init(
    _ table: SurveyTable, _ filter: String?, interviewed: InterviewedRecords = .none,
    isStudy: Bool = false, notes: [String] = [], folder: URL? = nil
  ) throws {
    self.folder = folder
    self.table = table
    self.interviewed = interviewed
    self.isStudy = isStudy
    let asked = try filter.map { try RecordFilter(try Filter($0), in: table).records }
    let found = asked ?? Array(table.records.indices)
    rows = found.filter { !interviewed.children.contains($0) }
    let children = found.count - rows.count
    self.notes =
      notes
      + [
        filter.map { "only records where \($0): \(found.count) of \(table.records.count)" },
        children == 0
          ? nil
          : "left out: \(counted(children, "record")) of children, of whom no model speaks",
      ].compactMap(\.self)
  }

  /// The records of a survey of the study, or of a file.
  ///
  /// - Parameter texts: formulas and names, which may name variables of other waves.
  static func read(
    _ file: TableFileOptions, survey: String? = nil, filter: String?, naming texts: [String] = [],
    _ options: GlobalOptions
  ) throws -> ModelSource {
    guard let table = file.table else {
      let session = try Session.reading(options)
      let whole = try session.study.snapshot([.turns, .codings, .surveys, .notes])
      let index = try whole.survey(survey)
      let snapshot = whole.joiningWaves(of: index, namedIn: texts + [filter ?? ""])
      return try ModelSource(
        snapshot.surveys[index], filter,
        interviewed: InterviewedRecords(survey: index, in: snapshot), isStudy: true,
        notes: snapshot.wordsOfWave(index, named: survey), folder: session.folder)
    }
    let described = try file.schema.map {
      try SurveySchemaYAML.read(try Files.text($0), fileName: Files.name($0))
    }
    let choices = SurveyOptions(
      key: described == nil ? SurveyOptions.rowKey : nil,
      rules: try file.missing.map { try MissingRule($0) })
    let source = try SurveyInput(options: options).source(
      table, described?.selection([], weight: nil) ?? choices.selection)
    if described == nil, file.missing.isEmpty, case .text(let text) = source {
      let read = try VariableTableCSV.read(text.text, fileName: text.name)
      return try ModelSource(read.table, filter, notes: read.notes)
    }
    let draft = try SurveySource.read([source], schema: described, options: choices)
    return try ModelSource(
      SurveyTable(
        name: draft.name, title: draft.title, caseKind: draft.caseKind ?? "",
        keyVariable: draft.keyVariable, variables: draft.variables, records: draft.records),
      filter, notes: draft.notes)
  }

  /// A variable by its name or label, as its index.
  func variable(_ name: String) throws -> Int {
    let things = table.variables.map { NamedThing(id: $0.name, names: $0.labels.map(\.text)) }
    do {
      return try NameResolver(kind: "variable", things: things).index(of: name, .prefix)
    } catch let failure as NameFailure where !isStudy {
      let problem = failure.problem
      guard case .unknown(_, _, []) = failure else { throw failure }
      throw Problem(
        problem.kind, problem.what, hint: "'emic survey variables --table FILE' lists them")
    }
  }

  /// The key of a record as the table has it.
  func key(_ name: String) throws -> String {
    let things = table.records.map { NamedThing(id: $0.key) }
    return table.records[
      try NameResolver(kind: "record", things: things).index(of: name, .exact)
    ].key
  }
}

/// How models are fitted.
struct ModelOptions: ParsableArguments {
  @Option(help: "What the outcome is: logistic (0 or 1) or linear; else found from it.")
  var family: ModelFamily?
  @Option(help: "Standard errors robust against unequal spread: hc0 or hc1.")
  var robust: RobustErrors?
  @Option(
    help: ArgumentHelp(
      "Standard errors robust within the groups of a variable.", valueName: "variable"))
  var cluster: String?
  @Flag(help: "Firth's penalised likelihood, whatever the data.") var firth = false
  @Flag(help: "Greatest likelihood or nothing; never Firth's.") var ml = false
  @Flag(help: "Intervals and p that follow the likelihood.") var profile = false
  @Flag(help: "Fit against a rule for few cases; the output is stamped.") var force = false
  @Option(
    help: ArgumentHelp(
      "With (1 | group): nodes of the quadrature, 1 for Laplace's approximation (1).",
      valueName: "n"))
  var nodes: Int?

  func check() throws {
    if let nodes, !(1...50).contains(nodes) {
      throw ValidationError("--nodes takes a number from 1 to 50, not \(nodes).")
    }
    if robust != nil, cluster != nil {
      throw ValidationError("Ask for --robust or --cluster, not both.")
    }
    if firth, ml { throw ValidationError("Ask for --firth or --ml, not both.") }
    if firth, robust != nil || cluster != nil {
      throw ValidationError(
        "--firth has intervals of its penalised likelihood; leave --robust and --cluster away.")
    }
    if profile, robust != nil || cluster != nil {
      throw ValidationError(
        "--profile follows the likelihood, not the standard errors; leave --robust and --cluster "
          + "away.")
    }
    if family == .linear, firth || ml || profile {
      throw ValidationError("--firth, --ml and --profile are for logistic models.")
    }
  }

  var question: ModelQuestion {
    let errors: ModelQuestion.Errors =
      cluster.map { .cluster($0) }
      ?? (robust == .hc0 ? .hc0 : robust == .hc1 ? .hc1 : .model)
    return ModelQuestion(
      family: family == .logistic ? .logistic : family == .linear ? .linear : nil,
      errors: errors, estimator: firth ? .firth : ml ? .likelihood : .automatic,
      profile: profile, force: force, nodes: nodes ?? 1)
  }

  var parameters: [Parameter] {
    [
      family.map { Parameter("family", $0.rawValue) },
      robust.map { Parameter("robust", $0.rawValue) },
      cluster.map { Parameter("cluster", $0) }, firth ? Parameter("firth", .flag(true)) : nil,
      ml ? Parameter("ml", .flag(true)) : nil, profile ? Parameter("profile", .flag(true)) : nil,
      force ? Parameter("force", .flag(true)) : nil,
      nodes.map { Parameter("nodes", .integer($0)) },
    ].compactMap { $0 }
  }
}

extension OutputOptions {
  /// Whether people read the answer, who need fewer columns than files.
  var isForReading: Bool { [.table, .markdown].contains(format) }
}

/// What an outcome is taken to be.
enum ModelFamily: String, ExpressibleByArgument, CaseIterable {
  case logistic, linear
}

/// Robust standard errors.
enum RobustErrors: String, ExpressibleByArgument, CaseIterable {
  case hc0, hc1
}
