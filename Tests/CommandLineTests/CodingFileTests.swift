import Foundation
import TestSupport
import Testing

@Suite struct CodingFileTests {
  static let rows = """
    transcript,code,turn,quote,coder,remark
    S-1,work,,We stay for nothing,,not there
    S-1,work,,We came for the work,,twice there
    S-1,staying,,for the garden,,
    S-9,work,,anything,,no such interview
    S-2,bicycle,,就住这里,,no such code
    S-2,打算留下,t4,就住这里,bea,

    """

  private func codings(_ study: SmallStudy) throws -> [[String]] {
    try StudyFile(study.folder).rows("SELECT cite, code, coder FROM v_codings ORDER BY 1, 2, 3")
  }

  @Test func rowsThatCannotGoInAreListedWithTheirLineAndTheOthersGoIn() throws {
    let study = try SmallStudy()
    try study.files.write(CodingFileTests.rows, to: "rows.csv")
    let before = try codings(study).count
    let run = try study.tool.run("import", "codings", "rows.csv")
    #expect(run.code == 1, "\(run.story)")
    for line in [2, 3, 5, 6] {
      #expect(
        run.errorLines.count { $0.hasPrefix("emic: ") && $0.contains("rows.csv, line \(line)") }
          == 1,
        "line \(line): \(run.errors)")
    }
    #expect(run.output.contains("added 2 codings, 4 rows left out"), "\(run.story)")
    // The column that nobody asked for is told, not swallowed.
    #expect(run.errors.contains("remark"), "\(run.story)")
    #expect(try codings(study).count == before + 2)

    let again = try study.tool.run("import", "codings", "rows.csv")
    #expect(again.code == 1)
    #expect(again.output.contains("added 0 codings, 2 already there"), "\(again.story)")
    #expect(try codings(study).count == before + 2)
  }

  @Test func strictTakesAllOrNone() throws {
    let study = try SmallStudy()
    try study.files.write(CodingFileTests.rows, to: "rows.csv")
    let before = try StudyFile.dump(study.folder)
    let run = try study.tool.run("import", "codings", "rows.csv", "--strict")
    #expect(run.code == 65, "\(run.story)")
    #expect(try StudyFile.dump(study.folder) == before)
    try study.files.write("transcript,code,quote\nS-1,work,for the garden\n", to: "good.csv")
    try expectDone(study.tool, "import", "codings", "good.csv", "--strict")
  }

  @Test func anAmbiguousQuoteIsSettledByItsTurnOrByTheRowBefore() throws {
    let study = try SmallStudy()
    try study.files.write(
      """
      transcript,code,quote
      S-1,work,We came for the work
      S-1,staying,We came for the work

      """, to: "rows.csv")
    let refused = try study.tool.run("import", "codings", "rows.csv")
    #expect(refused.code == 1)
    #expect(refused.output.contains("added 0 codings"))
    try expectDone(study.tool, "import", "codings", "rows.csv", "--ambiguous", "next")
    let turns = { (code: String) in
      try CSVRows(
        try expectDone(study.tool, "quotes", code, "--format", "csv").output
      ).records.filter { $0["transcript"] == "S-1" && $0["quote"] == "We came for the work" }
        .compactMap { $0["turn"] }
    }
    #expect(try turns("work") == ["2"])
    #expect(try turns("staying") == ["4"])
    try study.files.write(
      "transcript,code,turn,quote\nS-1,saying,t4,We came for the work\n", to: "turn.csv")
    try expectDone(study.tool, "import", "codings", "turn.csv")
    #expect(try turns("saying") == ["4"])
  }

  @Test func newCodesAreMadeExactlyOnceAndListed() throws {
    let study = try SmallStudy()
    try study.files.write(
      "transcript,code,turn\nS-1,bicycle,t2\nS-2,bicycle,t2\nS-2,work,t4\n", to: "rows.csv")
    let run = try expectDone(study.tool, "import", "codings", "rows.csv", "--new")
    #expect(run.errors.contains("new codes: bicycle"), "\(run.story)")
    #expect(
      try StudyFile(study.folder).number("SELECT count(*) FROM code WHERE slug = 'bicycle'") == 1)
  }
}
