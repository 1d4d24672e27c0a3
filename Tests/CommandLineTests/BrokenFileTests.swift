import Foundation
import TestSupport
import Testing

@Suite struct BrokenFileTests {
  /// A Word file that is none: the first bytes of a ZIP archive and then nothing.
  static let torn = Data([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x00])

  @Test func aFolderWithOneBrokenFileBringsTheOthersInAndNamesIt() throws {
    let files = try ScratchFolder()
    let tool = Tool(in: files.url)
    try files.write("Interviewer: Why?\n\nAna: Because of the road.\n", to: "talks/one.txt")
    try files.write(BrokenFileTests.torn, to: "talks/broken.docx")
    try files.write("采访者：为什么？\n\n老周：因为路。\n", to: "talks/two.txt")
    try files.write("not for import", to: "talks/README.md")
    try expectDone(tool, "init", ".")

    let run = try tool.run("import", "talks")
    #expect(run.code == 1)
    let problems = run.errorLines.filter { $0.hasPrefix("emic: ") }
    #expect(problems.count == 1, "\(run.story)")
    #expect(problems.first?.contains("broken.docx") == true)
    #expect(run.output.contains("imported 2 of 3"), "\(run.story)")
    let study = try StudyFile(files.url)
    #expect(
      try study.rows("SELECT label FROM transcript ORDER BY label") == [["'one'"], ["'two'"]])
    #expect(try expectDone(tool, "check").output.contains("ok"))

    // The file is mended: only it comes in.
    try files.write("Interviewer: And?\n\nBea: Nothing.\n", to: "talks/broken.txt")
    try FileManager.default.removeItem(at: files.url.appending(path: "talks/broken.docx"))
    #expect(try expectDone(tool, "import", "talks").output.contains("imported 1 of 3"))
  }

  @Test func theBrokenFileAloneIsRefusedAndNothingIsWritten() throws {
    let study = try SmallStudy()
    try study.files.write(BrokenFileTests.torn, to: "broken.docx")
    try expectRefusal(65, of: ["import", "broken.docx"], by: study.tool, saying: "broken.docx")
  }

  @Test(arguments: [
    ("talk.xml", "<?xml version=\"1.0\"?><speech by=\"#ana\">We stay.</speech>", "an XML file"),
    ("talk.xml", "\u{FEFF}<?XML version='1.0'?><a>We stay.</a>", "an XML file"),
    ("talk.txt", "<!DOCTYPE HTML><p>Ana: We stay.</p>", "a web page"),
    ("answers.csv", "id,answer\n1,We stay.\n", "a table is no transcript"),
    ("homes.dta", "<stata_dta><header>", "a Stata file"),
    ("homes.sav", "$FL2@(#) SPSS DATA FILE", "an SPSS file"),
  ])
  func aFileOfAnotherKindIsNoTranscript(name: String, words: String, kind: String) throws {
    let study = try SmallStudy()
    try study.files.write(words, to: name)
    try expectRefusal(65, of: ["import", name], by: study.tool, saying: name, kind)
  }

  @Test func aDamagedFileOfAStatisticsProgramIsRefusedWithWhatToTry() throws {
    let study = try SmallStudy()
    try study.files.write("<stata_dta><header>", to: "homes.dta")
    try expectRefusal(
      65, of: ["survey", "import", "homes.dta"], by: study.tool, saying: "homes.dta",
      "the Stata file is damaged", "open it in its program")
  }

  @Test func aTranscriptMayBeginWithARemarkInAngleBrackets() throws {
    let study = try SmallStudy()
    try study.files.write("<!-- checked -->\n\nAna: We stay.\n", to: "talk.md")
    try expectDone(study.tool, "import", "talk.md")
  }

  @Test func brokenTablesAndBooksAreRefusedWithTheirLine() throws {
    let study = try SmallStudy()
    try study.files.write("codes:\n  - {id: a, name: [\n", to: "book.yaml")
    try expectRefusal(
      65, of: ["codebook", "import", "book.yaml"], by: study.tool, saying: "book.yaml")
    try study.files.write("themes:\n  - id: [\n", to: "themes.yaml")
    try expectRefusal(
      65, of: ["themes", "import", "themes.yaml"], by: study.tool, saying: "themes.yaml")
    try study.files.write("transcript,code,quote\nS-1,work,\"never closed\n", to: "rows.csv")
    try expectRefusal(
      65, of: ["import", "codings", "rows.csv"], by: study.tool, saying: "rows.csv", "line 2")
    try study.files.write("who,what\nS-1,work\n", to: "columns.csv")
    try expectRefusal(
      65, of: ["import", "codings", "columns.csv"], by: study.tool, saying: "columns.csv",
      "transcript")
    try study.files.write("household,owns_home\nH-1,1\nH-1,0\n", to: "twice.csv")
    try expectRefusal(
      65, of: ["survey", "import", "twice.csv", "--key", "household"], by: study.tool,
      saying: "H-1")
    try study.files.write("name,kind\nx,y\n", to: "people.csv")
    for list in ["cases", "sites", "participants"] {
      try expectRefusal(
        65, of: [list, "import", "people.csv"], by: study.tool, saying: "people.csv")
    }
  }

  @Test func anUnknownEncodingIsRefusedAndDamagedBytesAreTold() throws {
    let study = try SmallStudy()
    try study.files.write("Ana: Hello.\n", to: "a.txt")
    try expectRefusal(
      64, of: ["import", "a.txt", "--encoding", "KLINGON-8"], by: study.tool, saying: "KLINGON-8")
    try study.files.write(Data("Ana: H".utf8) + [0xff] + Data("llo.\n".utf8), to: "b.txt")
    let run = try expectDone(study.tool, "import", "b.txt", "--encoding", "UTF-8")
    #expect(run.errors.contains("damaged"), "\(run.story)")
  }

  @Test func theSameLabelWithOtherWordsIsRefused() throws {
    let study = try SmallStudy()
    let changed = try study.files.text("Transcripts/S-1.md")
      .replacingOccurrences(of: "garden", with: "orchard")
    try study.files.write(changed, to: "Transcripts/S-1.md")
    let before = try StudyFile.dump(study.folder)
    let run = try study.tool.run("import", "Transcripts/S-1.md")
    #expect(run.code == 1 || run.code == 65)
    #expect(run.errors.contains("with other words"), "\(run.story)")
    #expect(try StudyFile.dump(study.folder) == before)
  }
}
