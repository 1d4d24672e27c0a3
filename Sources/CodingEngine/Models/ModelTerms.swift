import Fieldwork
import Statistics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The coefficients of a fitted model as rows.
struct ModelTerms {
  let terms: [SurveyModel.Term]
  /// The names of the columns that were left out.
  let aliased: [String]

  init(
    frame: ModelFrame, fit: SurveyModel.Fit, covariance: [[Double]], profile: Bool, isRobust: Bool
  ) {
    switch fit {
    case .logistic(let fit):
      let usesLikelihood = profile || fit.estimator == .firth
      aliased = fit.aliased
      let inflation = ModelTerms.inflation(frame, fit)
      terms = ModelTerms.rows(frame, fit, covariance, inflation) { place, error in
        let estimate = fit.coefficients[place]
        let z = estimate / error
        let isFew = fit.rows < 10
        let reason = "fewer than 10 records"
        let interval = usesLikelihood ? fit.profileInterval(place) : nil
        let reach = ConfidenceLevel.reach
        let (low, high) = (
          interval?.lower.value ?? estimate - reach * error,
          interval?.upper.value ?? estimate + reach * error
        )
        // The test that goes with the interval.
        let p = usesLikelihood ? fit.profileP(place) : 2 * Normal.upperTail(abs(z))
        return ModelTerms.Numbers(
          statistic: .value(z), p: isFew ? .undefined(reason) : .value(p),
          low: .bounded(low), high: .bounded(high), isLogistic: true)
      }
    case .mixed(let fit):
      aliased = fit.aliased
      let inflation = ModelTerms.inflation(frame, fit)
      terms = ModelTerms.rows(frame, fit, covariance, inflation) { place, error in
        let estimate = fit.coefficients[place]
        let reach = ConfidenceLevel.reach * error
        return ModelTerms.Numbers(
          statistic: .value(estimate / error),
          p: fit.rows < 10
            ? .undefined("fewer than 10 records")
            : .value(2 * Normal.upperTail(abs(estimate / error))),
          low: .value(estimate - reach), high: .value(estimate + reach), isLogistic: true)
      }
    case .linear(let fit):
      aliased = fit.aliased
      let inflation = ModelTerms.inflation(frame, fit)
      let reach = StudentT.criticalValue(.ninetyFive, degrees: Double(fit.degrees))
      terms = ModelTerms.rows(frame, fit, covariance, inflation) { place, error in
        let estimate = fit.coefficients[place]
        guard error > 0 else {
          let reason = "the residuals do not vary"
          return ModelTerms.Numbers(
            statistic: .undefined(reason), p: .undefined(reason),
            low: .undefined(reason), high: .undefined(reason), isLogistic: false)
        }
        let t = estimate / error
        return ModelTerms.Numbers(
          statistic: .value(t),
          p: isRobust && fit.rows < 10
            ? .undefined("fewer than 10 records")
            : .value(StudentT.twoSided(t, degrees: Double(fit.degrees))),
          low: .value(estimate - reach * error), high: .value(estimate + reach * error),
          isLogistic: false)
      }
    }
  }

  private struct Numbers {
    var statistic, p, low, high: Coefficient
    var isLogistic: Bool
  }

  private static func rows(
    _ frame: ModelFrame, _ fit: some EstimatedCoefficients, _ covariance: [[Double]],
    _ inflation: [Int: Coefficient], _ numbers: (Int, Double) -> Numbers
  ) -> [SurveyModel.Term] {
    let errors = fit.standardErrors(covariance)
    return frame.columns.map { column in
      let own = inflation[column.term] ?? .undefined("the intercept")
      guard let place = fit.names.firstIndex(of: column.name) else {
        let gone = Coefficient.undefined("it follows from the terms before it")
        return SurveyModel.Term(
          name: column.name, meaning: column.meaning, estimate: gone, error: gone,
          statistic: gone, p: gone, low: gone, high: gone, oddsRatio: gone, oddsLow: gone,
          oddsHigh: gone, inflation: gone)
      }
      let found = numbers(place, errors[place])
      let none = Coefficient.undefined("odds belong to logistic models")
      func odds(_ value: Coefficient) -> Coefficient {
        guard found.isLogistic else { return none }
        switch value {
        case .value(let value): return .bounded(exp(value))
        case .undefined: return value
        }
      }
      let estimate = Coefficient.value(fit.coefficients[place])
      return SurveyModel.Term(
        name: column.name, meaning: column.meaning, estimate: estimate,
        error: .value(errors[place]), statistic: found.statistic, p: found.p, low: found.low,
        high: found.high, oddsRatio: odds(estimate), oddsLow: odds(found.low),
        oddsHigh: odds(found.high), inflation: own)
    }
  }

  /// The variance inflation of each term.
  private static func inflation(
    _ frame: ModelFrame, _ fit: some EstimatedCoefficients
  ) -> [Int: Coefficient] {
    let kept = frame.columns.indices.filter { place in
      frame.columns[place].term >= 0 && fit.names.contains(frame.columns[place].name)
    }
    let terms = Set(kept.map { frame.columns[$0].term }).sorted()
    let groups = kept.compactMap { terms.firstIndex(of: frame.columns[$0].term) }
    let factors = VarianceInflation.factors(
      kept.map { frame.numbers[$0] }, groups: groups)
    return Dictionary(
      uniqueKeysWithValues: zip(terms, factors).map { ($0, Coefficient($1)) })
  }
}

extension ConfidenceLevel {
  /// The normal quantile of a 95 % interval.
  static var reach: Double { -Normal.quantile(0.025) }
}

extension Coefficient {
  /// A number that may have no bound.
  static func bounded(_ value: Double) -> Coefficient {
    value.isFinite
      ? .value(value)
      : .undefined(value < 0 ? "without lower bound" : "without upper bound")
  }
}
