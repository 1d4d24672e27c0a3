import Foundation
import TestSupport
import Testing

/// `emic suggestions`: decisions on what rules suggest.
@Suite struct SuggestionsCommandTests {
  /// Three suggestions: s1 and s2 in S-1, s3 in S-2.
  private func study() throws -> SmallStudy {
    let study = try SmallStudy()
    try expectDone(
      study.tool, "autocode", "--as", "saying", "--term", "garden", "--term", "nobody", "--term",
      "老周", "--term", "家里", "--name", "talk")
    return study
  }

  private func csv(_ study: SmallStudy, _ arguments: String...) throws -> CSVRows {
    let run = try study.tool.run(arguments + ["--format", "csv"])
    #expect(run.code == 0, "\(run.story)")
    return try CSVRows(run.output)
  }

  /// Answers the questions of a review.
  private func review(
    _ study: SmallStudy, _ answers: String, _ arguments: String...
  ) throws -> ToolRun {
    var shell = study.tool
    shell.executable = URL(filePath: "/bin/bash")
    return try shell.run(
      ["-c", "printf '\(answers)' | \"$0\" suggestions review \"$@\""]
        + [try Tool.program.get().path] + arguments)
  }

  @Test func theListShowsWhatWasFound() throws {
    let study = try study()
    let list = try csv(study, "suggestions")
    #expect(
      list.header == [
        "suggestion", "code", "transcript", "turn", "words", "match", "rule", "status", "start",
        "end", "language", "decided", "decided_by", "cite",
      ])
    #expect(try list.column("suggestion") == ["s1", "s2", "s3"])
    #expect(try list.column("transcript") == ["S-1", "S-1", "S-2"])
    #expect(
      try list.column("words") == [
        "We came for the work and we stay for the garden.", "Nobody asks us to leave.",
        "家里没有地了，就来了。",
      ])
    #expect(try list.column("match") == ["garden", "Nobody", "家里"])
    let table = try study.tool.run("suggestions", "--transcript", "S-2")
    #expect(table.output.contains("[家里]没有地了，就来了。"))
    #expect(!table.output.contains("s1"))
    #expect(try csv(study, "suggestions", "s2-s3").rows.count == 2)
    #expect(try csv(study, "suggestions", "--where", "case is H-2").rows.count == 1)
    #expect(try csv(study, "suggestions", "--code", "work").rows.isEmpty)
    let object = try JSONSerialization.jsonObject(
      with: study.tool.run("suggestions", "--format", "json").outputBytes)
    #expect((object as? [String: Any])?["n"] as? Int == 3)
  }

  @Test func acceptingRejectingAndEditingIsKeptWithWhoAndWhen() throws {
    let study = try study()
    let accept = try expectDone(study.tool, "suggestions", "accept", "s1", "--why", "read")
    #expect(accept.lines == ["s1  S-1#2  saying", "1 suggestion accepted"])
    let edit = try expectDone(
      study.tool, "suggestions", "edit", "s3", "--to", "没有地", "--as", "work", "--coder", "bo")
    #expect(edit.lines == ["s3  S-2#2  work", "1 suggestion accepted"])
    let reject = try expectDone(study.tool, "suggestions", "reject", "s2")
    #expect(reject.lines == ["1 suggestion rejected"])
    let all = try csv(study, "suggestions", "--status", "all")
    #expect(try all.column("status") == ["accepted", "rejected", "accepted"])
    #expect(try all.column("decided_by") == ["ann", "ann", "bo"])
    #expect(try all.column("cite") == ["S-1#2", "", "S-2#2"])
    #expect(try all.column("decided").allSatisfy { $0.hasPrefix("2023-11-14T") })
    // A passage says of which suggestion its coding was made.
    #expect(try csv(study, "suggestions", "S-2#2").column("suggestion") == ["s3"])
    let byHand = try expectDone(study.tool, "suggestions", "S-1#1")
    #expect(byHand.output.contains("no coding of S-1#1 was made of a suggestion"))
    let quotes = try csv(study, "quotes", "work")
    #expect(try quotes.column("quote").contains("没有地"))
    #expect(try csv(study, "suggestions", "rules").rows.count == 1)
    #expect(try study.tool.run("suggestions").output.contains("no such suggestion waits"))
    for _ in 0..<3 {
      try expectDone(study.tool, "undo")
    }
    #expect(try csv(study, "suggestions").rows.count == 3)
    try expectDone(study.tool, "check")
  }

  @Test func severalAreDecidedByRuleCodeTranscriptOrAll() throws {
    let study = try study()
    let dry = try expectDone(study.tool, "suggestions", "accept", "--rule", "talk", "--dry-run")
    #expect(dry.lines.last == "3 suggestions would be accepted")
    #expect(dry.lines.first == "s1  S-1  saying")
    try expectDone(study.tool, "suggestions", "reject", "--transcript", "S-2")
    let accept = try expectDone(study.tool, "suggestions", "accept", "--all")
    #expect(accept.lines.last == "2 suggestions accepted")
    let log = try csv(study, "log")
    #expect(
      try log.column("summary").suffix(2) == [
        "rejected s3 (saying)", "accepted s1, s2 (saying)",
      ])
    try expectRefusal(
      65, of: ["suggestions", "accept", "--all"], by: study.tool, saying: "no suggestion waits")
  }

  @Test func answersAreWrittenOneByOne() throws {
    let study = try study()
    let run = try review(study, "what\\ny\\nn\\nq\\n")
    #expect(run.code == 0, "\(run.story)")
    #expect(run.output.contains("s1 (1 of 3) · saying · rule talk"))
    #expect(run.output.contains("Hearsay."))
    #expect(run.output.contains("S-1 · t4 · Ana"))
    #expect(
      run.output.contains("‹We came for the work and we stay for the [garden].› Nobody asks us"))
    #expect(run.lines.last == "1 accepted, 1 rejected, 1 of 3 still open")
    let all = try csv(study, "suggestions", "--status", "all")
    #expect(try all.column("status") == ["accepted", "rejected", "open"])
    let log = try csv(study, "log")
    #expect(
      try log.column("command").suffix(2) == ["suggestions accept", "suggestions reject"])
  }

  @Test func aReviewEditsSkipsAndTakesBack() throws {
    let study = try study()
    // Undo of the first answer brings its suggestion again; the edit is refused, then made.
    let run = try review(
      study, "y\\nu\\nn\\ns\\ne\\nbicycle\\n\\ne\\n家里没有地\\nwork\\n", "--rule", "talk")
    #expect(run.code == 0, "\(run.story)")
    #expect(run.errors.contains("'bicycle'"))
    #expect(run.output.contains("S-2#2  work"))
    #expect(run.lines.last == "1 accepted, 1 rejected, 1 of 3 still open")
    let all = try csv(study, "suggestions", "--status", "all")
    #expect(try all.column("status") == ["rejected", "open", "accepted"])
    // The end of the answers is the end.
    let rest = try review(study, "")
    #expect(rest.lines.last == "0 accepted, 0 rejected, 1 of 1 still open")
  }

  @Test func aReviewWorksAtATerminal() throws {
    let study = try study()
    let screen = try TerminalScreen(study.tool)
    try screen.start("suggestions", "review")
    try screen.wait(for: "s1 (1 of 3)")
    try screen.type("y")
    try screen.press("Enter")
    try screen.wait(for: "s2 (2 of 3)")
    try screen.type("q")
    try screen.press("Enter")
    let lines = try screen.wait(for: "1 accepted, 0 rejected, 2 of 3 still open")
    #expect(lines.contains("y accept, n reject, e edit, s skip, u undo, q stop: q"))
    #expect(!lines.contains("q"))
  }

  @Test func whatCannotBeIsRefused() throws {
    let study = try study()
    let tool = study.tool
    try expectRefusal(
      65, of: ["suggestions", "accept", "s9"], by: tool, saying: "there is no suggestion s9")
    try expectRefusal(65, of: ["suggestions", "s9"], by: tool, saying: "no suggestion s9")
    try expectRefusal(
      65, of: ["suggestions", "reject", "S-1"], by: tool, saying: "'S-1' is no suggestion", "s12")
    try expectRefusal(
      65, of: ["suggestions", "accept", "--code", "work"], by: tool,
      saying: "no such suggestion waits")
    try expectRefusal(
      65, of: ["suggestions", "accept", "--rule", "tlak"], by: tool, saying: "'tlak'", "talk")
    try expectRefusal(
      65, of: ["suggestions", "review", "--code", "work"], by: tool,
      saying: "no such suggestion waits")
    try expectRefusal(
      65, of: ["suggestions", "edit", "s1", "--to", "bicycle"], by: tool, saying: "S-1", "bicycle")
    try expectRefusal(
      65, of: ["suggestions", "edit", "s1", "--to", "t2"], by: tool, saying: "share nothing with s1"
    )
    try expectRefusal(
      65, of: ["suggestions", "edit", "s1", "--as", "staling"], by: tool, saying: "'staling'")
    try expectDone(tool, "suggestions", "reject", "s1")
    try expectRefusal(
      65, of: ["suggestions", "accept", "s1"], by: tool, saying: "s1 was rejected by ann on 2023")
    for wrong in [
      ["suggestions", "accept"], ["suggestions", "accept", "s2", "--all"],
      ["suggestions", "reject", "s2", "--code", "work"], ["suggestions", "edit", "s2"],
      ["suggestions", "accept", "s2", "--round", "0"],
    ] {
      let run = try tool.run(wrong)
      #expect(run.code == 64, "\(run.story)")
    }
  }

  @Test func whatTakesNoCodingsStaysOpen() throws {
    let study = try study()
    try expectDone(study.tool, "autocode", "--as", "stalling", "--term", "garden")
    let retire = try expectDone(study.tool, "codes", "retire", "saying")
    #expect((retire.output + retire.errors).contains("3 open suggestions"))
    let run = try study.tool.run("suggestions", "accept", "--all")
    #expect(run.code == 1, "\(run.story)")
    #expect(run.lines.last == "1 suggestion accepted")
    #expect(run.errors.contains("3 suggestions left open: 'saying' is retired"))
  }

  @Test func correctionsAndRemovalsSayWhatBecomesOfSuggestions() throws {
    let study = try study()
    let revise = try expectDone(study.tool, "revise", "S-1", "t4", "the garden", "our garden")
    #expect(
      revise.output.contains(
        "2 suggestions: 1 kept, 1 withdrawn because the words are others now (s1)"))
    #expect(try csv(study, "suggestions", "--status", "withdrawn").rows.count == 1)
    let remove = try expectDone(study.tool, "remove", "S-2", "--with-codings")
    #expect(remove.output.contains("1 suggestion"))
    try expectDone(study.tool, "check")
  }
}
