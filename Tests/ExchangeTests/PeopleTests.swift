import Exchange
import Fieldwork
import TestSupport
import Testing

@Suite struct PeopleTests {
  private func message(_ read: () throws -> Void) -> String? {
    do {
      try read()
      return nil
    } catch { return (error as? any ProblemReporting)?.problem.line }
  }

  @Test func participantsHaveARowPerTranscriptAndAttributes() throws {
    let rows = try ParticipantsCSV.read(
      "participant,transcript,speaker,role,case,name,sex,age\n"
        + "A,GY-1,罗,Respondent,HH-1,Luo,f,\nA,GY-2,,,,,,34\n", fileName: "p.csv")
    #expect(
      rows == [
        ParticipantRow(
          line: 2, participant: "A", transcript: "GY-1", speaker: "罗", role: .respondent,
          caseID: "HH-1", name: "Luo", attributes: [AttributeValue(name: "sex", value: "f")]),
        ParticipantRow(
          line: 3, participant: "A", transcript: "GY-2",
          attributes: [AttributeValue(name: "age", value: "34")]),
      ])
  }

  @Test func casesAndSitesKeepWhatTheirColumnsSay() throws {
    let cases = try CasesCSV.read(
      "case,kind,name,site,parent,pupils\nS-1,school,School,town,,210\n", fileName: "c.csv")
    #expect(
      cases == [
        CaseRow(
          line: 2, id: "S-1", kind: "school", name: "School", site: "town",
          attributes: [AttributeValue(name: "pupils", value: "210")])
      ])
    let sites = try SitesCSV.read(
      "site,name,name_zh,kind,parent\nguiyang,Guiyang,贵阳市,city,guizhou\n", fileName: "s.csv")
    #expect(
      sites == [
        SiteRow(
          line: 2, id: "guiyang",
          names: [
            LocalizedText(language: "", text: "Guiyang"),
            LocalizedText(language: "zh", text: "贵阳市"),
          ], kind: "city", parent: "guizhou")
      ])
  }

  @Test func malformedListsAreOneClearLine() {
    #expect(
      message { _ = try ParticipantsCSV.read("who\nA\n", fileName: "p.csv") }
        == "p.csv: there is no column participant (or id); the columns are who")
    #expect(
      message { _ = try ParticipantsCSV.read("id,role\nA,boss\n", fileName: "p.csv") }
        == "p.csv, line 2: the role cannot be 'boss'; write interviewer, respondent, other, unknown"
    )
    #expect(
      message { _ = try CasesCSV.read("case,kind\nA,x\n\nA,y\n", fileName: "c.csv") }
        == "c.csv, lines 2 and 4: the case 'A' stands in the file twice; remove or rename one of them"
    )
    #expect(
      message { _ = try SitesCSV.read("site,kind\n,x\n", fileName: "s.csv") }
        == "s.csv, line 2: the row has no site; give it an id")
    #expect(
      message { _ = try CasesCSV.read("case,age,age\nA,1,2\n", fileName: "c.csv") }
        == "c.csv, line 1: the column 'age' stands in the header twice; rename or remove one of them"
    )
  }

  @Test(arguments: UInt64(1)...40)
  func damagedListsAreReadOrRefusedNeverCrash(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let text = RandomCodes.damaged(
      "case,kind,name_zh,site,parent,x\nA,k,\"户, 口\",s,,1\nB,,,,A,\n", using: &random)
    do {
      _ = try CasesCSV.read(text, fileName: "f")
      _ = try SitesCSV.read(text, fileName: "f")
    } catch { #expect(error is any ProblemReporting, "seed \(seed)") }
  }

  @Test(.enabled(if: Demonstration.has("People/sites.csv"), "the demonstration is not here"))
  func demonstrationListsReferToEachOther() throws {
    let sites = try SitesCSV.read(Demonstration.text("People/sites.csv"), fileName: "sites.csv")
    let cases = try CasesCSV.read(Demonstration.text("People/cases.csv"), fileName: "cases.csv")
    let people = try ParticipantsCSV.read(
      Demonstration.text("People/participants.csv"), fileName: "participants.csv")
    let places = Set(sites.map(\.id))
    #expect(sites.compactMap(\.parent).allSatisfy(places.contains))
    #expect(cases.compactMap(\.site).allSatisfy(places.contains))
    let households = Set(cases.map(\.id))
    #expect(!people.isEmpty && people.compactMap(\.caseID).allSatisfy(households.contains))
    #expect(people.allSatisfy { $0.role == .respondent && $0.speaker != nil })
  }
}
