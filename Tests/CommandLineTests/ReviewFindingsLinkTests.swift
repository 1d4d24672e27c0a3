import Testing

@Suite struct LinkReviewTests {
  @Test func linkingByIDKeepsWhatSomebodyDecided() throws {
    let tool = try ReviewTool()
    try tool.done("init", ".")
    try tool.write("id\nA\nB\nC\n", to: "cases.csv")
    try tool.write("id,home\nA,1\nB,0\nC,1\nX,1\n", to: "homes.csv")
    try tool.done("cases", "import", "cases.csv")
    try tool.done("survey", "import", "homes.csv", "--name", "homes", "--key", "id")
    try tool.done("link", "A", "--record", "X", "--note", "moved")
    try tool.done("link", "B", "--not", "another family now")
    let run = try tool.done("link")
    let links = try tool.rows(
      "SELECT study_case, coalesce(record, '-'), method, note FROM v_survey_links ORDER BY 1")
    #expect(links == ["A\tX\thand\tmoved", "B\t-\thand\tanother family now", "C\tC\tid\t"])
    #expect(run.output.contains("linked 1 case by id"))
    #expect(run.errors.contains("kept 2"), "\(run.errors)")
    #expect(run.errors.contains("A, B"), "\(run.errors)")
  }
}
