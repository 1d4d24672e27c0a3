import Foundation
import TestSupport
import Testing

/// `--where` on the demonstration study.
@Suite struct FilterOptionTests {
  @Test func aPlaceHoldsEverythingInIt() throws {
    let study = try DemoStudy()
    let cases = try study.csv("matrix", "--by", "transcripts", "--where", "site in anshun")
    // Pingba is a district of Anshun.
    #expect(Set(try cases.column("transcript")) == ["AS-101", "AS-102", "PB-101", "PB-121"])
    let exact = try study.csv(
      "matrix", "--by", "transcripts", "--where", "site is 'Urban village L'")
    #expect(Set(try exact.column("transcript")) == ["GY-104", "GY-106"])
  }

  @Test func aGroupInterviewIsLimitedToTheSpeakersThatAreMeant() throws {
    let study = try DemoStudy()
    let quotes = try study.csv("quotes", "intent-to-stay", "--where", "case is HH-035")
    // What Ma says; the chorus in which all five speak belongs to no one case.
    #expect(try quotes.column("turn") == ["40"])
    #expect(try quotes.column("coder") == ["speakers"])
    let page = try expectDone(study.tool, "quotes", "intent-to-stay", "--where", "case is HH-035")
    #expect(page.output.contains("belong to no one case"), "\(page.output)")
  }

  @Test func codesAndLabelsOfAVariableMeanTheSame() throws {
    let study = try DemoStudy()
    func rows(_ filter: String) throws -> [[String]] {
      try study.csv("matrix", "--by", "cases", "--where", filter).rows
    }
    let byLabel = try rows("owns_home_city is yes")
    #expect(try rows("owns_home_city is 1") == byLabel)
    #expect(try rows("households.owns_home_city = 1.0") == byLabel)
    #expect(try rows("\"Owns a home in the city\" is YES") == byLabel)
    #expect(Set(byLabel.map { $0[1] }) == ["HH-011", "HH-033", "HH-044", "HH-052"])
  }

  @Test func themesAndPairsAreLimitedToo() throws {
    let study = try DemoStudy()
    let theme = try expectDone(
      study.tool, "themes", "show", "permanence-without-membership", "--where",
      "owns_home_city is yes")
    #expect(theme.output.contains("1 of 4 cases with codings: HH-033"), "\(theme.output)")
    // What was left out is not uncoded, and kinds of which nothing is left have no row.
    #expect(!theme.output.contains("without codings"), "\(theme.output)")
    #expect(!theme.output.contains("0 of 0"), "\(theme.output)")
    let pairs = try study.csv(
      "cooccurrence", "--unit", "transcript", "--where", "kind is official")
    #expect(pairs.rows.allSatisfy { (Int($0[2]) ?? 9) <= 3 })
    let run = try expectDone(
      study.tool, "cooccurrence", "--unit", "transcript", "--where", "kind is official", "--format",
      "json")
    #expect(run.output.contains("\"where\""))
  }

  @Test func theReportCountsInItsJointDisplayOnlyWhatIsAskedFor() throws {
    let study = try DemoStudy()
    try expectDone(
      study.tool, "report", "--by", "owns_home_origin", "--where", "in_model_sample is yes",
      "--output", "there.md")
    let report = try study.files.text("there.md")
    #expect(report.contains("12 cases with an interview and a survey record, illustrative"))
    #expect(report.contains("linked cases left out: 2 (HH-058, HH-063)"))
    // The rest of the report has all fourteen.
    #expect(report.contains("Cases: 18, 14 with an interview and a survey record"))
    #expect(report.contains("10 comparisons in this display, 10 themes by 1 variable"))
    #expect(report.contains("The same without the group interview GY-131"))
  }

  @Test(arguments: [
    ("kinds is household", "no field is called 'kinds'"),
    ("kind is hosehold", "nothing has 'hosehold' as its kind"),
    ("owns_home_city is maybe", "'maybe' is no value of 'owns_home_city'"),
    ("income_10k > much", "'much' is none"),
    ("owns_home_city > 0", "not compared by size"),
    ("kind in guiyang", "'kind' is none"),
    ("site in atlantis", "no site is called 'atlantis'"),
    ("site > guiyang", "not compared by size"),
    ("date before soon", "'soon' is no date"),
    ("household_id is HH-003", "more than one field"),
  ])
  func aFilterThatCouldNeverHoldIsRefused(_ filter: String, _ words: String) throws {
    let study = try DemoStudy()
    let run = try study.tool.run("matrix", "--where", filter)
    #expect(run.code == 64, "\(run.story)")
    #expect(run.errors.contains(words), "\(run.story)")
    #expect(run.output.isEmpty)
  }
}
