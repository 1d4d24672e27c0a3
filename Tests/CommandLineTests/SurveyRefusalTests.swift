import Testing

/// What a slip of the pen gets in the survey's commands: a sentence that says what is there, and no
/// change.
@Suite struct SurveyRefusalTests {
  private let homes =
    "id,owns,region,income\nH1,1,east,5\nH2,0,west,7\nH3,1,east,-999\nH4,0,west,6\n"

  private func study() throws -> ReviewTool {
    let tool = try ReviewTool()
    try tool.done("init", ".")
    try tool.write("id\nH1\nH2\n", to: "cases.csv")
    try tool.write(homes, to: "homes.csv")
    try tool.done("cases", "import", "cases.csv")
    try tool.done(
      "survey", "import", "homes.csv", "--name", "homes", "--key", "id", "--missing",
      "income: -999 = refused")
    return tool
  }

  private func refused(_ tool: ReviewTool, _ arguments: [String], _ said: String) throws {
    let run = try tool.run(arguments)
    #expect(run.code != 0, "\(arguments)")
    #expect(run.errors.contains(said), "\(arguments): \(run.errors)")
  }

  @Test func `another survey of the same name is taken only on purpose, and what goes is named`()
    throws
  {
    let tool = try study()
    try tool.write("id,owns,size\nH1,1,4\nH2,0,5\nH3,1,2\n", to: "less.csv")
    try tool.write("id,trust,hope\nH1,1,4\n", to: "other.csv")
    let import_ = ["survey", "import", "--name", "homes", "--key", "id"]
    try refused(tool, import_ + ["other.csv"], "3 of its 4 variables are not in this file: owns")
    #expect(try tool.rows("SELECT count(*) FROM record") == ["4"])
    // What goes with half of the variables or fewer is told.
    let less = try tool.run(import_ + ["less.csv"])
    #expect(less.code == 0, "\(less.errors)")
    #expect(less.errors.contains("without region, income, 1 record less"), "\(less.errors)")
    let other = try tool.run(import_ + ["other.csv", "--replace"])
    #expect(other.code == 0 && other.errors.contains("2 records less"), "\(other.errors)")
    try tool.done("undo")
    try tool.done("undo")
    #expect(try tool.rows("SELECT count(*) FROM value WHERE number = 7") == ["1"])
  }

  @Test func `a value that a variable cannot have is named in samples, folds and conditions`()
    throws
  {
    let tool = try study()
    for arguments in [
      ["survey", "sample", "region = 'nord'"],
      [
        "survey", "fold", "homes", "--by", "region", "--as", "regions", "--rule",
        "n = count(region = 'nord')",
      ],
      ["survey", "describe", "region in ('east', 'nord')"],
    ] {
      try refused(tool, arguments, "is no value of")
    }
    #expect(try tool.rows("SELECT count(*) FROM survey") == ["1"])
  }

  @Test func `a household that nobody interviewed is told from a wrong name`() throws {
    let tool = try study()
    try refused(tool, ["case", "H3"], "H3 is a record of 'homes' and no case of the study")
    try refused(tool, ["case", "H9"], "no case is called 'H9'")
    // What resembles nothing is answered by where names stand.
    try refused(tool, ["case", "Guiyang"], "'emic cases' lists them")
  }

  @Test func `a table from a file knows missing codes, decimal commas and where its names stand`()
    throws
  {
    let tool = try study()
    let mean = try tool.done(
      "survey", "describe", "income", "--table", "homes.csv", "--missing", "income: -999",
      "--format", "csv")
    #expect(mean.output.contains("income,income,,all,4,3,,,6,"), "\(mean.output)")
    try refused(
      tool, ["survey", "describe", "income", "--missing", "-999"], "--missing belongs to")
    try refused(
      tool, ["survey", "describe", "something", "--table", "homes.csv"],
      "'emic survey variables --table FILE' lists them")
    try tool.write("term;b;odds_ratio\nage;0,370;1,448\nsize;−0,5;0,707\n", to: "table.csv")
    let checked = try tool.done("check-table", "table.csv", "--format", "csv")
    #expect(checked.output.contains("age,0.37"), "\(checked.output)")
    #expect(checked.output.split(whereSeparator: \.isNewline).count == 3)
  }

  @Test func `models heed few records, and no outcome explains itself`() throws {
    let tool = try study()
    let rows = (1...9).map { "\($0),\(Double($0 * $0 % 7)),\($0),\($0 * 100_000)" }
    try tool.write((["id,y,x,big"] + rows).joined(separator: "\n"), to: "nine.csv")
    try tool.write((["id,y,x,big"] + rows.prefix(4)).joined(separator: "\n"), to: "four.csv")
    try refused(tool, ["model", "y ~ x + y", "--table", "nine.csv"], "cannot explain itself")
    try refused(tool, ["model", "y ~ x", "--table", "four.csv"], "rule H1")
    let robust = try tool.done("model", "y ~ x", "--table", "nine.csv", "--robust", "hc1")
    #expect(robust.output.contains("rule H15") && robust.output.contains("p is n/a"))
    #expect(
      !(try tool.done("model", "y ~ x", "--table", "nine.csv").output.contains("n/a in rows")))
    // Small coefficients keep their digits.
    let small = try tool.done("model", "y ~ big", "--table", "nine.csv")
    #expect(small.output.contains("I(big / 1000) reads easier"), "\(small.output)")
    #expect(!small.output.contains("big           0.000 "), "\(small.output)")
  }

  @Test func `typed counts that are none are named, and one group is no matter of rules`() throws {
    let tool = try study()
    try refused(tool, ["crosstab", "--counts", "-1 2; 3 4", "--test"], "'-1' is no count")
    let three = try tool.done(
      "crosstab", "--counts", "2 0 0; 0 2 0; 0 0 2", "--test", "--format", "csv")
    // 6!/(2!2!2!) = 90 orders of the answers; 6 of them keep the groups apart.
    #expect(three.output.contains("smallest attainable p,0.0666666"), "\(three.output)")
  }
}
