import Foundation
import TestSupport
import Testing

/// Surveys in files of other programs, through the program as it is built.
@Suite struct SurveyFileCommandTests {
  private let columns = [
    OldStataFile.Column("hh", label: "住户", .words(width: 6, ["甲", "乙", "丙", "丁"])),
    OldStataFile.Column(
      "owns", label: "Owns a home",
      labels: [
        (0, "no"), (1, "yes"), (OldStataFile.labelOfTagA, "refused"),
        (OldStataFile.labelOfTagA + 1, "not asked"),
      ], .bytes([.number(1), .number(0), .missing(1), .missing(2)])),
    OldStataFile.Column(
      "income", label: "Income", labels: [(-999, "don't know")],
      .doubles([.number(3.25), .number(-999), .missing(0), .number(12)])),
    OldStataFile.Column(
      "day", format: "%td",
      .doubles(
        [.number(20_627), .missing(0), .number(1), .missing(26)])),
  ]

  private func study(_ data: Data) throws -> (files: ScratchFolder, tool: Tool) {
    let files = try ScratchFolder()
    try files.write(data, to: "survey.dta")
    let tool = Tool(in: files.url)
    try expectDone(tool, "init", ".")
    return (files, tool)
  }

  private func rows(_ run: ToolRun) -> [[String]] {
    run.lines.map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  @Test func aStataFileComesInIsDescribedAndGoesOutAsItWas() throws {
    let (files, tool) = try study(OldStataFile(columns).data())
    let run = try expectDone(
      tool, "survey", "import", "survey.dta", "--key", "hh", "--missing", "-999")
    #expect(
      run.errors.contains("survey: 4 records, 4 variables") || run.output.contains("4 records"))
    let listed = try expectDone(tool, "survey", "variables", "--format", "csv", "--quiet")
    let found = rows(listed)
    #expect(
      found[2] == [
        "owns", "Owns a home", "category", "", "0 no; 1 yes", "2", "1 not asked; 1 refused",
      ])
    #expect(
      found[3] == ["income", "Income", "number", "", "", "2", "1 don't know; 1 not recorded"])
    let dictionary = try expectDone(tool, "survey", "dictionary", "--format", "csv", "--quiet")
    #expect(dictionary.lines.contains("owns,Owns a home,category,,.a,refused,missing,1"))
    #expect(dictionary.lines.contains("owns,Owns a home,category,,1,yes,value,1"))
    #expect(dictionary.lines.contains("income,Income,number,,3.25..12,numbers,range,2"))
    try expectDone(tool, "survey", "export", "-o", "out.dta")
    // What came out is what went in: the file that was written, brought in anew by the same rule.
    try expectDone(
      tool, "survey", "import", "out.dta", "--key", "hh", "--missing", "-999", "--name", "back")
    for word in ["variables", "dictionary"] {
      let before = try expectDone(tool, "survey", word, "--survey", "survey", "--format", "csv")
      let after = try expectDone(tool, "survey", word, "--survey", "back", "--format", "csv")
      #expect(after.output == before.output)
    }
    for name in ["survey", "back"] {
      try expectDone(tool, "survey", "export", "--survey", name, "-o", "\(name).csv")
    }
    #expect(try files.text("back.csv") == files.text("survey.csv"))
    #expect(
      try files.text("survey.csv") == """
        hh,owns,income,day
        甲,1,3.25,2016-06-22
        乙,0,-999,
        丙,.a,,1960-01-02
        丁,.b,12,.z

        """)
    try expectDone(tool, "survey", "export", "--survey", "survey", "--labels", "-o", "words.csv")
    #expect(try files.text("words.csv").contains("甲,yes,3.25,2016-06-22"))
    let facts = try FileManager.default.attributesOfItem(
      atPath: files.url.appending(path: "out.dta").path)
    #expect((facts[.posixPermissions] as? Int) == 0o600)
  }

  @Test(
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: "/usr/bin/readstat"),
      "the program readstat is not installed"))
  func theExportedFileHasTheCellsOfTheFirst() throws {
    // The program takes the words of old files for those of Western Europe.
    let plain = [
      OldStataFile.Column("hh", .words(width: 6, ["a", "b", "c", "d"])), columns[1], columns[2],
      columns[3],
    ]
    let (files, tool) = try study(OldStataFile(plain).data())
    try expectDone(tool, "survey", "import", "survey.dta", "--key", "hh", "--missing", "-999")
    try expectDone(tool, "survey", "export", "-o", "out.dta")
    for name in ["survey", "out"] {
      let running = try RunningTool(
        program: "/usr/bin/readstat",
        arguments: ["\(name).dta", "\(name)-cells.csv"].map { files.url.appending(path: $0).path },
        folder: files.url, environment: ["PATH": "/usr/bin:/bin"])
      #expect(try running.finish(within: 30).code == 0)
    }
    #expect(try files.text("out-cells.csv") == files.text("survey-cells.csv"))
  }

  @Test func aFileIsLookedAtWithoutAStudy() throws {
    let files = try ScratchFolder()
    try files.write(OldStataFile(columns).data(), to: "survey.dta")
    try files.write("id;n\na;1,5\nb;\n", to: "plain.csv")
    let tool = Tool(in: files.url)
    let run = try expectDone(
      tool, "survey", "variables", "--table", "survey.dta", "--variables", "o*", "--format", "csv",
      "--quiet")
    #expect(rows(run).map { $0[0] } == ["variable", "owns"])
    #expect(rows(run)[1].suffix(2) == ["2", "1 not asked; 1 refused"])
    let plain = try expectDone(
      tool, "survey", "variables", "--table", "plain.csv", "--format", "csv", "--quiet")
    #expect(plain.lines.last == "n,n,number,,,1,1 not recorded")
    try expectRefusal(
      66, of: ["survey", "variables", "--table", "absent.dta"], by: tool, saying: "no such file")
    try expectRefusal(
      64, of: ["survey", "variables", "--table", "survey.dta", "--survey", "x"], by: tool,
      saying: "either a survey of the study or a file")
  }

  @Test func badInputGivesOneLineAndChangesNothing() throws {
    let whole = OldStataFile(columns).data()
    let (files, tool) = try study(whole)
    try expectDone(tool, "survey", "import", "survey.dta", "--key", "hh")
    var lying = OldStataFile(columns)
    lying.claimedRows = 900
    try files.write(lying.data(), to: "lying.dta")
    try files.write(whole.prefix(whole.count / 2), to: "cut.dta")
    let twice = OldStataFile([
      OldStataFile.Column("hh", .words(width: 2, ["a", "a"])),
      OldStataFile.Column("share", .doubles([.number(0.5), .number(1.3)])),
      OldStataFile.Column("region", .words(width: 8, ["western", "lunar"])),
      OldStataFile.Column("id", .bytes([.number(1), .number(2)])),
    ])
    try files.write(twice.data(), to: "twice.dta")
    let schema = "survey: s\nkey: id\nvariables:\n  - id\n"
    try files.write(schema + "  - {name: share, range: 0..1}\n", to: "share.yaml")
    try files.write(
      schema + "  - {name: region, values: {western: w, eastern: e}}\n", to: "region.yaml")
    try files.write(
      schema + "  - {name: share, missing: {: unknown}}\n", to: "label.yaml")
    let cases: [(Int32, [String], String)] = [
      (65, ["lying.dta", "--key", "hh"], "lying.dta: the "),
      (65, ["cut.dta", "--key", "hh"], "cut.dta: the "),
      (65, ["survey.dta", "--key", "hh", "--missing", "incom: -999 = x"], "'incom'"),
      (65, ["survey.dta", "--key", "hh", "--missing", "收*: -999 = x"], "'收*'"),
      (65, ["twice.dta"], "does not name the records: 'a'"),
      (65, ["twice.dta", "--schema", "share.yaml"], "1.3 is not from 0 to 1"),
      (65, ["twice.dta", "--schema", "region.yaml"], "'lunar' is none of western, eastern"),
      (65, ["twice.dta", "--schema", "label.yaml"], "label.yaml, line 5"),
      (64, ["survey.dta", "--key", "hh", "--missing", "= don't know"], "says of no code"),
      (65, ["survey.dta", "--key", "hh", "--variables", "incom"], "did you mean income"),
      (65, ["survey.dta", "--key", "hh", "--weight", "owns2"], "cannot be the weight"),
      (66, ["absent.sav"], "no such file"),
    ]
    for (code, words, saying) in cases {
      try expectRefusal(code, of: ["survey", "import"] + words, by: tool, saying: saying)
    }
    try expectRefusal(
      64, of: ["survey", "export", "-o", "out.xyz"], by: tool, saying: "what kind of file")
    try expectRefusal(
      64, of: ["survey", "export", "--labels", "-o", "out.dta"], by: tool, saying: "is for CSV")
    try expectRefusal(
      65, of: ["survey", "export", "--variables", "incme", "-o", "out.dta"], by: tool,
      saying: "did you mean income")
    #expect(!files.has("out.dta"))
  }
}
