import Exchange
import Fieldwork
import Testing

private func problem(_ work: () throws -> Void) -> Problem? {
  do {
    try work()
    return nil
  } catch {
    return (error as? any ProblemReporting)?.problem
  }
}

@Suite struct PublishedModelFileTests {
  @Test func theModelOfTheDemonstrationIsRead() throws {
    let model = try PublishedModelYAML.read(
      Demonstration.text("Surveys/published-ch3.yaml"), fileName: "published-ch3.yaml")
    #expect(model.terms.count == 26)
    #expect(model.intercept == -2.9)
    #expect(model.interceptNote == "calibrated, not published")
    #expect(model.terms.map(\.name).contains("region: central"))
    #expect(model.terms[0].coefficient?.text == "0.370")
    #expect(model.stars.map(\.mark) == ["***", "**", "*"])
  }

  @Test func aTableOfFiguresIsRead() throws {
    let model = try PublishedModelCSV.read(
      "Term,B,OR,p,stars\nage,\u{2212}0.10,0.905,0.03,**\n户口,0.2,1.221,,\n", fileName: "t.csv")
    #expect(model.terms.map(\.variable) == ["age", "户口"])
    #expect(model.terms[0].coefficient?.value == -0.1)
    #expect(model.terms[1].p == nil)
    #expect(model.terms[1].stars == "")
  }

  @Test(arguments: [
    ("term,b\nage,much\n", "line 2"), ("term,b\nage,1\nage,2\n", "2 and 3"),
    ("term,p\nage,0.1\n", "no column b"), ("term,b,p\nage,1,3\n", "line 2"),
    ("term,b\n,1\n", "line 2"),
    ("term,b\n", "empty"),
  ])
  func aFaultyTableNamesItsLine(_ text: String, _ words: String) {
    let line = problem { _ = try PublishedModelCSV.read(text, fileName: "t.csv") }?.line ?? ""
    #expect(line.contains("t.csv"), "\(line)")
    #expect(line.contains(words), "\(line)")
  }

  @Test(arguments: [
    ("model: x\n", "terms"), ("terms: []\n", "list"), ("terms:\n  - {b: 1}\n", "term"),
    ("terms:\n  - {term: a}\n", "'b'"), ("terms:\n  - {term: a, b: x}\n", "number"),
    ("terms:\n  - {term: a, b: 1, colour: 2}\n", "colour"),
    ("terms:\n  - {term: a, b: 1}\n  - {term: a, b: 2}\n", "twice"),
    ("intercept: {b: 1, way: 2}\nterms:\n  - {term: a, b: 1}\n", "way"),
    ("terms:\n  - {term: a, b: 1, p: 2}\n", "0 to 1"),
  ])
  func aFaultyModelIsRefused(_ text: String, _ words: String) {
    let line = problem { _ = try PublishedModelYAML.read(text, fileName: "m.yaml") }?.line ?? ""
    #expect(line.contains("m.yaml"), "\(line)")
    #expect(line.contains(words), "\(line)")
  }

  @Test func decimalCommasOfAPlainTableAreFoundAndTold() throws {
    let (table, notes) = try VariableTableCSV.read(
      "户;收入;组\na;1,5;甲\nb;-2,25;乙\nc;NA;甲\n", fileName: "t.csv")
    #expect(table.variables[1].kind == .number)
    let missing = SurveyValue.missing(.coded(code: "NA", label: "NA"))
    #expect(table.records.map { $0.values[1] } == [.number(1.5), .number(-2.25), missing])
    #expect(notes.contains("t.csv: numbers such as 1,5 have a decimal comma"))
    // A point anywhere, or commas between the cells, speak against it.
    let mixed = try VariableTableCSV.read("a;b\n1,5;x\n2.5;y\n", fileName: "t.csv")
    #expect(mixed.table.variables[0].kind == .text)
    #expect(mixed.notes.first?.contains("some numbers have a comma and others a point") == true)
    let quoted = try VariableTableCSV.read("a,b\n\"1,5\",x\n\"2,5\",y\n", fileName: "t.csv")
    #expect(quoted.table.variables[0].kind == .text)
  }

  @Test func aPlainTableBecomesRecords() throws {
    let text = "id,age,sex,note\na1,30,f,one two\na2,NA,m,three\na3,41,f,\n"
    let (table, notes) = try VariableTableCSV.read(text, fileName: "t.csv")
    #expect(table.records.map(\.key) == ["a1", "a2", "a3"])
    #expect(table.variables.map(\.kind) == [.text, .number, .category, .text])
    #expect(
      table.records[1].values[1] == .missing(.coded(code: "NA", label: "NA")))
    #expect(table.records[2].values[3] == .missing(.notRecorded))
    #expect(notes.count == 1)
    let numbered = try VariableTableCSV.read("a,b\n1,2\n1,3\n", fileName: "t.csv").table
    #expect(numbered.records.map(\.key) == ["1", "2"])
    let twice = problem { _ = try VariableTableCSV.read("a,a\n1,2\n", fileName: "t.csv") }
    #expect(twice?.line.contains("twice") == true)
    let empty = problem { _ = try VariableTableCSV.read("a,b\n", fileName: "t.csv") }
    #expect(empty?.kind == .data)
  }
}
