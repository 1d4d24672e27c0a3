public import Fieldwork
import Statistics

/// What a published model says of the records of a survey.
public struct PublishedPrediction: Sendable {
  /// One term's part in the prediction of a record.
  public struct Part: Hashable, Sendable {
    /// The term.
    public var term: String
    /// What the record has, in words of the survey.
    public var words: String
    /// The coefficient.
    public var coefficient: Double
    /// What it adds to the linear predictor.
    public var contribution: Double
  }

  /// The model.
  public let model: PublishedModel
  /// The records with a prediction, in the order of the survey; those without an outcome too,
  /// whose residual is NaN.
  public let cases: ModelCases
  /// The linear predictor of each row of `cases`.
  public let predictors: [Double]
  /// Records without a prediction, with the first reason.
  public let left: [LinkageAccount.Left]
  /// Sentences for the reader.
  public let notes: [String]
  private let table: SurveyTable
  private let places: [Int]

  /// Predicts.
  ///
  /// - Parameters:
  ///   - rows: the records, by index.
  ///   - limit: a record deviates where |Pearson| is this much or more.
  /// - Throws: `ModelFailure` where the survey lacks a variable of the model, or the model an
  ///   intercept or outcome.
  public init(
    _ model: PublishedModel, in table: SurveyTable, rows: [Int],
    limit: Double = ModelCases.customaryLimit
  ) throws {
    guard let intercept = model.intercept else {
      throw ModelFailure.outcome(
        what: "the model '\(model.name)' has no intercept, so that nothing can be predicted",
        hint: "write intercept: {b: …, note: where it comes from} into its file")
    }
    guard let outcomeName = model.outcome else {
      throw ModelFailure.outcome(
        what: "the model '\(model.name)' does not say what it explains",
        hint: "write outcome: VARIABLE into its file")
    }
    let resolver = table.variableNames
    func place(_ name: String) throws -> Int {
      do {
        return try resolver.index(of: name, .exact)
      } catch {
        throw ModelFailure.outcome(
          what: "the survey has no variable '\(name)', which the model '\(model.name)' needs",
          hint: "its file names the variables as the survey does")
      }
    }
    let outcome = try place(outcomeName)
    let places = try model.terms.map { try place($0.variable) }
    var found: [ModelCases.Row] = []
    var predictors: [Double] = []
    var left: [LinkageAccount.Left] = []
    for row in rows {
      let record = table.records[row]
      func leave(_ variable: Int) {
        let reason = record.values[variable].missingReason ?? "no number"
        left.append(
          LinkageAccount.Left(
            name: record.key, index: Int32(row),
            reason: "\(table.variables[variable].name) is \(reason)"))
      }
      if let gap = places.first(where: { record.values[$0].missingReason != nil }) {
        leave(gap)
        continue
      }
      guard case .number(let observed) = record.values[outcome] else {
        leave(outcome)
        continue
      }
      var predictor = intercept
      for (term, place) in zip(model.terms, places) {
        predictor += PublishedPrediction.part(term, record.values[place])
      }
      let p = CaseDiagnostics.probability(predictor: predictor)
      let pearson = CaseDiagnostics.pearson(observed, predictor: predictor)
      predictors.append(predictor)
      found.append(
        ModelCases.Row(
          record: row, key: record.key, observed: observed, expected: p, residual: observed - p,
          pearson: pearson,
          deviance: CaseDiagnostics.deviance(observed, predictor: predictor), studentised: nil,
          leverage: nil, cook: nil,
          label: ModelCases.label(pearson, limit: limit, names: model.deviantNames)))
    }
    self.model = model
    cases = ModelCases(rows: found)
    self.predictors = predictors
    self.left = left
    self.table = table
    self.places = places
    notes = PublishedPrediction.notes(
      model, intercept, asked: rows.count, left: left, limit: limit, table: table)
  }

  /// The terms of a record's prediction, the greatest contribution first.
  ///
  /// - Parameter row: the index of the record.
  public func parts(ofRecord row: Int) -> [Part] {
    let values = table.records[row].values
    let parts = zip(model.terms, places).map { term, place in
      Part(
        term: term.name, words: table.variables[place].worded(values[place]),
        coefficient: term.coefficient?.value ?? 0,
        contribution: PublishedPrediction.part(term, values[place]))
    }
    return parts.enumerated().sorted {
      (-abs($0.element.contribution), $0.offset) < (-abs($1.element.contribution), $1.offset)
    }.map(\.element)
  }

  private static func part(_ term: PublishedModel.Term, _ value: SurveyValue) -> Double {
    let coefficient = term.coefficient?.value ?? 0
    if let level = term.level { return value.code == level ? coefficient : 0 }
    return (value.number ?? 0) * coefficient
  }

  private static func notes(
    _ model: PublishedModel, _ intercept: Double, asked: Int, left: [LinkageAccount.Left],
    limit: Double, table: SurveyTable
  ) -> [String] {
    var notes = ["the model '\(model.name)' was not fitted to these records"]
    if !model.source.isEmpty { notes.append("source: \(model.source)") }
    let doubt = model.interceptNote.isEmpty ? "" : " (\(model.interceptNote))"
    notes.append(
      "intercept \(plainNumber(intercept))\(doubt): every probability hangs on it")
    if !left.isEmpty {
      notes.append(
        "\(left.count) of \(counted(asked, "record")) without a prediction: "
          + listed(left.map { "\($0.name): \($0.reason)" }))
    }
    notes.append("deviant: |Pearson| ≥ \(plainNumber(limit)); Pearson = (y − p)/√(p(1 − p))")
    return notes
  }
}
