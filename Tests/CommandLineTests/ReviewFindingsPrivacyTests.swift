import Foundation
import Testing

@Suite struct PrivacyReviewTests {
  @Test func aFolderWithItsOwnIgnoreFileKeepsTheStudyOutOfTheRepository() throws {
    let tool = try ReviewTool()
    try tool.write("*.o", to: ".gitignore")
    let run = try tool.done("init", ".")
    let lines = try tool.text(".gitignore").split(separator: "\n").map(String.init)
    #expect(lines.first == "*.o")
    for line in ["/study.emic*", "/Transcripts/", "/Surveys/", "/People/", "/Codings/"] {
      #expect(lines.contains(line))
    }
    #expect(run.errors.contains(".gitignore"), "\(run.errors)")
    // The other way round nothing is there twice.
    try FileManager.default.removeItem(at: tool.url("study.emic"))
    try tool.done("init", ".")
    #expect(try tool.text(".gitignore").split(separator: "\n").map(String.init) == lines)
  }

  @Test func whatIsInternalIsClosedToOthers() throws {
    let tool = try ReviewTool()
    try tool.done("init", ".")
    try tool.write("---\nid: S-1\ncases: A\n---\nQ: Why?\n\nAna: We stay.\n", to: "S-1.md")
    try tool.write("id,home\nA,1\n", to: "homes.csv")
    try tool.done("import", "S-1.md")
    try tool.done("survey", "import", "homes.csv", "--name", "homes", "--key", "id")
    try tool.done("link")
    try tool.done("backup", "copy.emic")
    try tool.done("report")
    try tool.done("case", "A", "--output", "a.html")
    try tool.done("report", "--no-cases", "--output", "open.html")
    for path in [
      "study.emic", "copy.emic", "Reports/report.html", "Reports/report.md", "a.html",
    ] {
      #expect(try tool.mode(path) == 0o600, "\(path)")
    }
    #expect(try tool.mode("open.html") != 0o600)
  }
}
