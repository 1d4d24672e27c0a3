import Fieldwork
import Statistics

/// A regression fitted to the records of a survey.
public struct SurveyModel: Sendable {
  /// One coefficient.
  public struct Term: Hashable, Sendable {
    /// What it is called, as in R.
    public var name: String
    /// What it means, in words of the survey; empty for the intercept.
    public var meaning: String
    /// The estimate: a logarithm of odds, or a number of the outcome.
    public var estimate: Coefficient
    /// Its standard error.
    public var error: Coefficient
    /// The estimate over its standard error.
    public var statistic: Coefficient
    /// The two-sided p.
    public var p: Coefficient
    /// The ends of the 95 % interval of the estimate.
    public var low, high: Coefficient
    /// The estimate as an odds ratio with its interval; undefined for a linear model.
    public var oddsRatio, oddsLow, oddsHigh: Coefficient
    /// How much wider its uncertainty is for going along with others.
    public var inflation: Coefficient
  }

  /// A number about the model as a whole.
  public struct Measure: Hashable, Sendable {
    /// A short key, such as `aic`.
    public var key: String
    /// What it is.
    public var name: String
    /// The number.
    public var value: Coefficient
  }

  enum Fit: Sendable {
    case logistic(LogisticFit)
    case linear(LinearFit)
    case mixed(RandomInterceptFit)
  }

  /// What was asked.
  public let question: ModelQuestion
  /// The records and columns.
  public let frame: ModelFrame
  /// The family.
  public let family: ModelQuestion.Family
  /// Whether the estimates are Firth's.
  public let isFirth: Bool
  /// The coefficients in the order of the formula, those left out included.
  public let terms: [Term]
  /// Numbers about the whole, in a fixed order.
  public let measures: [Measure]
  /// The rules about few cases that applied.
  public let rules: [SmallSampleRule]
  /// Sentences for the reader.
  public let notes: [String]
  let fit: Fit
  let covariance: [[Double]]

  /// Whether groups have intercepts of their own.
  public var hasGroups: Bool { frame.formula.group != nil }

  /// The number of records in the model.
  public var n: Int { frame.rows.count }

  /// The rules against which the model was forced.
  public var forced: [SmallSampleRule] { rules.filter(\.refusesTest) }

  /// Fits a model.
  ///
  /// - Throws: `ModelFailure` where it cannot be fitted, or where a rule about few cases forbids
  ///   it and it is not forced.
  public init(_ frame: ModelFrame, _ question: ModelQuestion = ModelQuestion()) throws {
    do {
      let design = try DesignMatrix(names: frame.columns.map(\.name), columns: frame.numbers)
      let family = try SurveyModel.family(frame, question)
      var rules: [SmallSampleRule] = []
      let fit: Fit
      switch family {
      case .linear where frame.formula.group != nil:
        throw ModelFailure.outcome(
          what: "intercepts by group are for outcomes of 0 and 1",
          hint: "leave (1 | \(frame.formula.group ?? "")) away; --cluster heeds groups in the "
            + "errors")
      case .linear:
        rules += [
          SmallSampleRule.tooFewCases(frame.rows.count, unit: "record"),
          SmallSampleRule.bearsNoModel(
            frame.rows.count, events: nil, terms: frame.formula.explaining.count),
        ]
        .compactMap { $0 }
        fit = .linear(try LinearFit(design, outcome: frame.outcome))
      case .logistic:
        (fit, rules) = try SurveyModel.logistic(design, frame, question)
      }
      let errors = try SurveyModel.covariance(fit, frame, question, &rules)
      // Student's t is made for few cases; robust errors and the tests of a logistic model are not.
      let isAsymptotic = family == .logistic || question.errors != .model
      if isAsymptotic, let few = SmallSampleRule.tooFewForLimits(frame.rows.count) {
        rules.append(few)
      }
      rules = rules.inOrder
      let refusals = rules.filter(\.refusesTest)
      if !refusals.isEmpty, !question.force {
        throw ModelFailure.refused(
          rules: refusals.map { "\($0.sentence) (\($0.occasion); rule \($0.id.rawValue))" })
      }
      self.question = question
      self.frame = frame
      self.family = family
      self.fit = fit
      self.rules = rules
      covariance = errors.covariance
      let isFirth = if case .logistic(let fit) = fit { fit.estimator == .firth } else { false }
      self.isFirth = isFirth
      let table = ModelTerms(
        frame: frame, fit: fit, covariance: errors.covariance, profile: question.profile,
        isRobust: question.errors != .model)
      terms = table.terms
      measures = ModelMeasures.measures(fit, frame)
      notes = ModelMeasures.notes(
        fit, frame, errors: errors.words, aliased: table.aliased, profile: question.profile)
    } catch let failure as RegressionFailure {
      throw ModelFailure.cannotFit(failure.description)
    }
  }

  private static func family(
    _ frame: ModelFrame, _ question: ModelQuestion
  ) throws -> ModelQuestion.Family {
    let isBinary = frame.outcome.allSatisfy { $0 == 0 || $0 == 1 }
    if question.family == .logistic, !isBinary {
      throw ModelFailure.outcome(
        what: "the outcome '\(frame.formula.outcome.name)' is not 0 or 1 throughout",
        hint: "leave --family logistic away, or take an outcome of two categories")
    }
    if let first = frame.outcome.first, frame.outcome.allSatisfy({ $0 == first }) {
      throw ModelFailure.outcome(
        what: "the outcome '\(frame.formula.outcome.name)' is \(plainNumber(first)) in every "
          + "record",
        hint: "there is nothing to explain; look at --where and at missing values")
    }
    return question.family ?? (isBinary ? .logistic : .linear)
  }

  private static func logistic(
    _ design: DesignMatrix, _ frame: ModelFrame, _ question: ModelQuestion
  ) throws -> (Fit, [SmallSampleRule]) {
    let events = frame.outcome.count { $0 == 1 }
    let rarer = min(events, frame.rows.count - events)
    var rules = [
      SmallSampleRule.bearsNoModel(
        frame.rows.count, events: rarer, terms: frame.formula.explaining.count)
    ].compactMap { $0 }
    let separation = Separation(design, outcome: frame.outcome)
    if separation.kind != .none {
      if question.estimator == .likelihood {
        throw ModelFailure.cannotFit(
          "greatest likelihood has no finite estimate for "
            + "\(listed(separation.infiniteTerms)), which tell the outcome (leave --ml away)")
      }
      rules.append(
        .separation(separation.infiniteTerms, isComplete: separation.kind == .complete))
    }
    let slopes = frame.columns.count { $0.term >= 0 }
    let perParameter = slopes == 0 ? Double.infinity : Double(rarer) / Double(slopes)
    if let groups = frame.groups {
      return try mixed(design, frame, groups, question, rules, separation, perParameter)
    }
    let isFirth =
      question.estimator == .firth
      || question.estimator == .automatic && (separation.kind != .none || perParameter < 5)
    if let few = SmallSampleRule.fewEvents(perParameter, isFirth: isFirth) { rules.append(few) }
    let fit = try LogisticFit(
      design, outcome: frame.outcome, estimator: isFirth ? .firth : .likelihood)
    return (.logistic(fit), rules)
  }

  /// A model with an intercept for each group.
  private static func mixed(
    _ design: DesignMatrix, _ frame: ModelFrame, _ groups: (places: [Int], count: Int),
    _ question: ModelQuestion, _ before: [SmallSampleRule], _ separation: Separation,
    _ perParameter: Double
  ) throws -> (Fit, [SmallSampleRule]) {
    let name = frame.formula.group ?? ""
    guard question.errors == .model, question.estimator != .firth, !question.profile else {
      throw ModelFailure.outcome(
        what: "a model with (1 | \(name)) has the standard errors of its likelihood",
        hint: "leave --robust, --cluster, --firth and --profile away")
    }
    guard separation.kind == .none else {
      throw ModelFailure.cannotFit(
        "greatest likelihood has no finite estimate for "
          + "\(listed(separation.infiniteTerms)), which tell the outcome (without (1 | \(name)) "
          + "Firth's estimates are given)")
    }
    guard groups.count > 1 else {
      throw ModelFailure.outcome(
        what: "all records have the same \(name)", hint: "(1 | \(name)) needs several groups")
    }
    guard groups.count < groups.places.count else {
      throw ModelFailure.outcome(
        what: "each \(name) has one record only",
        hint: "what differs between groups cannot be told from chance; leave (1 | \(name)) away")
    }
    var rules = before
    if let few = SmallSampleRule.fewEvents(perParameter, isFirth: false) { rules.append(few) }
    if let few = SmallSampleRule.fewLevels(groups.count) { rules.append(few) }
    let fit = try RandomInterceptFit(
      design, outcome: frame.outcome, groups: groups.places, nodes: question.nodes)
    return (.mixed(fit), rules)
  }

  private static func covariance(
    _ fit: Fit, _ frame: ModelFrame, _ question: ModelQuestion, _ rules: inout [SmallSampleRule]
  ) throws -> (covariance: [[Double]], words: String) {
    let model: any FittedRegression
    switch fit {
    case .logistic(let fit): model = fit
    case .linear(let fit): model = fit
    case .mixed(let fit):
      return (
        fit.covariance,
        fit.isSingular
          ? "standard errors as if the model held"
          : "standard errors from the observed information, the spread of the groups included"
      )
    }
    if case .logistic(let fit) = fit, fit.estimator == .firth {
      let unheard = question.errors == .model ? "" : "; robust errors are not given for them"
      return (
        model.covariance,
        "p and intervals of Firth's estimates are those of the penalised likelihood (Heinze & "
          + "Schemper 2002)\(unheard)"
      )
    }
    switch question.errors {
    case .model: return (model.covariance, "standard errors as if the model held")
    case .hc0:
      return (try model.covariance(.hc0), "standard errors robust against unequal spread (HC0)")
    case .hc1:
      return (try model.covariance(.hc1), "standard errors robust against unequal spread (HC1)")
    case .cluster(let name):
      guard let place = frame.table.variables.firstIndex(where: { $0.name == name }) else {
        throw ModelFailure.outcome(
          what: "no variable is called '\(name)'",
          hint: "--cluster names the variable of the groups")
      }
      var known: [String: Int] = [:]
      var unknown: [String] = []
      let groups = frame.rows.map { row -> Int in
        let record = frame.table.records[row]
        guard let code = record.values[place].code else {
          unknown.append(record.key)
          return -1
        }
        let group = known[code] ?? known.count
        known[code] = group
        return group
      }
      guard unknown.isEmpty else {
        throw ModelFailure.outcome(
          what: "\(counted(unknown.count, "record")) of the model have no \(name): "
            + listed(unknown),
          hint: "leave them out: --where 'not \(name) is missing'")
      }
      guard known.count > 1 else {
        throw ModelFailure.outcome(
          what: "all records have the same \(name)", hint: "--cluster needs several groups")
      }
      if let few = SmallSampleRule.fewClusters(known.count) { rules.append(few) }
      return (
        try model.covariance(.clusterHC1, groups: groups),
        "standard errors robust within \(counted(known.count, "group")) of \(name) (HC1)"
      )
    }
  }
}
