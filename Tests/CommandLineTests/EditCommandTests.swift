import Foundation
import TestSupport
import Testing

/// A study whose editor is a small script.
private struct Desk {
  let study: SmallStudy
  var tool: Tool

  /// - Parameter script: shell commands with the sheet as `$1`.
  init(_ script: String = "true") throws {
    study = try SmallStudy()
    tool = study.tool
    tool.environment["EDITOR"] = "sh \(study.folder.path)/ed.sh"
    try write(script)
  }

  func write(_ script: String) throws {
    try study.files.write("sheet=$1\n\(script)\n", to: "ed.sh")
  }

  /// Changes a sheet as `sed` does.
  func sed(_ commands: String...) throws {
    let options = commands.map { "-e '\($0)'" }.joined(separator: " ")
    try write("sed -i \(options) \"$sheet\"")
  }

  func run(_ arguments: String...) throws -> ToolRun { try tool.run(arguments) }

  func number(_ sql: String) throws -> Int { try StudyFile(study.folder).number(sql) }

  func rows(_ sql: String) throws -> [[String]] { try StudyFile(study.folder).rows(sql) }

  func codings(of transcript: String = "S-1") throws -> [String] {
    try rows(
      """
      SELECT v.quote, v.code FROM v_quotes v WHERE v.transcript = '\(transcript)'
        AND v.coder = 'ann' ORDER BY 1, 2
      """
    ).map { $0.map { $0.trimmingCharacters(in: ["'"]) }.joined(separator: " = ") }
  }

  /// The sheets that were kept.
  var kept: [String] {
    let folder = study.folder.appending(path: "Sheets").path
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }
}

@Suite struct EditCommandTests {
  @Test func marksThatAreMadeInTheEditorBecomeCodings() throws {
    let desk = try Desk()
    try desk.sed(
      "s/we stay for the garden/[[&]]{staying | she says it twice}/",
      "s/^t1 /t1 {打算留下} /", "s/{work}/{work, saying}/")
    let run = try desk.run("edit", "S-1")
    #expect(run.code == 0, "\(run.story)")
    #expect(
      run.lines == [
        "+ t1 staying  “Why did you come here?”",
        "+ t2 saying  “The road was closed in winter. We came for the work, like ev…”",
        "+ t4 staying  “we stay for the garden”  memo: she says it twice",
        "S-1: 3 added",
      ])
    #expect(
      try desk.codings() == [
        "The road was closed in winter. We came for the work, like everybody. = saying",
        "The road was closed in winter. We came for the work, like everybody. = work",
        "Why did you come here? = staying", "we stay for the garden = staying",
      ])
    #expect(try desk.number("SELECT count(*) FROM memo WHERE body = 'she says it twice'") == 1)
    #expect(desk.kept.isEmpty)
    #expect(!desk.study.files.has("Sheets"))
    let log = try desk.run("log").output
    #expect(log.contains("edit") && log.contains("S-1: 3 added"), "\(log)")
    #expect(try desk.run("undo").code == 0)
    #expect(try desk.codings().count == 1)
    #expect(try desk.run("check").code == 0)
  }

  @Test func marksThatAreTakenOutTakeTheirCodingsOff() throws {
    let desk = try Desk()
    try desk.sed("s/ {work}//")
    let run = try desk.run("edit", "S-1")
    #expect(run.lines.last == "S-1: 1 removed", "\(run.story)")
    #expect(run.lines.first?.hasPrefix("- t2 work  “The road") == true, "\(run.story)")
    #expect(try desk.number("SELECT count(*) FROM segment") == 1)
  }

  @Test func aPassageMadeLongerKeepsItsMemo() throws {
    let desk = try Desk()
    try expectDone(
      desk.tool, "code", "S-1", "Nobody asks us", "--as", "staying", "--memo", "who?", "--stance",
      "deny")
    try desk.sed("s/us\\]\\]{staying | who?} to leave/us to leave]]{staying | who?}/")
    let run = try desk.run("edit", "S-1")
    #expect(
      run.lines == [
        "~ t4 staying  “Nobody asks us” → “Nobody asks us to leave”", "S-1: 1 changed",
      ], "\(run.story)")
    #expect(try desk.rows("SELECT stance FROM coding WHERE stance NOT NULL") == [["'deny'"]])
    #expect(try desk.number("SELECT count(*) FROM memo_coding") == 1)
    try desk.sed("s/who?/who, then?/")
    let noted = try desk.run("edit", "S-1")
    #expect(
      noted.lines == [
        "~ t4 staying  “Nobody asks us to leave”  memo: who, then?  without memo: who?",
        "S-1: 1 changed",
      ], "\(noted.story)")
    #expect(try desk.rows("SELECT body FROM memo") == [["'who, then?'"]])
  }

  @Test func aSheetThatIsClosedUnchangedLeavesNoEntry() throws {
    let desk = try Desk()
    let before = try StudyFile.dump(desk.study.folder)
    let run = try desk.run("edit", "S-1")
    #expect(run.code == 0 && run.lines == ["S-1: nothing changed"], "\(run.story)")
    // Other blanks and comments are no change either.
    try desk.sed("s/$/  /", "s/^t4 /# my own remark\\n&/")
    let blanks = try desk.run("edit", "S-1")
    #expect(blanks.code == 0 && blanks.lines == ["S-1: nothing changed"], "\(blanks.story)")
    #expect(try StudyFile.dump(desk.study.folder) == before)
    #expect(desk.kept.isEmpty)
  }

  @Test func newCodesStandAtTheFootOrAreAskedFor() throws {
    let desk = try Desk()
    try desk.sed(
      "s/the garden/[[&]]{Green things, long-walk}/",
      "s/^=== new codes.*/&\\nGreen things: What people plant./")
    let refused = try desk.run("edit", "S-1")
    #expect(refused.code == 65 && refused.errors.contains("'long-walk'"), "\(refused.story)")
    #expect(!refused.errors.contains("Green"))
    #expect(desk.kept == ["S-1-ann.sheet"])
    let run = try desk.run("edit", "S-1", "--apply", "Sheets/S-1-ann.sheet", "--new")
    #expect(run.code == 0 && run.lines.last == "S-1: 2 added, 2 new codes", "\(run.story)")
    #expect(run.errors.contains("new codes: green-things, long-walk"), "\(run.story)")
    #expect(
      try desk.rows(
        """
        SELECT slug, short FROM code JOIN code_version ON code_id = code.id
        WHERE slug IN ('green-things', 'long-walk') ORDER BY slug
        """) == [["'green-things'", "'What people plant.'"], ["'long-walk'", "''"]])
    #expect(try desk.run("undo").code == 0)
    #expect(try desk.number("SELECT count(*) FROM code WHERE slug = 'long-walk'") == 0)
  }

  @Test func anUnknownCodeIsRefusedWithThePlaceAndTheNearestThree() throws {
    let desk = try Desk()
    try desk.sed("s/the garden/[[&]]{staling}/")
    let run = try expectRefusal(
      65, of: ["edit", "S-1"], by: desk.tool, saying: "S-1, line ", "column ", "'staling'",
      "stalling, staying, saying", "Sheets/S-1-ann.sheet")
    #expect(run.errors.contains("emic edit S-1 --apply"), "\(run.story)")
    #expect(desk.kept == ["S-1-ann.sheet"])
    let mode = try FileManager.default.attributesOfItem(
      atPath: desk.study.folder.appending(path: "Sheets/S-1-ann.sheet").path)[.posixPermissions]
    #expect(mode as? Int == 0o600)
  }

  @Test func aCategoryIsRefusedWithItsCodes() throws {
    let desk = try Desk()
    try desk.sed("s/the garden/[[&]]{cat-moving}/")
    try expectRefusal(
      65, of: ["edit", "S-1"], by: desk.tool, saying: "is a category", "work, staying")
  }

  @Test func everyFaultIsListedAndNothingIsDone() throws {
    let desk = try Desk()
    try desk.sed(
      "s/the garden/[[&]]/", "s/Nobody/[[Nobody/", "s/{work}/{wrok}/", "s/And now/]]{work}And now/")
    let run = try expectRefusal(
      65, of: ["edit", "S-1"], by: desk.tool, saying: "for 4 reasons", "no mark is open",
      "no code stands behind", "is not closed", "'wrok'")
    #expect(run.errorLines.filter { $0.hasPrefix("  line ") }.count == 4, "\(run.story)")
  }

  @Test func changedWordsAreShownAndRefused() throws {
    let desk = try Desk()
    try desk.sed("s/in winter/in summer/", "s/the garden/[[the gardens]]{staying}/")
    let run = try expectRefusal(
      65, of: ["edit", "S-1"], by: desk.tool, saying: "words were changed in 2 places",
      "--correct", "Sheets/S-1-ann.sheet", "winter. We", "summer. We", " → ")
    #expect(run.errors.contains("\n  t2, line "), "\(run.story)")
    #expect(desk.kept == ["S-1-ann.sheet"])
  }

  @Test func aSheetThatWasKeptIsNamedNextTime() throws {
    let desk = try Desk()
    try desk.sed("s/in winter/in summer/")
    #expect(try desk.run("edit", "S-1").code == 65)
    let again = try desk.run("edit", "S-1")
    #expect(again.errors.contains("an earlier sheet was not taken"), "\(again.story)")
    #expect(desk.kept == ["S-1-ann-2.sheet", "S-1-ann.sheet"])
    try desk.write("true")
    #expect(try desk.run("edit", "S-1").code == 0)
    #expect(desk.kept == ["S-1-ann-2.sheet", "S-1-ann.sheet"])
  }

  @Test func withoutAnEditorOrWithOneThatBreaksOffNothingIsKept() throws {
    var desk = try Desk("exit 3")
    let broken = try expectRefusal(
      65, of: ["edit", "S-1"], by: desk.tool, saying: "broke off (3)")
    #expect(!broken.errors.contains("kept"), "\(broken.story)")
    try desk.write("echo >> \"$sheet\"; exit 3")
    try expectRefusal(
      65, of: ["edit", "S-1"], by: desk.tool, saying: "broke off (3)", "Sheets/S-1-ann.sheet")
    try FileManager.default.removeItem(at: desk.study.folder.appending(path: "Sheets"))
    desk.tool.environment["EDITOR"] = nil
    try expectRefusal(
      64, of: ["edit", "S-1"], by: desk.tool, saying: "no editor is set", "--sheet")
    #expect(desk.kept.isEmpty)
  }

  @Test func whatTheStudyDidMeanwhileIsBroughtTogether() throws {
    let desk = try Desk()
    let emic = try Tool.program.get().path
    try desk.write(
      """
      sed -i -e 's/the garden/[[&]]{staying}/' -e 's/ {work}//' "$sheet"
      '\(emic)' code S-1 'And now?' --as saying --quiet
      '\(emic)' codebook import more.yaml --quiet
      """)
    try desk.study.files.write("codes:\n  - {id: other, short: More.}\n", to: "more.yaml")
    let run = try desk.run("edit", "S-1")
    #expect(run.code == 0 && run.lines.last == "S-1: 1 added, 1 removed", "\(run.story)")
    #expect(try desk.codings() == ["And now? = saying", "the garden = staying"])
  }

  @Test func whatBothSidesChangedOtherwiseIsShownAndRefused() throws {
    let desk = try Desk()
    let emic = try Tool.program.get().path
    try desk.write(
      """
      sed -i -e 's/ {work}//' "$sheet"
      '\(emic)' code S-1 t2 --as work --memo 'a second thought' --quiet
      """)
    let run = try desk.run("edit", "S-1")
    #expect(run.code == 65, "\(run.story)")
    expectOneLine(run)
    #expect(run.errors.contains("the sheet takes it off, it was changed"), "\(run.story)")
    #expect(run.errors.contains("t2 work") && run.errors.contains("Sheets/S-1-ann.sheet"))
    #expect(try desk.codings().count == 1)
    #expect(try desk.number("SELECT count(*) FROM memo") == 1)
  }

  @Test func otherWordsMeanwhileRefuseTheSheet() throws {
    let desk = try Desk()
    try expectDone(desk.tool, "edit", "S-1", "--sheet", "sheet.txt")
    try expectDone(desk.tool, "remove", "S-1", "--with-codings")
    try desk.study.files.write("Ana: Other words.\n", to: "S-1.txt")
    try expectDone(desk.tool, "import", "S-1.txt")
    try expectRefusal(
      65, of: ["edit", "S-1", "--apply", "sheet.txt"], by: desk.tool, saying: "other words now",
      "new sheet")
  }

  @Test func aSheetGoesToAFileAndComesBack() throws {
    let desk = try Desk()
    let written = try expectDone(desk.tool, "edit", "S-1", "--sheet", "sheet.txt")
    #expect(written.errors.contains("--apply sheet.txt"))
    let shown = try expectDone(desk.tool, "edit", "S-1", "--sheet", "-")
    #expect(try desk.study.files.text("sheet.txt") == shown.output)
    try expectRefusal(
      73, of: ["edit", "S-1", "--sheet", "sheet.txt"], by: desk.tool, saying: "is here already")
    let same = try expectDone(desk.tool, "edit", "S-1", "--apply", "sheet.txt")
    #expect(same.lines == ["S-1: nothing changed"])
    let text = shown.output.replacing("the garden", with: "[[the garden]]{staying}")
    try desk.study.files.write(text, to: "sheet.txt")
    let dry = try expectDone(desk.tool, "edit", "S-1", "--apply", "sheet.txt", "--dry-run")
    #expect(dry.lines.last == "S-1: 1 added (dry run)")
    #expect(try desk.codings().count == 1)
    try expectDone(desk.tool, "edit", "S-1", "--apply", "sheet.txt")
    #expect(try desk.codings().count == 2)
    // Taken twice it says nothing new, although the study has moved on since it was made.
    let again = try expectDone(desk.tool, "edit", "S-1", "--apply", "sheet.txt")
    #expect(again.lines == ["S-1: nothing changed"])
    try expectRefusal(
      66, of: ["edit", "S-1", "--apply", "none.txt"], by: desk.tool, saying: "no such file")
    try expectRefusal(
      65, of: ["edit", "S-2", "--apply", "sheet.txt"], by: desk.tool, saying: "the sheet is of S-1")
    try expectRefusal(
      65, of: ["edit", "S-1", "--apply", "sheet.txt", "--coder", "bo"], by: desk.tool,
      saying: "codings of ann", "--coder ann")
    var shell = desk.tool
    shell.executable = URL(filePath: "/bin/sh")
    let piped = try shell.run(
      "-c", "'\(try Tool.program.get().path)' edit S-1 --apply - < sheet.txt")
    #expect(piped.lines == ["S-1: nothing changed"], "\(piped.story)")
    let both = try desk.run("edit", "S-1", "--apply", "sheet.txt", "--sheet", "x")
    #expect(both.code == 64, "\(both.story)")
  }

  @Test func aSheetOfAnotherStudyIsRefused() throws {
    let desk = try Desk()
    let shown = try expectDone(desk.tool, "edit", "S-1", "--sheet", "-").output
    let foreign = shown.replacing(/# journal: (\d+) [0-9a-f]+/) {
      "# journal: \($0.1) 0123456789abcdef"
    }
    #expect(foreign != shown)
    try desk.study.files.write(foreign, to: "sheet.txt")
    try expectRefusal(
      65, of: ["edit", "S-1", "--apply", "sheet.txt"], by: desk.tool, saying: "another study")
  }

  @Test func onlyOnesOwnCodingsStandInTheSheet() throws {
    let desk = try Desk()
    try expectDone(
      desk.tool, "code", "S-1", "like everybody", "--as", "saying", "--coder", "bo")
    try expectDone(
      desk.tool, "code", "S-1", "like everybody", "--as", "saying", "--round", "2")
    let own = try expectDone(desk.tool, "edit", "S-1", "--sheet", "-").output
    #expect(own.contains("{work}") && !own.contains("{saying}") && !own.contains("bo: saying"))
    let revealed = try expectDone(desk.tool, "edit", "S-1", "--sheet", "-", "--reveal").output
    #expect(revealed.contains("#   bo: saying “like everybody”"))
    #expect(revealed.contains("#   ann, round 2: saying “like everybody”"))
    let second = try expectDone(desk.tool, "edit", "S-1", "--sheet", "-", "--round", "2").output
    #expect(second.contains("[[like everybody]]{saying}") && !second.contains("{work}"))
    // Whatever ann does in her sheet, bo's coding stays.
    try desk.sed("s/ {work}//")
    try expectDone(desk.tool, "edit", "S-1", "--reveal")
    #expect(
      try desk.number(
        "SELECT count(*) FROM coding WHERE segment_id IN (SELECT id FROM segment WHERE text_id = 1)"
      ) == 2)
  }

  @Test func anotherLanguageLayerHasASheetOfItsOwn() throws {
    let study = try DemoStudy()
    let sheet = try expectDone(study.tool, "edit", "GY-101", "--layer", "en", "--sheet", "-").output
    #expect(sheet.contains("# language: en\n") && sheet.contains("we are not guests"))
    let original = try expectDone(study.tool, "edit", "GY-101", "--sheet", "-").output
    #expect(!original.contains("# language:") && original.contains("我们又不是来做客的"))
    try study.files.write(
      sheet.replacing("we are not guests", with: "[[we are not guests]]{intent-to-stay}"),
      to: "en.txt")
    try expectDone(study.tool, "edit", "GY-101", "--apply", "en.txt")
    let rows = try StudyFile(study.folder).rows(
      "SELECT language, code FROM v_codings WHERE coder = 'ann'")
    #expect(rows == [["'en'", "'intent-to-stay'"]])
    try expectRefusal(
      65, of: ["edit", "GY-101", "--layer", "fr"], by: study.tool, saying: "no text in 'fr'")
    try expectRefusal(65, of: ["edit", "GY-1O1"], by: study.tool, saying: "GY-101")
  }

  /// Every sheet of the demonstration, as its coder has it, comes back without a change.
  @Test func everySheetOfTheDemonstrationComesBackUnchanged() throws {
    let study = try DemoStudy()
    let labels = try StudyFile(study.folder).rows("SELECT label FROM transcript ORDER BY label")
      .map { $0[0].trimmingCharacters(in: ["'"]) }
    #expect(labels.count == 18)
    for label in labels {
      let file = "\(label).txt"
      try expectDone(study.tool, "edit", label, "--coder", "gold", "--sheet", file)
      let text = try study.files.text(file)
      #expect(text.contains("{"), "\(label)")
      let run = try expectDone(study.tool, "edit", label, "--coder", "gold", "--apply", file)
      #expect(run.lines == ["\(label): nothing changed"], "\(run.story)")
    }
  }

  @Test func aDryRunChangesNothingAndKeepsTheSheet() throws {
    let desk = try Desk()
    try desk.sed("s/the garden/[[&]]{staying}/")
    let before = try StudyFile.dump(desk.study.folder)
    let run = try desk.run("edit", "S-1", "--dry-run")
    #expect(run.code == 0 && run.lines.last == "S-1: 1 added (dry run)", "\(run.story)")
    #expect(run.errors.contains("Sheets/S-1-ann.sheet"))
    #expect(try StudyFile.dump(desk.study.folder) == before)
  }

  @Test func whileAnotherProgramWritesTheSheetIsKept() throws {
    let desk = try Desk()
    try desk.sed("s/the garden/[[&]]{staying}/")
    let other = try StudyFile(desk.study.folder)
    #expect(other.execute("BEGIN IMMEDIATE") == 0)
    let run = try desk.run("edit", "S-1")
    #expect(other.execute("ROLLBACK") == 0)
    #expect(run.code == 75 && run.errors.contains("Sheets/S-1-ann.sheet"), "\(run.story)")
    try expectDone(desk.tool, "edit", "S-1", "--apply", "Sheets/S-1-ann.sheet")
  }

  /// At a terminal the coder is asked, and the same sheet opens again.
  @Test func atATerminalTheEditorOpensAgain() throws {
    let desk = try Desk()
    try desk.write(
      """
      if grep -q '.[[]the garden' "$sheet"; then sed -i 's/the garden/&]]{staying}/' "$sheet"
      else sed -i 's/the garden/[[&/' "$sheet"; fi
      """)
    var terminal = desk.tool
    terminal.executable = URL(filePath: "/bin/sh")
    let emic = try Tool.program.get().path
    for (answer, code, said) in [("n", 65, "is not closed"), ("y", 0, "S-1: 1 added")] {
      let typed =
        "(sleep 1; echo \(answer); sleep 1) | script -qec \"'\(emic)' edit S-1\" /dev/null"
      let run = try terminal.run("-c", typed)
      #expect(Int(run.code) == code && run.output.contains(said), "\(run.story)")
      #expect(run.output.contains("Open the editor again? [Y/n]"), "\(run.story)")
    }
    #expect(try desk.codings().count == 2)
    #expect(desk.kept == ["S-1-ann.sheet"])
  }

  /// No lock is held while the editor is open.
  @Test func othersWorkWhileTheEditorIsOpen() throws {
    let desk = try Desk()
    let emic = try Tool.program.get().path
    try desk.write("'\(emic)' code S-2 t2 --as work --quiet || exit 9")
    let run = try desk.run("edit", "S-1")
    #expect(run.code == 0, "\(run.story)")
    #expect(try desk.codings(of: "S-2").count == 2)
  }

  /// Sheets with random damage, through the whole program: refused and nothing changed, or taken.
  @Test func aDamagedSheetIsRefusedOrTaken() throws {
    let desk = try Desk()
    try expectDone(desk.tool, "code", "S-2", "家里没有地了", "--as", "work", "--memo", "土地")
    let sheet = Array(
      try expectDone(desk.tool, "edit", "S-2", "--sheet", "-").output.unicodeScalars)
    let lines = String(String.UnicodeScalarView(sheet))
    let first = try #require(lines.unicodeScalars.firstIndex(of: "=", after: "# round: 1"))
    let last = try #require(lines.unicodeScalars.firstIndex(of: "=", after: "就住这里"))
    var random = SeededGenerator(seed: 4)
    var (taken, refused) = (0, 0)
    for step in 0..<60 {
      var damaged = sheet
      let place = Int.random(in: first..<last, using: &random)
      switch step % 3 {
      case 0: damaged.remove(at: place)
      case 1: damaged.insert(damaged[Int.random(in: first..<last, using: &random)], at: place)
      default:
        damaged.insert(contentsOf: "]]{saying}".unicodeScalars, at: min(damaged.count, place + 4))
        damaged.insert(contentsOf: "[[".unicodeScalars, at: place)
      }
      try desk.study.files.write(String(String.UnicodeScalarView(damaged)), to: "damaged.txt")
      let before = try StudyFile.dump(desk.study.folder)
      let run = try desk.run("edit", "S-2", "--apply", "damaged.txt")
      if run.code == 0 {
        taken += 1
        if run.lines.last != "S-2: nothing changed" { try expectDone(desk.tool, "undo") }
      } else {
        refused += 1
        #expect(run.code == 65, "\(run.story)")
        expectOneLine(run)
        #expect(try StudyFile.dump(desk.study.folder) == before, "\(run.story)")
      }
    }
    #expect(taken > 5 && refused > 5)
    try expectDone(desk.tool, "check")
  }
}

extension String.UnicodeScalarView {
  /// How many scalars stand before the first of a kind behind some words.
  fileprivate func firstIndex(of scalar: Unicode.Scalar, after words: String) -> Int? {
    guard let found = String(self).range(of: words) else { return nil }
    return self[found.upperBound...].firstIndex(of: scalar).map {
      distance(from: startIndex, to: $0)
    }
  }
}
