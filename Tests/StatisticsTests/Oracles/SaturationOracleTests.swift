import Statistics
import TestSupport
import Testing

struct SaturationOracleTests {
  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func everyOpenCaseIsMetOrSkippedWithAReason() throws {
    let family = OracleFamily(
      "saturation",
      checks: [
        "C-CHAO1-DUNE": abundances, "C-GUEST2006": shares, "C-GUEST2020": runs,
        "C-SPEC-DUNE": incidence,
      ])
    let problems = try family.problems()
    #expect(problems == [])
  }
}

@Sendable private func incidence(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let matrix = try #require(
    IncidenceMatrix(counts: oracle.input.member("presence").intTable()))
  ledger.compare("n", Double(matrix.samples))
  ledger.compare("S_obs", Double(matrix.observed))
  ledger.compare("Q1", Double(matrix.occurring(1)))
  ledger.compare("Q2", Double(matrix.occurring(2)))
  ledger.compare("chao2", matrix.chao2.value.value)
  ledger.compare("chao2_se", matrix.chao2.standardError.value)
  ledger.compare("jack1", matrix.jackknife1.value.value)
  ledger.compare("jack1_se", matrix.jackknife1.standardError.value)
  ledger.compare("jack2", matrix.jackknife2.value.value)
  ledger.compare("boot", matrix.bootstrapRichness.value.value)
  ledger.compare("boot_se", matrix.bootstrapRichness.standardError.value)
  let curve = AccumulationCurve(matrix)
  ledger.compare("accum_mean", (1...matrix.samples).map { curve.mean($0).value })
  ledger.compare(
    "accum_sd", (1...matrix.samples).map { curve.standardDeviationByCorrelation($0).value })
}

@Sendable private func abundances(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let rows = try oracle.input.member("counts").intTable()
  let plots = try rows.map { try #require(Abundances($0)) }
  ledger.compare("S_obs", plots.map { Double($0.observed) })
  ledger.compare("chao1", plots.map(\.chao1.value.value))
  ledger.compare("chao1_se", plots.map(\.chao1.standardError.value))
  let estimators = plots.map { CoverageEstimator($0) }
  ledger.compare("ace", estimators.map(\.richness.value.value))
  for (index, estimator) in estimators.enumerated() {
    if plots[index].occurring(1) > 0 {
      ledger.compare("ace_se/\(index)", estimator.veganStandardError.value)
    } else {
      // Without items that occur once every slope is 1 and the variance is exactly 0.
      #expect((estimator.veganStandardError.value ?? 1) < 1e-7)
      #expect((estimator.richness.standardError.value ?? 1) < 1e-7)
      ledger.skip("ace_se/\(index)", because: "the root of rounding errors round 0, or none")
    }
  }
  ledger.compare(
    "rarefied_to_15",
    zip(rows, plots).map {
      Rarefaction(frequencies: $0, total: $1.total)?.expected(15).value
    })
}

@Sendable private func shares(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let total = try oracle.input.member("total").int()
  let after6 = try oracle.input.member("after6").int()
  let after12 = try oracle.input.member("after12").int()
  var matrix = IncidenceMatrix(samples: 60, items: total)
  for item in 0..<total {
    let sample = item < after6 ? item % 6 : item < after12 ? 6 + item % 6 : 12 + item % 48
    matrix.insert(item, into: sample)
  }
  let found = matrix.accumulation
  ledger.compare("share6", found.share(after: 6).value)
  ledger.compare("share12", found.share(after: 12).value)
  // The 109 content-driven codes stand in the notes of the case alone.
  ledger.compare("share12_content_codes", found.share(after: 12, of: 109).value)
}

@Sendable private func runs(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let given = oracle.input
  let base = try given.member("base_size").int()
  let rule = try #require(
    InformationRule(
      base: base, run: given.member("run_length").int(),
      percent: given.member("threshold").number() * 100))
  let first = try given.member("base_themes").int()
  let later = try given.member("new_after_base").ints()
  let new = [first] + [Int](repeating: 0, count: base - 1) + later
  let found = InformationRuns(new: new, rule: rule)
  for (index, run) in found.runs.enumerated() {
    ledger.compare(
      "runs/\(index)/interviews", [Double(run.samples.lowerBound), Double(run.samples.upperBound)])
    ledger.compare("runs/\(index)/new", Double(run.new))
    ledger.compare("runs/\(index)/ratio", run.ratio)
  }
  ledger.compare("saturated_at", (found.first?.after).map(Double.init))
  #expect(found.notation == (try oracle.expected.member("notation").text()))
  ledger.skip("notation", because: "words, compared beside the numbers")
  let printed = try #require(try oracle.published?.member("ratios").numbers())
  #expect(found.runs.count == printed.count)
  for (run, ratio) in zip(found.runs, printed) { #expect(abs(run.ratio - ratio) < 0.005001) }
}
