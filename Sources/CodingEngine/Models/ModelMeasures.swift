import Fieldwork
import Statistics

/// Numbers and sentences about a fitted model as a whole.
enum ModelMeasures {
  static func measures(_ fit: SurveyModel.Fit, _ frame: ModelFrame) -> [SurveyModel.Measure] {
    func measure(_ key: String, _ name: String, _ value: Double) -> SurveyModel.Measure {
      SurveyModel.Measure(key: key, name: name, value: .bounded(value))
    }
    func measure(_ key: String, _ name: String, _ value: Estimate) -> SurveyModel.Measure {
      SurveyModel.Measure(key: key, name: name, value: Coefficient(value))
    }
    let n = measure("n", "records", Double(frame.rows.count))
    switch fit {
    case .logistic(let fit):
      return [
        n,
        measure("events", "records with 1", Double(fit.events)),
        measure("coefficients", "coefficients", Double(fit.names.count)),
        SurveyModel.Measure(
          key: "events_per_coefficient", name: "events per coefficient",
          value: fit.eventsPerParameter.isFinite
            ? .value(fit.eventsPerParameter)
            : .undefined("there is no coefficient but the intercept")
        ),
        measure("log_likelihood", "log-likelihood", fit.logLikelihood),
        measure("null_log_likelihood", "log-likelihood without terms", fit.nullLogLikelihood),
        measure("lr_chi_square", "likelihood ratio χ²", fit.overall.statistic),
        measure("lr_df", "its degrees of freedom", Double(fit.overall.degrees)),
        measure(
          "lr_p", "its p",
          fit.rows < 10 ? .undefined(reason: "fewer than 10 records") : fit.overall.p),
        measure("aic", "AIC", fit.aic),
        measure("bic", "BIC", fit.bic),
        measure("mcfadden", "R² of McFadden", fit.mcFadden),
        measure("cox_snell", "R² of Cox and Snell", fit.coxSnell),
        measure("nagelkerke", "R² of Nagelkerke", fit.nagelkerke),
        measure("tjur", "R² of Tjur", fit.tjur),
      ]
    case .linear(let fit):
      let overall = fit.overall
      return [
        n,
        measure("coefficients", "coefficients", Double(fit.names.count)),
        measure("sigma", "standard deviation of the residuals", fit.sigma),
        measure("r_squared", "R²", fit.rSquared),
        measure("adjusted_r_squared", "R², adjusted", fit.adjustedRSquared),
        measure("f", "F", overall.f),
        measure("f_df", "its degrees of freedom, upper", Double(overall.numerator)),
        measure("f_df_residual", "its degrees of freedom, lower", Double(overall.denominator)),
        measure("f_p", "its p", overall.p),
        measure("log_likelihood", "log-likelihood", fit.logLikelihood),
        measure("aic", "AIC", fit.aic),
        measure("bic", "BIC", fit.bic),
      ]
    }
  }

  static func notes(
    _ fit: SurveyModel.Fit, _ frame: ModelFrame, errors: String, aliased: [String], profile: Bool
  ) -> [String] {
    var notes = [opening(fit, frame)]
    notes += missing(frame)
    notes.append(summary(fit))
    notes.append(errors)
    if !frame.bases.isEmpty { notes.append("categories: \(listed(frame.bases))") }
    if !aliased.isEmpty {
      notes.append(
        "left out, since they follow from the terms before them: \(listed(aliased))")
    }
    if case .logistic(let fit) = fit, profile, fit.estimator == .likelihood {
      notes.append("p and intervals follow the likelihood, not the standard errors")
    }
    return notes
  }

  private static func opening(_ fit: SurveyModel.Fit, _ frame: ModelFrame) -> String {
    let outcome = frame.formula.outcome.name
    let label = frame.table.variables.first { $0.name == outcome }?.label ?? outcome
    let title = label == outcome ? "'\(outcome)'" : "“\(label)”"
    switch fit {
    case .logistic(let fit):
      let one = frame.outcomeLabels.map { "\($0[1]), not \($0[0])" } ?? "1, not 0"
      let by =
        fit.estimator == .firth
        ? "Firth's penalised likelihood (Firth 1993)" : "greatest likelihood"
      return
        "logistic regression of \(title) (\(one)) by \(by): \(counted(fit.rows, "record")), "
        + "\(fit.events) with it"
    case .linear(let fit):
      return "linear regression of \(title) by least squares: \(counted(fit.rows, "record"))"
    }
  }

  /// Who was left out, variable by variable.
  static func missing(_ frame: ModelFrame) -> [String] {
    let left = frame.asked - frame.rows.count
    guard left > 0 else { return [] }
    let parts = frame.missing.map { "\($0.variable) \($0.count) (\($0.reasons))" }
    return [
      "\(left) of \(counted(frame.asked, "record")) left out for a missing value: "
        + parts.joined(separator: "; ")
    ]
  }

  private static func summary(_ fit: SurveyModel.Fit) -> String {
    switch fit {
    case .logistic(let fit):
      let overall = fit.overall
      let ratio =
        (fit.rows < 10 ? nil : overall.statistic.value).map { statistic in
          "; likelihood ratio χ²(\(overall.degrees)) = \(fixed(statistic, 2)), "
            + (overall.p.value.map(printedP) ?? "")
        } ?? ""
      return
        "log-likelihood \(fixed(fit.logLikelihood, 2)), without terms "
        + "\(fixed(fit.nullLogLikelihood, 2))\(ratio); AIC \(fixed(fit.aic, 1)); "
        + "R² of McFadden \(fixed(fit.mcFadden, 3)), of Tjur \(fixed(fit.tjur, 3))"
    case .linear(let fit):
      let overall = fit.overall
      let test =
        overall.f.value.map { f in
          "; F(\(overall.numerator), \(overall.denominator)) = \(fixed(f, 2)), "
            + (overall.p.value.map(printedP) ?? "")
        } ?? ""
      let share = fit.rSquared.value.map { "R² \(fixed($0, 3))" } ?? "no R²"
      let adjusted = fit.adjustedRSquared.value.map { ", adjusted \(fixed($0, 3))" } ?? ""
      return "\(share)\(adjusted)\(test); σ \(fixed(fit.sigma, 3)); AIC \(fixed(fit.aic, 1))"
    }
  }
}
