import Exchange
import Fieldwork
import Testing

@Suite struct PlausibleValuesTests {
  private func schema(_ variables: String) throws -> SurveySchema {
    try SurveySchemaYAML.read(
      "survey: s\nkey: id\nmissing: {-8: not applicable}\nvariables:\n  - id\n"
        + "  - {name: size, type: number}\n" + variables, fileName: "s.yaml")
  }

  private func message(_ variables: String, _ data: String) -> String? {
    do {
      _ = try SurveyCSV.read(data: data, fileName: "s.csv", schema: try schema(variables))
      return nil
    } catch { return (error as? any ProblemReporting)?.problem.line }
  }

  @Test func aRangeHasOneEndOrTwo() {
    for (range, good, bad) in [
      ("0..1", ["0", "0.5", "1", "-8", ""], ["-0.1", "1.3"]), ("0..", ["0", "99"], ["-1"]),
      ("..5", ["-1", "5"], ["5.5"]),
    ] {
      let variable = "  - {name: share, range: \(range)}\n"
      for value in good {
        #expect(message(variable, "id,size,share\na,1,\(value)\n") == nil, "\(range) \(value)")
      }
      for value in bad {
        let said = message(variable, "id,size,share\na,1,\(value)\n")
        #expect(said?.contains("s.csv, line 2: share: \(value) is not ") == true, "\(said ?? "")")
      }
    }
  }

  @Test func aCountIsComparedWithWhatItIsPartOf() {
    let variable = "  - {name: n, at_most: size}\n"
    #expect(message(variable, "id,size,n\na,3,3\nb,,9\nc,-8,9\nd,2,-8\n") == nil)
    #expect(
      message(variable, "id,size,n\na,3,3\nb,3,5\n")
        == "s.csv, line 3: n: 5 is more than size, which is 3")
  }

  @Test func everyValueThatIsNotBelievedIsListed() {
    let said = message(
      "  - {name: n, range: 0.., at_most: size}\n", "id,size,n\na,3,4\nb,3,-1\nc,3,3\n")
    #expect(said?.contains("2 values cannot be used") == true)
    #expect(said?.contains("line 2, n: 4 is more than size") == true)
    #expect(said?.contains("line 3, n: -1 is not 0 or more") == true)
  }

  @Test(arguments: [
    "range: 1..0", "range: much", "range: ..", "at_most: nobody", "at_most: id",
    "type: category, range: 0..1", "type: text, at_most: size",
  ])
  func aRuleThatCouldNeverHoldIsRefusedInTheSchema(_ rule: String) {
    #expect(throws: YAMLFailure.self) { try schema("  - {name: n, \(rule)}\n") }
  }

  @Test func aLimitInAnotherFileIsNotComparedAndThatIsSaid() throws {
    let survey = try SurveyCSV.read(
      files: [
        SurveyCSV.File(text: "id,size\na,1\n", name: "one.csv"),
        SurveyCSV.File(text: "id,n\na,5\n", name: "two.csv"),
      ], schema: try schema("  - {name: n, at_most: size}\n"))
    #expect(
      survey.notes.contains(
        "two.csv: not compared with at_most, whose column is not in the file: n"))
  }

  @Test func aVariableCanBeShownFirst() throws {
    let variables = try schema("  - {name: n, show: true}\n").columns.map(\.variable)
    #expect(variables.map(\.isShown) == [false, false, true])
  }
}
