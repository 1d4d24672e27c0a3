import Statistics
import TestSupport
import Testing

struct DistributionOracleTests {
  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func everyOpenCaseIsMetOrSkippedWithAReason() throws {
    let family = OracleFamily(
      "distributions",
      checks: [
        "F-PNORM": normal, "F-PCHISQ": chiSquare, "F-PHYPER": hypergeometric, "F-PT": studentT,
        "F-PF": fisherSnedecor,
      ])
    let problems = try family.problems()
    #expect(problems == [])
  }
}

@Sendable private func normal(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let x = try oracle.input.member("x").numbers()
  ledger.compare("lower", x.map { Normal.lowerTail($0) })
  ledger.compare("upper", x.map { Normal.upperTail($0) })
  ledger.compare("quantile", try oracle.input.member("p").numbers().map { Normal.quantile($0) })
}

@Sendable private func chiSquare(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let degrees = try oracle.input.member("df").numbers()
  ledger.compare(
    "upper",
    try oracle.input.member("q").numbers().map { x in
      degrees.map { ChiSquare.upperTail(x, degrees: $0) }
    })
}

@Sendable private func studentT(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let degrees = try oracle.input.member("df").numbers()
  ledger.compare(
    "two_sided",
    try oracle.input.member("t").numbers().map { t in
      degrees.map { StudentT.twoSided(t, degrees: $0) }
    })
}

@Sendable private func hypergeometric(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let given = oracle.input
  func distribution(_ prefix: String) throws -> Hypergeometric {
    let marked = try given.member(prefix + "m").int()
    return try Hypergeometric(
      population: marked + given.member(prefix + "n").int(), marked: marked,
      drawn: given.member(prefix + "k").int())
  }
  let small = try distribution("")
  let values = try given.member("q").ints()
  ledger.compare("lower", values.map { small.lowerTail($0) })
  ledger.compare("upper_ge", values.map { small.upperTail($0) })
  ledger.compare("pmf", values.map { small.probability($0) })
  let big = try distribution("big_")
  ledger.compare(
    "big_upper_ge", try given.member("big_x").ints().map { big.upperTail($0) })
}

@Sendable private func fisherSnedecor(_ oracle: OracleCase, _ ledger: inout OracleLedger) throws {
  let values = try oracle.input.member("f").numbers()
  let first = try oracle.input.member("df1").numbers()
  let second = try oracle.input.member("df2").numbers()
  ledger.compare(
    "upper",
    values.map { f in
      first.map { FDistribution.upperTail(f, numerator: $0, denominator: 10) }
    })
  ledger.compare(
    "upper_df2",
    values.map { f in
      second.map { FDistribution.upperTail(f, numerator: 2, denominator: $0) }
    })
}
