import CodingEngine
import Fieldwork
import Testing

/// Four households and an official speak of staying.
///
/// | transcript | case | stay | school | leave |
/// |---|---|---|---|---|
/// | GY-1 household | R-1 | yes | yes, same passage | |
/// | GY-2 household | R-2 | yes | | yes |
/// | GY-3 household | R-3 | yes | yes, another passage | yes |
/// | GY-4 household | R-4 | | | not coded |
/// | GY-5 official | | yes | yes | yes |
private func study() -> SnapshotBuilder {
  var study = SnapshotBuilder()
  study.category("anchors")
  study.code("stay")
  study.code("school", under: "anchors")
  study.code("leave")
  for number in 1...4 { study.place("R-\(number)") }
  let lines: [SnapshotBuilder.Line] = [
    .asks("And later?"), .says("We stay here. The school is good. Some day we go."),
  ]
  for number in 1...4 { study.interview("GY-\(number)", about: ["R-\(number)"], lines) }
  study.interview("GY-5", kind: "official", lines)
  study.put("stay", "school", on: "We stay here. The school", in: "GY-1")
  study.put("stay", on: "We stay here.", in: "GY-2")
  study.put("leave", on: "Some day we go.", in: "GY-2")
  study.put("stay", on: "We stay here.", in: "GY-3")
  study.put("school", on: "The school is good.", in: "GY-3")
  study.put("leave", on: "Some day we go.", in: "GY-3")
  study.put("stay", on: "We stay here.", in: "GY-5")
  study.put("school", on: "The school is good.", in: "GY-5")
  study.put("leave", on: "Some day we go.", in: "GY-5")
  return study
}

private func theme(
  _ rule: ThemeRule = .allRequired, required: [String] = ["stay", "school"]
) -> ThemeDefinition {
  ThemeDefinition(
    slug: "anchored", statements: [], rule: rule, required: required, contrary: ["leave"])
}

@Suite struct ThemeReportTests {
  @Test func casesCarryAThemeByItsRule() throws {
    let report = ThemeReport(theme(), in: try study().snapshot())
    #expect(report.rule == "all 2 required: stay, school")
    #expect(report.cases.map(\.name) == ["R-1", "R-2", "R-3"])
    #expect(report.cases.map(\.carries) == [true, false, true])
    #expect(report.cases[1].present == ["stay"])
    #expect(report.cases[1].lacking == ["school"])
    #expect(report.prevalence == Share(2, of: 3))
    #expect(report.transcriptPrevalence == Share(3, of: 4))
    let any = ThemeReport(theme(.atLeast(1)), in: try study().snapshot())
    #expect(any.rule == "at least 1 of 2 required: stay, school")
    #expect(any.prevalence == Share(3, of: 3))
  }

  @Test func prevalenceIsGivenByKindOfInterviewee() throws {
    let report = ThemeReport(theme(), in: try study().snapshot())
    #expect(report.kinds.map(\.kind) == ["household", "official"])
    #expect(report.kinds.map(\.transcripts) == [Share(2, of: 3), Share(1, of: 1)])
    #expect(report.kinds.map(\.uncoded) == [1, 0])
    #expect(report.kinds.map(\.cases) == [Share(2, of: 3), Share(0, of: 0)])
    #expect(report.notes.contains("transcripts without codings are not counted: GY-4"))
    #expect(
      report.notes.contains("counts tell how often it was noted, not how important it is"))
  }

  @Test func codesAreCountedWithTheirPart() throws {
    let report = ThemeReport(theme(), in: try study().snapshot())
    #expect(report.codes.map(\.slug) == ["stay", "school", "leave"])
    #expect(report.codes.map(\.part) == [.required, .required, .contrary])
    #expect(report.codes.map(\.codings) == [4, 3, 3])
    #expect(report.codes.map(\.transcripts) == [4, 3, 3])
    #expect(report.codes.map(\.cases) == [3, 2, 2])
  }

  @Test func negativeCasesComeFirstAmongContraryPassages() throws {
    let report = ThemeReport(theme(), in: try study().snapshot())
    #expect(report.contrary.map(\.cite) == ["GY-2#2", "GY-3#3", "GY-5#3"])
    #expect(report.contrary.map(\.place) == [.negativeCase, .bearer, .noCase])
    #expect(report.contrary.map(\.caseIndex) == [1, 2, -1])
  }

  @Test func theLoudestSourceIsNamed() throws {
    var study = study()
    study.put("stay", on: "Some day", in: "GY-3")
    let report = ThemeReport(theme(), in: try study.snapshot())
    // Required codings: GY-1 two, GY-2 one, GY-3 three, GY-5 two.
    #expect(report.topSource?.transcript == "GY-3")
    #expect(report.topSource?.share == Share(3, of: 8))
  }

  @Test func aCategoryStandsForWhatLiesBelowIt() throws {
    let report = ThemeReport(theme(required: ["anchors"]), in: try study().snapshot())
    #expect(report.cases.map(\.carries) == [true, false, true])
  }

  @Test func nobodyCarriesAThemeThatAsksForNothingOrTheImpossible() throws {
    let snapshot = try study().snapshot()
    let empty = ThemeReport(theme(required: []), in: snapshot)
    #expect(empty.prevalence == Share(0, of: 3))
    #expect(empty.notes.contains("the theme requires no code; nobody can carry it"))
    let unknown = ThemeReport(theme(required: ["stay", "ferry"]), in: snapshot)
    #expect(unknown.prevalence == Share(0, of: 3))
    #expect(unknown.notes.contains("the codebook does not have: ferry"))
    #expect(unknown.cases[0].lacking == ["ferry"])
    #expect(ThemeReport(theme(.atLeast(3)), in: snapshot).prevalence == Share(0, of: 3))
  }
}

@Suite struct ExemplarTests {
  @Test func passagesWithMostRequiredCodesComeFirstOnePerSource() throws {
    let study = study()
    let snapshot = try study.snapshot()
    let report = ThemeReport(theme(), in: snapshot)
    #expect(report.neededTexts(in: snapshot) == [0, 2, 4])
    let chosen = report.exemplars(perKind: 3, in: snapshot, texts: study.shelf)
    // GY-2 does not carry the theme, and GY-3 gives one passage, not two.
    #expect(chosen.passages.map(\.cite) == ["GY-1#1", "GY-3#1", "GY-5#1"])
    #expect(chosen.passages.map(\.kind) == ["household", "household", "official"])
    #expect(chosen.passages[0].codes == ["stay", "school"])
    #expect(
      chosen.passages[0].reason
        == "2 of 2 required codes on it (stay, school); first of kind household; 5 words, "
        + "not of moderate length")
    #expect(
      chosen.passages[1].reason.contains("next of kind household, from another transcript and case")
    )
  }

  @Test func moderateLengthDecidesAmongEquals() throws {
    var study = SnapshotBuilder()
    study.code("stay")
    let long = Array(repeating: "river", count: 15).joined(separator: " ")
    study.place("R-1")
    study.place("R-2")
    study.interview("GY-1", about: ["R-1"], [.says("Short.")])
    study.interview("GY-2", about: ["R-2"], [.says(long)])
    study.interview("GY-3", kind: "expert", [.says("Nothing.")])
    study.put("stay", on: "Short.", in: "GY-1")
    study.put("stay", on: long, in: "GY-2")
    let snapshot = try study.snapshot()
    let report = ThemeReport(theme(required: ["stay"]), in: snapshot)
    let chosen = report.exemplars(perKind: 1, in: snapshot, texts: study.shelf)
    #expect(chosen.passages.map(\.cite) == ["GY-2#1"])
    #expect(chosen.passages[0].reason.hasSuffix("; 15 words"))
    #expect(
      chosen.notes == ["no passage from a case or transcript that carries the theme: expert"])
    // Without the words nothing but the order is left.
    let blind = report.exemplars(perKind: 1, in: snapshot, texts: TextShelf())
    #expect(blind.passages.map(\.cite) == ["GY-1#1"])
  }

  @Test func theCodesOfAThemeAreAllShownBeforeOneIsShownAgain() throws {
    var study = SnapshotBuilder()
    study.code("stay")
    study.code("school")
    for number in 1...3 {
      study.place("R-\(number)")
      study.interview("GY-\(number)", about: ["R-\(number)"], [.says("We stay. School is near.")])
      study.put("stay", on: "We stay.", in: "GY-\(number)")
      study.put("school", on: "School is near.", in: "GY-\(number)")
    }
    study.interview("GY-4", kind: "official", [.says("They stay. School is dear.")])
    study.put("stay", on: "They stay.", in: "GY-4")
    study.put("school", on: "School is dear.", in: "GY-4")
    let snapshot = try study.snapshot()
    let chosen = ThemeReport(theme(), in: snapshot)
      .exemplars(perKind: 2, in: snapshot, texts: study.shelf)
    // Each kind shows the codes for itself; the official has one passage to give.
    #expect(chosen.passages.map(\.cite) == ["GY-1#1", "GY-2#2", "GY-4#1"])
    #expect(chosen.passages.map(\.codes) == [["stay"], ["school"], ["stay"]])
    #expect(chosen.passages[1].reason.contains("; school not shown before; "))
    #expect(!chosen.passages[0].reason.contains("not shown before"))
  }

  @Test func chinesePassagesAreWeighedByCharacters() throws {
    var study = SnapshotBuilder()
    study.code("stay")
    let moderate = String(repeating: "桥", count: 25) + "。"
    study.interview("GY-1", [.says("留下。")])
    study.interview("GY-2", [.says(moderate)])
    study.put("stay", on: "留下。", in: "GY-1")
    study.put("stay", on: moderate, in: "GY-2")
    let snapshot = try study.snapshot()
    let report = ThemeReport(theme(required: ["stay"]), in: snapshot)
    let chosen = report.exemplars(perKind: 1, in: snapshot, texts: study.shelf)
    #expect(chosen.passages.map(\.cite) == ["GY-2#1"])
    #expect(chosen.passages[0].reason.hasSuffix("; 25 Chinese characters"))
  }
}
