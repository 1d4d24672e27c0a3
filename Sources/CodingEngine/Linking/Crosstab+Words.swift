import Fieldwork

extension Crosstab {
  static func withoutGroups(
    _ question: Question, groups: VariableGroups, on base: CrosstabBase, exact: ExactTest,
    counted: Set<Int32>
  ) -> [WithoutGroup] {
    let snapshot = base.snapshot
    return base.withoutGroups.compactMap { transcript, codes in
      let entry = snapshot.transcripts[Int(transcript)]
      guard entry.cases.contains(where: counted.contains) else { return nil }
      let counts = CrosstabCounts(
        cases: codes.countable, groups: groups,
        measure: CaseMeasure(question.measure, in: snapshot, codes: codes), in: snapshot)
      return WithoutGroup(
        transcript: transcript, label: entry.label, shares: counts.columns.map(\.present.share),
        groups: counts.columns.map(\.group.label),
        test: question.test ? CrosstabTest(counts, with: exact, alpha: question.alpha) : nil)
    }
  }

  static func rules(
    _ question: Question, _ counts: CrosstabCounts, _ account: LinkageAccount,
    test: CrosstabTest?, in snapshot: StudySnapshot
  ) -> [SmallSampleRule] {
    var rules = test?.refusals ?? []
    if test == nil, let few = SmallSampleRule.tooFewCases(counts.n) { rules.append(few) }
    if test?.p != nil {
      if let small = counts.smallExpected { rules.append(.exactOnly(smallestExpected: small)) }
      if counts.columns.count == 2, counts.hasEmptyCell { rules.append(.emptyCell()) }
      rules.append(.family(1, withQ: false))
    }
    let smallest = counts.columns.map(\.n).min() ?? 0
    rules += [
      SmallSampleRule.smallDenominator(smallest),
      SmallSampleRule.severalInterviews(snapshot.ids(account.withSeveral)),
      SmallSampleRule.purposive(),
      SmallSampleRule.unlinked(account.unlinked.map(\.name), of: account.interviews),
    ].compactMap { $0 }
    if case .at(let threshold) = question.split {
      let name = snapshot.surveys[question.survey].variables[question.variable].name
      rules.append(.cut(name, at: plainNumber(threshold)))
    }
    return rules.inOrder
  }

  static func notes(
    _ counts: CrosstabCounts, _ groups: VariableGroups, _ account: LinkageAccount,
    in snapshot: StudySnapshot
  ) -> [String] {
    var notes = [
      counts.n < Share.smallestForPercent
        ? "n = \(counted(counts.n, "case")), illustrative" : "n = \(counted(counts.n, "case"))"
    ]
    notes += snapshot.limits?.notes ?? []
    if !counts.empty.isEmpty {
      notes.append("no counted case has: " + listed(counts.empty.map(\.label)))
    }
    if !counts.missing.isEmpty {
      let named = counts.missing.map { "\($0.name): \($0.reason)" }
      notes.append("\(groups.variable.name) is missing for \(named.count) (\(listed(named)))")
    }
    notes += groups.notes
    notes += account.notes(in: snapshot)
    let values = account.leftOut.compactMap { place -> String? in
      guard let stand = groups.places[Int(place)] else { return nil }
      let value =
        switch stand {
        case .group(let index): groups.groups[index].label
        case .missing(let reason): reason
        }
      return "\(snapshot.cases[Int(place)].id): \(value)"
    }
    if !values.isEmpty {
      notes.append("\(groups.variable.name) of the cases left out: \(listed(values))")
    }
    notes.append("a case without the code did not say it or was not asked; it did not deny it")
    return notes
  }
}

extension Crosstab.WithoutGroup {
  /// What remains without the group interview, in words.
  var sentence: String {
    let rest = zip(groups, shares).map { "\($0): \($1.words)" }
    let remains = rest.isEmpty ? "no case remains" : rest.joined(separator: "; ")
    let tested = test.flatMap(\.p).map { " (\(printedP($0)))" } ?? ""
    return "cases of the group interview \(label) spoke in one room; without it \(remains)\(tested)"
  }
}

extension [SmallSampleRule] {
  /// In the order of the rules' numbers, the rest as it stands.
  var inOrder: [SmallSampleRule] {
    SmallSampleRule.ID.allCases.flatMap { id in filter { $0.id == id } }
  }
}
