import Foundation
import TestSupport
import Testing

@Suite struct DemoCommandTests {
  private func sources() throws -> ScratchFolder {
    let files = try ScratchFolder()
    for part in ["Codebooks", "Codings", "Memos", "People", "Surveys", "Transcripts"] {
      try FileManager.default.copyItem(
        at: SharedFiles.packageRoot.appending(path: part), to: files.url.appending(path: part))
    }
    return files
  }

  @Test func aSecondDemoChangesNothing() throws {
    let files = try ScratchFolder()
    let tool = Tool(in: files.url)
    let demo = files.url.appending(path: "emic-demo")
    let first = try expectDone(tool, "demo")
    let before = try StudyFile.dump(demo)
    let report = try Data(contentsOf: demo.appending(path: "Reports/report.html"))
    let second = try expectDone(tool.with(["SOURCE_DATE_EPOCH": nil]), "demo")
    #expect(try StudyFile.dump(demo) == before)
    #expect(try Data(contentsOf: demo.appending(path: "Reports/report.html")) == report)
    // Every step is shown as it would be typed.
    for command in ["$ emic import Transcripts", "$ emic check", "$ emic report"] {
      #expect(first.output.contains(command))
      #expect(second.output.contains(command))
    }
    #expect(first.errors.filter { $0 == "\n" }.count < 5, "\(first.errors)")
  }

  @Test func aDemoWhoseSourcesChangedIsBroughtUpToDate() throws {
    let sources = try sources()
    let files = try ScratchFolder()
    let tool = Tool(in: files.url).with(["EMIC_DEMO": sources.url.path])
    let demo = files.url.appending(path: "emic-demo")
    try expectDone(tool, "demo")
    let codings = try StudyFile(demo).number("SELECT count(*) FROM coding")

    // One coding less and one more, a new name, a new answer, and a transcript more.
    var gold = try sources.text("Codings/gold.csv")
    gold += "GY-121a,growth-first,t2,\"I look after compulsory education\",gold,\n"
    try sources.write(gold, to: "Codings/gold.csv")
    let book = try sources.text("Codebooks/settling.yaml")
    try sources.write(
      book.replacingOccurrences(of: "Poverty behind the move", with: "Hardship behind the move"),
      to: "Codebooks/settling.yaml")
    try sources.write(
      "---\nid: GY-199\nkind: household\n---\nInterviewer: Hello?\n\nZoe: I am new here.\n",
      to: "Transcripts/GY-199.md")

    try expectDone(tool, "demo")
    let study = try StudyFile(demo)
    #expect(try study.number("SELECT count(*) FROM coding") == codings + 1)
    #expect(
      try study.number("SELECT count(*) FROM code_label WHERE name = 'Hardship behind the move'")
        == 1)
    #expect(
      try study.number("SELECT count(*) FROM code_label WHERE name = 'Poverty behind the move'")
        == 0)
    #expect(try study.number("SELECT count(*) FROM transcript WHERE label = 'GY-199'") == 1)
    try expectDone(Tool(in: demo), "check")
    let before = try StudyFile.dump(demo)
    try expectDone(tool, "demo")
    #expect(try StudyFile.dump(demo) == before)
  }

  @Test func aDemoWhoseTranscriptChangedIsBroughtUpToDate() throws {
    let sources = try sources()
    let files = try ScratchFolder()
    let tool = Tool(in: files.url).with(["EMIC_DEMO": sources.url.path])
    try expectDone(tool, "demo")
    let text = try sources.text("Transcripts/GY-121a.txt")
    try sources.write(
      text.replacingOccurrences(of: "Both telephones are mine", with: "Both phones are mine"),
      to: "Transcripts/GY-121a.txt")
    try expectDone(tool, "demo")
    let words = try expectDone(
      Tool(in: files.url.appending(path: "emic-demo")), "show", "GY-121a")
    #expect(words.output.contains("Both phones are mine"))
  }

  @Test func theDemoWorksOnItsOwnStudyWhateverTheSurroundingsName() throws {
    let other = try SmallStudy()
    let before = try StudyFile.dump(other.folder)
    let files = try ScratchFolder()
    let tool = Tool(in: files.url).with(["EMIC_STUDY": other.folder.path])
    try expectDone(tool, "demo", "--at", "there", "--quiet")
    #expect(files.has("there/study.emic"))
    #expect(try StudyFile.dump(other.folder) == before)
  }

  @Test func aDemoThatCannotBeMadeSaysSo() throws {
    let files = try ScratchFolder()
    try files.write("a file", to: "taken")
    try expectRefusal(73, of: ["demo", "--at", "taken"], by: Tool(in: files.url), saying: "taken")
  }
}
