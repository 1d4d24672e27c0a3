import Testing

@Suite struct NewCodeReviewTests {
  @Test func aNewCodeMayHaveAnIDThatIsTheNameOfAnother() throws {
    let tool = try ReviewTool.withInterview()
    try tool.done("code", "S-1", "The fees", "--as", "School!", "--new")
    #expect(try tool.rows("SELECT code FROM v_codings") == ["school"])
  }

  @Test func twoNamesAreNeverOneCode() throws {
    let tool = try ReviewTool.withInterview()
    let run = try tool.run(["code", "S-1", "The fees", "--as", "fees?", "--as", "fees!", "--new"])
    #expect(run.code == 65)
    #expect(run.errors.contains("'fees?'") && run.errors.contains("'fees!'"), "\(run.errors)")
    #expect(try tool.rows("SELECT slug FROM code ORDER BY slug") == ["cat-school", "staying"])
    // Nor is a name put on a code of the book that is called otherwise.
    let other = try tool.run(["code", "S-1", "The fees", "--as", "Staying?", "--new"])
    #expect(other.code == 65)
    #expect(other.errors.contains("'Staying?'") && other.errors.contains("'staying'"))
  }

  @Test func theSameNewNameTwiceIsOneCode() throws {
    let tool = try ReviewTool.withInterview()
    try tool.done("code", "S-1", "The fees", "--as", "Fees?", "--as", "fees?", "--new")
    #expect(try tool.rows("SELECT code FROM v_codings") == ["fees"])
  }

  @Test func rowsOfSeveralDocumentsMayStandInAnyOrder() throws {
    let tool = try ReviewTool.withInterview()
    try tool.write("---\nid: S-2\n---\nQ: Why?\n\nBo: We left. We came.\n", to: "S-2.md")
    try tool.done("import", "S-2.md")
    try tool.write(
      "transcript,code,quote\nS-1,staying,The fees\nS-2,staying,We left.\nS-1.md,staying,We stay\n"
        + "S-2,staying,We came.\nS-1,staying,here.\n", to: "rows.csv")
    try tool.done("import", "codings", "rows.csv")
    #expect(
      try tool.rows("SELECT quote FROM v_quotes ORDER BY cite") == [
        "The fees", "We stay", "here.", "We left.", "We came.",
      ])
  }

  @Test func rowsThatAreRejectedMakeNoCodes() throws {
    let tool = try ReviewTool.withInterview()
    try tool.write(
      "transcript,code,quote\nS-1,first,not said\nS-9,second,The fees\nS-1,third,The fees\n",
      to: "rows.csv")
    let run = try tool.run(["import", "codings", "rows.csv", "--new"])
    #expect(run.code == 1)
    #expect(
      try tool.rows("SELECT slug FROM code ORDER BY slug") == ["cat-school", "staying", "third"])
  }
}
