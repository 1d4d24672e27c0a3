import Foundation
import TestSupport
import Testing

/// Codes that are made, changed, merged and split at the command line.
@Suite struct CodesCommandTests {
  private func editor(_ script: String, _ study: SmallStudy) throws -> Tool {
    try study.files.write(script, to: "ed.sh")
    return study.tool.with(["EDITOR": "sh \(study.folder.path)/ed.sh", "VISUAL": nil])
  }

  private func rows(_ study: SmallStudy, _ arguments: String...) throws -> [[String]] {
    let run = try study.tool.run(arguments + ["--format", "csv", "--quiet"])
    return try CSVRows(run.output).rows
  }

  @Test func `a dry run changes nothing, and the reason stands in the journal`() throws {
    let study = try SmallStudy()
    let before = try StudyFile.dump(study.folder)
    for command in [
      ["codes", "add", "garden"], ["codes", "rename", "work", "labour"],
      ["codes", "move", "work", "--top"], ["codes", "edit", "work", "--short", "Other words."],
      ["codes", "retire", "saying"], ["codes", "merge", "work", "--into", "staying"],
      ["codes", "split", "work", "--into", "a", "--into", "b"], ["codebook", "freeze", "pilot"],
    ] {
      let run = try study.tool.run(command + ["--dry-run"])
      #expect(run.code == 0 && run.output.contains("would"), "\(run.story)")
    }
    #expect(try StudyFile.dump(study.folder) == before)
    try expectDone(study.tool, "codes", "add", "garden", "--why", "said in S-1")
    let log = try expectDone(study.tool, "log", "--last", "1", "--format", "csv")
    #expect(log.output.contains("codes add,garden,,said in S-1"), "\(log.story)")
  }

  @Test func `commands that change take exact names, in any language`() throws {
    let study = try SmallStudy()
    try expectRefusal(65, of: ["codes", "retire", "stay"], by: study.tool, saying: "no code")
    try expectRefusal(
      65, of: ["codes", "merge", "wor", "--into", "staying"], by: study.tool, saying: "work")
    let run = try expectDone(study.tool, "codes", "rename", "为了做工", "labour")
    #expect(run.output == "renamed: work is labour\n", "\(run.story)")
    #expect(try rows(study, "quotes", "labour").count == 1)
  }

  @Test func `names and examples take the place of those in their language`() throws {
    let study = try SmallStudy()
    try expectDone(
      study.tool, "codes", "edit", "work", "--name", "zh=打工", "--name", "fr=travail",
      "--example", "zh=出来打工", "--property", "reach: near <-> far")
    let shown = try expectDone(study.tool, "codebook", "show", "work").output
    #expect(shown.contains("work · Coming for work · 打工 · travail"), "\(shown)")
    #expect(shown.contains("“出来打工”") && shown.contains("reach: near <-> far"), "\(shown)")
    try expectDone(study.tool, "codes", "edit", "work", "--name", "fr=")
    #expect(
      try !expectDone(study.tool, "codebook", "show", "work").output.contains("travail"))
    let same = try expectDone(study.tool, "codes", "edit", "work", "--name", "zh=打工")
    #expect(same.output == "work: nothing changed\n", "\(same.story)")
  }

  @Test func `an editor changes the definition, a broken sheet is kept`() throws {
    let study = try SmallStudy()
    let good = try editor("sed -i 's/short: .*/short: Told anew./' \"$1\"\n", study)
    let run = try expectDone(good, "codes", "edit", "work")
    #expect(run.output.contains("changed work: short (a new version"), "\(run.story)")
    let broken = try editor("echo '  what: [' >> \"$1\"\n", study)
    let before = try StudyFile.dump(study.folder)
    let refused = try broken.run("codes", "edit", "work")
    #expect(refused.code == 65 && refused.errors.contains("--sheet"), "\(refused.story)")
    #expect(try StudyFile.dump(study.folder) == before)
    let kept = study.folder.appending(path: "Sheets/codebook-work.sheet")
    let text = try String(contentsOf: kept, encoding: .utf8).replacing("  what: [", with: "")
      .replacing("Told anew.", with: "Told again.")
    try study.files.write(text, to: "Sheets/codebook-work.sheet")
    try expectDone(study.tool, "codes", "edit", "work", "--sheet", "Sheets/codebook-work.sheet")
    #expect(
      try expectDone(study.tool, "codebook", "show", "work").output.contains("Told again."))
    let none = study.tool.with(["EDITOR": nil, "VISUAL": nil])
    try expectRefusal(64, of: ["codes", "edit", "work"], by: none, saying: "no editor", "--short")
    let gone = study.tool.with(["EDITOR": "false", "VISUAL": nil])
    try expectRefusal(65, of: ["codes", "edit", "work"], by: gone, saying: "broke off")
    let other = try editor("sed -i 's/id: work/id: labour/' \"$1\"\n", study)
    try expectRefusal(65, of: ["codes", "edit", "work"], by: other, saying: "codes rename")
  }

  @Test func `a merge is told, listed in the history of both, and undone as one`() throws {
    let study = try SmallStudy()
    let before = try rows(study, "codes")
    try expectDone(study.tool, "code", "S-1", "t2", "--as", "staying")
    let coded = try rows(study, "codes")
    let run = try expectDone(study.tool, "codes", "merge", "work", "--into", "staying")
    #expect(run.output == "merged work into staying, 1 coding\n", "\(run.story)")
    #expect(run.errors.contains("the same passage by the same coder, now one: 1"), "\(run.story)")
    #expect(try rows(study, "codes", "history", "work").last?[4] == "retired; merged into staying")
    #expect(try rows(study, "codes", "history", "staying").last?[4] == "took from work")
    #expect(try expectDone(study.tool, "codes").output.contains("Coming for work (retired)"))
    try expectRefusal(
      65, of: ["code", "S-1", "t4", "--as", "work"], by: study.tool, saying: "merged into staying")
    let asked = try expectDone(study.tool, "quotes", "work")
    #expect(asked.output.contains("'work' is retired; 'emic codes history work'"), "\(asked.story)")
    try expectDone(study.tool, "undo")
    #expect(try rows(study, "codes") == coded)
    try expectDone(study.tool, "undo")
    #expect(try rows(study, "codes") == before)
  }

  @Test func `a split is worked off with a list, an editor and single passages`() throws {
    let study = try SmallStudy()
    try expectDone(study.tool, "code", "S-1", "t4", "--as", "work")
    try expectDone(study.tool, "code", "S-2", "家里没有地了", "--as", "work")
    let open = try expectDone(study.tool, "codes", "split", "work", "--into", "a", "--into", "b")
    #expect(open.output == "split work into a, b, 3 to assign\n", "\(open.story)")
    let list = try expectDone(study.tool, "codes", "split", "work", "--format", "csv")
    #expect(list.errors.contains("work: 3 to assign; a has 0, b has 0"), "\(list.story)")
    #expect(try expectDone(study.tool, "status").output.contains("work is being split: 3 codings"))
    let filled = list.output.replacing("S-1#1,ann,1,,", with: "S-1#1,ann,1,a;b,")
    try study.files.write(filled, to: "split.csv")
    let first = try expectDone(
      study.tool, "codes", "split", "work", "--assign-from", "split.csv")
    #expect(first.output == "assigned work: 1 as a, 1 as b; 2 to assign\n", "\(first.story)")
    let tool = try editor("sed -i 's/^? | S-2/b | S-2/' \"$1\"\n", study)
    let second = try expectDone(tool, "codes", "split", "work", "--edit")
    #expect(second.output == "assigned work: 1 as b; 1 to assign\n", "\(second.story)")
    let last = try expectDone(study.tool, "codes", "split", "work", "--assign", "S-1#2", "a")
    #expect(last.output.contains("done, work retired"), "\(last.story)")
    try expectRefusal(
      65, of: ["codes", "split", "work"], by: study.tool, saying: "no longer", "a, b")
    try expectRefusal(
      65, of: ["codes", "split", "staying"], by: study.tool, saying: "is not being split")
  }

  @Test func `lines of a list that lead nowhere are told with their place`() throws {
    let study = try SmallStudy()
    try expectDone(study.tool, "codes", "split", "work", "--into", "a", "--into", "b")
    try study.files.write("cite,code\nS-1#1,c\n", to: "split.csv")
    try expectRefusal(
      65, of: ["codes", "split", "work", "--assign-from", "split.csv"], by: study.tool,
      saying: "split.csv, line 2", "'c'")
    try study.files.write("cite,code\nS-9#1,a\n", to: "split.csv")
    try expectRefusal(
      65, of: ["codes", "split", "work", "--assign-from", "split.csv"], by: study.tool,
      saying: "line 2", "'S-9'")
    try expectRefusal(
      64, of: ["codes", "split", "work", "--assign", "a"], by: study.tool, saying: "no passage")
  }

  @Test func `codings of a closed code in a file are told by line, the rest goes in`() throws {
    let study = try SmallStudy()
    try expectDone(study.tool, "codes", "retire", "work")
    try study.files.write(
      "transcript,code,turn\nS-1,work,t2\nS-1,work,t4\nS-1,staying,t4\n", to: "more.csv")
    let run = try study.tool.run("import", "codings", "more.csv")
    #expect(run.code == 1, "\(run.story)")
    #expect(run.output == "added 1 coding, 1 already there, 1 row left out\n", "\(run.story)")
    #expect(run.errors.contains("more.csv, line 3: 'work' is retired"), "\(run.story)")
  }

  @Test func `a codebook file is compared with the study, and moments with each other`() throws {
    let study = try SmallStudy()
    try expectDone(study.tool, "codebook", "freeze", "pilot")
    let file = "Codebooks/book.yaml"
    #expect(try rows(study, "codebook", "diff", file) == [])
    try expectDone(study.tool, "codes", "edit", "work", "--short", "Other words.")
    try expectDone(study.tool, "codes", "rename", "saying", "hearsay")
    try expectDone(study.tool, "codes", "merge", "stalling", "--into", "staying")
    let changes = [
      ["work", "redefined", "short", "Work is the reason for coming.", "Other words."],
      ["stalling", "retired", "retired", "", "yes"],
      ["hearsay", "renamed", "slug", "saying", "hearsay"],
      ["stalling", "merged", "", "", "staying"], ["staying", "took", "", "stalling", ""],
    ]
    #expect(try rows(study, "codebook", "diff", "pilot") == changes)
    let wanted = changes.filter { !["retired"].contains($0[1]) }
    #expect(try rows(study, "codebook", "diff", file) == wanted)
    let frozen = try rows(study, "codebook", "frozen")
    #expect(frozen.map { $0[0] } == ["pilot"] && frozen.map { $0[3] } == ["5"])
    try expectRefusal(
      65, of: ["codebook", "diff", "other"], by: study.tool, saying: "frozen are pilot")
    try expectRefusal(
      66, of: ["codebook", "diff", "other.yaml"], by: study.tool, saying: "other.yaml")
    try expectRefusal(
      65, of: ["codebook", "diff", "1999-01-01"], by: study.tool, saying: "began later")
    let same = try study.tool.run("codebook", "import", file)
    #expect(same.errors.contains("saying of the file was renamed and is hearsay"), "\(same.story)")
  }

  @Test func `lint ends with 1 when it finds something and 0 when not`() throws {
    let study = try SmallStudy()
    let run = try study.tool.run("codebook", "lint", "--format", "csv")
    #expect(run.code == 1, "\(run.story)")
    #expect(run.output.contains("work,no-example,has no example,"), "\(run.story)")
    try expectDone(study.tool, "codebook", "lint", "--rule", "too-deep")
    #expect(try study.tool.run("codebook", "lint", "--levels", "1").output.contains("too-deep"))
    try expectRefusal(
      64, of: ["codebook", "lint", "--rule", "spelling"], by: study.tool, saying: "no-example")
  }

  @Test func `an option that says nothing or two things is refused`() throws {
    let study = try SmallStudy()
    for command in [
      ["codes", "move", "work"], ["codes", "move", "work", "--top", "--under", "staying"],
      ["codes", "move", "work", "--before", "saying", "--after", "staying"],
      ["codes", "merge", "--into", "staying"], ["codes", "merge", "work"],
      ["codes", "split", "work", "--into", "a", "--edit"],
      ["codes", "split", "work", "--by", "ann"],
      ["codes", "edit", "work", "--short", "x", "--sheet", "y"],
    ] {
      #expect(try study.tool.run(command).code == 64, "\(command)")
    }
  }
}
