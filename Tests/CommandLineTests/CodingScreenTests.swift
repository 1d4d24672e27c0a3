import Foundation
import TestSupport
import Testing

/// The full-screen coder in a terminal: keys are pressed and the screen is read.
@Suite struct CodingScreenTests {
  private func quotes(_ code: String, _ study: SmallStudy) throws -> [String?] {
    try CSVRows(try expectDone(study.tool, "quotes", code, "--format", "csv").output)
      .records.map { $0["quote"] }
  }

  @Test func `a passage is coded with a few keys, noted, taken back and coded again`() throws {
    let study = try SmallStudy()
    let screen = try TerminalScreen(study.tool)
    try screen.start("code", "S-1")
    try screen.wait(for: "? shows the keys")
    try screen.type("/garden")
    try screen.press("Enter")
    try screen.wait(for: "‘garden’ found")
    try screen.type("s")
    try screen.type("c")
    try screen.wait(for: "code:")
    try screen.type("work")
    try screen.press("Enter")
    try screen.wait(for: "S-1#")
    #expect(
      try quotes("work", study).contains("We came for the work and we stay for the garden."))
    try screen.type("u")
    try screen.wait(for: "took back")
    #expect(
      try !quotes("work", study).contains("We came for the work and we stay for the garden."))
    try screen.type("c")
    try screen.type("long walk")
    try screen.press("Enter")
    try screen.wait(for: "(new code)")
    try screen.type("m")
    try screen.type("看 again")
    try screen.press("Enter")
    try screen.wait(for: "noted")
    try screen.type("q")
    // The shell's own screen is back, and every change is in the journal.
    try screen.wait(for: "changes saved")
    #expect(
      try quotes("long-walk", study) == ["We came for the work and we stay for the garden."])
    #expect(
      try StudyFile(study.folder).rows("SELECT body FROM memo WHERE kind = 'coding'")
        == [["'看 again'"]])
    try expectDone(study.tool, "check")
  }

  @Test func `Chinese words are chosen and coded exactly, in a terminal of any size`() throws {
    let study = try SmallStudy()
    let screen = try TerminalScreen(study.tool, columns: 40, rows: 12)
    try screen.start("code", "S-2")
    try screen.wait(for: "? shows the keys")
    try screen.type("/就住")
    try screen.press("Enter")
    try screen.wait(for: "‘就住’ found")
    try screen.resize(columns: 100, rows: 30)
    try screen.wait("the wide screen") { $0.count >= 29 && $0[0].contains("ann") }
    try screen.type(">")
    try screen.type(">")
    try screen.type("i")
    let lines = try screen.wait(for: "(new code)")
    let margins = lines.compactMap { $0.split(separator: "│").dropFirst().last }
    #expect(margins.contains { $0.contains("就住这里") })
    try screen.resize(columns: 30, rows: 8)
    try screen.wait("the narrow screen") { lines in
      lines.count <= 9 && lines.contains { $0.contains("就住这里") }
    }
    try screen.type("q")
    try screen.wait(for: "1 change saved")
    #expect(try quotes("就住这里", study) == ["就住这里"])
  }

  @Test func `stopped and called again, or ended from elsewhere, the terminal is given back`()
    throws
  {
    let study = try SmallStudy()
    let screen = try TerminalScreen(study.tool)
    try screen.start("code", "S-1")
    try screen.wait(for: "? shows the keys")
    try screen.press("C-z")
    try screen.wait(for: "Stopped")
    try screen.type("fg")
    try screen.press("Enter")
    try screen.wait(for: "c code  r again")
    try screen.type("?")
    try screen.wait(for: "choose a word, a sentence, a turn")
    try screen.press("Escape")
    try screen.press("C-z")
    try screen.wait("the shell again") { $0.count { $0.contains("Stopped") } == 2 }
    try screen.type("kill -TERM %1; fg")
    try screen.press("Enter")
    try screen.wait(for: "nothing was changed")
    try screen.type("echo still $((40 + 2))")
    try screen.press("Enter")
    try screen.wait(for: "still 42")
  }

  /// What another command does while the screen is open must not put codings on former words.
  @Test func `a correction and a renamed code meanwhile are noticed before anything is written`()
    throws
  {
    let study = try SmallStudy()
    let screen = try TerminalScreen(study.tool, columns: 120)
    try screen.start("code", "S-1")
    try screen.wait(for: "? shows the keys")
    try expectDone(study.tool, "codes", "rename", "work", "labour")
    try screen.type("/garden")
    try screen.press("Enter")
    try screen.wait(for: "‘garden’ found")
    try screen.type("clabour")
    try screen.press("Enter")
    try screen.wait(for: "S-1#2  labour")
    try expectDone(study.tool, "codes", "rename", "labour", "toil")
    try screen.type("r")
    try screen.wait(for: "'labour' was changed meanwhile")
    try expectDone(study.tool, "revise", "S-1", "t4", "for the garden", "for our garden")
    try screen.type("u")
    try screen.wait(for: "S-1 was corrected or removed meanwhile")
    try screen.type("q")
    try screen.wait(for: "1 change saved")
    #expect(try quotes("toil", study).count == 2)
    try expectDone(study.tool, "check")
  }

  @Test func `words corrected in a sitting become one version when it ends`() throws {
    let study = try SmallStudy()
    let screen = try TerminalScreen(study.tool, columns: 100)
    let words = { try expectDone(study.tool, "show", "S-1").output }
    let entries = { try StudyFile(study.folder).number("SELECT count(*) FROM journal") }
    let before = (words: try words(), entries: try entries())
    try screen.start("code", "S-1")
    try screen.wait(for: "? shows the keys")
    try correct(screen, "winter", "weather")
    try correct(screen, "garden", "花园")
    try screen.wait(for: "2 corrections, made when the sitting ends")
    try screen.type("u")
    try screen.wait(for: "took back the correction")
    try screen.type("U")
    try screen.wait(for: "corrected again")
    #expect(try words() == before.words)
    #expect(try entries() == before.entries)
    #expect(study.files.has("Sheets/S-1-ann.corrections.csv"))
    try screen.type("q")
    try screen.wait(for: "S-1 is now version 2: 2 changes")
    // The passage is the coder's own, and the correction was made inside it.
    try screen.wait(for: "with the corrected words")
    #expect(try words().contains("closed in weather"))
    #expect(try words().contains("for the 花园"))
    #expect(try entries() == before.entries + 1)
    #expect(
      try StudyFile(study.folder).number(
        "SELECT count(*) FROM coding WHERE status = 'to-confirm'") == 0)
    #expect(!study.files.has("Sheets"))
    try expectDone(study.tool, "check")
    try expectDone(study.tool, "undo")
    #expect(try words() == before.words)
  }

  @Test func `corrections of a sitting that was killed are there in the next`() throws {
    let study = try SmallStudy()
    let first = try TerminalScreen(study.tool, columns: 100)
    try first.start("code", "S-1")
    try first.wait(for: "? shows the keys")
    try correct(first, "winter", "weather")
    try first.wait(for: "1 correction, made when the sitting ends")
    try first.press("C-z")
    try first.wait(for: "Stopped")
    try first.type("kill -9 %1; wait %1; echo ended $((40 + 3))")
    try first.press("Enter")
    try first.wait(for: "ended 43")
    let next = try TerminalScreen(study.tool, columns: 100)
    try next.start("code", "S-1")
    try next.wait(for: "1 correction of a sitting cut off")
    try next.type("q")
    try next.wait(for: "S-1 is now version 2: 1 change")
    #expect(!study.files.has("Sheets"))
  }

  @Test func `corrections that no longer fit are kept and named`() throws {
    let study = try SmallStudy()
    let screen = try TerminalScreen(study.tool, columns: 120)
    try screen.start("code", "S-1")
    try screen.wait(for: "? shows the keys")
    try correct(screen, "winter", "weather")
    try screen.wait(for: "1 correction, made when the sitting ends")
    try expectDone(study.tool, "revise", "S-1", "t2", "in winter", "in spring")
    try screen.type("q")
    try screen.wait(for: "the transcript was corrected meanwhile")
    #expect(study.files.has("Sheets/S-1-ann.corrections.csv"))
    let list = try String(
      contentsOf: study.folder.appending(path: "Sheets/S-1-ann.corrections.csv"), encoding: .utf8)
    #expect(list.contains("winter,weather"))
    try expectDone(study.tool, "check")
  }

  /// Finds words on the screen and types others in their place.
  private func correct(_ screen: TerminalScreen, _ wrong: String, _ right: String) throws {
    try screen.type("/\(wrong)")
    try screen.press("Enter")
    try screen.wait(for: "‘\(wrong)’ found")
    try screen.type("e")
    try screen.wait(for: "‘\(wrong)’ is:")
    for _ in wrong { try screen.press("BSpace") }
    try screen.type(right)
    try screen.press("Enter")
    try screen.wait(for: "when the sitting ends")
  }

  @Test func `without a terminal the screen is refused`() throws {
    let study = try SmallStudy()
    try expectRefusal(64, of: ["code", "S-1"], by: study.tool, saying: "needs a terminal")
    let unnamed = try study.tool.run("code", "S-1", "--as", "work")
    #expect(unnamed.code == 64)
    #expect(unnamed.errors.contains("Name the passage to code"))
    try expectRefusal(65, of: ["code", "S-9"], by: study.tool, saying: "S-9")
  }
}
