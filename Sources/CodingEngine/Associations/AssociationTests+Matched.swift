import Fieldwork
import Statistics

/// Tests of units that are matched: with themselves, or with others of their stratum.
extension AssociationTests {
  func fillPairs(_ test: inout CrosstabTest) {
    guard let pairs = data.pairs else { return }
    test.effects = [
      AssociationEffect(
        "odds ratio of the changes (exact)", pairs.mcNemarOddsRatio(),
        remark: "\(pairs.b) against \(pairs.c)")
    ]
    test.p = pairs.mcNemarP.value
    test.attainableP = pairs.mcNemarAttainableP.value
    if let reason = pairs.mcNemarP.reason { test.verdict = "no test: \(reason)" }
  }

  func fillStrata(_ test: inout CrosstabTest) {
    guard let parts = data.stratumCounts else { return }
    let tables = parts.compactMap { TwoByTwo(groupsAsColumns: $0.counts) }
    let stratified = StratifiedTables(tables)
    let common = stratified.commonOddsRatio()
    test.effects = [AssociationEffect("common odds ratio (Mantel–Haenszel)", common)]
    if let whole = data.counts.flatMap(TwoByTwo.init(groupsAsColumns:)) {
      var crude = AssociationEffect.sampleOdds(whole)
      crude.name += ", without strata"
      if let all = crude.value, let within = common.point.value, (all - 1) * (within - 1) < 0 {
        crude.remark = "turned round by the strata (Simpson's paradox)"
      }
      test.effects.append(crude)
    }
    test.strata = zip(parts, tables).map { part, table in
      CrosstabTest.Stratum(
        label: part.label, first: Share(table.a, of: table.row1),
        second: Share(table.c, of: table.row2),
        oddsRatio: AssociationEffect("odds ratio", table.woolfOddsRatio()))
    }
    let chiSquare = stratified.chiSquare
    guard let statistic = chiSquare.statistic.value else {
      test.verdict = "no test: \(chiSquare.statistic.reason ?? "")"
      return
    }
    test.statistic = AssociationEffect("χ²", statistic)
    test.degrees = 1
    if let exact = stratified.exact {
      (test.p, test.attainableP) = (exact.p, exact.attainableP)
      test.method += ", exact"
    } else {
      test.p = chiSquare.p.value
    }
  }
}
