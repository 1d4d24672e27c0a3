import Fieldwork

extension Crosstab {
  static func withoutGroups(
    _ question: Question, basis: CrosstabBasis, strata: CrosstabStrata?, on base: CrosstabBase,
    exact: ExactTest, counted: Set<Int32>
  ) -> [WithoutGroup] {
    let snapshot = base.snapshot
    return base.left.compactMap { left in
      let about = left.transcripts.flatMap { snapshot.transcripts[Int($0)].cases }
      let own = Set(about).intersection(counted)
      // One case alone is no chain of cases.
      guard left.isChain ? own.count > 1 : !own.isEmpty else { return nil }
      let units = CrosstabUnits(
        question, basis: basis, codes: left.codes,
        cases: left.codes.countable.filter(counted.contains), in: snapshot)
      let name = CaseMeasure(question.measure, in: snapshot, codes: left.codes).name
      var test: CrosstabTest?
      if question.test {
        let data = units.data(
          question, basis: basis, measure: name, unit: snapshot.caseLevel.noun, strata: strata)
        test = try? AssociationTests(data: data, plan: question.plan.leading(data), exact: exact)
          .run().first
      }
      return WithoutGroup(
        transcripts: left.transcripts, label: left.label, isChain: left.isChain,
        shares: units.counts.map { $0.columns.map(\.present.share) }
          ?? [Share(units.present, of: units.n)],
        groups: units.counts.map { $0.columns.map(\.group.label) } ?? ["all"], test: test)
    }
  }

  static func rules(
    _ question: Question, _ units: CrosstabUnits, _ account: LinkageAccount,
    tests: [CrosstabTest], same: SmallSampleRule?, in snapshot: StudySnapshot
  ) -> [SmallSampleRule] {
    let unit = snapshot.caseLevel.noun
    var rules: [SmallSampleRule] = []
    for rule in tests.flatMap(\.refusals) where !rules.contains(rule) { rules.append(rule) }
    if tests.isEmpty, let few = SmallSampleRule.tooFewCases(units.n, unit: unit) {
      rules.append(few)
    }
    if tests.isEmpty, let same { rules.append(same) }
    let made = tests.filter { $0.p != nil }
    if !made.isEmpty {
      if let counts = units.counts, question.amount == .presence {
        let isOfCounts = made.contains { [.fisher, .freemanHalton].contains($0.kind) }
        if isOfCounts, let small = counts.smallExpected {
          rules.append(.exactOnly(smallestExpected: small))
        }
        if counts.columns.count == 2, counts.hasEmptyCell { rules.append(.emptyCell()) }
      }
    }
    rules += [
      SmallSampleRule.family(made.count),
      SmallSampleRule.smallDenominator(units.smallest),
      SmallSampleRule.severalInterviews(
        snapshot.ids(account.withSeveral), amount: question.amount, unit: unit),
      SmallSampleRule.purposive(unit: unit),
      SmallSampleRule.unlinked(account.unlinked.map(\.name), of: account.interviews),
    ].compactMap { $0 }
    if case .at(let threshold) = question.split {
      let name = snapshot.surveys[question.survey].variables[question.variable].name
      rules.append(.cut(name, at: plainNumber(threshold)))
    }
    return rules.inOrder
  }

  static func notes(
    _ question: Question, _ units: CrosstabUnits, _ basis: CrosstabBasis,
    _ account: LinkageAccount, in snapshot: StudySnapshot
  ) -> [String] {
    let unit = snapshot.caseLevel.noun
    let n = "n = \(counted(units.n, unit))"
    var notes = [units.n < Share.smallestForPercent ? "\(n), illustrative" : n]
    notes += snapshot.limits?.notes ?? []
    if case .theme = question.measure, snapshot.caseLevel == .participant {
      notes.append("judgements of themes are of cases and do not count here")
    }
    switch question.amount {
    case .presence: break
    case .count: notes.append("counted: passages of each \(unit), one that two coders coded once")
    case .coverage:
      notes.append(
        "coverage: the share of a \(unit)'s own words that lie in such passages, of each interview in one "
          + "language; what interviewers say is not counted")
    }
    if let empty = units.counts?.empty, !empty.isEmpty {
      notes.append("no counted \(unit) has: " + listed(empty.map(\.label)))
    }
    if !units.missing.isEmpty {
      let named = units.missing.map { "\($0.name): \($0.reason)" }
      notes.append("\(basis.variable.name) is missing for \(named.count) (\(listed(named)))")
    }
    notes += basis.notes
    notes += account.notes(in: snapshot)
    let values = account.leftOut.compactMap { place in
      basis.words(place).map { "\(snapshot.cases[Int(place)].id): \($0)" }
    }
    if !values.isEmpty {
      notes.append("\(basis.variable.name) of the \(unit)s left out: \(listed(values))")
    }
    notes.append("a \(unit) without the code did not say it or was not asked; it did not deny it")
    return notes
  }
}

extension Crosstab {
  /// What remains without each group interview or chain, in words; of many the table tells.
  static func sentences(_ left: [WithoutGroup], unit: String) -> [String] {
    guard left.count > 5 else { return left.map { $0.sentence(unit) } }
    return [
      "\(unit)s who spoke in one room, or were come by through each other, do not vary by "
        + "themselves; the table without each such group in turn tells how much hangs on one"
    ]
  }
}

extension Crosstab.WithoutGroup {
  /// What remains without the group interview or the chain, in words.
  fileprivate func sentence(_ unit: String) -> String {
    let rest = zip(groups, shares).map { "\($0): \($1.words)" }
    let remains = rest.isEmpty ? "no \(unit) remains" : rest.joined(separator: "; ")
    let tested = test.flatMap(\.p).map { " (\(printedP($0)))" } ?? ""
    let why =
      isChain
      ? "\(unit)s of the \(label) were come by through each other; without them"
      : "\(unit)s of the group interview \(label) spoke in one room; without it"
    return "\(why) \(remains)\(tested)"
  }
}

extension StudySnapshot {
  /// The rule that a code was put by what a variable says, where that is so.
  func sameThing(
    _ measure: CodeMeasure, named name: String, as variable: Variable
  ) -> SmallSampleRule? {
    let codes: Range<Int>
    switch measure {
    case .code(let index): codes = index..<index + 1
    case .under(let index): codes = codebook.subtree(index)
    case .theme: return nil
    }
    let names = Set(([variable.name] + variable.labels.map(\.text)).map(\.foldedName))
    let put = ruleScopes.filter { scope in
      codes.contains(Int(scope.code)) && scope.asks(for: names)
    }
    let all = codings.codes.count { codes.contains(Int($0)) }
    return SmallSampleRule.sameThing(
      name, variable.name, putBy: put.map(\.codings).reduce(0, +), of: all)
  }
}

extension StudySnapshot {
  /// The rule that participants of one household are one where the household's variable is asked.
  func sharedRecords(
    _ units: [CrosstabUnit], survey: Int, _ variable: Variable
  ) -> SmallSampleRule? {
    guard caseLevel == .participant else { return nil }
    let records = records(ofSurvey: survey)
    return SmallSampleRule.sharedRecords(
      Set(units.compactMap { records[Int($0.place)] }).count, of: units.count,
      unit: caseLevel.noun, variable: variable.name)
  }
}

extension [SmallSampleRule] {
  /// In the order of the rules' numbers, the rest as it stands.
  var inOrder: [SmallSampleRule] {
    SmallSampleRule.ID.allCases.flatMap { id in filter { $0.id == id } }
  }
}
