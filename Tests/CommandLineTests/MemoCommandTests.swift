import Foundation
import TestSupport
import Testing

/// Memos at the command line.
@Suite struct MemoCommandTests {
  private func editor(_ script: String, _ study: SmallStudy) throws -> Tool {
    try study.files.write(script, to: "ed.sh")
    return study.tool.with(["EDITOR": "sh \(study.folder.path)/ed.sh", "VISUAL": nil])
  }

  private func rows(_ study: SmallStudy, _ arguments: String...) throws -> [[String]] {
    let run = try study.tool.run(arguments + ["--format", "csv", "--quiet"])
    return try CSVRows(run.output).rows
  }

  @Test func `a memo says what it is on, by names in any language`() throws {
    let study = try SmallStudy()
    let run = try expectDone(
      study.tool, "memo", "add", "她说的是钱。", "--on", "为了做工", "--on", "S-1#1", "--on", "H-1")
    #expect(run.output == "wrote 她说的是钱, a theoretical memo\n", "\(run.story)")
    #expect(run.errors.contains("on: code work, passage S-1#1, case H-1"), "\(run.story)")
    let listed = try rows(study, "memo", "list", "--on", "S-1")
    #expect(listed.count == 1 && listed[0][5] == "work, S-1#1, H-1")
    let shown = try expectDone(study.tool, "memo", "show", "她说的是钱").output
    #expect(shown.contains("The road was closed in winter."), "\(shown)")
    for (what, kind) in [("work", "code"), ("H-1", "case"), ("garden", "theoretical")] {
      let run = try expectDone(study.tool, "memo", "add", "On \(what).", "--on", what)
      #expect(run.output.contains("a \(kind) memo"), "\(run.story)")
    }
  }

  @Test func `an editor writes and changes the words, refused ones are kept`() throws {
    let study = try SmallStudy()
    let writes = try editor("printf '屋里没有合同。\\n' > \"$1\"\n", study)
    try expectDone(writes, "memo", "add", "--title", "Rooms", "--on", "work")
    let appends = try editor("echo 'And no paper.' >> \"$1\"\n", study)
    let run = try expectDone(appends, "memo", "edit", "rooms")
    #expect(run.output == "changed rooms, version 2\n", "\(run.story)")
    let history = try rows(study, "memo", "history", "rooms")
    #expect(history.map { $0[5] } == ["屋里没有合同。", "屋里没有合同。\nAnd no paper."])
    let same = try expectDone(study.tool.with(["EDITOR": "true"]), "memo", "edit", "rooms")
    #expect(same.output == "rooms: nothing changed\n", "\(same.story)")
    let anew = try editor("printf '屋里没有合同。\\n' > \"$1\"\n", study)
    let refused = try anew.run("memo", "add", "--slug", "a b", "--on", "work")
    #expect(refused.code == 64 && refused.errors.contains("kept.memo.md"), "\(refused.story)")
    let kept = study.folder.appending(path: "kept.memo.md")
    #expect(try String(contentsOf: kept, encoding: .utf8) == "屋里没有合同。\n")
    try expectDone(study.tool, "memo", "add", "--file", "kept.memo.md", "--slug", "again")
    let empties = try editor(": > \"$1\"\n", study)
    try expectRefusal(65, of: ["memo", "edit", "rooms"], by: empties, saying: "no words")
    let none = study.tool.with(["EDITOR": nil, "VISUAL": nil])
    try expectRefusal(64, of: ["memo", "add"], by: none, saying: "no editor", "--file")
    let gone = study.tool.with(["EDITOR": "false", "VISUAL": nil])
    try expectRefusal(65, of: ["memo", "edit", "rooms"], by: gone, saying: "broke off")
  }

  @Test func `what is wrong is one line and changes nothing`() throws {
    let study = try SmallStudy()
    try expectDone(study.tool, "memo", "add", "One.", "--slug", "one")
    let tool = study.tool
    for (code, words, said) in [
      (65, ["memo", "add", "x", "--on", "wrok"], "did you mean work"),
      (65, ["memo", "add", "x", "--on", "S-1#9"], "there is no passage S-1#9"),
      (65, ["memo", "add", "x", "--on", "S-9#1"], "no transcript is called 'S-9'"),
      (64, ["memo", "add", "x", "--kind", "poem"], "no memo can be 'poem'"),
      (65, ["memo", "add", "x", "--slug", "one"], "called 'one' already"),
      (66, ["memo", "add", "--file", "absent.md"], "no such file"),
      (65, ["memo", "add", " "], "no words"),
      (65, ["memo", "edit", "on", "--title", "x"], "no memo is called 'on'"),
      (65, ["memo", "edit", "one", "--text", ""], "no words"),
      (65, ["memo", "attach", "one", "--on", "nothing-so"], "nothing-so"),
      (65, ["memo", "detach", "one", "--on", "work"], "the memo is not on code work"),
      (65, ["memo", "remove", "two"], "no memo is called 'two'"),
      (65, ["memo", "history", "two"], "no memo is called 'two'"),
      (64, ["memo", "list", "--since", "soon"], "'soon' is no date"),
      (65, ["memo", "list", "--by", "nobody"], "no coder is called"),
      (64, ["memo", "search", " "], "no words"),
    ] as [(Int32, [String], String)] {
      try expectRefusal(code, of: words, by: tool, saying: said)
    }
    for (words, said) in [
      (["memo", "add", "x", "--file", "y"], "not both"),
      (["memo", "edit", "one", "--open", "--closed"], "not both"),
      (["memo", "export", "Out", "--format", "csv"], "Name a folder"),
      (["memo", "export", "--dry-run"], "--dry-run is for a folder"),
    ] {
      let run = try tool.run(words)
      #expect(run.code == 64 && run.errors.contains(said), "\(run.story)")
    }
    // A participant, case or code of one name: which is meant must be written.
    try expectDone(tool, "codes", "add", "H-2")
    try expectRefusal(65, of: ["memo", "add", "x", "--on", "H-2"], by: tool, saying: "case:H-2")
    let run = try expectDone(tool, "memo", "add", "x", "--on", "case:H-2")
    #expect(run.errors.contains("on: case H-2"), "\(run.story)")
  }

  @Test func `a dry run changes nothing, and a removal is undone with all wordings`() throws {
    let study = try SmallStudy()
    try expectDone(study.tool, "memo", "add", "One.", "--slug", "one", "--on", "work")
    try expectDone(study.tool, "memo", "edit", "one", "--text", "Two.")
    let before = try StudyFile.dump(study.folder)
    for command in [
      ["memo", "add", "x"], ["memo", "edit", "one", "--text", "y"],
      ["memo", "attach", "one", "--on", "H-1"], ["memo", "detach", "one", "--on", "work"],
      ["memo", "remove", "one"],
    ] {
      let run = try study.tool.run(command + ["--dry-run"])
      #expect(run.code == 0 && run.output.contains("would"), "\(run.story)")
    }
    #expect(try StudyFile.dump(study.folder) == before)
    try expectDone(study.tool, "memo", "remove", "one")
    #expect(try rows(study, "memo").isEmpty)
    try expectDone(study.tool, "undo")
    #expect(try rows(study, "memo", "history", "one").count == 2)
  }

  @Test func `words are found in memos and in notes on codings, Chinese too`() throws {
    let study = try SmallStudy()
    try expectDone(study.tool, "memo", "add", "戶口挡着學校。", "--slug", "a")
    try expectDone(
      study.tool, "code", "S-2", "家里没有地了", "--as", "work", "--memo", "户口在老家")
    #expect(try rows(study, "memo", "search", "户口").map { $0[0] }.sorted() == ["S-2#2", "a"])
    #expect(try rows(study, "memo", "search", "户口", "学校").map { $0[0] } == ["a"])
    #expect(try rows(study, "memo", "list", "--kind", "coding").map { $0[0] } == ["S-2#2"])
    #expect(try rows(study, "memo", "list").map { $0[0] } == ["a"])
    for width in ["20", "40", "80"] {
      let run = try study.tool.with(["COLUMNS": width]).run("memo", "search", "户口")
      let limit = max(40, Int(width) ?? 0)
      #expect(run.lines.allSatisfy { $0.columns <= limit }, "\(run.story)")
    }
  }

  @Test func `the document has the words of passages, by time or by what the memos are on`() throws
  {
    let study = try SmallStudy()
    try expectDone(
      study.tool, "memo", "add", "First.", "--slug", "a", "--on", "work", "--on", "S-1#1")
    try expectDone(
      study.tool, "memo", "add", "Second.", "--slug", "b", "--on", "work", "--on", "staying")
    try expectDone(study.tool, "memo", "add", "Loose.", "--slug", "c")
    let text = try expectDone(study.tool, "memo", "export", "--format", "markdown").output
    let places = ["First.", "The road was closed", "Second.", "Loose."].compactMap {
      text.range(of: $0)?.lowerBound
    }
    #expect(places.count == 4 && places == places.sorted(), "\(text)")
    let object = try expectDone(
      study.tool, "memo", "export", "--order", "object", "--format", "markdown"
    ).output
    #expect(object.components(separatedBy: "Second.").count == 2, "\(object)")
    #expect(object.contains("On nothing yet"), "\(object)")
    try expectDone(study.tool, "uncode", "S-1#1", "--all-coders")
    let after = try expectDone(study.tool, "memo", "export", "--format", "markdown").output
    #expect(after.contains("nobody codes this passage any more"), "\(after)")
    try expectDone(study.tool, "memo", "export", "--output", "memos.html")
    try expectDone(study.tool, "memo", "export", "Out")
    try expectDone(study.tool, "memo", "import", "Out", "--dry-run")
    let bytes = try study.tool.run("memo", "export", "--format", "markdown").outputBytes
    #expect(try study.tool.run("memo", "export", "--format", "markdown").outputBytes == bytes)
  }
}
