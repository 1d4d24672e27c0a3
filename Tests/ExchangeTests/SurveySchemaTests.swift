import Exchange
import Fieldwork
import TestSupport
import Testing

@Suite struct SurveySchemaTests {
  private func read(_ text: String) throws -> SurveySchema {
    try SurveySchemaYAML.read(text, fileName: "s.yaml")
  }

  private func message(_ text: String) -> String? {
    do {
      _ = try read(text)
      return nil
    } catch { return (error as? any ProblemReporting)?.problem.line }
  }

  private let full = """
    survey: households
    title: Households
    title_zh: 住户
    file: households.csv
    key: id
    case_kind: household
    source: invented
    missing: {-7: refused, -9: "don't know"}
    variables:
      - {name: id, label: Household}
      - {name: home, label: Owns, label_zh: 有房, type: category, values: {0: no, 1: yes}}
      - {name: income, type: number, unit: "10,000 yuan", missing: {99: odd}}
      - {name: ill, type: multi, values: [a, b], sensitive: true}
      - {name: Q1-Q3, match: "{n}. *", type: number}
    derived:
      - {name: m, label: Mean, mean_of: Q1-Q3, min_answered: 2}
    """

  @Test func everyKeyIsRead() throws {
    let schema = try read(full)
    #expect(schema.survey == "households" && schema.key == "id" && schema.caseKind == "household")
    #expect(schema.titles.map(\.text) == ["Households", "住户"])
    #expect(schema.files == ["households.csv"] && schema.source == "invented")
    #expect(
      schema.columns.map(\.variable.name) == ["id", "home", "income", "ill", "Q1", "Q2", "Q3"])
    let home = schema.columns[1].variable
    #expect(home.labels.map(\.language) == ["", "zh"])
    #expect(
      home.valueLabels == [ValueLabel(code: "0", label: "no"), ValueLabel(code: "1", label: "yes")])
    #expect(home.missing.map(\.code) == ["-7", "-9"])
    #expect(schema.columns[2].variable.missing == [ValueLabel(code: "99", label: "odd")])
    #expect(schema.columns[2].variable.unit == "10,000 yuan")
    #expect(schema.columns[3].variable.isSensitive)
    #expect(schema.means.map(\.items) == [["Q1", "Q2", "Q3"]])
    #expect(schema.means.map(\.minimum) == [2])
  }

  @Test func malformedSchemasAreOneClearLine() {
    #expect(
      message("key: a\nvariables: []\n") == "s.yaml, line 1: the schema has no 'survey'; add it")
    #expect(
      message("survey: x\nkey: a\n") == "s.yaml, line 1: the schema has no 'variables'; add it")
    #expect(
      message("survey: x\nkey: a\nvariables:\n- {name: a, type: numeric}\n")
        == "s.yaml, line 4: the type cannot be 'numeric'; write number, category, ordinal, text, date, multi"
    )
    #expect(
      message("survey: x\nkey: a\nvariables:\n- {name: a}\n- {name: a}\n")
        == "s.yaml, lines 4 and 5: the variable 'a' stands in the file twice; rename or remove one of them"
    )
    #expect(
      message("survey: x\nkey: a\nvariables:\n- {label: b}\n")
        == "s.yaml, line 4: the variable has no 'name'; add it")
    #expect(
      message("survey: x\nkey: a\nvariables:\n- {name: a, colour: b}\n")?.hasPrefix(
        "s.yaml, line 4: the key 'colour' is not known here") == true)
    #expect(
      message("survey: x\nkey: a\nvariables:\n- {name: Q1-Q3, match: 'x*'}\n")
        == "s.yaml, line 4: match of 'Q1-Q3' cannot be 'x*'; write a pattern with {n}")
    #expect(
      message(
        "survey: x\nkey: a\nvariables: [a]\nderived:\n- {name: m, mean_of: [a], min_answered: 4}\n")
        == "s.yaml, line 5: min_answered of 'm' cannot be '4'; write a number from 1 to 1")
    #expect(message("survey: [x\n")?.hasPrefix("s.yaml, line ") == true)
  }

  @Test(arguments: UInt64(1)...60)
  func damagedSchemasAreReadOrRefusedNeverCrash(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    do {
      let schema = try read(RandomCodes.damaged(full, using: &random))
      _ = try SurveyCSV.read(
        data: "id,home,income,ill,1. A,2. B,3. C\nx,1,5,a;b,1,2,3\n", fileName: "d.csv",
        schema: schema)
    } catch { #expect(error is any ProblemReporting, "seed \(seed)") }
  }
}
