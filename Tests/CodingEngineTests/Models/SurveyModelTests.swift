import CodingEngine
import Fieldwork
import TestSupport
import Testing

/// A survey without a study: columns of numbers or words, records called r1, r2 and so on.
private func survey(_ columns: [(Variable, [SurveyValue])]) -> SurveyTable {
  let rows = columns[0].1.count
  return SurveyTable(
    name: "test", title: "", caseKind: "", keyVariable: "", variables: columns.map(\.0),
    records: (0..<rows).map { row in
      SurveyDraft.Record(key: "r\(row + 1)", values: columns.map { $0.1[row] })
    })
}

private func number(_ name: String, _ values: [Double]) -> (Variable, [SurveyValue]) {
  (Variable(name: name, kind: .number), values.map { .number($0) })
}

private func words(_ name: String, _ values: [String]) -> (Variable, [SurveyValue]) {
  let codes = Set(values).sorted().map { ValueLabel(code: $0, label: $0) }
  return (Variable(name: name, kind: .category, valueLabels: codes), values.map { .text($0) })
}

private func fitted(
  _ formula: String, _ table: SurveyTable, _ question: ModelQuestion = ModelQuestion()
) throws -> SurveyModel {
  let rows = Array(table.records.indices)
  return try SurveyModel(
    ModelFrame(try ModelFormula(formula), in: table, rows: rows), question)
}

private func problem(_ work: () throws -> Void) -> Problem? {
  do {
    try work()
    return nil
  } catch {
    return (error as? any ProblemReporting)?.problem
  }
}

/// Thirty records in which x, a group and chance make y.
private let thirty: SurveyTable = {
  var random = SeededGenerator(seed: 3)
  let x = (0..<30).map { _ in Double.random(in: 0...10, using: &random).rounded() }
  let group = (0..<30).map { ["a", "b", "c"][$0 % 3] }
  let y = zip(x, group).map { x, group in
    x / 2 + (group == "b" ? 3 : 0) + Double.random(in: -2...2, using: &random)
  }
  let owns = y.map { $0 + Double.random(in: -3...3, using: &random) > 4 ? 1.0 : 0 }
  return survey([
    number("x", x), words("group", group), number("y", y), number("owns", owns),
  ])
}()

@Suite struct ModelFrameTests {
  @Test func columnsAreThoseOfR() throws {
    func names(_ formula: String) throws -> [String] {
      let rows = Array(thirty.records.indices)
      return try ModelFrame(try ModelFormula(formula), in: thirty, rows: rows).columns.map(\.name)
    }
    #expect(try names("y ~ x + group") == ["(Intercept)", "x", "groupb", "groupc"])
    #expect(
      try names("y ~ factor(group, ref = c)").suffix(2) == [
        "factor(group, ref = c)a", "factor(group, ref = c)b",
      ])
    #expect(try names("y ~ x * group").suffix(2) == ["x:groupb", "x:groupc"])
    // Without its main effect, or the intercept, a category has a column for every level.
    #expect(try names("y ~ x:group") == ["(Intercept)", "x:groupa", "x:groupb", "x:groupc"])
    #expect(try names("y ~ group - 1") == ["groupa", "groupb", "groupc"])
    #expect(try names("y ~ x + group - 1") == ["x", "groupa", "groupb", "groupc"])
    #expect(try names("y ~ 1") == ["(Intercept)"])
  }

  @Test func recordsWithAMissingValueAreLeftOutAndCounted() throws {
    var table = thirty
    table.records[3].values[0] = .missing(.coded(code: "-7", label: "refused"))
    table.records[5].values[0] = .missing(.notRecorded)
    table.records[5].values[2] = .missing(.notRecorded)
    table.records[6].values[3] = .missing(.notRecorded)
    let frame = try ModelFrame(
      try ModelFormula("y ~ x"), in: table, rows: Array(table.records.indices))
    #expect(frame.rows.count == 28)
    #expect(frame.missing.map(\.variable) == ["y", "x"])
    #expect(frame.missing.map(\.count) == [1, 2])
    #expect(frame.missing.map(\.reasons) == ["not recorded", "not recorded 1, refused 1"])
  }

  @Test func whatCannotBeUsedIsPointedAt() throws {
    let unknown = problem { _ = try fitted("y ~ xx", thirty) }
    #expect(unknown?.kind == .data)
    #expect(unknown?.place == "formula, column 5")
    #expect(unknown?.hint?.contains("did you mean x") == true)
    let infinite = problem { _ = try fitted("y ~ I(1 / (x - x))", thirty) }
    #expect(infinite?.what.contains("no finite number for r1") == true)
    let constant = problem { _ = try fitted("I(x - x) ~ y", thirty) }
    #expect(constant?.what.contains("in every record") == true)
    let base = problem { _ = try fitted("y ~ factor(group, ref = d)", thirty) }
    #expect(base?.what.contains("'d' is no value of 'group'") == true)
    let categories = problem { _ = try fitted("group ~ x", thirty) }
    #expect(categories?.what.contains("3 categories") == true)
    let arithmetic = problem { _ = try fitted("y ~ log(group)", thirty) }
    #expect(arithmetic?.what.contains("'group' is no number") == true)
  }
}

@Suite struct SurveyModelTests {
  @Test func theFamilyFollowsTheOutcome() throws {
    #expect(try fitted("owns ~ x", thirty).family == .logistic)
    #expect(try fitted("y ~ x", thirty).family == .linear)
    #expect(try fitted("owns ~ x", thirty, ModelQuestion(family: .linear)).family == .linear)
    let wrong = problem { _ = try fitted("y ~ x", thirty, ModelQuestion(family: .logistic)) }
    #expect(wrong?.what.contains("not 0 or 1") == true)
    let two = survey([
      words("says", ["no", "yes", "no", "yes", "yes", "no"]),
      number("x", [1, 2, 3, 4, 5, 6]),
    ])
    #expect(try fitted("says ~ x", two).frame.outcome == [0, 1, 0, 1, 1, 0])
  }

  @Test func separatedDataGetFirthsEstimatesAndNameTheTerm() throws {
    let table = survey([
      number("y", (0..<24).map { $0 < 12 ? 0 : 1 }),
      number("told", (0..<24).map { $0 < 15 ? 0 : 1 }),
      number("x", (0..<24).map { Double($0 * 7 % 5) }),
    ])
    let model = try fitted("y ~ told + x", table)
    #expect(model.isFirth)
    let rule = try #require(model.rules.first { $0.id == .separation })
    #expect(rule.sentence.contains("told"))
    #expect(rule.occasion.contains("quasi-complete"))
    #expect(model.terms.allSatisfy { $0.estimate.value != nil && $0.p.value != nil })
    let stubborn = problem {
      _ = try fitted("y ~ told + x", table, ModelQuestion(estimator: .likelihood))
    }
    #expect(stubborn?.what.contains("no finite estimate for told") == true)
  }

  @Test func fewRecordsBearNoModelUnlessForced() throws {
    var table = thirty
    table.records = Array(table.records.prefix(15))
    let refusal = problem { _ = try fitted("owns ~ x + y", table) }
    #expect(refusal?.what.contains("rule H7") == true)
    #expect(refusal?.hint?.contains("--force") == true)
    let forced = try fitted("owns ~ x + y", table, ModelQuestion(force: true))
    #expect(forced.forced.map(\.id) == [.fewEvents])
    #expect(try fitted("owns ~ x", table).forced.isEmpty)
  }

  @Test func fewEventsPerCoefficientAreSaid() throws {
    let model = try fitted("owns ~ x + group", thirty)
    let rule = try #require(model.rules.first { $0.id == .fewEvents })
    #expect(rule.sentence.contains("Firth"))
    #expect(model.isFirth)
    let insisted = problem {
      _ = try fitted("owns ~ x + group", thirty, ModelQuestion(estimator: .likelihood))
    }
    #expect(insisted?.what.contains("fewer than 5 events") == true)
  }

  @Test func groupsOfAFewAreRefused() throws {
    let refusal = problem {
      _ = try fitted("y ~ x", thirty, ModelQuestion(errors: .cluster("group")))
    }
    #expect(refusal?.what.contains("3 groups; rule H9") == true)
    let absent = problem {
      _ = try fitted("y ~ x", thirty, ModelQuestion(errors: .cluster("village")))
    }
    #expect(absent?.what.contains("'village'") == true)
  }

  /// A change of scale changes a coefficient by its inverse and leaves every p as it was.
  @Test func unitsDoNotMatter() throws {
    let plain = try fitted("owns ~ x", thirty)
    let scaled = try fitted("owns ~ I(x / 1000)", thirty)
    let ratio = (scaled.terms[1].estimate.value ?? 0) / (plain.terms[1].estimate.value ?? 1)
    #expect(abs(ratio - 1000) < 1e-4)
    let difference = (scaled.terms[1].p.value ?? 0) - (plain.terms[1].p.value ?? 1)
    #expect(abs(difference) < 1e-8)
  }

  @Test func theEffectOfANumberIsTheMeanOfItsDerivatives() throws {
    let model = try fitted("owns ~ x", thirty, ModelQuestion(estimator: .likelihood))
    let found = try #require(ModelEffects(model)).effects
    let slope = try #require(model.terms[1].estimate.value)
    let spreads = ModelCases(model).rows.map { $0.expected * (1 - $0.expected) }
    let wanted = slope * spreads.reduce(0, +) / Double(spreads.count)
    #expect(found.map(\.variable) == ["x"])
    #expect(abs(found[0].effect - wanted) < 1e-8)
    // Through a transformation it is the derivative of the whole.
    let square = try fitted("owns ~ I(x^2)", thirty, ModelQuestion(estimator: .likelihood))
    let bent = try #require(ModelEffects(square)).effects
    let twice = try #require(square.terms[1].estimate.value)
    let values = thirty.records.map { $0.values[0].number ?? 0 }
    let parts = zip(ModelCases(square).rows, values).map {
      $0.expected * (1 - $0.expected) * 2 * $1 * twice
    }
    let mean = parts.reduce(0, +) / Double(parts.count)
    #expect(abs(bent[0].effect - mean) < 1e-7)
  }

  @Test func effectsOfCategoriesAreSetAgainstTheBase() throws {
    let question = ModelQuestion(estimator: .likelihood, force: true)
    let model = try fitted("owns ~ group", thirty, question)
    let effects = try #require(ModelEffects(model)).effects
    #expect(effects.map(\.change) == ["b instead of a", "c instead of a"])
    // With nothing else in the model the effect is the difference of both shares.
    func share(_ group: String) -> Double {
      let own = thirty.records.filter { $0.values[1] == .text(group) }
      return Double(own.count { $0.values[3] == .number(1) }) / Double(own.count)
    }
    #expect(abs(effects[0].effect - (share("b") - share("a"))) < 1e-6)
    #expect(ModelEffects(try fitted("y ~ x", thirty)) == nil)
  }
}

extension SurveyValue {
  fileprivate var number: Double? {
    if case .number(let number) = self { number } else { nil }
  }
}

@Suite struct CaseSelectionTests {
  @Test func typicalAndDeviantAreTheEndsOfOneOrder() throws {
    let model = try fitted("y ~ x + group", thirty)
    let typical = try CaseSelection(.typical, from: model, count: 30).choices.map(\.row.key)
    let deviant = try CaseSelection(.deviant, from: model, count: 30).choices.map(\.row.key)
    #expect(typical == deviant.reversed())
    let first = try CaseSelection(.deviant, from: model, count: 1).choices[0]
    let greatest = ModelCases(model).rows.map { abs($0.residual) }.max()
    #expect(abs(first.row.residual) == greatest)
  }

  @Test func aVariableIsNeededWhereTheChoiceIsAboutOne() throws {
    let model = try fitted("y ~ x + group", thirty)
    for strategy in CaseSelection.Strategy.allCases where strategy.needsVariable {
      let refusal = problem { _ = try CaseSelection(strategy, from: model) }
      #expect(refusal?.hint?.contains("--on") == true, "\(strategy)")
    }
    let stranger = problem { _ = try CaseSelection(.extreme, from: model, variable: "owns") }
    #expect(stranger?.what.contains("no variable of the model") == true)
  }

  @Test func diverseTakesOneOfEachCategoryOrTheEndsAndTheMiddle() throws {
    let model = try fitted("y ~ x + group", thirty)
    let groups = try CaseSelection(.diverse, from: model, variable: "group").choices
    #expect(groups.map(\.why) == ["group: a", "group: b", "group: c"])
    let numbers = try CaseSelection(.diverse, from: model, variable: "x").choices
    #expect(numbers.count == 3)
    let extreme = try CaseSelection(.extreme, from: model, variable: "x", count: 30).choices
    let sizes = extreme.map { abs($0.score) }
    #expect(sizes == sizes.sorted(by: >))
  }

  @Test func aPathwayCaseIsWorseOffWithoutItsVariable() throws {
    let model = try fitted("y ~ x + group", thirty)
    let chosen = try CaseSelection(.pathway, from: model, variable: "x", count: 1).choices[0]
    let without = try fitted("y ~ group", thirty)
    let rows = ModelCases(without).rows
    let other = try #require(rows.first { $0.key == chosen.row.key })
    let gain = abs(other.residual) - abs(chosen.row.residual)
    #expect(abs(gain - chosen.score) < 1e-9)
    #expect(chosen.score > 0)
    let alone = problem {
      _ = try CaseSelection(.pathway, from: try fitted("y ~ x", thirty), variable: "x")
    }
    #expect(alone?.what.contains("has no term") == true)
  }

  @Test func pairsDifferOrAgreeInTheirOutcome() throws {
    let model = try fitted("owns ~ x + y", thirty)
    for (strategy, isSame) in [(CaseSelection.Strategy.mostSimilar, false), (.mostDifferent, true)]
    {
      let choices = try CaseSelection(strategy, from: model, count: 3).choices
      #expect(choices.count == 6)
      for rank in 1...3 {
        let pair = choices.filter { $0.rank == rank }.map(\.row.observed)
        #expect((pair[0] == pair[1]) == isSame, "\(strategy)")
      }
      #expect(Set(choices.map(\.row.key)).count == 6)
      let named = try CaseSelection(strategy, from: model, count: 2, partner: "r4").choices
      #expect(named.filter { $0.row.key == "r4" }.count == 2)
    }
    let linear = problem {
      _ = try CaseSelection(.mostSimilar, from: try fitted("y ~ x", thirty))
    }
    #expect(linear?.what.contains("two outcomes") == true)
  }
}

@Suite struct PublishedModelTests {
  private let model = PublishedModel(
    name: "printed", outcome: "owns", intercept: -1,
    terms: [
      .init(variable: "x", coefficient: .init("0.5"), oddsRatio: .init("1.65")),
      .init(variable: "group", level: "b", coefficient: .init("1.0"), oddsRatio: .init("2.1")),
    ])

  @Test func aPredictionIsTheSumOfItsParts() throws {
    let table = survey([
      number("x", [2, 2, 0]), words("group", ["a", "b", "b"]), number("owns", [1, 0, 1]),
    ])
    let found = try PublishedPrediction(model, in: table, rows: [0, 1, 2])
    #expect(found.predictors == [0, 1, 0])
    #expect(found.cases.rows.map(\.expected)[0] == 0.5)
    #expect(found.cases.rows.map(\.pearson)[0] == 1)
    #expect(found.parts(ofRecord: 2).map(\.contribution) == [1, 0])
  }

  @Test func whatAModelLacksIsSaid() throws {
    let table = survey([number("x", [1]), number("owns", [1])])
    let lacking = problem { _ = try PublishedPrediction(model, in: table, rows: [0]) }
    #expect(lacking?.what.contains("no variable 'group'") == true)
    var bare = model
    bare.intercept = nil
    let open = problem { _ = try PublishedPrediction(bare, in: table, rows: [0]) }
    #expect(open?.what.contains("no intercept") == true)
    var mute = model
    mute.outcome = nil
    let silent = problem { _ = try PublishedPrediction(mute, in: table, rows: [0]) }
    #expect(silent?.what.contains("what it explains") == true)
  }

  @Test func roundingIsReadFromTheFiguresAsPrinted() throws {
    let printed = try ["0.370", "12", "-2.5", "1.70e-31"].map {
      try #require(PublishedModel.Printed($0)).roundingError
    }
    #expect(printed == [0.0005, 0.5, 0.05, 0.005e-31])
    #expect(PublishedModel.Printed("nan") == nil)
    #expect(PublishedModel.Printed("about 3") == nil)
  }

  @Test func oddsRatiosAreHeldAgainstTheirCoefficients() {
    // e^0.5 is 1.6487 and, since 0.5 may be 0.45 to 0.55, 1.57 to 1.73; e is 2.718.
    let check = RegressionTableCheck(model)
    #expect(check.rows.map(\.verdict) == [.fits, .mismatch])
    let near = PublishedModel(
      name: "near",
      terms: [.init(variable: "x", coefficient: .init("-0.002"), oddsRatio: .init("0.997"))])
    #expect(RegressionTableCheck(near).rows.map(\.verdict) == [.lastDigit])
    #expect(RegressionTableCheck(near, tolerance: 0.0001).rows.map(\.verdict) == [.mismatch])
  }

  @Test func starsAreHeldAgainstTheirP() {
    func fits(_ p: String, _ stars: String) -> Bool? {
      RegressionTableCheck(
        PublishedModel(
          name: "stars",
          terms: [
            .init(variable: "x", coefficient: .init("1"), p: .init(p), stars: stars)
          ])
      ).rows[0].starsFit
    }
    #expect(fits("0.004", "***") == true)
    #expect(fits("0.004", "**") == false)
    #expect(fits("0.2", "") == true)
    #expect(fits("0.2", "*") == false)
    // p printed as 0.050 may have been 0.0499.
    #expect(fits("0.050", "**") == true)
    #expect(fits("0.050", "*") == true)
  }
}

/// Groups of ten records in which the outcome depends on x and on the group.
private func grouped(groups: Int, size: Int = 10, spread: Double = 1.5) -> SurveyTable {
  var random = SeededGenerator(seed: 11)
  var (x, y, city, one): ([Double], [Double], [String], [Double]) = ([], [], [], [])
  for group in 0..<groups {
    let lift = Double.random(in: -spread...spread, using: &random)
    for _ in 0..<size {
      let value = Double.random(in: -2...2, using: &random)
      x.append(value)
      city.append("c\(group)")
      y.append(value + lift + Double.random(in: -3...3, using: &random) > 0 ? 1 : 0)
      one.append(Double(x.count))
    }
  }
  return survey([number("x", x), number("y", y), words("city", city), number("own", one)])
}

@Suite struct GroupedModelTests {
  @Test func theGroupsAreToldAndTested() throws {
    let model = try fitted("y ~ x + (1 | city)", grouped(groups: 25))
    #expect(model.terms.map(\.name) == ["(Intercept)", "x"] && model.hasGroups)
    let measures = Dictionary(uniqueKeysWithValues: model.measures.map { ($0.key, $0.value.value) })
    #expect(measures["groups"] == 25 && measures["n"] == 250 && measures["nodes"] == 1)
    let deviation = try #require(measures["group_sd"] ?? nil)
    let share = try #require(measures["icc"] ?? nil)
    let variance = deviation * deviation
    #expect(abs(share - variance / (variance + 3.289868133696453)) < 1e-12)
    #expect(model.notes[0].contains("random intercept for each city, by Laplace's approximation"))
    #expect(model.notes[0].contains("in 25 groups of 10"))
    #expect(model.notes.contains { $0.contains("likelihood ratio against one level") })
    let rows = ModelCases(model).rows
    #expect(rows.count == 250 && rows.allSatisfy { $0.leverage == nil && $0.expected < 1 })
    #expect(ModelEffects(model) == nil)
    let better = try fitted("y ~ x + (1 | city)", grouped(groups: 25), ModelQuestion(nodes: 15))
    #expect(better.notes[0].contains("quadrature, 15 nodes"))
  }

  @Test func alikeGroupsAreDroppedInWords() throws {
    let table = grouped(groups: 40, size: 6, spread: 0)
    let model = try fitted("y ~ x + (1 | city)", table)
    let plain = try fitted("y ~ x", table)
    let isSingular = model.notes.contains { $0.contains("variance 0 between groups") }
    let gain = model.measures.first { $0.key == "group_chi_square" }?.value.value
    #expect(isSingular == (gain == 0))
    if isSingular { #expect(model.terms.map(\.estimate) == plain.terms.map(\.estimate)) }
  }

  @Test func whatTheGroupsCannotBearIsRefused() throws {
    func refusal(_ formula: String, _ groups: Int, _ question: ModelQuestion = .init()) -> String? {
      let found = problem { _ = try fitted(formula, grouped(groups: groups), question) }
      return found?.what
    }
    #expect(refusal("y ~ x + (1 | city)", 6)?.contains("fewer than 10 groups") == true)
    #expect(refusal("y ~ x + (1 | city)", 6, ModelQuestion(force: true)) == nil)
    #expect(refusal("x ~ y + (1 | city)", 25)?.contains("for outcomes of 0 and 1") == true)
    #expect(refusal("y ~ x + (1 | own)", 25)?.contains("each own has one record") == true)
    #expect(
      refusal("y ~ x + (1 | city)", 25, ModelQuestion(errors: .hc1))?
        .contains("standard errors of its likelihood") == true)
    #expect(refusal("y ~ x + (1 | town)", 25)?.contains("no variable is called 'town'") == true)
    let influential = problem {
      _ = try CaseSelection(
        .influential, from: try fitted("y ~ x + (1 | city)", grouped(groups: 25)))
    }
    #expect(influential?.what.contains("how far a record pulls") == true)
    let table = grouped(groups: 12)
    let few = try fitted("y ~ x + (1 | city)", table)
    #expect(few.rules.contains { $0.sentence.contains("fewer than 20 groups") })
    let names = try CaseSelection(.deviant, from: few, count: 3).choices
    #expect(names.count == 3)
  }

  @Test func recordsWithoutAGroupAreLeftOut() throws {
    var table = grouped(groups: 25)
    table.records[4].values[2] = .missing(.notRecorded)
    let model = try fitted("y ~ x + (1 | city)", table)
    #expect(model.n == 249 && model.frame.missing.map(\.variable) == ["city"])
  }
}
