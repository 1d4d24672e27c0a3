import Exchange
import Fieldwork
import Foundation
import TestSupport
import Testing

@Suite struct SurveyCSVTests {
  private func schema(_ variables: String, _ more: String = "") throws -> SurveySchema {
    try SurveySchemaYAML.read(
      "survey: s\nkey: id\nmissing: {-8: not applicable, -9: unknown}\n\(more)\nvariables:\n"
        + variables, fileName: "s.yaml")
  }

  private func read(
    _ text: String, _ schema: SurveySchema? = nil, _ options: SurveyOptions = .init()
  ) throws -> SurveyDraft {
    try SurveyCSV.read(data: text, fileName: "d.csv", schema: schema, options: options)
  }

  private func message(_ work: () throws -> Void) -> String? {
    do {
      try work()
      return nil
    } catch { return (error as? any ProblemReporting)?.problem.line }
  }

  private let typed = """
    - {name: id}
    - {name: n, type: number}
    - {name: c, type: category, values: {0: no, 1: yes}}
    - {name: w, type: ordinal, values: {low: Low, high: High}}
    - {name: d, type: date}
    - {name: m, type: multi, values: [a, b]}
    - {name: t, type: text, missing: {NA: none given}}
    """

  @Test func valuesFollowTheirDeclarations() throws {
    let draft = try read(
      "id,extra,n,c,w,d,m,t\nA,x,1.5,1,low,2016/6/2,a; b,words\nB,x,-8,-9,,2016,,NA\n"
        + "C,,-9.0,0,-9,,-8,-8\n", schema(typed))
    #expect(draft.variables.map(\.name) == ["id", "n", "c", "w", "d", "m", "t"])
    let unknown = SurveyValue.missing(.coded(code: "-9", label: "unknown"))
    let notApplicable = SurveyValue.missing(.coded(code: "-8", label: "not applicable"))
    let empty = SurveyValue.missing(.notRecorded)
    #expect(
      draft.records.map(\.values) == [
        [
          .text("A"), .number(1.5), .number(1), .text("low"), .text("2016-06-02"),
          .several(["a", "b"]), .text("words"),
        ],
        [
          .text("B"), notApplicable, unknown, empty, .text("2016"), empty,
          .missing(.coded(code: "NA", label: "none given")),
        ],
        [.text("C"), unknown, .number(0), unknown, empty, notApplicable, .text("-8")],
      ])
    #expect(draft.notes == ["d.csv: left out columns that the schema does not declare: extra"])
    #expect(draft.variables[2].worded(.number(1)) == "yes")
  }

  @Test func everyValueThatDoesNotFitIsListedAtOnce() throws {
    let schema = try schema(typed)
    #expect(
      message {
        _ = try read("id,n,c,w,d,m,t\nA,\"1,5\",2,mid,2016-13,a;z,\n,1,1,low,,,\nA,,,,,,\n", schema)
      }
        == "d.csv: 7 values cannot be used (line 2, n: '1,5' is no number (the decimal sign is a "
        + "point); line 2, c: '2' is none of 0, 1; line 2, w: 'mid' is none of low, high; line 2, "
        + "d: '2016-13' is no date (write 2016-06-22, 2016-06 or 2016); line 2, m: 'z' is none of "
        + "a, b; line 3, id: the record has no key; line 4, id: the key 'A' stands on line 2 "
        + "already); correct the file, or declare the values in the schema")
    #expect(
      message { _ = try read("id,n\nA,1\nB,nan\n", schema) }
        == "d.csv, line 3: n: 'nan' is no number")
    let many = (0..<30).map { "k\($0),x\n" }.joined()
    do {
      _ = try read("id,n\n" + many, schema)
      Issue.record("read values that do not fit")
    } catch let failure as SurveyFailure {
      #expect(failure.problem.candidates.count == 20)
      #expect(failure.problem.what == "30 values cannot be used, the first 20 of them")
    }
  }

  @Test func keysAndRecordsMustBeThere() throws {
    let schema = try schema(typed)
    #expect(
      message { _ = try read("n,c\n1,1\n", schema) }
        == "d.csv: there is no column 'id' to name the records; the columns are n, c")
    #expect(message { _ = try read("id,n\n", schema) } == "d.csv: the survey has no records")
    #expect(message { _ = try read("", schema) }?.hasPrefix("d.csv: the table is empty") == true)
    #expect(
      message { _ = try read("a,bee,beech\n1,2,3\n", nil, SurveyOptions(key: "be")) }
        == "d.csv: 'be' fits more than one column (bee; beech); write more of the name")
  }

  @Test func aFirstColumnThatRepeatsIsNoKeyAndOthersAreOffered() {
    #expect(
      message { _ = try read("wave,id,x\n1,A,5\n1,B,5\n") }
        == "d.csv, lines 2 and 3: the column 'wave' does not name the records: '1' stands there "
        + "more than once; name another column as the key: id")
  }

  @Test func withoutSchemaTypesAreInferredCautiously() throws {
    let draft = try read(
      "id,age,code,sex,words,none,flag\n"
        + "001,34,007,f,a long answer,,NA\n002,-2.5,008,m,another,,1\n003,,009,f,third,,2\n",
      nil, SurveyOptions(missing: [ValueLabel(code: "NA", label: "not available")]))
    #expect(
      draft.variables.map(\.kind) == [.text, .number, .text, .category, .text, .text, .number])
    #expect(draft.keyVariable == "id" && draft.name == "d")
    #expect(draft.records.map(\.key) == ["001", "002", "003"])
    #expect(draft.records[2].values[1] == .missing(.notRecorded))
    #expect(draft.variables[3].valueLabels.map(\.code) == ["f", "m"])
    #expect(draft.notes.first == "d.csv: records are named by 'id', the first column")
  }

  @Test func questionsAsRowsAreTurnedRound() throws {
    let draft = try read("Questions,P1,P2\nQ1,2,4\nQ2,,5\nWhy,often,\n")
    #expect(draft.variables.map(\.name) == ["record", "Q1", "Q2", "Why"])
    #expect(draft.records.map(\.key) == ["P1", "P2"])
    #expect(draft.records[0].values[2] == .missing(.notRecorded))
    #expect(draft.records[1].values[1...2] == [.number(4), .number(5)])
    #expect(draft.notes.first == "d.csv: read as questions in rows, records in columns")
    let forced = try read("Questions,P1,P2\nQ1,2,4\n", nil, SurveyOptions(shape: .rows))
    #expect(forced.variables.map(\.name) == ["Questions", "P1", "P2"])
    let schema = try schema("- {name: Q1, type: number}", "shape: columns")
    #expect(
      message { _ = try read("x,P1,P2\nQ1,2,4\nQ1.2,a,b\n", schema) } == nil)
    #expect(
      message { _ = try read("x,P1,P2\nother,1,2\nQ1,2,much\n", schema) }
        == "d.csv, line 3: Q1 of P2: 'much' is no number")
  }

  @Test func repeatedColumnsAreNumbered() throws {
    let draft = try read("id,Q1,Comments,Q2,Comments,Comments.2,Comments\nA,1,a,2,b,c,d\n")
    #expect(
      draft.variables.map(\.name)
        == ["id", "Q1", "Comments", "Q2", "Comments.3", "Comments.2", "Comments.4"])
    #expect(draft.variables[4].label == "Comments (after Q2)")
    #expect(draft.notes.first == "d.csv: repeated columns are numbered: Comments (3 times)")
  }

  @Test func meansSkipWhatIsMissingAndNeedEnoughAnswers() throws {
    let schema = try schema(
      "- {name: Q1-Q3, type: number}\nderived:\n- {name: m, mean_of: Q1-Q3, min_answered: 2}\n")
    let draft = try read("id,Q1,Q2,Q3\nA,1,2,6\nB,1,,2\nC,-8,,5\n", schema)
    #expect(
      draft.records.map { $0.values[4] } == [
        .number(3), .number(1.5),
        .missing(.coded(code: "too-few", label: "fewer than 2 of 3 items answered")),
      ])
    let words = try self.schema("- {name: Q1}\nderived:\n- {name: m, mean_of: Q1-Q2}\n")
    #expect(
      message { _ = try read("id,Q1\nA,x\n", words) }
        == "'m' needs the numbers of 'Q1', which the survey does not have; correct mean_of in the schema"
    )
  }

  @Test func filesOfOneSurveyAreMergedByKeyAndQuestionNumber() throws {
    let first = try read("Questions,P1,P2\nQ1,2,4\nQ2,,5\n")
    let second = try read(
      "Who,2. Was it quick?,Comments,1. Was it easy?\nP3,1,good,7\nP1,3,,2\n")
    let merged = try first.merged(with: second)
    #expect(merged.variables.map(\.name) == ["record", "Q1", "Q2", "Comments"])
    #expect(merged.variables[1].label == "1. Was it easy?")
    #expect(merged.records.map(\.key) == ["P1", "P2", "P3"])
    #expect(
      merged.records.map(\.values) == [
        [.text("P1"), .number(2), .number(3), .missing(.notRecorded)],
        [.text("P2"), .number(4), .number(5), .missing(.notRecorded)],
        [.text("P3"), .number(7), .number(1), .text("good")],
      ])
    let contrary = try read("Who,Q1\nP1,9\nP2,4\n")
    #expect(
      first.merging(contrary).conflicts == [
        SurveyConflict(key: "P1", variable: "Q1", first: "2", second: "9")
      ])
    #expect(
      message { _ = try first.merged(with: contrary) }
        == "1 value differs between the files (P1, Q1: 2 and 9); if these are waves of one "
        + "survey, import them as two surveys; else correct one file")
  }

  @Test(arguments: UInt64(1)...80)
  func damagedFilesAreReadOrRefusedNeverCrash(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let text = RandomCodes.damaged(
      "Questions,P1,P2,P2\nQ1,2,4,\"a;\"\"b\"\nQ1,-8,,5\nid,1e5,2016-06-22,户口\n", using: &random)
    let schema = try schema(typed)
    for schema in [nil, schema] {
      do { _ = try read(text, schema) } catch {
        #expect(error is any ProblemReporting, "seed \(seed)")
      }
    }
  }

  @Test(.enabled(if: Demonstration.has("Surveys/households.csv"), "the demonstration is not here"))
  func demonstrationSurveyFitsItsSchema() throws {
    let schema = try SurveySchemaYAML.read(
      Demonstration.text("Surveys/households.yaml"), fileName: "households.yaml")
    let text = try Demonstration.text("Surveys/households.csv")
    let draft = try SurveyCSV.read(data: text, fileName: "households.csv", schema: schema)
    let lines = text.split(separator: "\n")
    #expect(draft.records.count == lines.count - 1)
    #expect(draft.variables.count == lines.first?.split(separator: ",").count)
    #expect(draft.notes.isEmpty && draft.keyVariable == "household_id")
    #expect(draft.variables.allSatisfy { $0.labels.count == 2 })
    let income = try #require(draft.variables.firstIndex { $0.name == "income_10k" })
    let row = try #require(draft.records.first { $0.key == "HH-003" })
    #expect(row.values[income] == .number(5.2))
  }
}
