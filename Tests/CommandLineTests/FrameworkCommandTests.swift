import Foundation
import TestSupport
import Testing

/// Summaries of themes in cases, from the command line and in an editor.
@Suite struct FrameworkCommandTests {
  private static let theme = "permanence-without-membership"
  private static let name = "HH-003 × permanence-without-membership"

  /// Runs the editor that a script plays.
  private func edit(_ study: DemoStudy, _ script: String, _ arguments: String...) throws -> ToolRun
  {
    try study.files.write(script + "\n", to: "editor.sh")
    return try study.tool.with(["EDITOR": "sh editor.sh", "VISUAL": nil]).run(
      ["framework", "edit", "--case", "HH-003", "--theme", FrameworkCommandTests.theme] + arguments)
  }

  private func append(_ words: String) -> String { "echo '\(words)' >> \"$1\"" }

  private func cell(_ study: DemoStudy, _ arguments: String...) throws -> [String: String] {
    let run = try study.tool.run(
      ["framework", "--case", "HH-003", "--theme", FrameworkCommandTests.theme, "--format", "csv"]
        + arguments)
    #expect(run.code == 0, "\(run.story)")
    let rows = try CSVRows(run.output)
    return Dictionary(
      zip(rows.header, try #require(rows.rows.first)), uniquingKeysWith: { first, _ in first })
  }

  @Test func `an editor opens the quotes, and what is written there is kept`() throws {
    let study = try DemoStudy()
    #expect(try cell(study)["state"] == "unwritten")
    let run = try edit(study, append("他们不走, GY-101#8."), "--why", "first round")
    #expect(run.code == 0, "\(run.story)")
    #expect(run.output.contains("+ \(FrameworkCommandTests.name)"), "\(run.story)")
    #expect(run.output.contains("framework: 1 written"), "\(run.story)")
    #expect(!study.files.has("Sheets"))
    let written = try cell(study)
    #expect(written["state"] == "written" && written["summary"] == "他们不走, GY-101#8.")
    #expect(written["quotes"]?.contains("GY-101#8") == true)
    let nothing = try edit(study, "true")
    #expect(nothing.output.contains("nothing changed"), "\(nothing.story)")
    let entry = try #require(
      try CSVRows(expectDone(study.tool, "log", "--format", "csv").output).rows.last)
    #expect(try cell(study, "--as-of", "\((Int(entry[0]) ?? 0) - 1)")["state"] == "unwritten")
    try expectDone(study.tool, "undo")
    #expect(try cell(study)["state"] == "unwritten")
  }

  @Test func `new quotes make a summary stale, until it is rewritten or found right`() throws {
    let study = try DemoStudy()
    #expect(try edit(study, append("They stay.")).code == 0)
    try expectDone(study.tool, "code", "GY-101", "就在这点住下去了", "--as", "intent-to-stay")
    let stale = try cell(study)
    #expect(stale["state"] == "stale")
    #expect(stale["stale"]?.hasPrefix("1 new quote: GY-101#") == true, "\(stale)")
    let matrix = try expectDone(
      study.tool, "framework", "--case", "HH-003", "--theme", FrameworkCommandTests.theme)
    #expect(matrix.output.contains("! They stay."), "\(matrix.output)")
    #expect(try edit(study, append("")).output.contains("nothing changed"))
    let found = try edit(study, "sed -i '/^!/d' \"$1\"")
    #expect(found.output.contains("= \(FrameworkCommandTests.name)"), "\(found.story)")
    #expect(found.output.contains("1 still right"), "\(found.story)")
    #expect(try cell(study)["state"] == "written")
    let gone = try edit(study, "sed -i '/^They stay/d' \"$1\"")
    #expect(gone.output.contains("- \(FrameworkCommandTests.name)"), "\(gone.story)")
    #expect(try cell(study)["state"] == "unwritten")
  }

  @Test func `a study that changed meanwhile is brought together with the sheet, or refuses it`()
    throws
  {
    let study = try DemoStudy()
    try expectDone(study.tool, "framework", "edit", "--case", "HH-003", "--sheet", "a.txt")
    #expect(try edit(study, append("Theirs.")).code == 0)
    // Another cell of the sheet can be written, the one that changed is left as it is.
    let sheet = try study.files.text("a.txt")
    let headings = sheet.split(separator: "\n").filter { $0.hasPrefix("===") }
    let other = try #require(headings.first { !$0.contains(FrameworkCommandTests.theme) })
    try study.files.write(
      sheet.replacing(String(other), with: "\(other)\nMine, elsewhere."), to: "a.txt")
    let merged = try expectDone(study.tool, "framework", "edit", "--apply", "a.txt")
    #expect(merged.output.contains("framework: 1 written"), "\(merged.story)")
    #expect(try cell(study)["summary"] == "Theirs.")
    // Both changed one summary: nothing is written.
    let own = try #require(headings.first { $0.contains(FrameworkCommandTests.theme) })
    try study.files.write(sheet.replacing(String(own), with: "\(own)\nMine."), to: "b.txt")
    try expectRefusal(
      65, of: ["framework", "edit", "--apply", "b.txt"], by: study.tool, saying: "meanwhile",
      FrameworkCommandTests.name)
    // In an editor the sheet is kept.
    let run = try edit(study, append("GY-999#4 says so."))
    #expect(run.code == 65 && run.errors.contains("GY-999#4"), "\(run.story)")
    #expect(run.errors.contains("the sheet is kept"), "\(run.story)")
    #expect(study.files.has("Sheets/framework-\(try coder(study)).sheet"))
  }

  private func coder(_ study: DemoStudy) throws -> String {
    let rows = try CSVRows(expectDone(study.tool, "log", "--format", "csv").output)
    return try #require(try rows.column("coder").last)
  }

  @Test func `the matrix is a table, a file of rows, Markdown and a page`() throws {
    let study = try DemoStudy()
    #expect(try edit(study, append("他们不走。")).code == 0)
    let long = try study.csv("framework")
    #expect(
      long.header == [
        "case", "theme", "state", "summary", "quotes", "stale", "coder", "written",
      ])
    let states = Set(try long.column("state"))
    #expect(states == ["empty", "unwritten", "written"])
    let wide = try study.csv("framework", "--wide")
    #expect(wide.header.first == "case" && wide.header.count > 3)
    #expect(wide.rows.contains { $0.contains("他们不走。") })
    let markdown = try expectDone(study.tool, "framework", "--format", "markdown").output
    #expect(markdown.contains("| HH-003 |"), "\(markdown)")
    try expectDone(study.tool, "framework", "--output", "f.html")
    let page = try study.files.text("f.html")
    #expect(page.contains("<table") && page.contains("他们不走。"))
    let narrow = try study.tool.with(["COLUMNS": "60"]).run("framework", "--case", "HH-003")
    #expect(narrow.code == 0 && narrow.lines.allSatisfy { $0.columns <= 60 }, "\(narrow.story)")
  }

  @Test func `what is not there is refused`() throws {
    let study = try DemoStudy()
    try expectRefusal(
      65, of: ["framework", "--theme", "nothing-such"], by: study.tool, saying: "nothing-such")
    try expectRefusal(
      65, of: ["framework", "edit", "--case", "HH-999"], by: study.tool, saying: "HH-999")
    try expectRefusal(
      66, of: ["framework", "edit", "--apply", "none.txt"], by: study.tool, saying: "none.txt")
    for (text, words) in [
      ("=== HH-999 × \(FrameworkCommandTests.theme) · new ===\nx\n", "line 1"),
      ("=== HH-003 × no-theme · new ===\nx\n", "no-theme"), ("x\n", "line 1"),
    ] {
      try study.files.write(text, to: "s.txt")
      try expectRefusal(
        65, of: ["framework", "edit", "--apply", "s.txt"], by: study.tool, saying: words)
    }
    let small = try SmallStudy()
    try expectDone(small.tool, "themes", "remove", "garden")
    try expectRefusal(65, of: ["framework"], by: small.tool, saying: "has no themes")
  }
}
