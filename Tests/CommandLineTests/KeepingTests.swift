import Foundation
import TestSupport
import Testing

/// Commands that describe, remove, copy and carry over.
@Suite struct KeepingTests {
  @Test func speakersGetTheirRoles() throws {
    let study = try SmallStudy()
    try expectDone(study.tool, "speakers", "S-1", "Ana=other:P-1")
    let table = try CSVRows(
      try expectDone(study.tool, "speakers", "S-1", "--format", "csv").output)
    let ana = try #require(table.records.first { $0["speaker"] == "Ana" })
    #expect(ana["role"] == "other")
    #expect(ana["participant"] == "P-1")
    #expect(ana["turns"] == "2")
    try expectRefusal(
      65, of: ["speakers", "S-1", "Bea=other"], by: study.tool, saying: "'Bea'", "Ana")
  }

  @Test func metadataIsShownSetAndCleared() throws {
    let study = try SmallStudy()
    try expectDone(
      study.tool, "describe", "S-1", "date=2024-04-02", "site=lower-village", "weather=rain")
    let shown = try expectDone(study.tool, "describe", "S-1").output
    for word in ["2024-04-02", "lower-village", "rain", "H-1"] { #expect(shown.contains(word)) }
    try expectDone(study.tool, "describe", "S-1", "weather=")
    #expect(!(try expectDone(study.tool, "describe", "S-1").output.contains("rain")))
    try expectRefusal(
      65, of: ["describe", "S-1", "date=spring"], by: study.tool, saying: "'spring'")
    try expectRefusal(
      65, of: ["describe", "S-1", "site=nowhere"], by: study.tool, saying: "'nowhere'",
      "emic sites")
  }

  @Test func aCodedTranscriptIsNotRemovedUnlessItsCodingsMayGo() throws {
    let study = try SmallStudy()
    try expectRefusal(
      65, of: ["remove", "S-1"], by: study.tool, saying: "1 coding", "--with-codings")
    try expectDone(study.tool, "remove", "S-1", "--with-codings")
    #expect(
      try StudyFile(study.folder).rows("SELECT label FROM transcript") == [["'S-2'"]])
    try expectDone(study.tool, "undo")
    let quotes = try expectDone(study.tool, "quotes", "work", "--format", "csv")
    #expect(quotes.output.contains("S-1#1"))
    #expect(try expectDone(study.tool, "search", "garden").output.contains("garden"))
    try expectDone(study.tool, "check")
  }

  @Test func sqlOnlyReads() throws {
    let study = try SmallStudy()
    for statement in [
      "DELETE FROM coding", "DROP TABLE coding", "UPDATE code SET slug = 'x'",
      "CREATE TABLE mine (a)", "PRAGMA user_version = 7", "ATTACH 'other.db' AS other",
      "INSERT INTO coder VALUES (9, zeroblob(16), 'x', '', '')", "VACUUM INTO 'copy.db'",
      "SELECT 1; DELETE FROM coding", "SELEKT 1", "",
    ] {
      try expectRefusal(65, of: ["sql", statement], by: study.tool)
    }
    #expect(!study.files.has("other.db"))
    #expect(!study.files.has("copy.db"))
    let run = try expectDone(
      study.tool, "sql", "SELECT cite, quote FROM v_quotes ORDER BY cite", "--format", "csv")
    #expect(try CSVRows(run.output).column("cite") == ["S-1#1", "S-2#1"])
  }

  @Test func aBackupIsAWholeStudyAndOverwritesNothing() throws {
    let study = try SmallStudy()
    try expectDone(study.tool, "backup", "copies.emic")
    try expectDone(study.tool, "code", "S-1", "t4", "--as", "work")
    let copy = try ScratchFolder()
    try copy.write(
      Data(contentsOf: study.folder.appending(path: "copies.emic")), to: "study.emic")
    try expectDone(Tool(in: copy.url), "check")
    try expectDone(study.tool, "undo")
    let rows = "SELECT cite, quote, code, coder FROM v_quotes ORDER BY 1, 3"
    #expect(try StudyFile(copy.url).rows(rows) == StudyFile(study.folder).rows(rows))
    let first = try Data(contentsOf: study.folder.appending(path: "copies.emic"))
    try expectRefusal(73, of: ["backup", "copies.emic"], by: study.tool, saying: "copies.emic")
    #expect(try Data(contentsOf: study.folder.appending(path: "copies.emic")) == first)
    try expectRefusal(
      73, of: ["backup", "no/such/copy.emic"], by: study.tool, saying: "no/such/copy.emic:",
      "folder")
    #expect(!study.files.has("copies.emic.part"))
  }

  @Test(arguments: ["yaml", "csv"]) func aCodebookComesBackAsItWentOut(_ form: String) throws {
    let study = try DemoStudy()
    let files = try ScratchFolder()
    let tool = Tool(in: files.url)
    try expectDone(tool, "init", ".")
    let out = try expectDone(study.tool, "codebook", "export", "--as", form)
    try files.write(out.outputBytes, to: "book.\(form)")
    try expectDone(tool, "codebook", "import", "book.\(form)")
    let back = try expectDone(tool, "codebook", "export", "--as", form)
    #expect(back.output == out.output)
    // Once more changes nothing, and the file is as it was.
    let journal = try StudyFile(files.url).number("SELECT count(*) FROM journal")
    try expectDone(tool, "codebook", "import", "book.\(form)")
    #expect(try StudyFile(files.url).number("SELECT count(*) FROM journal") == journal)
    #expect(try files.text("book.\(form)") == out.output)
  }
}
