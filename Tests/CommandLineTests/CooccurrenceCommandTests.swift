import Foundation
import TestSupport
import Testing

/// `cooccurrence` and `sequence` on tables whose answers can be counted by eye.
@Suite struct CooccurrenceCommandTests {
  private static let units = """
    unit,document,fees,anchor,stay
    1,D1,1,1,0
    2,D1,1,1,1
    3,D1,0,0,1
    4,D1,0,0,0
    5,D2,1,1,0
    6,D2,0,0,0
    7,D2,0,1,0
    8,D2,1,1,1

    """

  private func run(_ arguments: String..., table: String = units) throws -> (ToolRun, Table) {
    let files = try ScratchFolder()
    try files.write(table, to: "t.csv")
    let run = try Tool(in: files.url).run(arguments + ["--table", "t.csv", "--format", "csv"])
    return (run, Table(run.output))
  }

  @Test func aTableWithoutAStudyIsCountedWithEveryCoefficient() throws {
    let (run, table) = try run(
      "cooccurrence", "--within", "document", "--coefficient", "jaccard,confidence_ab,lift")
    #expect(run.code == 0, "\(run.story)")
    #expect(table.rows.map { $0["n_ab"] } == ["4", "2", "2"])
    let first = table.rows[0]
    #expect(first["code_a"] == "fees" && first["code_b"] == "anchor")
    #expect(first["jaccard"] == "0.8" && first["confidence_ab"] == "1" && first["lift"] == "1.6")
  }

  @Test func aTableIsTestedExactlyOrWithinItsDocuments() throws {
    // Ten rows in two documents; two codes on the same five: 2 of 5 rows, then 3 of 5.
    let marks = (0..<10).map { [0, 1, 5, 6, 7].contains($0) ? "1,1" : "0,0" }
    func table(_ head: String, _ place: (Int) -> String) -> String {
      let rows = marks.enumerated().map { "\($0.offset),\(place($0.offset))\($0.element)" }
      return ([head] + rows).joined(separator: "\n") + "\n"
    }
    let nestedTable = table("unit,document,a,b") { "D\($0 / 5)," }
    func p(_ run: (ToolRun, Table), _ column: String) throws -> Double {
      #expect(run.0.code == 0, "\(run.0.story)")
      return try #require(run.1.rows.first?[column].flatMap(Double.init), "\(run.0.story)")
    }
    let fisher = try run("cooccurrence", "--test", table: table("unit,a,b") { _ in "" })
    #expect(abs(try p(fisher, "p_ge") - 1.0 / 252) < 1e-12)
    #expect(abs(try p(fisher, "p") - 2.0 / 252) < 1e-12)
    #expect(fisher.0.errors.contains("Fisher's exact test"))
    let nested = try run(
      "cooccurrence", "--within", "document", "--test", "--exact", table: nestedTable)
    // One of 10 × 10 ways to deal b within the documents.
    #expect(abs(try p(nested, "p_ge") - 0.01) < 1e-12)
    #expect(abs(try p(nested, "p") - 0.02) < 1e-12)
    #expect(nested.0.errors.contains("exact permutation of rows within strata"))
    let drawn = try run(
      "cooccurrence", "--within", "document", "--test", "--seed", "5", table: nestedTable)
    #expect(abs(try p(drawn, "p_ge") - 0.01) < 0.005)
    #expect(drawn.0.errors.contains("seed 5"))
  }

  @Test func windowsOfTurnsAreAUnitWithASize() throws {
    let study = try DemoStudy()
    let asked = ["--codes", "fee-forbearance,intent-to-stay", "--where", "transcript is GY-131"]
    func row(_ unit: String) throws -> [String: String] {
      let run = try study.tool.run(
        ["cooccurrence", "--unit", unit, "--format", "csv", "--quiet"] + asked)
      #expect(run.code == 0, "\(run.story)")
      return try #require(try CSVRows(run.output).records.first)
    }
    // A window has whatever one of its turns has, so that wider ones have no fewer pairs.
    let turns = try #require(Int(try row("turn")["n_ab"] ?? ""))
    let three = try #require(Int(try row("window:3")["n_ab"] ?? ""))
    #expect(three >= turns && turns > 0)
    // One window for an interview shorter than that: with everything of everybody.
    #expect(try row("window:100")["n_ab"] == "1")
    let page = try study.tool.run(["cooccurrence", "--unit", "window:3"] + asked)
    #expect(page.output.contains("counted: windows of 3 turns with both codes"), "\(page.story)")
    let json = try study.tool.run(["cooccurrence", "--unit", "window:3", "--format", "json"])
    #expect(json.output.contains("\"unit\": \"window:3\""), "\(json.story)")
    let places = try expectDone(
      study.tool, "cooccurrence", "--unit", "window:3", "--passages", "fee-forbearance",
      "intent-to-stay", "--where", "transcript is GY-131")
    #expect(places.output.contains("GY-131 t31-t3"), "\(places.story)")
    for (arguments, words) in [
      (["--unit", "window:1"], "from 2 to 100"), (["--unit", "window"], "window:3"),
      (["--unit", "window:x"], "window:3"), (["--unit", "window:2", "--test"], "--unit turn"),
    ] {
      let run = try study.tool.run(["cooccurrence"] + arguments)
      #expect(run.code == 64 && run.errors.contains(words), "\(run.story)")
    }
    #expect(try study.tool.run("clusters", "--unit", "window").code != 0)
  }

  @Test func stretchesFromElsewhereAreCountedWithoutAStudy() throws {
    let files = try ScratchFolder()
    let tool = Tool(in: files.url)
    try files.write(
      """
      coder,start,end,value
      ann,0,40,school
      ann,10,20,stay
      ann,30,60,stay
      ann,70,90,stay
      bea,0,10,stay

      """, to: "s.csv")
    func row(_ arguments: String...) throws -> [String: String] {
      let run = try tool.run(
        ["cooccurrence", "--spans", "s.csv", "--format", "csv", "--quiet"] + arguments)
      #expect(run.code == 0, "\(run.story)")
      return try #require(try CSVRows(run.output).records.first)
    }
    // By hand: 10-20 and 30-40 are shared; bea's stretch meets ann's only when pooled.
    let characters = try row("--coders", "ann")
    #expect(characters["n_a"] == "40" && characters["n_b"] == "60" && characters["n_ab"] == "20")
    #expect(characters["jaccard"] == "0.25")
    #expect(try row("--coders", "pooled")["n_ab"] == "30")
    let pairs = try row("--unit", "pairs", "--coders", "ann")
    #expect(pairs["n_a"] == "1" && pairs["n_b"] == "3" && pairs["n_ab"] == "2")
    #expect(
      try row("--unit", "pairs", "--relation", "near 30 characters", "--coders", "ann")["n_ab"]
        == "1")
    for (wrong, words) in [
      ("ann,5,5,x", "is empty"), ("ann,0,500,x", "behind the text's 100"),
      ("ann,0,5,", "has no value"),
    ] {
      try files.write("coder,start,end,value\n\(wrong)\n", to: "w.csv")
      let run = try tool.run("cooccurrence", "--spans", "w.csv", "--length", "100")
      #expect(run.code == 65 && run.errors.contains("w.csv, line 2"), "\(run.story)")
      #expect(run.errors.contains(words), "\(run.story)")
    }
    for wrong in [
      ["--unit", "turn"], ["--unit", "pairs", "--relation", "near 2 turns"],
      ["--where", "kind is x"], ["--table", "s.csv"], ["--length", "0"],
    ] {
      #expect(
        try tool.run(["cooccurrence", "--spans", "s.csv"] + wrong).code == 64, "\(wrong)")
    }
    #expect(try tool.run("cooccurrence", "--length", "9").code == 64)
    #expect(try tool.run("cooccurrence", "--spans", "none.csv").code == 66)
  }

  @Test func stretchesOfDifferentDocumentsDoNotMeet() throws {
    let files = try ScratchFolder()
    let tool = Tool(in: files.url)
    try files.write(
      "coder,document,start,end,value,hue\nann,A,0,10,school,r\nann,B,0,10,stay,g\n"
        + "ann,A,5,8,stay,b\n", to: "s.csv")
    let run = try tool.run("cooccurrence", "--spans", "s.csv", "--format", "csv")
    #expect(run.code == 0, "\(run.story)")
    let row = try #require(try CSVRows(run.output).records.first)
    #expect(row["n_a"] == "10" && row["n_b"] == "13" && row["n_ab"] == "3")
    #expect(run.errors.contains("s.csv: ignored column hue"), "\(run.story)")
    #expect(run.errors.contains("2 documents, kept apart"), "\(run.story)")
  }

  @Test func twoCodersOnOneStretchAreOneQuotationWhenPooled() throws {
    let files = try ScratchFolder()
    let tool = Tool(in: files.url)
    let rows = ["ann", "bea"].flatMap { ["\($0),0,10,school", "\($0),0,10,stay"] }
    try files.write((["coder,start,end,value"] + rows).joined(separator: "\n") + "\n", to: "s.csv")
    for (coders, unit, n) in [
      ("pooled", "quotations", ["1", "1", "1"]), ("each", "quotations", ["2", "2", "2"]),
      ("pooled", "pairs", ["2", "2", "4"]), ("each", "pairs", ["2", "2", "2"]),
    ] {
      let run = try tool.run(
        "cooccurrence", "--spans", "s.csv", "--unit", unit, "--coders", coders, "--format", "csv")
      let row = try #require(try CSVRows(run.output).records.first, "\(run.story)")
      #expect([row["n_a"], row["n_b"], row["n_ab"]] == n, "\(run.story)")
      #expect(run.errors.contains("once for each of them") == (n[2] == "4"), "\(run.story)")
    }
  }

  @Test func theFirstColumnOfATableIsReadByOneRuleWhichIsSaid() throws {
    let files = try ScratchFolder()
    let tool = Tool(in: files.url)
    try files.write("rent,fees,stay\n1,1,0\n0,1,1\n1,0,1\n1,1,1\n", to: "codes.csv")
    try files.write("house,fees,stay\nx,1,0\ny,1,1\nz,0,1\nw,1,1\n", to: "names.csv")
    for command in [["cooccurrence"], ["clusters"], ["saturation", "--names"]] {
      for (file, words) in [
        ("codes.csv", "codes.csv: the first column, 'rent', is a code"),
        ("names.csv", "names.csv: the first column, 'house', names the"),
      ] {
        let run = try tool.run(command + ["--table", file, "--format", "csv"])
        #expect(run.code == 0 && run.errors.contains(words), "\(run.story)")
        #expect(run.output.contains("rent") == (file == "codes.csv"), "\(run.story)")
      }
    }
  }

  @Test func stretchesWhereTheyCannotBeCountedAreRefusedWithWhatCan() throws {
    let study = try SmallStudy()
    for command in ["sequence", "clusters", "saturation"] {
      let run = try study.tool.run(command, "--spans", "s.csv")
      #expect(run.code == 64 && run.errors.contains("--table FILE with"), "\(run.story)")
    }
    for option in ["--exact", "--rotate"] {
      #expect(try study.tool.run("sequence", "--test", option).code == 64)
      #expect(try !study.tool.run("sequence", "--help").output.contains(option))
      #expect(try study.tool.run("cooccurrence", "--help").output.contains(option))
    }
  }

  @Test func setsOfThreeCodesAreCounted() throws {
    let (run, table) = try run("cooccurrence", "--tuples", "3", "--within", "document")
    #expect(run.code == 0)
    #expect(table.cells == [["fees", "anchor", "stay", "2"]])
  }

  @Test func whatIsNeitherNothingNorOneIsRefusedWithItsLine() throws {
    for (wrong, words) in [
      ("u,a,b\n1,1,\n", "the cell of 'b' is empty"), ("u,a,b\n1,1,2\n", "neither 0 nor 1"),
      ("u,a,a\n1,1,0\n", "stands in the header twice"), ("u\nx\n", "no column of a code"),
    ] {
      let (run, _) = try run("cooccurrence", table: wrong)
      #expect(run.code == 65 && run.errors.contains(words), "\(run.story)")
    }
  }

  @Test func sequencesCanBeLimitedAndLeaveOutRepeats() throws {
    let study = try DemoStudy()
    let codes = ["--codes", "fee-forbearance,school-as-anchor,intent-to-stay,priced-out"]
    func rows(_ arguments: String...) throws -> [[String: String]] {
      let run = try study.tool.run(["sequence", "--format", "csv"] + codes + arguments)
      #expect(run.code == 0, "\(run.story)")
      return try CSVRows(run.output).records
    }
    let all = try rows()
    #expect(try rows("--where", "kind is focus-group") == all)
    #expect(try rows("--where", "kind is official").isEmpty)
    let stays = try rows("--no-repeats")
    #expect(stays.allSatisfy { $0["from"] != $0["to"] })
    for row in stays {
      let same = all.first { $0["from"] == row["from"] && $0["to"] == row["to"] }
      #expect(same?["n"] == row["n"])
    }
    let page = try study.tool.run(["sequence", "--no-repeats"] + codes)
    // No other code leads to priced-out: 9 cells of 4 rows and 3 columns, 9 - 4 - 3 + 1.
    #expect(page.output.contains("3 degrees of freedom"), "\(page.story)")
    for wrong in [
      ["--no-repeats", "--test"], ["--no-repeats", "--lag", "2"], ["--no-repeats", "--stationary"],
      ["--table", "t.csv", "--where", "kind is official"],
    ] {
      #expect(try study.tool.run(["sequence"] + wrong).code == 64, "\(wrong)")
    }
  }

  @Test func turnsInOrderAreCountedWithinDocuments() throws {
    let turns = """
      document,turn,code
      D1,1,a
      D1,1,b
      D1,2,c
      D1,3,
      D1,4,a
      D2,1,a
      D2,2,b;c

      """
    let (run, table) = try run("sequence", table: turns)
    #expect(run.code == 0, "\(run.story)")
    let found = Dictionary(
      uniqueKeysWithValues: table.rows.map {
        ("\($0["from"] ?? "")\($0["to"] ?? "")", $0["n"] ?? "")
      })
    #expect(found == ["ac": "2", "bc": "1", "ca": "1", "ab": "1"])
    let (apart, _) = try self.run("sequence", table: "document,turn,code\nD,1,a\nD,2,b\nD,1,c\n")
    #expect(apart.code == 65 && apart.errors.contains("do not stand together"), "\(apart.story)")
  }

  @Test func everyAnswerOfTheDemonstrationStudyCanBeWritten() throws {
    let study = try DemoStudy()
    for (arguments, start) in [
      (["--figure", "heatmap"], "<svg"), (["--figure", "network"], "<svg"),
      (["--graph", "graphml"], "<?xml"), (["--graph", "dot"], "graph cooccurrence {"),
      (["--passages", "school-as-anchor", "intent-to-stay"], "school-as-anchor + intent-to-stay"),
      (["--tuples", "3"], "code_1"), (["--unit", "sentence"], "code_a"),
      (["--unit", "pairs", "--relation", "near 1 sentence"], "code_a"),
      (["--atlas", "--coefficient", "all"], "code_a"),
    ] {
      let unit =
        arguments.contains("--unit") || arguments.contains("--atlas") ? [] : ["--unit", "turn"]
      let run = try study.tool.run(["cooccurrence"] + arguments + unit)
      #expect(run.code == 0 && run.output.hasPrefix(start), "\(run.story)")
      let again = try study.tool.run(["cooccurrence"] + arguments + unit)
      #expect(run.output == again.output)
    }
  }

  @Test func aTestRepeatsWithItsSeedAndSaysHowItWasMade() throws {
    let study = try DemoStudy()
    let arguments = [
      "cooccurrence", "--unit", "turn", "--test", "--permutations", "199", "--seed", "9",
      "--codes", "school-as-anchor,intent-to-stay,fee-forbearance,priced-out",
    ]
    let run = try study.tool.run(arguments)
    #expect(run.code == 0 && run.output.contains("199 random arrangements, seed 9"), "\(run.story)")
    #expect(run.output.contains("going together is no cause"))
    #expect(!run.output.contains(" 0.000"))
    #expect(try study.tool.run(arguments).output == run.output)
  }
}
