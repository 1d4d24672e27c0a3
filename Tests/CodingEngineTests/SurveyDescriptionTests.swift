import CodingEngine
import Fieldwork
import TestSupport
import Testing

@Suite struct SurveyDescriptionTests {
  private func table(
    _ variables: [(String, Variable.Kind)], _ rows: [[SurveyValue]]
  ) -> SurveyTable {
    SurveyTable(
      name: "t", title: "", caseKind: "", keyVariable: "",
      variables: variables.map { Variable(name: $0.0, kind: $0.1) },
      records: rows.enumerated().map { .init(key: "\($0.offset + 1)", values: $0.element) })
  }

  @Test(.enabled(if: SharedFiles.arePresent, "needs ../shared/oracles"))
  func aStratifiedSampleGivesTheWeightedNumbersOfThePublishedOne() throws {
    let oracle = try OracleCases.named("E-SVY-APISTRAT")
    func words(_ name: String) throws -> [SurveyValue] {
      try oracle.input.member(name).list().map { .text(try $0.text()) }
    }
    func numbers(_ name: String) throws -> [SurveyValue] {
      try oracle.input.member(name).numbers().map { .number($0) }
    }
    let columns = [
      try numbers("api00"), try words("sch_wide"), try words("comp_imp"), try numbers("pw"),
      try words("stype"), try numbers("fpc"),
    ]
    let schools = table(
      [
        ("api00", .number), ("sch_wide", .category), ("comp_imp", .category), ("pw", .number),
        ("stype", .category), ("fpc", .number),
      ], columns[0].indices.map { row in columns.map { $0[row] } })
    let all = Array(schools.records.indices)
    let design = SurveyDescription.Design(weight: 3, strata: 4, population: 5)
    let one = try SurveyDescription([0], in: schools, rows: all, design: design)
    let entry = try #require(one.lines.first?.entries.first)
    var ledger = OracleLedger(oracle)
    ledger.compare("mean", entry.weighted)
    ledger.compare("se", entry.standardError)
    let by = try SurveyDescription([1], in: schools, rows: all, by: 2, design: design)
    ledger.compare("rao_scott_F", by.tests.first?.f)
    ledger.compare("ndf", by.tests.first?.numerator)
    ledger.compare("ddf", by.tests.first?.denominator)
    ledger.compare("p", by.tests.first?.p)
    #expect(ledger.problems.filter { !$0.contains("neither compared nor skipped") } == [])
  }

  @Test func valuesAreCountedByGroupAndMissingOnesByReason() throws {
    let yes = SurveyValue.number(1)
    let no = SurveyValue.number(0)
    let refused = SurveyValue.missing(.coded(code: "-7", label: "refused"))
    let people = table(
      [("owns", .category), ("age", .number), ("kind", .category)],
      [
        [yes, .number(20), .text("a")], [no, .number(30), .text("a")],
        [refused, .number(40), .text("a")], [yes, .number(50), .text("b")],
        [yes, .missing(.notRecorded), .text("b")], [no, .number(99), .missing(.notRecorded)],
      ])
    let found = try SurveyDescription([0, 1], in: people, rows: Array(0..<6), by: 2)
    #expect(found.groups == ["a", "b"])
    #expect(found.sizes == [3, 2])
    #expect(found.lines.map(\.value) == ["yes", nil])
    #expect(found.lines[0].entries.map(\.share) == [Share(1, of: 2), Share(2, of: 2)])
    #expect(found.lines[1].entries.map { $0.facts?.mean } == [30, 50])
    #expect(found.lines[1].entries.map(\.n) == [3, 1])
    #expect(found.notes.contains("owns is missing for 1 (refused 1)"))
    #expect(found.notes.contains("in no group, since kind is missing: 1 (not recorded 1)"))
    #expect(found.rules.map(\.id) == [.smallDenominator])
    #expect(!found.isWeighted)
  }

  @Test func weightsOfInterviewedCasesAreRefusedUnlessForced() throws {
    let snapshot = try LinkedStudy.builder().snapshot()
    let table = snapshot.surveys[0]
    let interviewed = InterviewedRecords(survey: 0, in: snapshot)
    let own = table.records.indices.filter { !interviewed.transcripts($0).isEmpty }
    let design = SurveyDescription.Design(weight: 4)
    #expect(own.count < table.records.count)
    #expect(throws: SurveyDescriptionFailure.weighted(weight: "city")) {
      try SurveyDescription([1], in: table, rows: own, design: design, interviewed: interviewed)
    }
    let forced = try SurveyDescription(
      [1], in: table, rows: own, design: design, interviewed: interviewed, isForced: true)
    #expect(forced.rules.contains { $0.id == .weighted })
    let whole = try SurveyDescription(
      [1], in: table, rows: Array(table.records.indices), design: design,
      interviewed: interviewed)
    #expect(!whole.rules.contains { $0.id == .weighted })
  }

  @Test func aStratumWithOneUnitHasNoStandardError() throws {
    let villages = table(
      [("age", .number), ("w", .number), ("county", .category)],
      [
        [.number(41), .number(2), .text("A")], [.number(35), .number(2), .text("A")],
        [.number(30), .number(5), .text("B")],
      ])
    let found = try SurveyDescription(
      [0], in: villages, rows: [0, 1, 2], design: .init(weight: 1, strata: 2))
    let entry = try #require(found.lines.first?.entries.first)
    // (2·41 + 2·35 + 5·30) / 9.
    #expect(abs(try #require(entry.weighted) - 302.0 / 9) < 1e-12)
    #expect(entry.standardError == nil)
    #expect(found.notes.contains { $0.hasPrefix("no standard error for age") })
  }

  @Test func whatCannotBeDescribedIsRefused() throws {
    let many = table(
      [("name", .date), ("age", .number)],
      (0..<20).map { [.text("2016-07-01"), .number(Double($0))] })
    let all = Array(0..<20)
    #expect(throws: SurveyDescriptionFailure.noNumbers(variable: "name", kind: .date)) {
      try SurveyDescription([0], in: many, rows: all)
    }
    #expect(throws: SurveyDescriptionFailure.manyGroups(variable: "age", values: 20)) {
      try SurveyDescription([1], in: many, rows: all, by: 1)
    }
    #expect(throws: SurveyDescriptionFailure.nobody) {
      try SurveyDescription([1], in: many, rows: [])
    }
    #expect(throws: SurveyDescriptionFailure.noNumber(variable: "name")) {
      try SurveyDescription([1], in: many, rows: all, design: .init(weight: 0))
    }
  }
}

@Suite struct CrosstabAmountTests {
  private func ask(
    _ code: Int, by variable: Int, _ amount: CodeAmount, force: Bool = false,
    scopes: [RuleScope] = []
  ) throws -> Crosstab {
    var snapshot = try LinkedStudy.builder().snapshot()
    snapshot.ruleScopes = scopes
    return try Crosstab(
      .init(
        measure: .code(code), survey: 0, variable: variable, test: true, amount: amount,
        plan: AssociationPlan(isForced: force)), in: snapshot)
  }

  @Test func passagesOfSeveralInterviewsAreAdded() throws {
    // R-1 has stay in GY-2 only; school in GY-1 only.
    let table = try ask(1, by: 1, .count)
    #expect(table.units.map(\.amount) == [1, 1, 1, 1, 1, 0, 0, 0])
    #expect(table.test?.kind == .mannWhitney)
  }

  @Test func coverageIsAShareOfTheInterviewedWords() throws {
    let table = try ask(1, by: 3, .coverage)
    #expect(table.test?.kind == .spearman)
    // "We stay here." is 13 scalars of what R-2 says.
    let words = "We stay here. The school is good. In the village the fields wait."
    let second = try #require(table.units.first { $0.place == 1 })
    #expect(second.amount > 0)
    #expect(second.amount <= 13.0 / Double(words.unicodeScalars.count) + 1e-12)
  }

  @Test func aCodePutByARuleThatAsksForTheVariableIsNotTested() throws {
    let scope = try #require(
      RuleScope(code: 1, scope: "where households.house is yes; in GY-1", codings: 2))
    let table = try ask(1, by: 1, .presence, scopes: [scope])
    #expect(table.test?.p == nil)
    #expect(table.test?.refusals.first?.id == .sameThing)
    let other = try ask(1, by: 2, .presence, scopes: [scope])
    #expect(other.test?.refusals.contains { $0.id == .sameThing } == false)
    let forced = try ask(1, by: 1, .presence, force: true, scopes: [scope])
    #expect(forced.test?.p != nil)
    #expect(forced.forcedRules.map(\.id) == [.sameThing])
    #expect(RuleScope(code: 1, scope: "in GY-1", codings: 2) == nil)
  }

  @Test func forceTestsWhatARuleRefusesAndSaysSo() throws {
    let refused = try ask(1, by: 2, .presence)
    #expect(refused.test?.p == nil)
    let forced = try ask(1, by: 2, .presence, force: true)
    #expect(forced.test?.p != nil)
    #expect(forced.test?.verdict.hasPrefix("FORCED against") == true)
    #expect(refused.forcedRules.isEmpty)
  }
}
