import Fieldwork
import Testing

@testable import Exchange

@Suite("Which variables of two files are the same")
struct SurveyMergerNamesTests {
  private func merged(_ first: String, _ second: String) throws -> [String: [String: SurveyValue]] {
    func read(_ text: String) throws -> SurveyDraft {
      try SurveyCSV.read(data: text, fileName: "s.csv", options: SurveyOptions(key: "id"))
    }
    let survey = try read(first).merged(with: read(second))
    var found: [String: [String: SurveyValue]] = [:]
    for record in survey.records {
      for (variable, value) in zip(survey.variables, record.values) {
        #expect(found[record.key]?[variable.name] == nil, "\(variable.name) stands twice")
        found[record.key, default: [:]][variable.name] = value
      }
    }
    return found
  }

  @Test("The name as written goes before the name in another case")
  func exactFirst() throws {
    let found = try merged("id,a,A\nH1,1,2\n", "id,a\nH2,7\n")
    #expect(found["H2"] == ["id": .text("H2"), "a": .number(7), "A": .missing(.notRecorded)])
    let other = try merged("id,a,A\nH1,1,2\n", "id,A\nH2,7\n")
    #expect(other["H2"] == ["id": .text("H2"), "A": .number(7), "a": .missing(.notRecorded)])
  }

  @Test("An exact name keeps its place even where a folded one comes first")
  func exactFirstInEveryOrder() throws {
    let found = try merged("id,A\nH1,1\n", "id,a,A\nH2,7,8\n")
    #expect(found["H2"] == ["id": .text("H2"), "A": .number(8), "a": .number(7)])
  }

  @Test("A name that differs in case and width only is the same")
  func folded() throws {
    let found = try merged("id,Fees paid\nH1,1\n", "id,ＦＥＥＳ paid\nH2,7\n")
    #expect(found["H2"] == ["id": .text("H2"), "Fees paid": .number(7)])
  }

  @Test("A name that could be either of two stays a variable of its own")
  func ambiguous() throws {
    let found = try merged("id,a,A\nH1,1,2\n", "id,Ａ\nH2,7\n")
    #expect(
      found["H2"] == [
        "id": .text("H2"), "a": .missing(.notRecorded), "A": .missing(.notRecorded),
        "Ａ": .number(7),
      ])
  }
}
