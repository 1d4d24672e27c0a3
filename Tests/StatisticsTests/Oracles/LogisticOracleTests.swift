import Statistics
import TestSupport
import Testing

struct LogisticOracleTests {
  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func everyOpenCaseIsMet() throws {
    let family = OracleFamily(
      "logistic",
      checks: [
        "E-LOGIT-MTCARS": { try plain($0, &$1, outcome: "y", terms: ["wt"]) },
        "E-LOGIT-INFERT": {
          try plain($0, &$1, outcome: "case_status", terms: ["spontaneous", "induced"])
        },
        "E-LOGIT-BIRTHWT-ROBUST": robust, "E-FIRTH-ENDOMETRIAL": penalised,
      ])
    let problems = try family.problems()
    #expect(problems == [])
  }
}

private func design(
  _ oracle: OracleCase, _ terms: [String]
) throws -> DesignMatrix {
  let columns = try terms.map { try oracle.input.member($0).numbers() }
  let ones = columns[0].map { _ in 1.0 }
  return try DesignMatrix(names: ["(Intercept)"] + terms, columns: [ones] + columns)
}

private func plain(
  _ oracle: OracleCase, _ ledger: inout OracleLedger, outcome: String, terms: [String]
) throws {
  let y = try oracle.input.member(outcome).numbers()
  let fit = try LogisticFit(try design(oracle, terms), outcome: y)
  ledger.compare("terms", words: fit.names)
  ledger.compare("coef", fit.coefficients)
  ledger.compare("se", fit.standardErrors)
  let z = zip(fit.coefficients, fit.standardErrors).map { $0 / $1 }
  ledger.compare("z", z)
  ledger.compare("p", z.map { 2 * Normal.upperTail(abs($0)) })
  ledger.compare("vcov", fit.covariance)
  ledger.compare("odds_ratio", fit.coefficients.map { exponential($0) })
  let reach = -Normal.quantile(0.025)
  let wald = zip(fit.coefficients, fit.standardErrors).map { b, se -> [Double?] in
    [exponential(b - reach * se), exponential(b + reach * se)]
  }
  ledger.compare("wald_ci_or", wald)
  // R interpolates its profile and leaves the intercept of the cars at e^5.2138; bisected with
  // numbers of double length it is e^5.21216, so it is the reference that needs the room.
  let interpolated = OracleCase.Tolerance(rel: 2e-3, abs: 0)
  for place in fit.names.indices {
    let interval = fit.profileInterval(place)
    let ends = [interval.lower.value, interval.upper.value].map { $0.map(exponential) }
    ledger.compare("profile_ci_or/\(place)", ends, tolerance: interpolated)
  }
  ledger.compare("loglik", fit.logLikelihood)
  ledger.compare("null_loglik", fit.nullLogLikelihood)
  ledger.compare("deviance", fit.deviance)
  ledger.compare("null_deviance", fit.nullDeviance)
  ledger.compare("df_resid", Double(fit.rows - fit.names.count))
  ledger.compare("aic", fit.aic)
  ledger.compare("bic", fit.bic)
  ledger.compare("lr_chisq", fit.overall.statistic.value)
  ledger.compare("lr_df", Double(fit.overall.degrees))
  ledger.compare("lr_p", fit.overall.p.value)
  ledger.compare("mcfadden", fit.mcFadden)
  ledger.compare("cox_snell", fit.coxSnell)
  ledger.compare("nagelkerke", fit.nagelkerke)
}

@Sendable private func robust(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  func numbers(_ name: String) throws -> [Double] { try oracle.input.member(name).numbers() }
  let (age, race) = try (numbers("age"), numbers("race"))
  let low = try numbers("low")
  let columns = try [
    low.map { _ in 1.0 }, age, numbers("lwt"), race.map { $0 == 2 ? 1.0 : 0 },
    race.map { $0 == 3 ? 1.0 : 0 }, numbers("smoke"),
  ]
  let fit = try LogisticFit(
    DesignMatrix(
      names: ["(Intercept)", "age", "lwt", "factor(race)2", "factor(race)3", "smoke"],
      columns: columns), outcome: low)
  ledger.compare("terms", words: fit.names)
  ledger.compare("coef", fit.coefficients)
  let groups = age.map { Int($0) }
  func errors(_ kind: CovarianceKind) throws -> [Double] {
    fit.standardErrors(try fit.covariance(kind, groups: groups))
  }
  ledger.compare("se_model", try errors(.model))
  ledger.compare("se_HC0", try errors(.hc0))
  ledger.compare("se_HC1", try errors(.hc1))
  ledger.compare("se_cluster_HC0_noadj", try errors(.clusterPlain))
  ledger.compare("se_cluster_HC0_G", try errors(.cluster))
  ledger.compare("se_cluster_HC1", try errors(.clusterHC1))
  ledger.compare("n_clusters", Double(Set(groups).count))
  ledger.compare("loglik", fit.logLikelihood)
}

@Sendable private func penalised(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let design = try design(oracle, ["NV", "PI", "EH"])
  let outcome = try oracle.input.member("HG").numbers()
  let fit = try LogisticFit(design, outcome: outcome, estimator: .firth)
  ledger.compare("terms", words: fit.names)
  ledger.compare("firth_coef", fit.coefficients)
  ledger.compare("firth_se", fit.standardErrors)
  ledger.compare("logistf_coef", fit.coefficients)
  ledger.skip("logistf_se", because: "the published convention is kept: inverse information")
  let intervals = fit.names.indices.map { fit.profileInterval($0) }
  ledger.compare("pl_ci_lower", intervals.map(\.lower.value))
  ledger.compare("pl_ci_upper", intervals.map(\.upper.value))
  ledger.compare("pl_p", fit.names.indices.map { fit.profileP($0) })
  ledger.compare("penalised_loglik_full", fit.maximised)
  let separation = Separation(design, outcome: outcome)
  ledger.compare("konis_lp_objective", separation.objective)
  ledger.compare("separation", separation.kind != .none)
  ledger.compare("complete", separation.kind == .complete)
  ledger.compare("infinite_terms", words: separation.infiniteTerms.joined(separator: ", "))
}
