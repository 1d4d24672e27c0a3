import Foundation
import TestSupport
import Testing

/// Queries on the demonstration study.
@Suite struct QueryCommandTests {
  @Test func relationsAreCountedAsThePairsOfTheirPassagesSay() throws {
    let study = try DemoStudy()
    let stay = try study.csv("quotes", "intent-to-stay", "--context", "0")
    let school = try study.csv("quotes", "school-as-anchor", "--context", "0")
    struct Place: Hashable { var transcript, language, turn: String }
    func places(_ rows: CSVRows) throws -> [Place] {
      let turns = try rows.column("turn")
      let languages = try rows.column("language")
      return try rows.column("transcript").enumerated().map {
        Place(transcript: $1, language: languages[$0], turn: turns[$0])
      }
    }
    // Passages of several turns are rare; those of one turn give the least that must be found.
    let least = Set(try places(stay)).intersection(try places(school)).count
    let found = try study.csv(
      "quotes", "intent-to-stay same turn school-as-anchor", "--context", "0")
    #expect(found.rows.count >= least && least > 0)
    let not = try study.csv(
      "quotes", "intent-to-stay not same turn school-as-anchor", "--context", "0")
    #expect(found.rows.count + not.rows.count == stay.rows.count)
    #expect(Set(try found.column("code")) == ["intent-to-stay"])
  }

  @Test func aPlaceOfWordsCanBeCodedAsItIsCited() throws {
    let study = try DemoStudy()
    let found = try study.csv("quotes", "text \"telephone\" and not under cat-staying")
    let cite = try #require(try found.column("cite").first)
    #expect(try found.column("code").first == "")
    #expect(try found.column("quote").first?.lowercased() == "telephone")
    let parts = cite.split(separator: "@").map(String.init)
    try #require(parts.count == 2)
    try expectDone(study.tool, "code", parts[0], "@" + parts[1], "--as", "belonging-here")
    let again = try study.csv("quotes", "belonging-here overlaps text \"telephone\"")
    #expect(try again.column("start").contains(String(parts[1].prefix { $0 != "-" })))
    let page = try expectDone(study.tool, "quotes", "text \"telephone\" and not belonging-here")
    #expect(page.output.contains("where words are said"), "\(page.output)")
  }

  @Test func clippedPassagesLieInsideWholeOnes() throws {
    let study = try DemoStudy()
    let query = "intent-to-stay and school-as-anchor"
    let whole = try study.csv("quotes", query, "--context", "0")
    let clipped = try study.csv("quotes", query, "--clip", "--context", "0")
    #expect(!clipped.rows.isEmpty && clipped.rows.count <= whole.rows.count)
    #expect(try clipped.column("code").allSatisfy { $0.contains(";") })
    let spans = try zip(whole.column("start"), whole.column("end")).map {
      (try #require(Int($0)), try #require(Int($1)))
    }
    for (start, end) in try zip(clipped.column("start"), clipped.column("end")) {
      let (start, end) = (try #require(Int(start)), try #require(Int(end)))
      #expect(spans.contains { $0.0 <= start && end <= $0.1 })
    }
  }

  @Test func aQueryIsReadFromAFileAndFromAPipe() throws {
    let study = try DemoStudy()
    let query = "intent-to-stay\n  and not near-city-choice\n"
    try study.files.write(query, to: "question.txt")
    let typed = try study.csv("quotes", "intent-to-stay and not near-city-choice")
    #expect(try study.csv("quotes", "--ask", "question.txt").rows == typed.rows)
    #expect(try study.tool.run("quotes", "intent-to-stay", "--ask", "question.txt").code == 64)
    #expect(try study.tool.run("quotes").code == 64)
    let absent = try study.tool.run("quotes", "--ask", "absent.txt")
    #expect(absent.code == 66, "\(absent.story)")
  }

  @Test func aSavedQueryIsAskedByNameAndItsChangesAreUndone() throws {
    let study = try DemoStudy()
    let query = "intent-to-stay same turn school-as-anchor"
    let expected = try study.csv("quotes", query).rows
    try expectDone(study.tool, "query", "save", "anchored", query)
    #expect(try study.csv("quotes", "@anchored").rows == expected)
    #expect(try study.csv("query", "list").rows == [["anchored", query]])
    let twice = try study.tool.run("query", "save", "anchored", "no-way-back")
    #expect(twice.code == 65 && twice.errors.contains("--replace"), "\(twice.story)")
    let prefix = try study.tool.run("query", "save", "x", "intent-to-st")
    #expect(prefix.code == 65, "names in saved queries are exact: \(prefix.story)")
    try expectDone(study.tool, "query", "remove", "anchored")
    #expect(try study.tool.run("quotes", "@anchored").code == 65)
    try expectDone(study.tool, "undo")
    #expect(try study.csv("quotes", "@anchored").rows == expected)
  }

  @Test func aFilterLimitsTheWordsToo() throws {
    let study = try DemoStudy()
    let all = Set(try study.csv("quotes", "text \"school*\"").column("transcript"))
    let some = Set(
      try study.csv("quotes", "text \"school*\"", "--where", "site in anshun").column("transcript"))
    #expect(!some.isEmpty && some.isStrictSubset(of: all))
    #expect(some.isSubset(of: ["AS-101", "AS-102", "PB-101", "PB-121"]))
  }

  @Test func errorsPointAtThePlace() throws {
    let study = try DemoStudy()
    let run = try study.tool.run("quotes", "intent-to-stay near 2 turns no-way-back")
    #expect(run.code == 64)
    #expect(run.errors.contains("query, column 21: a distance is missing here"), "\(run.story)")
    #expect(run.errors.contains("\n  " + String(repeating: " ", count: 20) + "^"), "\(run.story)")
  }
}

/// Themes made and changed at the command line.
@Suite struct ThemeByHandCommandTests {
  @Test func aThemeIsDefinedByAQueryAndItsCodesAreTaken() throws {
    let study = try DemoStudy()
    try expectDone(
      study.tool, "themes", "define", "held", "--statement", "The school holds.", "--rule",
      "intent-to-stay same turn school-as-anchor and not conditional-stay")
    let export = try expectDone(study.tool, "themes", "export").output
    #expect(export.contains("required: [intent-to-stay, school-as-anchor]"), "\(export)")
    let cases = Set(
      try study.csv("quotes", "intent-to-stay same turn school-as-anchor and not conditional-stay")
        .column("transcript"))
    let shown = try expectDone(study.tool, "themes", "show", "held").output
    #expect(!cases.isEmpty && shown.contains("a passage that answers"), "\(shown)")
    // What was exported is the same theme again.
    try study.files.write(export, to: "themes.yaml")
    let again = try expectDone(study.tool, "themes", "import", "themes.yaml")
    #expect((again.output + again.errors).contains("nothing changed"), "\(again.story)")
  }

  @Test func anImportOfThemesSaysWhatIsDifferent() throws {
    let study = try SmallStudy()
    try study.files.write(
      """
      themes:
        - id: garden
          statement: People stay for what they have built.
          rule: at least 1
          required: [staying]
          contrary: [work]

      """, to: "themes.yaml")
    let dry = try expectDone(study.tool, "themes", "import", "themes.yaml", "--dry-run")
    #expect(dry.output.contains("0 new, 1 known, 1 changed"), "\(dry.story)")
    let run = try expectDone(study.tool, "themes", "import", "themes.yaml")
    #expect(run.errors.contains("changed: garden: statement, rule, contrary codes"), "\(run.story)")
    let again = try expectDone(study.tool, "themes", "import", "themes.yaml")
    #expect(again.output.contains("0 new, 1 known (nothing changed)"), "\(again.story)")
  }

  @Test func summariesComeFromAFileOrAnEditor() throws {
    let study = try DemoStudy()
    try study.files.write("First words.\n", to: "summary.txt")
    let theme = "anchor-at-a-price"
    try expectDone(study.tool, "themes", "summarise", theme, "--summary-file", "summary.txt")
    #expect(
      try study.csv("themes", "summary").rows.contains {
        $0.first == theme && $0.last == "First words."
      })
    try study.files.write(
      "printf 'Edited: ' | cat - \"$1\" > edited && mv edited \"$1\"\n", to: "ed.sh")
    var tool = study.tool
    tool.environment["EDITOR"] = "sh \(study.folder.path)/ed.sh"
    tool.environment["VISUAL"] = ""
    try expectDone(tool, "themes", "summarise", theme)
    #expect(
      try study.csv("themes", "summary").rows.contains {
        $0.first == theme && $0.last == "Edited: First words."
      })
    var shell = study.tool
    shell.executable = URL(filePath: "/bin/bash")
    let piped = try shell.run([
      "-c", "printf 'Piped words.\\n' | \"$0\" \"$@\"", try Tool.program.get().path, "themes",
      "summarise", theme, "--summary-file", "-",
    ])
    #expect(piped.code == 0, "\(piped.story)")
    #expect(
      try study.csv("themes", "summary").rows.contains {
        $0.first == theme && $0.last == "Piped words."
      })
    try expectDone(study.tool, "undo")
    tool.environment["EDITOR"] = "false"
    #expect(try tool.run("themes", "summarise", theme).code == 65)
    try expectDone(study.tool, "undo")
    #expect(
      try study.csv("themes", "summary").rows.contains {
        $0.first == theme && $0.last == "First words."
      })
  }

  @Test func aJudgementStandsBesideTheRule() throws {
    let study = try DemoStudy()
    let before = try study.csv("themes").rows
    try expectDone(
      study.tool, "themes", "judge", "two-ways-to-settle", "HH-011", "--verdict", "contradicts",
      "--why", "She names one way only.")
    #expect(try study.csv("themes").rows == before)
    let shown = try expectDone(study.tool, "themes", "show", "two-ways-to-settle").output
    #expect(shown.contains("She names one way only."), "\(shown)")
    let silent = try study.tool.run(
      "themes", "judge", "two-ways-to-settle", "HH-011", "--verdict", "supports")
    #expect(silent.code == 64 && silent.errors.contains("--why"), "\(silent.story)")
    #expect(
      try study.tool.run(
        "themes", "judge", "two-ways-to-settle", "HH-999", "--verdict", "unclear", "--why", "x"
      ).code == 65)
  }

  @Test func prevalenceByAVariableIsThatOfTheFilteredThemes() throws {
    let study = try DemoStudy()
    let rows = try study.csv("themes", "--by", "owns_home_city")
    for value in ["yes", "no"] {
      let group = rows.rows.first { $0[0] == "permanence-without-membership" && $0[2] == value }
      let run = try expectDone(
        study.tool, "themes", "show", "permanence-without-membership", "--where",
        "owns_home_city is \(value)")
      let wanted = try #require(group)
      let words = "\(wanted[5]) of \(wanted[6]) cases with codings"
      #expect(run.output.contains(words), "\(run.output)")
    }
    #expect(try study.tool.run("themes", "--by", "no-such").code == 64)
    #expect(try study.tool.run("themes", "--at", "3").code == 64)
  }
}
