import Testing

@Suite struct AnswerReviewTests {
  @Test func whatOneMarkdownFileIsAskedForIsMarkdown() throws {
    let tool = try ReviewTool.withInterview()
    let run = try tool.done("report", "--output", "report.md")
    #expect(try tool.text("report.md").hasPrefix("# "))
    #expect(run.output == "wrote report.md\n")
    #expect(!tool.has("report.html"))
    try tool.done("report", "--output", "long.markdown")
    #expect(try tool.text("long.markdown").hasPrefix("# "))
    #expect(!tool.has("long.md"))
    try tool.done("report", "--output", "page.html")
    #expect(try tool.text("page.html").hasPrefix("<!"))
    #expect(try tool.text("page.md").hasPrefix("# "))
  }

  @Test func aCodeBesideAThemeIsAUsageError() throws {
    let run = try ReviewTool.withInterview().run(["crosstab", "staying", "home", "--theme", "any"])
    #expect(run.code == 64)
    #expect(run.errors.contains("staying") && run.errors.contains("--theme"), "\(run.errors)")
  }

  @Test func numbersOfAQueryAreNumbersInJSON() throws {
    let run = try ReviewTool.withInterview().done(
      "sql", "SELECT 1 AS a, 0.1 AS b, '01' AS c, NULL AS d, x'0aff' AS e, 1e999 AS f, 2.0 AS g",
      "--format", "json")
    #expect(run.output.contains(#""a": 1, "b": 0.1, "c": "01", "d": null, "e": "x'0aff'""#))
    #expect(run.output.contains(#""f": null, "g": 2"#), "\(run.output)")
  }
}
