import Fieldwork
import Statistics

/// What a model says of each of its records.
public struct ModelCases: Sendable {
  /// One record.
  public struct Row: Hashable, Sendable {
    /// The index of the record in its survey.
    public var record: Int
    /// Its key.
    public var key: String
    /// The outcome.
    public var observed: Double
    /// The probability, or the value expected.
    public var expected: Double
    /// Outcome less expectation.
    public var residual: Double
    /// The residual over the spread expected, √(p(1−p)) of a logistic model.
    public var pearson: Double
    /// The signed root of the part of the deviance.
    public var deviance: Double
    /// The residual over its standard error without the record; `nil` for a reference model,
    /// which was not fitted to the records.
    public var studentised: Double?
    /// How much the record pulls its own expectation; `nil` for a reference model.
    public var leverage: Double?
    /// How far all expectations move without the record; `nil` for a reference model.
    public var cook: Double?
    /// `typical`, or what a great residual makes of it.
    public var label: String
  }

  /// The records in the order of the survey.
  public let rows: [Row]

  /// A record deviates where |Pearson| is this much or more.
  public static let customaryLimit = 1.5

  /// Looks at the records of a fitted model.
  ///
  /// - Parameters:
  ///   - limit: above 0.
  public init(_ model: SurveyModel, limit: Double = customaryLimit) {
    let seen: CaseDiagnostics
    var spread = 1.0
    switch model.fit {
    case .mixed(let fit):
      rows = ModelCases.rows(fit, model.frame, limit)
      return
    case .logistic(let fit): seen = CaseDiagnostics(fit)
    case .linear(let fit):
      seen = CaseDiagnostics(fit)
      spread = fit.sigma > 0 ? fit.sigma : 1
    }
    let frame = model.frame
    rows = frame.rows.indices.map { place in
      let pearson = seen.pearson[place] / spread
      return Row(
        record: frame.rows[place], key: frame.table.records[frame.rows[place]].key,
        observed: frame.outcome[place], expected: seen.expected[place],
        residual: seen.residuals[place], pearson: pearson, deviance: seen.deviance[place],
        studentised: seen.studentised[place].isFinite ? seen.studentised[place] : nil,
        leverage: seen.leverages[place], cook: seen.cooks[place],
        label: ModelCases.label(pearson, limit: limit, names: ["deviant: below", "deviant: above"]))
    }
  }

  init(rows: [Row]) { self.rows = rows }

  /// With random intercepts a record is held against what is expected in its group; how far it
  /// pulls the model is not known.
  private static func rows(
    _ fit: RandomInterceptFit, _ frame: ModelFrame, _ limit: Double
  ) -> [Row] {
    frame.rows.indices.map { place in
      let (observed, predictor) = (fit.outcome[place], fit.predictors[place])
      let expected = CaseDiagnostics.probability(predictor: predictor)
      let pearson = CaseDiagnostics.pearson(observed, predictor: predictor)
      return Row(
        record: frame.rows[place], key: frame.table.records[frame.rows[place]].key,
        observed: observed, expected: expected, residual: observed - expected, pearson: pearson,
        deviance: CaseDiagnostics.deviance(observed, predictor: predictor),
        label: label(pearson, limit: limit, names: ["deviant: below", "deviant: above"]))
    }
  }

  /// Some of the records.
  public func keeping(_ isWanted: (Row) -> Bool) -> ModelCases {
    ModelCases(rows: rows.filter(isWanted))
  }

  /// - Parameter names: for less than expected, and for more.
  static func label(_ pearson: Double, limit: Double, names: [String]) -> String {
    abs(pearson) < limit ? "typical" : pearson < 0 ? names[0] : names[1]
  }
}
