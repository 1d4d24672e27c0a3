import Foundation
import TestSupport
import Testing

/// Turns that were cut wrongly, mended from the command line.
@Suite struct TurnsCommandTests {
  private func codings(_ study: DemoStudy) throws -> [[String]] {
    let rows = try study.csv("quotes", "under", "cat-staying", "--context", "0")
    let columns = try ["cite", "code", "coder", "quote"].map { try rows.column($0) }
    return columns[0].indices.map { row in columns.map { $0[row] } }
  }

  @Test func `a split says how the numbers moved, and a join brings them back`() throws {
    let study = try DemoStudy()
    let before = try codings(study)
    let turns = try expectDone(study.tool, "show", "GY-106").output
    let dry = try expectDone(
      study.tool, "turns", "split", "GY-106", "t10", "--at", "He wrote it out", "--dry-run")
    #expect(
      dry.output.contains("t10 would be t10 and t11; t11-t22 would be t12-t23"), "\(dry.story)")
    let split = try expectDone(
      study.tool, "turns", "split", "GY-106", "t10", "--at", "He wrote it out", "--speaker",
      "Tao Jun", "--why", "two voices on the tape")
    #expect(split.output.contains("GY-106 t10 is now t10 and t11; t11-t22 are now t12-t23"))
    #expect(split.output.contains("  t11 Tao Jun: “He wrote it out by hand"))
    #expect(try codings(study) == before)
    let shown = try expectDone(study.tool, "show", "GY-106", "--turns", "t11").output
    #expect(shown.contains("t11 Tao Jun"), "\(shown)")
    let join = try expectDone(study.tool, "turns", "join", "GY-106", "t10", "t11")
    #expect(join.output.contains("GY-106 t10-t11 is now t10; t12-t23 are now t11-t22"))
    #expect(join.errors.contains("all is Min's now"), "\(join.story)")
    #expect(try expectDone(study.tool, "show", "GY-106").output == turns)
    try expectDone(study.tool, "check")
    let log = try expectDone(study.tool, "log", "--format", "csv").output
    #expect(log.contains("turns split,\"GY-106 t10, now t10 and t11\""), "\(log)")
  }

  @Test func `a label between joined turns goes from the text, and no passage loses a word`() throws
  {
    let study = try DemoStudy()
    let before = try codings(study)
    let run = try expectDone(study.tool, "turns", "join", "GY-101", "t18", "t19")
    #expect(run.output.contains("GY-101 is now version 2: the label in the text is taken out"))
    #expect(run.errors.contains("en t19 no longer stands beside a turn"), "\(run.story)")
    let shown = try expectDone(study.tool, "show", "GY-101", "--turns", "t18").output
    #expect(!shown.contains("罗秀梅"), "\(shown)")
    #expect(try codings(study) == before)
    try expectDone(study.tool, "check")
    try expectDone(study.tool, "undo")
    #expect(try codings(study) == before)
    try expectDone(study.tool, "check")
    // In a copy for a second coder no label may stay among the words.
    try expectDone(study.tool, "redo")
    try expectDone(
      study.tool, "handout", "--to", "copy", "--coder", "bo", "--transcripts", "GY-101")
    let copy = try study.tool.run("show", "GY-101", "--study", "copy")
    #expect(copy.code == 0 && !copy.output.contains("罗秀梅"), "\(copy.story)")
  }

  @Test func `who speaks a turn is mended in the text as well`() throws {
    let study = try DemoStudy()
    let before = try codings(study)
    let run = try expectDone(study.tool, "turns", "speaker", "GY-131", "t17", "马")
    #expect(run.output.contains("GY-131 t17 is now spoken by 马"), "\(run.story)")
    let shown = try expectDone(study.tool, "show", "GY-131", "--turns", "t17").output
    #expect(shown.contains("t17 马"), "\(shown)")
    let speakers = try study.csv("speakers", "GY-131")
    let turns = Dictionary(
      zip(try speakers.column("speaker"), try speakers.column("turns")),
      uniquingKeysWith: { first, _ in first })
    #expect(turns["马"] == "9" && turns["蒲"] == "4")
    #expect(try codings(study) == before)
    let again = try expectDone(study.tool, "turns", "speaker", "GY-131", "t17", "马")
    #expect(again.output.contains("nothing to change"), "\(again.story)")
    try expectDone(study.tool, "check")
  }

  @Test func `what cannot be mended is refused in one line`() throws {
    let study = try DemoStudy()
    try expectRefusal(
      65, of: ["turns", "split", "GY-106", "t10", "--at", "no such words"], by: study.tool,
      saying: "GY-106, t10")
    try expectRefusal(
      65, of: ["turns", "split", "GY-106", "t10", "--at", "Up there"], by: study.tool,
      saying: "nothing would be left")
    try expectRefusal(
      65, of: ["turns", "split", "GY-106", "t99", "--at", "x"], by: study.tool, saying: "no t99")
    try expectRefusal(
      65, of: ["turns", "join", "GY-106", "t10", "t10"], by: study.tool, saying: "does not stand")
    try expectRefusal(
      65, of: ["turns", "join", "GY-106", "t10", "ten"], by: study.tool, saying: "names no turn")
    try expectRefusal(
      65, of: ["turns", "speaker", "NO-1", "t1", "Mei"], by: study.tool, saying: "NO-1")
    try expectRefusal(
      64, of: ["turns", "speaker", "GY-106", "t1", " "], by: study.tool, saying: "name")
    let boss = try study.tool.run("turns", "speaker", "GY-106", "t1", "Mei", "--role", "boss")
    #expect(boss.code == 64 && boss.errors.contains("boss"), "\(boss.story)")
  }
}
