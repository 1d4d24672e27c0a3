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
    case .mixed(let fit):
      return [
        n,
        measure("events", "records with 1", Double(fit.events)),
        measure("coefficients", "coefficients", Double(fit.names.count)),
        measure("groups", "groups", Double(fit.groupSizes.count)),
        measure("nodes", "nodes of the quadrature", Double(fit.nodes)),
        measure("group_sd", "standard deviation between groups", fit.deviation),
        measure("group_sd_se", "its standard error", fit.deviationError),
        measure("group_variance", "variance between groups", fit.variance),
        measure("icc", "share of variance between groups", fit.intraclassCorrelation),
        measure("log_likelihood", "log-likelihood", fit.logLikelihood),
        measure(
          "single_log_likelihood", "log-likelihood without groups", fit.singleLevelLogLikelihood),
        measure("group_chi_square", "likelihood ratio χ² of the groups", fit.ratio),
        measure(
          "group_p", "its p",
          fit.rows < 10 ? .undefined(reason: "fewer than 10 records") : .value(fit.ratioP)),
        measure("aic", "AIC", fit.aic),
        measure("bic", "BIC", fit.bic),
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
    if case .mixed(let fit) = fit, !fit.isSingular {
      notes.append(
        "odds are those within a group; over all groups they lie nearer to 1")
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
    case .mixed(let fit):
      let one = frame.outcomeLabels.map { "\($0[1]), not \($0[0])" } ?? "1, not 0"
      let group = frame.formula.group ?? ""
      let by =
        fit.nodes == 1
        ? "Laplace's approximation" : "adaptive Gauss–Hermite quadrature, \(fit.nodes) nodes"
      let least = fit.groupSizes.min() ?? 0
      let most = fit.groupSizes.max() ?? 0
      return
        "logistic regression of \(title) (\(one)) with a random intercept for each \(group), by "
        + "\(by): \(counted(fit.rows, "record")), \(fit.events) with it, in "
        + "\(counted(fit.groupSizes.count, "group")) of \(least == most ? "" : "\(least) to ")"
        + "\(most)"
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
    case .mixed(let fit):
      let ends =
        "log-likelihood \(fixed(fit.logLikelihood, 2)), without groups "
        + "\(fixed(fit.singleLevelLogLikelihood, 2)); AIC \(fixed(fit.aic, 1))"
      guard !fit.isSingular else {
        return
          "variance 0 between groups: the level is dropped, and the estimates are those of the "
          + "model without it (singular fit); \(ends)"
      }
      let error = fit.deviationError.value.map { " (standard error \(fixed($0, 3)))" } ?? ""
      let test =
        fit.rows < 10
        ? ""
        : "; likelihood ratio against one level χ² = \(fixed(fit.ratio, 2)), "
          + "\(printedP(fit.ratioP)) (half of chi-square with 1 degree: a variance is not below 0)"
      return
        "standard deviation between groups \(fixed(fit.deviation, 3))\(error), "
        + "\(fixed(100 * fit.intraclassCorrelation, 1)) % of the variance on the scale of log odds"
        + "\(test); \(ends)"
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
