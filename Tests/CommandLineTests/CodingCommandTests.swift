import Foundation
import TestSupport
import Testing

@Suite struct CodingCommandTests {
  private func quotes(_ code: String, _ study: SmallStudy) throws -> [[String: String]] {
    try CSVRows(try expectDone(study.tool, "quotes", code, "--format", "csv").output).records
  }

  @Test func everyKindOfAnchorFindsItsWords() throws {
    let study = try SmallStudy()
    for (anchor, words) in [
      ("for the garden", "for the garden"),
      ("Nobody  asks us", "Nobody asks us"),
      ("t4:\"We came for the work\"", "We came for the work"),
      ("t4", "We came for the work and we stay for the garden. Nobody asks us to leave."),
    ] {
      try expectDone(study.tool, "code", "S-1", anchor, "--as", "saying")
      #expect(try quotes("saying", study).map { $0["quote"] } == [words], "\(anchor)")
      try expectDone(study.tool, "undo")
    }
    try expectDone(study.tool, "code", "S-2", "t2-t4", "--as", "saying")
    let both = try #require(try quotes("saying", study).first?["quote"])
    #expect(both.hasPrefix("家里没有地了") || both.hasPrefix("老周"))
    #expect(both.hasSuffix("就住这里。"))
  }

  @Test func aNewCodeIsMadeOnlyWhenAskedFor() throws {
    let study = try SmallStudy()
    try expectRefusal(
      65, of: ["code", "S-1", "t4", "--as", "long-walk"], by: study.tool, saying: "--new")
    let run = try expectDone(
      study.tool, "code", "S-1", "t4", "--as", "long-walk", "--as", "work", "--new")
    #expect(run.errors.contains("new codes: long-walk"))
    #expect(try quotes("long-walk", study).count == 1)
    #expect(try quotes("work", study).count == 2)
  }

  @Test func aCodeCanBeMadeFromTheWordsThemselves() throws {
    let study = try SmallStudy()
    let run = try expectDone(study.tool, "code", "S-2", "就住这里", "--in-vivo")
    #expect(run.errors.contains("就住这里"), "\(run.story)")
    #expect(try quotes("就住这里", study).map { $0["quote"] } == ["就住这里"])
    #expect(
      try StudyFile(study.folder).number("SELECT count(*) FROM code WHERE origin = 'in vivo'") == 1)
  }

  @Test func stanceAndVoiceChangeACodingThatIsThereAlready() throws {
    let study = try SmallStudy()
    let file = try StudyFile(study.folder)
    func kept() throws -> [[String]] {
      try file.rows("SELECT stance, voice, weight FROM coding ORDER BY id LIMIT 1")
    }
    let run = try expectDone(
      study.tool, "code", "S-1", "t2", "--as", "work", "--stance", "deny", "--voice", "reported")
    #expect(run.output.contains("already there, stance deny and voice reported now"))
    #expect(try kept() == [["'deny'", "'reported'", "NULL"]])
    // What is not asked for stays, and what is the same is no change.
    let again = try expectDone(
      study.tool, "code", "S-1", "t2", "--as", "work", "--stance", "deny")
    #expect(again.output.contains("already there\n"))
    try study.files.write(
      "transcript,turn,code,coder,weight\nS-1,2,work,ann,40\n", to: "more.csv")
    let brought = try expectDone(study.tool, "import", "codings", "more.csv")
    #expect(brought.output.contains("0 codings, 1 already there (1 changed)"), "\(brought.story)")
    #expect(try kept() == [["'deny'", "'reported'", "40"]])
    try expectDone(study.tool, "undo")
    try expectDone(study.tool, "undo")
    #expect(try kept() == [["NULL", "NULL", "NULL"]])
    try expectRefusal(
      64, of: ["code", "S-1", "t2", "--as", "work", "--stance", "perhaps"], by: study.tool,
      saying: "affirm")
    try expectDone(study.tool, "check")
  }

  @Test func notesAreKeptAlsoOnACodingThatIsThereAlready() throws {
    let study = try SmallStudy()
    let file = try StudyFile(study.folder)
    try expectDone(study.tool, "code", "S-1", "t4", "--as", "work", "--memo", "first")
    let again = try expectDone(study.tool, "code", "S-1", "t4", "--as", "work", "--memo", "second")
    #expect(again.output.contains("already there"))
    #expect(try file.rows("SELECT body FROM memo ORDER BY 1") == [["'first'"], ["'second'"]])
    #expect(try file.number("SELECT count(*) FROM memo_coding") == 2)
    try expectDone(study.tool, "code", "S-1", "t4", "--as", "work", "--memo", "second")
    #expect(try file.number("SELECT count(*) FROM memo") == 2)
    try expectDone(study.tool, "check")
  }

  @Test func whatIsCodedTwiceIsThereOnce() throws {
    let study = try SmallStudy()
    let journal = { try StudyFile(study.folder).number("SELECT count(*) FROM journal") }
    try expectDone(study.tool, "code", "S-1", "t4", "--as", "work")
    let before = try journal()
    let run = try expectDone(study.tool, "code", "S-1", "t4", "--as", "work")
    #expect(run.output.contains("already there"))
    #expect(try journal() == before)
    // Another coder's coding is another coding of the same passage.
    let other = try expectDone(study.tool, "code", "S-1", "t4", "--as", "work", "--coder", "bea")
    #expect(other.output.contains("S-1#2"), "\(other.story)")
    #expect(try quotes("work", study).count == 3)
  }

  @Test func onlyOnesOwnCodingsAreTakenOff() throws {
    let study = try SmallStudy()
    try expectDone(study.tool, "code", "S-1", "t4", "--as", "work")
    try expectDone(study.tool, "code", "S-1", "t4", "--as", "work", "--coder", "bea")
    try expectDone(study.tool, "code", "S-1", "t4", "--as", "staying")
    try expectDone(study.tool, "uncode", "S-1#2", "--as", "work")
    let coders = { (code: String) in
      try StudyFile(study.folder).rows(
        "SELECT coder FROM v_codings WHERE cite = 'S-1#2' AND code = '\(code)' ORDER BY 1")
    }
    #expect(try coders("work") == [["'bea'"]])
    #expect(try coders("staying") == [["'ann'"]])
    try expectDone(study.tool, "uncode", "S-1#2", "--all-coders")
    #expect(try coders("work") == [])
    #expect(try coders("staying") == [])
    // The number is not used again.
    let run = try expectDone(study.tool, "code", "S-1", "for the garden", "--as", "work")
    #expect(run.output.contains("S-1#3"), "\(run.story)")
  }
}
