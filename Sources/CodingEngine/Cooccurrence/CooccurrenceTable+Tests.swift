public import Fieldwork
import Statistics

extension CooccurrenceTable {
  /// Tests every pair against chance, by the way that the unit allows (METHODS §1.4).
  ///
  /// - Transcripts, participants, cases and the rows of a table: Fisher's exact test.
  /// - Turns and sentences, and rows within strata: one code is dealt anew over the units of each
  ///   transcript, because units of one interview are not independent.
  /// - Characters: all stretches of one code are rotated together in each text.
  ///
  /// All pairs of the table are one family, whichever are printed.
  ///
  /// - Throws: `CooccurrenceFailure` for units without a test.
  public func tests(in snapshot: StudySnapshot, _ plan: CooccurrenceTestPlan)
    throws(CooccurrenceFailure) -> CooccurrenceTests
  {
    switch unit {
    case .pairs, .quotations, .regions:
      guard query.relation == .overlaps else { throw .noTestOfRelation(query.relation) }
      throw .noTest(unit)
    case .window: throw .noTest(unit)
    case .transcript, .participant, .case: return exactTests(snapshot)
    case .row where snapshot.transcripts.count < 2: return exactTests(snapshot)
    case .row, .turn, .sentence:
      return plan.isRotated ? rotatedUnits(snapshot, plan) : dealt(snapshot, plan)
    case .characters: return rotatedCharacters(snapshot, plan)
    }
  }

  private func counter(_ snapshot: StudySnapshot) -> CooccurrenceCounter {
    CooccurrenceCounter(
      snapshot, query, CodeSelection(snapshot.codebook, codes, rollup: query.rollup))
  }

  private func exactTests(_ snapshot: StudySnapshot) -> CooccurrenceTests {
    collect(
      method: "Fisher's exact test, two-sided; p_ge and p_le one-sided (hypergeometric)",
      notes: exactNotes
    ) { first, second in
      guard let total, total >= 5 else { return .obstacle(.fewUnits) }
      let table = try? TwoByTwo(
        n12: self[first, second], n1: n[first], n2: n[second], total: total)
      guard let table else { return .obstacle(.split) }
      let expected = table.expectedTogether.value ?? 0
      if expected < 1 { return .obstacle(.lowExpectation) }
      if table.attainableP > 0.05 { return .obstacle(.unattainable) }
      return .tested(
        PairTest(
          expected: expected, pAtLeast: table.probabilityOfAtLeast,
          pAtMost: table.probabilityOfAtMost, p: table.fisherP, q: 1))
    }
  }

  private var exactNotes: [String] {
    let few = (total ?? 0) < 5
    return few
      ? ["fewer than 5 \(unit.noun.many) are not tested; read them one by one"]
      : [
        "\(total ?? 0) \(unit.noun.many) were chosen, not drawn: p tells how often chance "
          + "relabelling of them gives such a pair"
      ]
  }

  private func dealt(_ snapshot: StudySnapshot, _ plan: CooccurrenceTestPlan) -> CooccurrenceTests {
    let counter = counter(snapshot)
    let strata = StratifiedIncidence(counter)
    let (place, places) = unit == .row ? ("stratum", "strata") : ("transcript", "transcripts")
    var notes = [
      "\(unit.noun.many) are dealt anew within each \(place); that neighbouring "
        + "\(unit.noun.many) are alike is not taken into account"
    ]
    let long = counter.longPassages
    if long > 0 {
      notes.append(
        Wording.count(long, "coding reaches", "codings reach")
          + " over several \(unit.noun.many), which dealing takes apart, so that p is too small; "
          + "--rotate keeps them whole")
    }
    if !plan.isExact { notes += drawNotes(plan) }
    return collect(
      draws: plan.isExact ? nil : plan.draws,
      method: plan.isExact
        ? "exact permutation of \(unit.noun.many) within \(places), two-sided (twice a tail)"
        : "permutation of \(unit.noun.many) within \(places), two-sided (twice a tail)",
      notes: notes
    ) { first, second in
      let counts = strata.shared(first, second)
      guard !counts.isEmpty else { return .obstacle(.apart) }
      guard let null = try? StratifiedHypergeometric(counts) else { return .obstacle(.split) }
      if null.mean < 1 { return .obstacle(.lowExpectation) }
      let smallest = plan.isExact ? 0 : PermutationCount.smallestP(draws: plan.draws)
      if max(null.attainableP, smallest) > plan.alpha { return .obstacle(.unattainable) }
      let observed = self[first, second]
      if plan.isExact {
        let tails = null.tails(observed)
        return .tested(
          PairTest(
            expected: null.mean, pAtLeast: tails.atLeast, pAtMost: tails.atMost,
            p: min(1, 2 * min(tails.atLeast, tails.atMost)), q: 1))
      }
      var random = Xoshiro256StarStar(seed: seed(plan, first, second, snapshot))
      var count = PermutationCount()
      for _ in 0..<plan.draws { count.add(null.draw(using: &random), observed: observed) }
      return .tested(PairTest(count, expected: null.mean))
    }
  }

  private func rotatedCharacters(_ snapshot: StudySnapshot, _ plan: CooccurrenceTestPlan)
    -> CooccurrenceTests
  {
    let notes = [
      "rotation keeps the lengths and the clustering of the stretches; p_ge and p_le compare the "
        + "characters that both codes cover",
      "passages that are whole turns overlap all or nothing, which rotation does not imitate: p is "
        + "too small then; test them with --unit turn",
    ]
    return rotated(
      RotatableCovers(counter(snapshot)), snapshot, plan,
      method: "rotation of all stretches of one code in each text, two-sided (twice a tail)",
      notes: notes)
  }

  private func rotatedUnits(_ snapshot: StudySnapshot, _ plan: CooccurrenceTestPlan)
    -> CooccurrenceTests
  {
    let place = unit == .row ? "stratum" : "transcript"
    return rotated(
      RotatableCovers(unitsOf: counter(snapshot)), snapshot, plan,
      method: "rotation of one code along the \(unit.noun.many) of each \(place), two-sided "
        + "(twice a tail)",
      notes: ["rotation keeps long passages whole and neighbouring \(unit.noun.many) together"])
  }

  private func rotated(
    _ covers: RotatableCovers, _ snapshot: StudySnapshot, _ plan: CooccurrenceTestPlan,
    method: String, notes: [String]
  ) -> CooccurrenceTests {
    collect(draws: plan.draws, method: method, notes: notes + drawNotes(plan)) { first, second in
      let isInText = unit == .characters
      if isInText, min(covers.stretches(first), covers.stretches(second)) < 2 {
        return .obstacle(.rare)
      }
      let texts = covers.overlaps(first, second)
      if texts.isEmpty { return .obstacle(.apart) }
      let expected = covers.expected(first, second)
      if expected < 1 { return .obstacle(.lowExpectation) }
      let free = texts.filter { !$0.isConstant }
      let ways = free.reduce(1.0) { $0 * Double($1.length) }
      if max(2 / ways, PermutationCount.smallestP(draws: plan.draws)) > plan.alpha {
        return .obstacle(.unattainable)
      }
      let forced = texts.reduce(0) { $0 + ($1.isConstant ? $1.overlap(shiftedBy: 0) : 0) }
      var random = Xoshiro256StarStar(seed: seed(plan, first, second, snapshot))
      var count = PermutationCount()
      for _ in 0..<plan.draws {
        var sum = forced
        for text in free {
          sum += text.overlap(shiftedBy: random.nextIndex(below: text.length))
        }
        count.add(sum, observed: self[first, second])
      }
      return .tested(PairTest(count, expected: expected))
    }
  }

  private func seed(
    _ plan: CooccurrenceTestPlan, _ first: Int, _ second: Int, _ snapshot: StudySnapshot
  ) -> UInt64 {
    let book = snapshot.codebook.codes
    return plan.seed(book[codes[first]].slug, book[codes[second]].slug)
  }

  private func drawNotes(_ plan: CooccurrenceTestPlan) -> [String] {
    let error = PermutationCount.standardError(p: 0.05, draws: plan.draws)
    return [
      "\(plan.draws) random arrangements, seed \(plan.seed); the standard error of p = 0.05 is "
        + fixed(error, 4)
    ]
  }

  /// Asks about every pair, and corrects for how many were tested.
  private func collect(
    draws: Int? = nil, method: String, notes: [String],
    _ test: (Int, Int) -> CooccurrenceTests.Result
  ) -> CooccurrenceTests {
    var results = pairs.map { first, second -> CooccurrenceTests.Result in
      if isParentAndChild(first, second) { return .obstacle(.parentAndChild) }
      if unit != .characters, min(n[first], n[second]) < 2 { return .obstacle(.rare) }
      if split(first, second) > 0 { return .obstacle(.split) }
      return test(first, second)
    }
    let tested = results.indices.filter { if case .tested = results[$0] { true } else { false } }
    let p = tested.map { index -> Double in
      if case .tested(let test) = results[index] { return test.p }
      return 1
    }
    let q = (try? MultiplicityAdjustment.benjaminiHochberg.adjust(p)) ?? p.map { _ in 1 }
    for (position, index) in tested.enumerated() {
      guard case .tested(var test) = results[index] else { continue }
      test.q = q[position]
      results[index] = .tested(test)
    }
    var notes = notes
    if let draws {
      let least = PermutationCount.smallestP(draws: draws)
      let q = least * Double(tested.count)
      if q > 0.05 {
        notes.append(
          "\(draws) draws give no p below \(fixed(least, 4)), so that a pair that stands alone among "
            + "\(tested.count) cannot have a q below \(fixed(min(1, q), 2)); draw more with "
            + "--permutations")
      }
    }
    return CooccurrenceTests(method: method, notes: notes, results: results, size: codes.count)
  }
}

extension PairTest {
  /// From counted rearrangements, before correction.
  fileprivate init(_ count: PermutationCount, expected: Double) {
    self.init(
      expected: expected, pAtLeast: count.pAtLeast, pAtMost: count.pAtMost, p: count.p, q: 1)
  }
}
