import Foundation
import TestSupport
import Testing

/// `emic checklist` on the demonstration study.
@Suite struct ChecklistCommandTests {
  private static let file = "Codebooks/incomplete-urbanisation.yaml"

  private func rows(_ study: DemoStudy, _ more: String...) throws -> Table {
    let run = try study.tool.run(
      ["checklist", ChecklistCommandTests.file, "--format", "csv"] + more)
    #expect(run.code == 0, "\(run.story)")
    return Table(run.output)
  }

  @Test func theThreeHouseholdsOfTheStoryStandWhereTheyArePlanted() throws {
    let study = try DemoStudy()
    let table = try rows(study)
    func finding(_ condition: String, _ place: String) -> String? {
      table.rows.first { $0["condition"] == condition && $0["case"] == place }?["finding"]
    }
    // Insured and invited in, yet plans to leave; owns without a title and stays; moves on.
    #expect(finding("temporary-stay", "HH-029") == "for")
    #expect(finding("temporary-stay", "HH-033") == "against")
    #expect(finding("temporary-stay", "HH-052") == "for")
    #expect(finding("services-denied", "HH-003") == "for")
    #expect(finding("land-ties", "HH-029") == "for")
    #expect(finding("land-ties", "HH-033") == "against")
  }

  @Test func everyCountLeadsToItsPassages() throws {
    let study = try DemoStudy()
    for row in try rows(study).rows {
      for side in ["for", "against"] {
        let cites = (row["passages_\(side)"] ?? "").split(separator: ";")
        #expect(row[side] == String(cites.count), "\(row)")
      }
    }
    let page = try expectDone(
      study.tool, "checklist", ChecklistCommandTests.file, "--case", "HH-029", "--condition",
      "temporary-stay")
    #expect(page.output.contains("GY-105#6"), "\(page.output)")
    #expect(page.output.contains("settlement_intention is leave_someday"), "\(page.output)")
    #expect(!page.output.contains("land-ties"))
  }

  @Test func aPassageSpeaksAsTheQuotesOfItsQueryDo() throws {
    let study = try DemoStudy()
    let quotes = try study.csv("quotes", "redevelopment-displacement", "--context", "0")
    let cites = Set(try quotes.column("cite"))
    let told = try rows(study, "--condition", "risk-of-removal").rows.flatMap {
      ($0["passages_for"] ?? "").split(separator: ";").map {
        $0.trimmingCharacters(in: .whitespaces)
      }
    }
    #expect(!told.isEmpty && cites.isSuperset(of: told))
  }

  @Test func onlyTheCasesOfAFilterAreLookedAt() throws {
    let study = try DemoStudy()
    let table = try rows(study, "--where", "owns_home_city is yes")
    #expect(Set(table.rows.map { $0["case"] }) == ["HH-011", "HH-033", "HH-044", "HH-052"])
    #expect(table.rows.count == 16)
    try expectRefusal(
      65,
      of: [
        "checklist", ChecklistCommandTests.file, "--where", "owns_home_city is yes", "--case",
        "HH-029",
      ], by: study.tool, saying: "HH-029 cannot be looked at")
  }

  @Test func whatTheFileGetsWrongIsToldWithItsLine() throws {
    let study = try DemoStudy()
    let wrong: [(String, String)] = [
      ("conditions:\n  - id: a\n    for: intent-to-sty\n", "c.yaml, line 2, a, for"),
      (
        "conditions:\n  - id: a\n    against: {survey: owns is yes}\n",
        "c.yaml, line 2, a, against"
      ),
      ("conditions:\n  - id: a\n    foo: b\n", "c.yaml, line 3"),
    ]
    for (text, place) in wrong {
      try study.files.write(text, to: "c.yaml")
      try expectRefusal(65, of: ["checklist", "c.yaml"], by: study.tool, saying: place)
    }
    try expectRefusal(66, of: ["checklist", "absent.yaml"], by: study.tool, saying: "absent.yaml")
    try expectRefusal(
      65, of: ["checklist", ChecklistCommandTests.file, "--condition", "x"], by: study.tool,
      saying: "no condition is called 'x'")
  }

  @Test(arguments: ["table", "markdown", "json", "jsonl", "tsv", "csv"])
  func everyFormIsWritten(_ format: String) throws {
    let study = try DemoStudy()
    let run = try expectDone(
      study.tool, "checklist", ChecklistCommandTests.file, "--format", format)
    #expect(run.output.contains("HH-029"))
  }
}
