import CSQLiteSession
import Foundation
import TestSupport
import Testing

@Suite struct LockedStudyTests {
  static let writing: [[String]] = [
    ["code", "S-1", "t4", "--as", "work"], ["uncode", "S-1#1"],
    ["import", "codings", "rows.csv"], ["import", "a.txt"], ["undo"],
    ["codebook", "import", "Codebooks/more.yaml"], ["describe", "S-1", "date=2024"],
    ["speakers", "S-1", "Ana=other"], ["remove", "S-1", "--with-codings"],
    ["link", "H-1", "--not", "a reason"],
  ]

  @Test(arguments: writing) func whileAnotherProgramWritesACommandWaitsAndThenSaysSo(
    _ command: [String]
  ) throws {
    let study = try SmallStudy()
    try study.files.write("transcript,code,turn\nS-1,work,t4\n", to: "rows.csv")
    try study.files.write("Ana: Hello.\n", to: "a.txt")
    try study.files.write("codes:\n  - {id: other, short: More.}\n", to: "Codebooks/more.yaml")
    let before = try StudyFile.dump(study.folder)

    let other = try StudyFile(study.folder)
    #expect(other.execute("BEGIN IMMEDIATE") == SQLITE_OK)
    let refused = try study.tool.run(command)
    #expect(refused.code == 75, "\(refused.story)")
    expectOneLine(refused)
    #expect(refused.errors.contains("another program is writing"))
    #expect(refused.output.isEmpty, "\(refused.story)")
    // Reading goes on meanwhile.
    #expect(try study.tool.run("codes").code == 0)
    #expect(other.execute("ROLLBACK") == SQLITE_OK)

    #expect(try StudyFile.dump(study.folder) == before)
    let done = try study.tool.run(command)
    #expect(done.code == 0, "\(done.story)")
  }
}
