import Foundation
import TestSupport
import Testing

/// A survey that was asked several times, through the program as it is built.
@Suite struct SurveyWaveCommandTests {
  private func study() throws -> (files: ScratchFolder, tool: Tool) {
    let files = try ScratchFolder()
    let tool = Tool(in: files.url)
    try expectDone(tool, "init", ".")
    try files.write(
      "hh,own,rent\nA,0,300\nB,1,\nC,0,250\nD,0,200\n", to: "y2013.csv")
    try files.write("hh,rooms\nA,1\nB,3\nC,1\nD,2\n", to: "y2013-rooms.csv")
    try files.write("hh,own,rent\nA,1,\nB,1,\nC,0,310\nE,1,\n", to: "y2015.csv")
    try files.write("hh,own,rent\nA,1,\nB,0,500\nC,1,\nD,1,\n", to: "y2017.csv")
    for (wave, names) in [
      ("2013", ["y2013.csv", "y2013-rooms.csv"]), ("2015", ["y2015.csv"]), ("2017", ["y2017.csv"]),
    ] {
      let run = try tool.run(
        ["survey", "import"] + names
          + ["--key", "hh", "--name", "homes", "--wave", wave, "--case-kind", "household"])
      #expect(run.code == 0, "\(run.story)")
    }
    try files.write(
      "case,kind,name\nA,household,a\nB,household,b\nC,household,c\n", to: "cases.csv")
    try expectDone(tool, "cases", "import", "cases.csv")
    return (files, tool)
  }

  private func csv(_ tool: Tool, _ words: String...) throws -> CSVRows {
    let run = try tool.run(words + ["--format", "csv", "--quiet"])
    #expect(run.code == 0, "\(run.story)")
    return try CSVRows(run.output)
  }

  @Test func wavesAreKeptApartAndCompared() throws {
    let (files, tool) = try study()
    defer { withExtendedLifetime(files) {} }
    let rows = try csv(tool, "survey", "waves", "homes")
    #expect(try rows.column("wave") == ["2013", "2015", "2017"])
    #expect(try rows.column("records") == ["4", "4", "4"])
    #expect(try rows.column("variables") == ["4", "3", "3"])
    #expect(try rows.column("again") == ["", "3", "3"])
    #expect(try rows.column("new") == ["4", "1", "0"])
    #expect(try rows.column("back") == ["", "0", "1"])
    #expect(try rows.column("gone_records") == ["", "D", "E"])
    // The last wave is meant where none is named.
    #expect(try csv(tool, "survey", "variables").records.count == 3)
    #expect(try csv(tool, "survey", "variables", "--survey", "homes@2013").records.count == 4)
    #expect(try csv(tool, "survey", "variables", "--survey", "homes").records.count == 3)
  }

  @Test func aWaveIsNamedInFormulasFiltersAndSamples() throws {
    let (files, tool) = try study()
    defer { withExtendedLifetime(files) {} }
    let run = try expectDone(
      tool, "survey", "sample", "own@2013 = 0", "own = 1", "--format", "csv", "--quiet")
    let steps = try CSVRows(run.output)
    // Of A, B, C, D in 2017 B owned in 2013; all others own in 2017.
    #expect(try steps.column("removed") == ["1", "0"])
    #expect(try steps.column("left") == ["3", "3"])
    let model = try expectDone(
      tool, "model", "rent@2013 ~ rooms@2013", "--where", "own@2013 is 0", "--format", "csv",
      "--force")
    let terms = try CSVRows(model.output)
    #expect(try terms.column("term") == ["(Intercept)", "rooms@2013"])
    // 300 and 250 with one room, 200 with two.
    let b = try terms.column("b").compactMap { Double($0) }
    #expect(b.map { $0.rounded() } == [350, -75])
    #expect(model.errors.contains("wave 2017 of homes, the last"))
    // Households that a wave has not are told apart from a missing answer.
    // D was not asked in 2015: unknown, not removed.
    let absent = try expectDone(
      tool, "survey", "sample", "own@2015 = 1", "--format", "csv", "--quiet")
    let asked = try CSVRows(absent.output)
    #expect(try asked.column("removed") == ["1"] && asked.column("unknown") == ["1"])
    try expectRefusal(
      65, of: ["model", "own@2019 ~ rent"], by: tool, saying: "no variable is called 'own@2019'")
  }

  @Test func linksAndFiltersGoByWave() throws {
    let (files, tool) = try study()
    let linked = try expectDone(tool, "link")
    #expect(linked.output.contains("(wave 2013)") && linked.output.contains("(wave 2017)"))
    try files.write("A: We stay here, we have bought it.\n", to: "T/GY-1.txt")
    try files.write("B: We had to sell the flat.\n", to: "T/GY-2.txt")
    try files.write("C: We rent, as ever.\n", to: "T/GY-3.txt")
    try files.write(
      "file,label,case\nGY-1.txt,GY-1,A\nGY-2.txt,GY-2,B\nGY-3.txt,GY-3,C\n",
      to: "T/metadata.csv")
    try expectDone(tool, "import", "T")
    try expectDone(tool, "codes", "add", "tie")
    try expectDone(tool, "codes", "add", "heard")
    for label in ["GY-1", "GY-2", "GY-3"] {
      try expectDone(tool, "code", label, "t1", "--as", "heard")
    }
    try expectDone(tool, "code", "GY-1", "We stay here", "--as", "tie")
    func count(_ words: [String]) throws -> [String] {
      let run = try tool.run(["crosstab", "tie"] + words + ["--format", "csv", "--quiet"])
      #expect(run.code == 0, "\(run.story)")
      return try CSVRows(run.output).records.map {
        "\($0["group"] ?? "") \($0["present"] ?? "") \($0["count"] ?? "") \($0["cases"] ?? "")"
      }
    }
    #expect(try count(["own@2013"]) == ["0 yes 1 A", "0 no 1 C", "1 yes 0 ", "1 no 1 B"])
    #expect(try count(["own"]) == ["0 yes 0 ", "0 no 1 B", "1 yes 1 A", "1 no 1 C"])
    #expect(
      try count(["own@2015", "--where", "own@2013 is 0"]) == [
        "0 yes 0 ", "0 no 1 C", "1 yes 1 A", "1 no 0 ",
      ])
  }

  @Test func whatCannotBeAWaveIsRefused() throws {
    let (files, tool) = try study()
    defer { withExtendedLifetime(files) {} }
    let before = try expectDone(tool, "log", "--format", "csv").output
    let cases: [(Int32, [String], String)] = [
      (64, ["y2015.csv", "--wave", "2015"], "the survey has no name"),
      // Two files of one wave that say different things.
      (
        65, ["y2015.csv", "y2017.csv", "--key", "hh", "--name", "homes", "--wave", "2019"],
        "B, own: 1 and 0"
      ),
    ]
    for (code, words, saying) in cases {
      try expectRefusal(code, of: ["survey", "import"] + words, by: tool, saying: saying)
    }
    #expect(try expectDone(tool, "log", "--format", "csv").output == before)
    for (name, wave, saying) in [
      ("homes", "two waves", "A wave is called by"), ("homes@1", "2", "--name is the name of"),
    ] {
      let run = try tool.run(["survey", "import", "y2015.csv", "--name", name, "--wave", wave])
      #expect(run.code == 64 && run.errors.contains(saying), "\(run.story)")
    }
    let plain = try ScratchFolder()
    try plain.write("hh,own\nA,1\n", to: "once.csv")
    let other = Tool(in: plain.url)
    try expectDone(other, "init", ".")
    try expectDone(other, "survey", "import", "once.csv", "--key", "hh")
    try expectRefusal(65, of: ["survey", "waves"], by: other, saying: "without waves")
  }
}
