import Fieldwork
import Testing

@testable import CodingEngine

private let house = 1
private let tenure = 2
private let income = 3
private let city = 4

private func ask(
  _ measure: CodeMeasure, by variable: Int, split: CrosstabSplit = .none, test: Bool = false,
  in study: SnapshotBuilder = LinkedStudy.builder()
) throws -> Crosstab {
  try Crosstab(
    .init(measure: measure, survey: 0, variable: variable, split: split, test: test),
    in: study.snapshot())
}

private func ids(_ rules: [SmallSampleRule]) -> [String] { rules.map(\.id.rawValue) }

// Codes of the linked study in preorder: settling 0, stay 1, school 2, ties 3.
@Suite struct CrosstabTests {
  @Test func countsCasesNotQuotations() throws {
    let table = try ask(.code(1), by: house)
    #expect(table.measure == "stay")
    #expect(table.columns.map(\.group.label) == ["no", "yes"])
    // House 0, all say it; house 1, none.
    #expect(table.columns.map(\.present.share) == [Share(5, of: 5), Share(0, of: 3)])
    #expect(table.columns.map(\.n) == [5, 3])
    #expect(table.n == 8)
    #expect(table.isIllustrative)
    let snapshot = try LinkedStudy.builder().snapshot()
    #expect(
      snapshot.spelled(table.columns[0].present.rows) == [
        "GY-2#1 stay", "GY-3#1 stay", "GY-4#1 stay", "GY-5#1 stay", "GY-6#1 stay",
      ])
    #expect(
      table.columns[1].absent.cases.map { snapshot.cases[Int($0)].id } == ["R-6", "R-7", "R-8"])
    #expect(table.test == nil)
  }

  @Test func everythingLeftOutIsCountedAndNamed() throws {
    let table = try ask(.code(1), by: house)
    let account = table.account
    #expect(table.missing.map { "\($0.name): \($0.reason)" } == ["R-9: not recorded"])
    // Thirteen transcripts but the document and the interview about an office.
    #expect(account.interviews == 11)
    #expect(account.linked == 10)
    #expect(
      account.unlinked.map { "\($0.name): \($0.reason)" } == [
        "GY-11: R-12 is not linked: moved in later"
      ])
    #expect(account.outside.map(\.name) == ["GY-12", "GY-13"])
    #expect(account.withoutInterview == [9])
    #expect(account.withoutCodings == [10])
    #expect(account.withSeveral == [0])
    // "All of us like the river" belongs to no case.
    #expect(account.unattributed == 1)
    #expect(table.notes.contains("cases with several interviews: 1 (R-1)"))
    #expect(table.notes.contains("house is missing for 1 (R-9: not recorded)"))
    #expect(table.notes.contains { $0.hasPrefix("10 of 11 interviews that the survey") })
    #expect(table.notes.contains("n = 8 cases, illustrative"))
  }

  @Test func theRulesThatFiredAreSaid() throws {
    #expect(ids(try ask(.code(1), by: house).rules) == ["H5", "H9", "H11", "H12"])
    let tested = try ask(.code(1), by: house, test: true)
    #expect(ids(tested.rules) == ["H4", "H5", "H6", "H9", "H11", "H12"])
    #expect(tested.rules.first { $0.id == .unlinked }?.isLoud == false)
  }

  @Test func fiveAgainstThreeIsOneOfFiftySixTables() throws {
    let test = try #require(try ask(.code(1), by: house, test: true).test)
    // C(8, 3) = 56 equally likely tables; this one is the most extreme on one side, and the
    // other side's extreme (two of five against all three) is likelier: C(5,2)/56.
    #expect(abs(try #require(test.p) - 1.0 / 56) < 1e-12)
    #expect(abs(try #require(test.attainableP) - 1.0 / 56) < 1e-12)
    #expect(test.oddsRatio == .infinity)
    #expect(test.verdict == "associated with the variable in these 8 cases (p = 0.018)")
  }

  @Test func eachGroupInterviewIsLeftOutInTurn() throws {
    let table = try ask(.code(1), by: house, test: true)
    let without = try #require(table.withoutGroups.first)
    #expect(table.withoutGroups.count == 1)
    #expect(without.label == "GY-6")
    #expect(without.groups == ["no", "yes"])
    #expect(without.shares == [Share(4, of: 4), Share(0, of: 2)])
    #expect(without.n == 6)
    // C(6, 2) = 15 tables: even the rarest is too frequent for a p.
    #expect(abs(try #require(without.test?.attainableP) - 1.0 / 15) < 1e-12)
    #expect(without.test?.p == nil)
    #expect(table.notes.contains { $0.contains("GY-6") && $0.contains("4 of 4") })
  }

  @Test func groupsStandInTheOrderOfTheSchemaAndEmptyOnesAreNamed() throws {
    let table = try ask(.code(1), by: tenure, test: true)
    #expect(table.columns.map(\.group.label) == ["rented", "shared", "owned"])
    #expect(
      table.columns.map(\.present.share) == [Share(4, of: 4), Share(1, of: 1), Share(1, of: 4)])
    #expect(table.notes.contains("no counted case has: lent by family"))
    #expect(table.test?.p == nil)
  }

  @Test func contradictingPassagesComeFirst() throws {
    let table = try ask(.code(1), by: tenure)
    let snapshot = try LinkedStudy.builder().snapshot()
    // Of all nine cases six say it; among owners one of four does: R-9 goes against that.
    #expect(snapshot.spelled(Array(table.rows().prefix(1))) == ["GY-9#1 stay"])
    #expect(table.cells().map(\.contradicts) == [true, false, false, false])
    let plain = table.rows(contradictingFirst: false)
    #expect(snapshot.spelled(Array(plain.suffix(1))) == ["GY-9#1 stay"])
  }

  @Test func aCodeWithEverythingBelowIt() throws {
    let table = try ask(.under(0), by: house)
    #expect(table.measure == "under settling")
    #expect(table.columns.map(\.present.share) == [Share(5, of: 5), Share(0, of: 3)])
    let school = try ask(.code(2), by: house)
    #expect(school.columns.map(\.present.share) == [Share(2, of: 5), Share(0, of: 3)])
  }

  @Test func aThemeByItsRule() throws {
    var study = LinkedStudy.builder()
    study.themes = [
      ThemeDefinition(
        slug: "rooted", statements: [], rule: .atLeast(2), required: ["stay", "school", "ties"],
        contrary: ["ties"])
    ]
    let table = try ask(.theme(0), by: house, in: study)
    // school, stay, ties; R-2: stay, school; nobody else has two.
    #expect(table.measure == "theme rooted (at least 2 of 3 required)")
    #expect(table.columns.map(\.present.share) == [Share(2, of: 5), Share(0, of: 3)])
    let snapshot = try study.snapshot()
    #expect(
      snapshot.spelled(table.columns[1].absent.rows) == [
        "GY-6#2 ties", "GY-7#1 ties", "GY-8#1 ties",
      ])
  }
}

@Suite struct CrosstabVariableTests {
  @Test func aNumberWithManyValuesStandsAsItIs() throws {
    let table = try ask(.code(1), by: income, test: true)
    #expect(table.columns.isEmpty)
    // With stay: R-1 to R-5 (3 to 7) and R-9 (11); without: R-6, R-7 (8, 9); R-8 refused.
    #expect(table.sides.map(\.numbers) == [[3, 4, 5, 6, 7, 11], [8, 9]])
    #expect(table.test?.kind == .mannWhitney)
    // The two greatest or smallest of eight: 2 of C(8, 2) = 28 ways, too many for a p.
    #expect(abs(try #require(table.test?.attainableP) - 2.0 / 28) < 1e-12)
    #expect(table.test?.p == nil)
    #expect(table.test?.refusals.map(\.id) == [.unattainable])
  }

  @Test func wordsAreRefused() {
    let failure = #expect(throws: CrosstabFailure.self) { try ask(.code(1), by: 0) }
    #expect(failure == .noGroups(variable: "id", kind: .text))
    let split = #expect(throws: CrosstabFailure.self) {
      try ask(.code(1), by: tenure, split: .at(2))
    }
    // An ordinal variable whose codes are words has no place on either side of a number.
    #expect(split == .splitOfWords(variable: "tenure"))
  }

  @Test func aSplitIsLogged() throws {
    let table = try ask(.code(1), by: income, split: .at(5))
    #expect(table.columns.map(\.group.label) == ["below 5", "5 or more"])
    // Below 5; from 5: and R-9 (R-8 refused).
    #expect(table.columns.map(\.present.share) == [Share(2, of: 2), Share(4, of: 6)])
    #expect(table.missing.map { "\($0.name): \($0.reason)" } == ["R-8: refused"])
    #expect(table.rules.last?.id == .cut)
    #expect(table.rules.last?.occasion == "income split at 5")
  }

  @Test func aNumberWithOneValueIsOneGroup() throws {
    let table = try ask(.code(1), by: city, test: true)
    #expect(table.columns.map(\.group.label) == ["1"])
    #expect(table.test?.p == nil)
    #expect(table.test?.verdict == "no test: all cases are in one group")
  }
}

@Suite struct SmallSampleTests {
  /// Households of two groups, of which the first ones of each have the code.
  private func table(
    _ first: (present: Int, n: Int), _ second: (present: Int, n: Int), test: Bool = true
  ) throws -> Crosstab {
    var study = SnapshotBuilder()
    study.code("stay")
    study.code("other")
    var records: [SurveyDraft.Record] = []
    for (group, size) in [first, second].enumerated() {
      for number in 0..<size.n {
        let id = "R-\(records.count + 1)"
        study.place(id)
        study.interview("GY-\(records.count + 1)", about: [id], [.says("We stay.")])
        study.put(
          number < size.present ? "stay" : "other", on: "We stay.",
          in: "GY-\(records.count + 1)")
        records.append(.init(key: id, values: [.number(Double(group))]))
      }
    }
    study.surveys = [
      SurveyTable(
        name: "s", title: "", caseKind: "", keyVariable: "g",
        variables: [Variable(name: "g", kind: .category)], records: records)
    ]
    study.links = records.indices.map {
      LinkEntry(subject: Int32($0), survey: 0, record: Int32($0), method: "id")
    }
    return try Crosstab(
      .init(measure: .code(0), survey: 0, variable: 0, test: test), in: study.snapshot())
  }

  @Test func fewerThanFiveCasesAreNotTested() throws {
    let table = try table((2, 2), (0, 2))
    #expect(table.test?.p == nil)
    #expect(table.test?.refusals.map(\.id) == [.tooFewCases])
    #expect(ids(table.rules) == ["H1", "H5", "H11"])
  }

  @Test func aGroupOfOneIsNotTested() throws {
    let table = try table((6, 8), (0, 1))
    #expect(table.test?.refusals.map(\.id) == [.smallGroup])
    #expect(table.test?.verdict.hasPrefix("no test: a group with fewer than 2") == true)
  }

  @Test func moreThanTwoGroupsAreTestedTogether() throws {
    // Three of nine cases in three groups of three; all in one group: 84 tables, of which three are as rare as this one (one per group).
    let result = try #require(ExactTest.standard.run([3, 0, 0], [0, 3, 3]))
    #expect(abs(result.p - 3.0 / 84) < 1e-12)
    #expect(abs(result.attainableP - 3.0 / 84) < 1e-12)
    #expect(result.oddsRatio == nil)
    // Two, one, none: 9 of 84, as six such tables with 54 together; the three above are rarer.
    let middle = try #require(ExactTest.standard.run([2, 1, 0], [1, 2, 3]))
    #expect(abs(middle.p - 57.0 / 84) < 1e-12)
    #expect(abs(middle.attainableP - 3.0 / 84) < 1e-12)
  }

  @Test func whatCannotReachSignificanceGetsNoP() throws {
    // C(6, 3) = 20, both extremes: smallest p = 2/20.
    let table = try table((3, 3), (0, 3))
    #expect(table.test?.p == nil)
    #expect(abs(try #require(table.test?.attainableP) - 0.1) < 1e-12)
    #expect(
      table.test?.verdict
        == "with 3 of 6 cases having it, no distribution over the groups could reach significance; "
        + "no p is given")
    #expect(ids(table.rules) == ["H3", "H5", "H11"])
  }

  @Test func whatCannotReachSignificanceDependsOnHowManySaidIt() throws {
    // One of twelve in two groups of six: smallest p = 2 · 6/12. Of six of twelve: 2/924.
    let rare = try #require(try table((1, 6), (0, 6)).test)
    #expect(rare.p == nil)
    #expect(abs(try #require(rare.attainableP) - 1) < 1e-12)
    #expect(rare.verdict.contains("with 1 of 12 cases having it"))
    #expect(!rare.verdict.contains("whatever was said"))
    #expect(try table((6, 6), (0, 6)).test?.p != nil)
  }

  @Test func aCodeThatAllCasesHaveCannotBeTested() throws {
    let table = try table((4, 4), (4, 4))
    #expect(table.test?.refusals.map(\.id) == [.unattainable])
  }

  @Test func nothingIsCalledNoDifference() throws {
    // Fisher's tea-tasting table, published p = 0.4857 (Agresti 2002, 3.5.2).
    let test = try #require(try table((3, 4), (1, 4)).test)
    #expect(abs(try #require(test.p) - 0.4857142857142857) < 1e-9)
    #expect(test.verdict == "not distinguishable at this n (p = 0.486, 8 cases)")
    // Conditional likelihood by hand: the root of x^4 - 36 x^2 - 32 x - 3 (R prints 6.408).
    let odds = try #require(test.oddsRatio)
    #expect(abs(odds * odds * odds * odds - 36 * odds * odds - 32 * odds - 3) < 1e-6)
    #expect(abs(odds - 6.408) < 0.001)
    // The exact limits by definition: a tail of 0.025 at either end (Cornfield 1956).
    let interval = try #require(test.oddsInterval)
    #expect(abs(atLeastThree(interval.lowerBound) - 0.025) < 1e-9)
    #expect(abs(1 - four(interval.upperBound) - 0.025) < 1e-9)
  }

  /// P(X = 4) for margins of four and four with an odds ratio.
  private func four(_ odds: Double) -> Double {
    let power = [1, odds, odds * odds, odds * odds * odds, odds * odds * odds * odds]
    return power[4] / zip([1, 16, 36, 16, 1], power).map { $0 * $1 }.reduce(0, +)
  }

  /// P(X >= 3), since P(X = 3) is 16 / odds times P(X = 4).
  private func atLeastThree(_ odds: Double) -> Double { four(odds) * (1 + 16 / odds) }

  @Test func fewExpectedCasesAreNotedAndManyAreNot() throws {
    #expect(ids(try table((12, 20), (5, 20)).rules) == ["H11"])
    #expect(ids(try table((12, 19), (5, 21)).rules) == ["H5", "H11"])
    #expect(ids(try table((3, 20), (5, 20)).rules) == ["H4", "H11"])
  }

  @Test func unlinkedInterviewsAreLoudAboveThreeInTen() {
    func loud(_ unlinked: Int, of all: Int) -> Bool? {
      SmallSampleRule.unlinked((0..<unlinked).map { "I-\($0)" }, of: all)?.isLoud
    }
    #expect(loud(0, of: 10) == nil)
    #expect(loud(1, of: 100) == false)
    #expect(loud(3, of: 10) == false)
    #expect(loud(4, of: 13) == true)
  }

  @Test func severalTestsOfOneTableHaveTheirQ() throws {
    let plan = AssociationPlan(methods: [.fisher, .permutation])
    let table = try Crosstab(
      .init(measure: .code(1), survey: 0, variable: house, test: true, plan: plan),
      in: LinkedStudy.builder().snapshot())
    #expect(table.tests.allSatisfy { ($0.p == nil) == ($0.q == nil) })
    #expect(table.tests.count { $0.q != nil } == 2)
    #expect(table.rules.first { $0.id == .family }?.occasion == "2 tests")
  }

  @Test func severalTestsAreAFamilyAndOneIsNone() throws {
    #expect(SmallSampleRule.family(1) == nil)
    let one = try ask(.code(1), by: house, test: true)
    #expect(one.rules.contains { $0.id == .family } == false)
    #expect(one.test?.q == nil)
    #expect(SmallSampleRule.family(2)?.occasion == "2 tests")
    #expect(SmallSampleRule.family(2, correction: .holm)?.sentence.contains("Holm 1979") == true)
  }

  @Test func percentagesStandOnlyWithLargeDenominators() {
    #expect(Share(3, of: 4).words == "3 of 4")
    #expect(Share(10, of: 19).words == "10 of 19")
    #expect(Share(7, of: 20).words == "7 of 20 (35 %)")
    #expect(Share(1, of: 200).words == "1 of 200 (1 %)")
    #expect(Share(0, of: 0).value == nil)
  }
}

@Suite struct CrosstabGridTests {
  @Test func testsOfOneGridAreOneFamily() throws {
    let snapshot = try LinkedStudy.builder().snapshot()
    let questions = [(1, house), (3, house), (1, 0), (2, house)].map { code, variable in
      Crosstab.Question(measure: .code(code), survey: 0, variable: variable, test: true)
    }
    // Invented p, one per table, to see the correction alone: 5, 1 and 2 cases without a
    // house have the code.
    let invented = ExactTest { with, _ in
      ExactResult(p: [5: 0.01, 1: 0.04, 2: 0.03][with[0]] ?? 1, attainableP: 0)
    }
    let grid = try CrosstabGrid(questions, in: snapshot, exact: invented)
    #expect(grid.tables.map(\.measure) == ["stay", "ties", "school"])
    #expect(
      grid.refused.map(\.what) == ["'id' is of kind text and has no groups"])
    #expect(grid.tests == 3)
    // Benjamini and Hochberg by hand: 3 * 0.01; 0.04; min(3/2 * 0.03, 0.04).
    let q = try grid.tables.map { try #require($0.test?.q) }
    for (found, expected) in zip(q, [0.03, 0.04, 0.04]) { #expect(abs(found - expected) < 1e-12) }
    #expect(grid.standing == 3)
    #expect(grid.notes == ["3 of 3 tests stand after correction"])
    #expect(grid.tables[0].rules.first { $0.id == .family }?.occasion == "3 tests")
  }
}
