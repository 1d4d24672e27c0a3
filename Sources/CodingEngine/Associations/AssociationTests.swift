import Fieldwork
import Statistics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Makes the tests of two measures, under the rules for few cases.
struct AssociationTests {
  let data: AssociationData
  let plan: AssociationPlan
  let exact: ExactTest
  /// Rules that were met before, such as that both measures are the same thing.
  var before: [SmallSampleRule] = []

  /// More units than this are ranked by the normal distribution.
  private static let mostExactRanks = 50

  /// The tests that were asked for, else the default one.
  ///
  /// - Throws: `CrosstabFailure.testDoesNotFit` where a wanted test is none for these measures.
  func run() throws -> [CrosstabTest] {
    let available = AssociationMethod.available(for: data)
    if let wanted = plan.methods.first(where: { !available.contains($0) }), !available.isEmpty {
      throw CrosstabFailure.testDoesNotFit(
        test: wanted.rawValue, first: data.first.name, second: data.second.name,
        available: available.map(\.rawValue))
    }
    let methods = plan.methods.isEmpty ? Array(available.prefix(1)) : plan.methods
    if data.strata != nil, available.isEmpty {
      throw CrosstabFailure.strataNeedTwoByTwo(first: data.first.name, second: data.second.name)
    }
    guard !available.isEmpty else {
      // No rule is broken by making a test that there is not.
      let few = plan.isForced ? nil : SmallSampleRule.tooFewCases(data.n, unit: data.unit)
      var none = CrosstabTest(
        method: "no test",
        none: few.map { "no test: \($0.sentence) (\($0.occasion))" }
          ?? "no test: all \(data.unit)s are in one group")
      none.refusals = [few].compactMap { $0 }
      return [none]
    }
    return methods.map(run)
  }

  private func run(_ method: AssociationMethod) -> CrosstabTest {
    var test = CrosstabTest(method: method.title, none: "")
    test.kind = method
    let early = before + refusals(method)
    if let first = early.first, !plan.isForced {
      test.refusals = early
      test.verdict = "no test: \(first.sentence) (\(first.occasion))"
      // Effects describe these units; only a group too small to have one has none.
      if !early.contains(where: { [.tooFewCases, .smallGroup, .sameThing].contains($0.id) }) {
        fill(&test, method)
        (test.p, test.midP, test.statistic, test.degrees) = (nil, nil, nil, nil)
        (test.attainableP, test.standardError, test.pairs) = (nil, nil, [])
      }
      return test
    }
    test.refusals = early
    fill(&test, method)
    guard test.p != nil else {
      if test.verdict.isEmpty { test.verdict = "no test: the statistic does not exist here" }
      return test
    }
    let present = data.first.groups?.count == 2 ? data.first.values.count { $0 == 0 } : nil
    if let attainable = test.attainableP,
      let rule = SmallSampleRule.unattainable(
        attainable, alpha: plan.alpha, present: present, of: data.n, unit: data.unit)
    {
      test.refusals.append(rule)
      if !plan.isForced {
        (test.p, test.midP, test.verdict) = (nil, nil, rule.sentence)
        (test.oddsRatio, test.oddsInterval) = (nil, nil)
        return test
      }
    }
    test.isForced = !test.refusals.isEmpty
    test.verdict = verdict(test)
    return test
  }

  private func refusals(_ method: AssociationMethod) -> [SmallSampleRule] {
    var rules = [SmallSampleRule.tooFewCases(data.n, unit: data.unit)].compactMap { $0 }
    for (label, n) in compared(method) {
      if let rule = SmallSampleRule.smallGroup(
        label, n, unit: data.unit, means: method.comparesMeans)
      {
        rules.append(rule)
      }
    }
    if [.chisq, .yates, .g].contains(method), let counts = data.counts,
      let small = ExpectedCounts(counts).tooSmall
    {
      rules.append(.noChiSquare(smallestExpected: small))
    }
    if method.isAsymptotic, let few = SmallSampleRule.tooFewForLimits(data.n) { rules.append(few) }
    return rules
  }

  /// The groups that a test compares: those of the variable in a table of counts, where presence
  /// itself may be rare; those that part the numbers else; none for correlations.
  private func compared(_ method: AssociationMethod) -> [(label: String, n: Int)] {
    let isOfRanks =
      [.mannWhitney, .kruskal, .welch].contains(method)
      || (method == .permutation && (data.first.hasOrder || data.second.hasOrder))
    if isOfRanks {
      let samples = data.samples(only: method == .mannWhitney || method == .welch ? 2 : nil)
      return samples.map { zip($0.labels, $0.numbers.map(\.count)).map { ($0, $1) } } ?? []
    }
    guard ![.spearman, .kendall, .pearson].contains(method), data.counts != nil,
      let labels = data.second.groups
    else { return [] }
    return labels.enumerated().map { group, label in
      (label, data.second.values.count { Int($0) == group })
    }
  }

  private func verdict(_ test: CrosstabTest) -> String {
    let units = counted(data.n, data.unit)
    let p = test.p ?? 1
    let found =
      test.kind == .mcNemar
      ? "changes go one way more often than the other in these"
      : "associated with the variable in these"
    let words =
      p <= plan.alpha
      ? "\(found) \(units) (\(printedP(p)))"
      : "not distinguishable at this n (\(printedP(p)), \(units))"
    guard test.isForced else { return words }
    let ids = test.refusals.map(\.id.rawValue)
    return "FORCED against \(ids.count == 1 ? "rule" : "rules") \(ids.joined(separator: ", ")): "
      + words
  }

  /// What the effects of two groups set against what.
  private func direction(_ method: AssociationMethod) -> String {
    switch method {
    case .fisher, .freemanHalton, .chisq, .yates, .g, .mantelHaenszel:
      guard let rows = data.first.groups, let columns = data.second.groups, rows.count == 2,
        columns.count == 2
      else { return "" }
      return "\(rows[0]), in ‘\(columns[0])’ against ‘\(columns[1])’"
    case .mannWhitney, .welch, .permutation:
      guard let samples = data.samples(only: 2), data.first.hasOrder || data.second.hasOrder else {
        return ""
      }
      let measured = data.first.hasOrder ? data.first.name : data.second.name
      return "\(measured), ‘\(samples.labels[0])’ against ‘\(samples.labels[1])’"
    case .mcNemar:
      guard let rows = data.first.groups else { return "" }
      return "‘\(rows[0])’ of \(data.first.name) alone against that of \(data.second.name) alone"
    case .kruskal, .spearman, .kendall, .pearson: return ""
    }
  }

  // Numbers.

  private func fill(_ test: inout CrosstabTest, _ method: AssociationMethod) {
    test.direction = direction(method)
    switch method {
    case .fisher, .freemanHalton: fillExact(&test)
    case .chisq, .yates, .g: fillChiSquare(&test, method)
    case .mcNemar: fillPairs(&test)
    case .mantelHaenszel: fillStrata(&test)
    case .mannWhitney: fillRanks(&test)
    case .welch: fillWelch(&test)
    case .kruskal: fillKruskal(&test)
    case .spearman, .kendall, .pearson: fillCorrelation(&test, method)
    case .permutation: fillPermutation(&test)
    }
  }

  private func fillExact(_ test: inout CrosstabTest) {
    guard let counts = data.counts else { return }
    fillTableEffects(&test, counts)
    if counts.count == 2, let result = exact.run(counts[0], counts[1]) {
      test.p = result.p
      test.midP = result.midP
      test.attainableP = result.attainableP
      test.oddsRatio = result.oddsRatio
      test.oddsInterval = result.oddsInterval
      return
    }
    if counts.count > 2, counts.allSatisfy({ $0.contains { $0 > 0 } }),
      let table = try? ContingencyTable(counts), let p = (try? table.freemanHaltonP())?.value
    {
      test.p = p
      test.attainableP = (try? table.freemanHaltonAttainableP())?.value
      return
    }
    drawTables(&test, counts)
  }

  /// Tables with these margins drawn at random, where they are too many to follow.
  private func drawTables(_ test: inout CrosstabTest, _ counts: [[Int]]) {
    let width = counts.first?.count ?? 0
    let logs = logFactorials(data.n)
    let first = data.first.values
    let drawn = RelabellingTest(data.second.values, draws: plan.draws, seed: plan.seed) { order in
      var cells = [Int](repeating: 0, count: counts.count * width)
      for (row, column) in zip(first, order) { cells[Int(row) * width + Int(column)] += 1 }
      return cells.reduce(0) { $0 + logs[$1] }
    }
    take(drawn, into: &test)
  }

  private func fillChiSquare(_ test: inout CrosstabTest, _ method: AssociationMethod) {
    guard let counts = data.counts else { return }
    fillTableEffects(&test, counts)
    let found: ChiSquareTest?
    if counts.count == 2, counts[0].count == 2 {
      let table = TwoByTwo(groupsAsColumns: counts)
      found =
        method == .yates
        ? table?.yatesChiSquare : method == .g ? table?.likelihoodRatioTest : table?.chiSquare
    } else {
      let table = try? ContingencyTable(counts)
      found = method == .g ? table?.likelihoodRatioTest : table?.chiSquare
    }
    guard let found else { return }
    test.statistic = AssociationEffect(method == .g ? "G²" : "χ²", found.statistic)
    test.degrees = Double(found.degrees)
    test.p = found.p.value
    if let reason = found.p.reason { test.verdict = "no test: \(reason)" }
  }

  func fillTableEffects(_ test: inout CrosstabTest, _ counts: [[Int]]) {
    let isSmall = counts.count == 2 && counts[0].count == 2
    test.effects =
      isSmall ? AssociationEffect.ofTwoByTwo(counts) : AssociationEffect.ofTable(counts)
    guard !isSmall, let table = try? ContingencyTable(counts) else { return }
    test.residuals = table.adjustedResiduals.map { $0.map(\.value) }
  }

  private func fillRanks(_ test: inout CrosstabTest) {
    guard let samples = data.samples(only: 2),
      let ranks = RankSum(samples.numbers[0], samples.numbers[1])
    else { return }
    test.effects = AssociationEffect.ofRanks(ranks)
    test.statistic = AssociationEffect("U", ranks.u)
    guard let normal = ranks.normalP().value else {
      test.verdict = "no test: all \(data.unit)s have the same value"
      return
    }
    if data.n <= AssociationTests.mostExactRanks {
      test.p = ranks.exactP
      test.attainableP = ranks.attainableP
      test.method += ", exact" + (ranks.hasTies ? " with ties" : "")
    } else {
      test.p = normal
      test.method += ", normal with ties and correction"
    }
  }

  private func fillWelch(_ test: inout CrosstabTest) {
    guard let samples = data.samples(only: 2) else { return }
    test.effects = AssociationEffect.ofMeans(samples.numbers[0], samples.numbers[1])
    guard let found = TTest.welch(samples.numbers[0], samples.numbers[1]) else {
      let isOne = Set(samples.numbers.joined()).count < 2
      test.verdict =
        isOne
        ? "no test: all \(data.unit)s have the same value"
        : "no test: nothing varies within a group"
      return
    }
    test.statistic = AssociationEffect("t", found.t)
    test.degrees = found.degrees
    test.p = found.p
  }

  private func fillKruskal(_ test: inout CrosstabTest) {
    guard let samples = data.samples() else { return }
    guard let found = KruskalWallis(samples.numbers) else {
      test.verdict = "no test: all \(data.unit)s have the same value"
      return
    }
    test.statistic = AssociationEffect("H", found.h)
    test.degrees = Double(found.degrees)
    test.effects = [AssociationEffect("ε²", found.epsilonSquared)]
    // Below ten the distribution of H itself is used, and no normal one for the pairs (H15).
    if SmallSampleRule.tooFewForLimits(data.n) != nil {
      deal(&test, samples.numbers) { KruskalWallis($0)?.h }
    } else {
      test.p = found.p
      test.pairs = found.pairs.map {
        CrosstabTest.Pair(
          first: samples.labels[$0.first], second: samples.labels[$0.second], z: $0.z,
          holm: $0.holm)
      }
    }
  }

  private func fillCorrelation(_ test: inout CrosstabTest, _ method: AssociationMethod) {
    let (x, y) = (data.first.values, data.second.values)
    switch method {
    case .spearman:
      guard let found = SpearmanCorrelation(x, y) else { break }
      test.effects = [AssociationEffect("ρ", found.interval(n: data.n))]
      rank(&test, found.p, isExact: found.isExact, RelabellingTest.spearman)
    case .kendall:
      guard let found = KendallCorrelation(x, y) else { break }
      test.effects = [AssociationEffect("τ_b", found.interval(n: data.n))]
      rank(&test, found.p, isExact: found.isExact, RelabellingTest.kendall)
    default:
      guard let found = PearsonCorrelation(x, y) else { break }
      test.effects = [AssociationEffect("r", found.interval())]
      test.statistic = AssociationEffect("t", found.t)
      test.degrees = Double(found.degrees)
      test.p = found.p
    }
    if test.effects.isEmpty {
      test.verdict = "no test: a measure has the same value in all \(data.unit)s"
    }
  }

  /// The p of a correlation of ranks: of its own distribution, or below ten of the orders.
  private func rank(
    _ test: inout CrosstabTest, _ p: Double?, isExact: Bool,
    _ orders: ([Double], [Double], Int, UInt64) -> RelabellingTest?
  ) {
    test.p = p
    if isExact { test.method += ", exact" }
    guard SmallSampleRule.tooFewForLimits(data.n) != nil,
      !isExact || data.n <= RelabellingTest.mostExact
    else { return }
    let drawn = orders(data.first.values, data.second.values, plan.draws, plan.seed)
    take(drawn, into: &test, keeping: isExact ? p : nil)
  }

  private func fillPermutation(_ test: inout CrosstabTest) {
    if data.first.hasOrder || data.second.hasOrder, let samples = data.samples() {
      if samples.numbers.count == 2 {
        return permuteMeans(&test, samples.numbers[0], samples.numbers[1])
      }
      test.method += " of H"
      test.effects =
        KruskalWallis(samples.numbers).map { [AssociationEffect("ε²", $0.epsilonSquared)] } ?? []
      return deal(&test, samples.numbers) { KruskalWallis($0)?.h }
    }
    if data.counts != nil {
      fillExact(&test)
      if test.standardError == nil { test.method += ", all tables with these margins" }
      return
    }
    let x = data.first.values
    test.method += " of ρ"
    test.effects =
      SpearmanCorrelation(x, data.second.values).map {
        [AssociationEffect("ρ", $0.interval(n: data.n))]
      } ?? []
    let drawn = RelabellingTest.spearman(
      x, data.second.values, draws: plan.draws, seed: plan.seed)
    take(drawn, into: &test)
  }

  private func permuteMeans(_ test: inout CrosstabTest, _ first: [Double], _ second: [Double]) {
    test.method += " of the difference of means"
    test.effects = AssociationEffect.ofMeans(first, second)
    if let found = ExactTwoSample(first, second) {
      test.p = found.p
      test.method += ", all \(found.splits) ways"
      let all = (first + second).sorted()
      // A p far below the level needs no bound.
      guard found.splits <= 100_000 else { return }
      let ends = [
        ExactTwoSample(Array(all.prefix(first.count)), Array(all.dropFirst(first.count))),
        ExactTwoSample(Array(all.suffix(first.count)), Array(all.dropLast(first.count))),
      ]
      test.attainableP = ends.compactMap { $0?.p }.min()
      return
    }
    deal(&test, [first, second]) { groups in
      let means = groups.map { $0.reduce(0, +) / Double($0.count) }
      return abs(means[0] - means[1])
    }
  }

  /// Deals the numbers out to groups of the same sizes anew.
  private func deal(
    _ test: inout CrosstabTest, _ groups: [[Double]], _ statistic: ([[Double]]) -> Double?
  ) {
    let drawn = RelabellingTest(
      groups.flatMap { $0 }, draws: plan.draws, seed: plan.seed
    ) { order in
      var start = 0
      return statistic(
        groups.map { group in
          defer { start += group.count }
          return Array(order[start..<start + group.count])
        })
    }
    take(drawn, into: &test)
    if drawn == nil { test.verdict = "no test: all \(data.unit)s have the same value" }
  }

  private func take(
    _ drawn: RelabellingTest?, into test: inout CrosstabTest, keeping p: Double? = nil
  ) {
    guard let drawn else { return }
    test.attainableP = drawn.attainableP
    guard p == nil else { return }
    test.p = drawn.p
    test.standardError = drawn.isExact ? nil : drawn.standardError
    test.method +=
      drawn.isExact
      ? ", all \(drawn.orders) orders" : ", \(drawn.orders) drawn orders (seed \(plan.seed))"
  }
}

/// ln k! for every k up to `most`.
private func logFactorials(_ most: Int) -> [Double] {
  var logs = [0.0]
  for number in stride(from: 1, through: max(1, most), by: 1) {
    logs.append(logs[number - 1] + log(Double(number)))
  }
  return logs
}
