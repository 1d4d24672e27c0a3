import Fieldwork
import Statistics

/// Average marginal effects: by how many percentage points the probability changes, on average
/// over the records, when a variable does.
///
/// Of a number the effect of one unit (the mean of the derivatives), of 0 and 1 that of 1 instead
/// of 0, of a category that of each level instead of the base; standard errors by the delta
/// method.
public struct ModelEffects: Sendable {
  /// The effect of one change.
  public struct Effect: Hashable, Sendable {
    /// The variable.
    public var variable: String
    /// What changes, in words: `1 more`, `yes instead of no`.
    public var change: String
    /// The effect, its standard error and its 95 % interval, in `-1...1`.
    public var effect, error, low, high: Double
    /// The two-sided p.
    public var p: Coefficient
  }

  /// The effects in the order of the formula.
  public let effects: [Effect]
  /// Variables that have none, and why.
  public let notes: [String]

  /// Computes the effects of a logistic model; a linear one has its coefficients.
  ///
  /// - Returns: `nil` for a linear model and for one with random intercepts, in which the change of a
  ///   probability depends on the group.
  public init?(_ model: SurveyModel) {
    guard case .logistic(let fit) = model.fit else { return nil }
    let frame = model.frame
    let kept = frame.columns.indices.filter { fit.names.contains(frame.columns[$0].name) }
    var effects: [Effect] = []
    var notes: [String] = []
    /// Numbers whose whole range is less than one unit.
    var narrow: [String] = []
    func add(
      _ variable: String, _ change: String, from: ModelFrame.Change, to: ModelFrame.Change,
      scale: Double = 1
    ) {
      let low = frame.numbers(changing: variable, from)
      let high = frame.numbers(changing: variable, to)
      let isFinite = (low + high).allSatisfy { $0.allSatisfy(\.isFinite) }
      guard isFinite else {
        notes.append("no effect of \(variable): a term has no value beside those observed")
        return
      }
      let found = MarginalEffect(
        fit, from: kept.map { low[$0] }, to: kept.map { high[$0] }, scale: scale,
        covariance: model.covariance)
      effects.append(
        Effect(
          variable: variable, change: change, effect: found.effect, error: found.standardError,
          low: found.interval.lower.value ?? found.effect,
          high: found.interval.upper.value ?? found.effect, p: Coefficient(found.p)))
    }
    for variable in frame.formula.explaining {
      if frame.isMixed(variable) {
        notes.append("no effect of \(variable): it stands both as a number and as categories")
      } else if let levels = frame.levels(of: variable) {
        for place in levels.codes.indices.dropFirst() {
          add(
            variable, "\(levels.labels[place]) instead of \(levels.labels[0])",
            from: .level(levels.codes[0]), to: .level(levels.codes[place]))
        }
      } else if let values = frame.values(of: variable) {
        if values.allSatisfy({ $0 == 0 || $0 == 1 }) {
          let definition = frame.table.variables.first { $0.name == variable }
          let (no, yes) = (definition?.label(of: "0") ?? "0", definition?.label(of: "1") ?? "1")
          add(variable, "\(yes) instead of \(no)", from: .set(0), to: .set(1))
        } else {
          // Small against the range, great against rounding.
          let range = (values.max() ?? 0) - (values.min() ?? 0)
          let step = range * 1e-5
          if step > 0 {
            if range < 1 { narrow.append("\(variable) (\(plainNumber(range)))") }
            add(variable, "slope per 1", from: .shift(-step), to: .shift(step), scale: 2 * step)
          }
        }
      }
    }
    self.effects = effects
    self.notes =
      notes + [
        "mean change of the probability over \(counted(model.n, "record")), in percentage points; "
          + "of a number the mean slope, per unit; standard errors by the delta method"
      ]
      + (narrow.isEmpty
        ? []
        : [
          "a unit is more than the whole range of \(listed(narrow)): a tenth of the slope is that of "
            + "0.1 more"
        ])
      + (model.isFirth
        ? ["from Firth's estimates; their probabilities lie nearer to one half"] : [])
  }
}
