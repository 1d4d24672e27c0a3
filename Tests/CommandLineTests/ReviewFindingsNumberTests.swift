import Testing

@Suite struct NumberReviewTests {
  @Test(arguments: [
    ["search", "fees", "--limit=-1"], ["search", "fees", "--context=-1"],
    ["search", "fees", "--context", "9999999999"], ["log", "--last=-1"],
    ["quotes", "staying", "--context=-1"],
    ["quotes", "staying", "--context=9223372036854775807"],
    ["crosstab", "staying", "home", "--at", "nan"], ["report", "--by", "home", "--at", "inf"],
  ])
  func numbersOutOfRangeAreUsageErrors(_ arguments: [String]) throws {
    let tool = try ReviewTool.withInterview()
    try tool.done("code", "S-1", "We stay here.", "--as", "staying")
    let run = try tool.run(arguments)
    #expect(run.code == 64, "\(run.output) \(run.errors)")
    #expect(run.errors.contains("--"), "\(run.errors)")
  }

  @Test func wideContextShowsTheWholeTurn() throws {
    let tool = try ReviewTool.withInterview()
    let run = try tool.done("search", "fees", "--context", "1000000", "--format", "csv")
    #expect(run.output.contains("The ") && run.output.contains("We stay here."))
  }
}
