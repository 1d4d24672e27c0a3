import Foundation
import TestSupport
import Testing

@Suite struct RevisionCommandTests {
  /// The first interview of the small study with other words.
  private func corrected(_ study: SmallStudy, _ changes: [(String, String)]) throws -> String {
    var text = try #require(SmallStudy.texts.first { $0.0 == "Transcripts/S-1.md" }?.1)
    for (wrong, right) in changes {
      #expect(text.contains(wrong))
      text = text.replacingOccurrences(of: wrong, with: right)
    }
    try study.files.write(text, to: "corrected.md")
    return "corrected.md"
  }

  private func quotes(_ code: String, _ study: SmallStudy) throws -> [[String: String]] {
    try CSVRows(try expectDone(study.tool, "quotes", code, "--format", "csv").output).records
  }

  @Test func aCorrectedFileTakesTheCodingsAlong() throws {
    let study = try SmallStudy()
    try expectDone(study.tool, "code", "S-1", "for the garden", "--as", "staying")
    try expectDone(study.tool, "code", "S-1", "Nobody asks us to leave.", "--as", "saying")
    let file = try corrected(
      study, [("in winter", "all winter"), ("for the garden", "for our garden")])
    let before = try StudyFile.dump(study.folder)
    let trial = try expectDone(study.tool, "revise", "S-1", file, "--dry-run")
    #expect(trial.output.contains("S-1 would be version 2: 2 changes"))
    #expect(try StudyFile.dump(study.folder) == before)

    let run = try expectDone(study.tool, "revise", "S-1", file, "--why", "second listening")
    #expect(run.output.contains("S-1 is now version 2: 2 changes"), "\(run.story)")
    #expect(run.output.contains("t4  “the” → “our”"), "\(run.story)")
    #expect(run.output.contains("3 passages: 1 kept, 2 to confirm"), "\(run.story)")
    #expect(run.output.contains("S-1#2  to confirm: “for the garden” → “for our garden”"))
    #expect(try quotes("saying", study).map { $0["quote"] } == ["Nobody asks us to leave."])
    #expect(try quotes("saying", study).map { $0["cite"] } == ["S-1#3"])
    #expect(
      try expectDone(study.tool, "show", "S-1").output.contains("staying (ann, to confirm)"))
    #expect(
      try expectDone(study.tool, "status").output.contains(
        "to confirm after a correction: 2 at a proposed place: emic confirm"))
    let codes = try expectDone(study.tool, "codes", "--format", "csv")
    #expect(codes.errors.contains("2 codings to confirm"), "\(codes.story)")
    try expectDone(study.tool, "check")
    // The old words are still to be read.
    let old = try expectDone(study.tool, "show", "S-1", "--version", "1")
    #expect(old.output.contains("for the garden") && !old.output.contains("our garden"))
    try expectRefusal(
      65, of: ["show", "S-1", "--version", "3"], by: study.tool, saying: "version 3")
    let table = try expectDone(study.tool, "transcripts", "--format", "csv")
    #expect(try CSVRows(table.output).column("version") == ["2", "1"])
    let history = try expectDone(study.tool, "revise", "S-1", "--history", "--format", "csv")
    let versions = try CSVRows(history.output)
    #expect(try versions.column("version") == ["1", "2"])
    #expect(try versions.column("changes") == ["", "2"])
    #expect(try versions.column("why") == ["", "second listening"])
    #expect(try versions.column("file") == ["S-1.md", "corrected.md"])
    #expect(try expectDone(study.tool, "search", "our garden").output.contains("S-1"))
    #expect(!(try study.tool.run(["search", "\"the garden\""]).output.contains("S-1")))
    try expectDone(study.tool, "undo")
    try expectDone(study.tool, "check")
    #expect(try quotes("staying", study).map { $0["quote"] }.contains("for the garden"))
  }

  @Test func whatWaitsIsListedAndDecided() throws {
    let study = try SmallStudy()
    try expectDone(study.tool, "code", "S-1", "for the garden", "--as", "staying")
    try expectDone(
      study.tool, "code", "S-1", "Nobody asks us to leave.", "--as", "saying", "--coder", "bea")
    let file = try corrected(
      study, [("for the garden", "for our garden"), (" Nobody asks us to leave.", "")])
    try expectDone(study.tool, "revise", "S-1", file)
    let list = try expectDone(study.tool, "confirm", "--format", "csv")
    let rows = try CSVRows(list.output)
    #expect(try rows.column("cite") == ["S-1#2", "S-1#3"])
    #expect(try rows.column("before") == ["for the garden", "Nobody asks us to leave."])
    #expect(try rows.column("proposed") == ["for our garden", ""])
    #expect(list.errors.contains("1 of 2 have no place"), "\(list.story)")
    #expect(try quotes("saying", study).isEmpty)

    try expectRefusal(
      65, of: ["confirm", "S-1#3", "--accept"], by: study.tool, saying: "no proposed place", "--at")
    try expectRefusal(
      65, of: ["confirm", "S-1#3", "--drop"], by: study.tool, saying: "--all-coders")
    try expectRefusal(65, of: ["confirm", "S-1#9", "--accept"], by: study.tool, saying: "S-1#9")
    try expectRefusal(65, of: ["confirm", "S-1#x", "--accept"], by: study.tool, saying: "passage")
    try expectRefusal(
      65, of: ["confirm", "S-1#3", "--at", "not there"], by: study.tool, saying: "not in the text")
    for bad in [
      ["confirm", "--accept"], ["confirm", "S-1", "--at", "t2"],
      ["confirm", "S-1#3", "--accept", "--drop"], ["confirm", "S-1", "--all", "--accept"],
      ["confirm", "S-1#3", "--accept", "--all-coders"],
    ] {
      #expect(try study.tool.run(bad).code == 64, "\(bad)")
    }
    let trial = try expectDone(study.tool, "confirm", "--all", "--accept", "--dry-run")
    #expect(trial.output.contains("S-1#2  staying  would be accepted"), "\(trial.story)")
    #expect(trial.output.contains("still waiting: S-1#3"), "\(trial.story)")
    try expectDone(study.tool, "confirm", "S-1#2", "--accept")
    let placed = try expectDone(study.tool, "confirm", "S-1#3", "--at", "t4:\"we stay\"")
    #expect(placed.output.contains("S-1#3  saying  placed"), "\(placed.story)")
    #expect(try quotes("saying", study).map { $0["quote"] } == ["we stay"])
    #expect(try quotes("saying", study).map { $0["coder"] } == ["bea"])
    let empty = try expectDone(study.tool, "confirm", "--format", "csv")
    #expect(try CSVRows(empty.output).rows.isEmpty)
    try expectDone(study.tool, "check")
  }

  @Test func aCorrectionInsideATurnIsMadeWhereItIsMeant() throws {
    let study = try SmallStudy()
    try expectDone(study.tool, "code", "S-1", "t4:\"We came for the work\"", "--as", "staying")
    // The same words stand in t2 and are not touched.
    let run = try expectDone(
      study.tool, "revise", "S-1", "t4", "came for the work", "left for work")
    #expect(run.output.contains("version 2"), "\(run.story)")
    let shown = try expectDone(study.tool, "show", "S-1").output
    #expect(shown.contains("We came for the work, like everybody"))
    #expect(shown.contains("We left for work and we stay"))
    #expect(try quotes("staying", study).contains { $0["quote"] == "We left for work" })
    #expect(try quotes("work", study).map { $0["turn"] } == ["2"])
    // Chinese, written in other widths.
    try expectDone(study.tool, "revise", "S-2", "t4", "以后也不走,就", "以后也不走，还")
    #expect(try expectDone(study.tool, "show", "S-2").output.contains("以后也不走，还住这里。"))
    #expect(try quotes("staying", study).contains { $0["quote"] == "以后也不走" })
    try expectDone(study.tool, "check")
  }

  @Test func aListOfCorrectionsIsOneVersion() throws {
    let study = try SmallStudy()
    try study.files.write(
      "turn,wrong,right\nt2,winter,spring\n4,garden,orchard\n4,\"Nobody asks us \",\"No one asks us \"\n",
      to: "list.csv")
    let run = try expectDone(study.tool, "revise", "S-1", "--corrections", "list.csv")
    #expect(run.output.contains("version 2: 3 changes"), "\(run.story)")
    #expect(
      try StudyFile(study.folder).number("SELECT count(*) FROM journal WHERE command = 'revise'")
        == 1)
    let again = try expectDone(
      study.tool, "revise", "S-1", "t4", "orchard", "orchard")
    #expect(again.output.contains("nothing to change"))
    try expectDone(study.tool, "check")
  }

  @Test func refusals() throws {
    let study = try SmallStudy()
    try study.files.write("turn,wrong,right\n2,work,x\n4,for the,us\n", to: "twice.csv")
    try study.files.write("turn,wrong\n2,work\n", to: "columns.csv")
    try study.files.write("turn,wrong,right\nt2-t4,work,x\n", to: "turns.csv")
    try study.files.write("turn,wrong,right\n2,for the work,x\n2,the work,y\n", to: "overlap.csv")
    try study.files.write("Somebody else\n\nspeaks of quite another matter.\n", to: "other.md")
    try study.files.write("---\nid: S-2\n---\nAna: We came.\n\nAna: So.\n", to: "id.md")
    let tool = study.tool
    for (arguments, words) in [
      (["S-1", "t4", "for the", "us"], ["2 places", "t4"]),
      (["S-1", "t4", "winter", "x"], ["S-1, t4"]),
      (["S-1", "t9", "we", "us"], ["no turn t9"]), (["S-1", "4x", "we", "us"], ["names no turn"]),
      (["S-1", "t3", "And now?", ""], ["nothing would be left of t3"]),
      (["S-1", "t2", "THE ROAD", "x"], ["other letters"]),
      (["S-9", "t2", "work", "x"], ["S-9"]), (["S-1", "t2", " ", "x"], ["no words"]),
      (["S-1", "--corrections", "twice.csv"], ["twice.csv, line 3", "2 places"]),
      (["S-1", "--corrections", "columns.csv"], ["right"]),
      (["S-1", "--corrections", "turns.csv"], ["line 2"]),
      (["S-1", "--corrections", "overlap.csv"], ["same words of t2"]),
      (["S-1", "other.md"], ["%", "--anyway"]), (["S-1", "id.md"], ["it is S-2"]),
      (["S-1", "t2", "work", "x", "--layer", "zh"], ["no text in 'zh'"]),
    ] {
      let run = try expectRefusal(65, of: ["revise"] + arguments, by: tool)
      for word in words { #expect(run.errors.contains(word), "\(run.story)") }
    }
    try expectRefusal(66, of: ["revise", "S-1", "absent.md"], by: tool, saying: "absent.md")
    for bad in [
      ["revise", "S-1"], ["revise", "S-1", "t2", "work"], ["revise", "S-1", "f.md", "--history"],
      ["revise", "S-1", "f.md", "--format", "csv"],
    ] {
      #expect(try tool.run(bad).code == 64, "\(bad)")
    }
    let hint = try tool.run(["import", "id.md"])
    #expect(hint.code == 1 && hint.errors.contains("'emic revise S-2 FILE'"), "\(hint.story)")
    try expectDone(tool, "revise", "S-1", "other.md", "--anyway")
    try expectDone(tool, "check")
  }

  @Test func aCoderWhoCodedTheOldWordsIsTold() throws {
    let study = try SmallStudy()
    try expectDone(study.tool, "handout", "--coder", "bea", "--to", "for-bea")
    try expectDone(
      study.tool, "code", "S-1", "t4", "--as", "staying", "--coder", "bea", "--study", "for-bea")
    try expectDone(study.tool, "revise", "S-1", "t4", "garden", "orchard")
    try expectRefusal(
      65, of: ["merge", "for-bea"], by: study.tool, saying: "S-1", "corrected here", "emic undo")
    try expectDone(study.tool, "undo")
    try expectDone(study.tool, "merge", "for-bea")
    try expectDone(study.tool, "check")
  }
}
