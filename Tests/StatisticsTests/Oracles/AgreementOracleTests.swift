import Statistics
import TestSupport
import Testing

struct AgreementOracleTests {
  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func everyOpenCaseIsMetOrSkippedWithAReason() throws {
    let family = OracleFamily(
      "agreement",
      checks: [
        "D-2CODER-AP2008": table, "D-2CODER-BP1981": tables, "D-ATLAS-PA": twoCoders,
        "D-CHARLEVEL-KRIPP1995": sequences, "D-FLEISS1971": fleiss, "D-GWET-RAW4": gwet,
        "D-KALPHA-C": alpha, "D-KAPPA-DEGENERATE": degenerate, "D-MVALPHA-T3": sets,
        "D-NVIVO-CHARS": characters, "D-WKAPPA-SEXUALFUN": weighted,
      ])
    let problems = try family.problems()
    #expect(problems == [])
  }
}

/// The coefficients that the cases of two coders expect, under their names there.
private func compare(
  _ units: RatedUnits, _ prefix: String, _ ledger: inout OracleLedger
) {
  let cohen = units.cohenKappa().estimate
  let scott = units.scottPi
  ledger.compare(prefix + "po", units.percentAgreement.value)
  ledger.compare(prefix + "cohen", cohen.value.value)
  ledger.compare(prefix + "scott", scott.value.value)
  ledger.compare(prefix + "bennett_s", units.brennanPrediger.value.value)
  ledger.compare(prefix + "krippendorff_nominal", units.krippendorffAlpha().value)
  // The same by another road: Gwet's form of alpha, and for two coders without missing
  // ratings Fleiss' kappa is Scott's pi and Conger's is Cohen's.
  ledger.compare(
    prefix + "krippendorff_nominal", units.krippendorffAlphaEstimate.value.value)
  ledger.compare(prefix + "scott", units.fleissKappa.value.value)
  ledger.compare(prefix + "cohen", units.congerKappa.value.value)
}

private func compareAll(
  _ units: RatedUnits, _ prefix: String, _ ledger: inout OracleLedger
) {
  compare(units, prefix, &ledger)
  ledger.compare(prefix + "cohen_pe", units.cohenKappa().estimate.expected.value)
  ledger.compare(prefix + "scott_pe", units.scottPi.expected.value)
  ledger.compare(prefix + "gwet_ac1", units.gwetAC1.value.value)
  ledger.compare(prefix + "gwet_pe", units.gwetAC1.expected.value)
  ledger.compare(prefix + "holsti", units.holsti.value)
}

/// Two lists of categories that begin at 0 as units of two coders.
private func paired(_ first: [Int], _ second: [Int]) throws -> RatedUnits {
  try RatedUnits(rows: zip(first, second).map { [$0, $1] }, categories: 2)
}

@Sendable private func table(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let units = try RatedUnits(table: oracle.input.member("table").intTable())
  compareAll(units, "", &ledger)
  let printed = try #require(oracle.published)
  let pi = try #require(units.scottPi.value.value)
  #expect(abs(pi - (try printed.member("scott").number())) < 5e-4)
}

@Sendable private func tables(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  for name in ["t1", "t2"] {
    let units = try RatedUnits(table: oracle.input.member(name).intTable())
    compareAll(units, name + "/", &ledger)
  }
}

@Sendable private func twoCoders(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let units = try paired(
    oracle.input.member("coder1").ints(), oracle.input.member("coder2").ints())
  compareAll(units, "", &ledger)
}

@Sendable private func sequences(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  for name in ["bertha_bill", "john_jill", "gerret_gill"] {
    let pair = try oracle.input.member("sequences").member(name).intTable()
    compareAll(try paired(pair[0], pair[1]), name + "/", &ledger)
  }
}

@Sendable private func degenerate(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let units = try paired(
    oracle.input.member("coder1").ints(), oracle.input.member("coder2").ints())
  compare(units, "", &ledger)
  for undefined in [
    units.scottPi.value, units.fleissKappa.value, units.krippendorffAlpha(),
    units.cohenKappa().estimate.value,
  ] {
    #expect(undefined == .undefined(reason: "no variation: all ratings are in one category"))
  }
  #expect(units.gwetAC1.value == .value(1))
}

@Sendable private func characters(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let given = oracle.input
  let units = try RatedUnits(table: [
    [given.member("both").int(), given.member("only_A").int()],
    [given.member("only_B").int(), given.member("neither").int()],
  ])
  compareAll(units, "", &ledger)
}

@Sendable private func weighted(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let units = try RatedUnits(table: oracle.input.member("table").intTable())
  for weights in KappaWeights.allCases {
    let kappa = units.cohenKappa(weights).estimate
    ledger.compare(weights.rawValue, [kappa.value.value, kappa.standardError.value])
  }
  ledger.compare("po", units.percentAgreement.value)
}

@Sendable private func alpha(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let observers = try oracle.input.member("observers_by_units").list().map { observer in
    try observer.list().map { $0 == .null ? nil : try $0.int() - 1 }
  }
  let rows = (observers.first ?? []).indices.map { unit in observers.map { $0[unit] } }
  let units = try RatedUnits(rows: rows, categories: 5, values: [1, 2, 3, 4, 5])
  for metric in AlphaMetric.allCases {
    ledger.compare(metric.rawValue, units.krippendorffAlpha(metric).value)
  }
  ledger.compare("coincidence", units.coincidences.map { $0.map { $0 } })
  ledger.compare("n_pairable", Double(units.pairableRatings))
}

@Sendable private func gwet(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let rows = try oracle.input.member("ratings").list().map { unit in
    try unit.list().map { $0 == .null ? nil : try $0.int() - 1 }
  }
  let units = try RatedUnits(rows: rows, categories: 5)
  let estimates: [(String, AgreementEstimate)] = [
    ("gwet", units.gwetAC1), ("fleiss", units.fleissKappa), ("conger", units.congerKappa),
    ("krippendorff", units.krippendorffAlphaEstimate), ("bp", units.brennanPrediger),
  ]
  for (name, estimate) in estimates {
    ledger.compare(name + "/value", estimate.value.value)
    ledger.compare(name + "/se", estimate.standardError.value)
    ledger.compare(name + "/pa", estimate.observed.value)
    ledger.compare(name + "/pe", estimate.expected.value)
    // For this one coefficient irrCAC 0.4.4 gives the p of one side, and says nothing of it.
    let sides = name == "bp" ? 0.5 : 1
    ledger.compare(name + "/p", estimate.p.value.map { $0 * sides })
    let interval = estimate.interval()
    ledger.compare(name + "/ci", [interval.lower.value, interval.upper.value])
  }
}

@Sendable private func fleiss(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let rows = try oracle.input.member("ratings").intTable().map { $0.map { Int?($0 - 1) } }
  let units = try RatedUnits(rows: rows, categories: 5)
  let test = units.fleissTest
  ledger.compare("kappa", test.overall.kappa.value)
  ledger.compare("z", test.overall.z.value)
  ledger.compare("p", test.overall.p.value)
  let threeDecimals = OracleCase.Tolerance(rel: 0, abs: 0.000501)
  for (index, part) in test.categories.enumerated() {
    ledger.compare(
      "detail/\(index)", [part.kappa.value, part.z.value, part.p.value], tolerance: threeDecimals)
  }
  ledger.compare("category_kappa", test.categories.map(\.kappa.value))
  ledger.compare("kappa_exact_conger", units.congerKappa.value.value)
  ledger.compare("kripp_nominal", units.krippendorffAlpha().value)
  ledger.skip("kripp_nominal_irr_BUGGY", because: "irr 0.84.1 sets m - 1 to 1")
}

@Sendable private func sets(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let names = ["a", "b", "d"]
  let units = try oracle.input.member("units").list().map { unit in
    try ["Obs_F", "Obs_G", "Obs_H"].map { observer -> Set<Int>? in
      let given = try unit.member(observer)
      if given == .null { return nil }
      return Set(try given.list().map { try #require(names.firstIndex(of: try $0.text())) })
    }
  }
  let result = try MultiValuedAlpha(units: units, labels: names.count)
  ledger.compare("mv_alpha", result.alpha.value)
  ledger.compare("Do", result.observed.value)
  ledger.compare("De", result.expected.value)
}
