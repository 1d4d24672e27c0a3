import Foundation
import TestSupport
import Testing

@Suite struct AgreementCommandTests {
  /// The small study, in which Ana's answers are coded by a second coder as well.
  private func study() throws -> SmallStudy {
    let study = try SmallStudy()
    try expectDone(study.tool, "code", "S-1", "t2", "--as", "work", "--coder", "bo")
    try expectDone(study.tool, "code", "S-1", "t4", "--as", "staying", "--coder", "bo")
    return study
  }

  private func rows(_ study: SmallStudy, _ arguments: String...) throws -> CSVRows {
    let run = try study.tool.run(["agreement"] + arguments + ["--format", "csv"])
    #expect(run.code == 0, "\(run.story)")
    return try CSVRows(run.output)
  }

  @Test func sentencesAreRatedAndTheirWordsShown() throws {
    let study = try DemoStudy()
    let asked = ["agreement", "--unit", "sentence", "--codes", "bought-places"]
    let rows = try CSVRows(
      try study.tool.run(asked + ["--format", "csv", "--quiet"]).output
    ).records
    let units = try #require(Int(rows.first?["units"] ?? ""))
    // GY-131 has 32 turns of respondents, each of a sentence or more.
    #expect(units > 32)
    let page = try expectDone(
      study.tool, "agreement", "--unit", "sentence", "--disagreements", "bought-places")
    #expect(page.output.contains("disagreement about"), "\(page.story)")
    #expect(page.output.contains("sentence"), "\(page.story)")
    let split = try study.csv(
      "agreement", "--unit", "sentence", "--disagreements", "bought-places")
    #expect(split.records.allSatisfy { !($0["quote"] ?? "").isEmpty && $0["turn"] != "" })
    let sets = try expectDone(study.tool, "agreement", "--unit", "sentence", "--sets")
    #expect(sets.output.contains("\(units)"), "\(sets.story)")
  }

  @Test func columnsStandAsPromised() throws {
    let study = try study()
    #expect(
      try rows(study).header == [
        "code", "units", "alpha", "alpha_low", "alpha_high", "percent", "positive", "ac1",
        "prevalence", "coders",
      ])
    #expect(
      try rows(study, "--spans").header == [
        "code", "characters", "u_alpha", "u_alpha_low", "u_alpha_high", "percent", "positive",
        "ac1", "prevalence", "coders",
      ])
    #expect(
      try rows(study, "--coefficient", "all").header == [
        "code", "coefficient", "of", "result", "se", "low", "high", "over",
      ])
    #expect(
      try rows(study, "--disagreements", "staying").header == [
        "transcript", "turn", "speaker", "coded_by", "not_by", "cite", "quote",
        "code",
      ])
  }

  @Test func theNumbersAreThoseThatOneCountsByHand() throws {
    let study = try study()
    // Two answers in S-1, the only transcript of both: ann coded 'work' on the first, bo too and
    // 'staying' on the second.
    let found = try rows(study).rows
    #expect(found.map { $0[0] } == ["work", "staying"])
    #expect(found.map { $0[1] } == ["2", "2"])
    #expect(found[0][2] == "1")
    #expect(found[1][2] == "0")
    #expect(found.map { $0[5] } == ["1", "0.5"])
    #expect(found.map { $0[9] } == ["2", "1"])
  }

  @Test func theDisagreementIsShownWithItsWords() throws {
    let study = try study()
    let run = try expectDone(study.tool, "agreement", "--disagreements", "staying")
    #expect(run.output.contains("coded by bo; not by ann"))
    #expect(run.output.contains("we stay for the garden"))
    let none = try expectDone(study.tool, "agreement", "--disagreements", "work")
    #expect(none.lines.first == "work: disagreement about 0 turns")
  }

  @Test func everyAnswerSaysWhatAgreementDoesNotShow() throws {
    let study = try study()
    for more in [[], ["--spans"], ["--sets"], ["--coefficient", "all"]] {
      let run = try study.tool.run(["agreement"] + more)
      #expect(run.code == 0, "\(run.story)")
      let words = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(words.contains("not that the codes are right"), "\(more)")
    }
  }

  @Test func coderLeftOutIsNotCompared() throws {
    let study = try study()
    try expectDone(study.tool, "code", "S-1", "t4", "--as", "work", "--coder", "agreed")
    let with = try rows(study).rows
    let without = try rows(study, "--leave-out", "agreed").rows
    #expect(with != without)
    #expect(without[0][2] == "1")
    try expectRefusal(
      65, of: ["agreement", "--leave-out", "bo,agreed"], by: study.tool, saying: "ann",
      "two coders")
    try expectRefusal(
      64, of: ["agreement", "--coders", "ann,bo", "--leave-out", "bo"], by: study.tool,
      saying: "--leave-out")
  }

  @Test func whatCannotBeComparedIsRefused() throws {
    let small = try SmallStudy()
    try expectRefusal(65, of: ["agreement"], by: small.tool, saying: "only one coder")
    let study = try study()
    for (words, saying) in [
      (["--unit", "paragraph"], "turn, sentence, transcript"),
      (["--coefficient", "gamma"], "alpha"),
    ] {
      try expectRefusal(64, of: ["agreement"] + words, by: study.tool, saying: saying)
    }
    for words in [
      ["--spans", "a.csv"], ["a.csv"], ["--length", "3"], ["--table", "a.csv", "--spans"],
      ["--domain", "cat-moving"], ["--sets", "--spans"], ["--resamples", "-1"],
    ] {
      let run = try study.tool.run(["agreement"] + words)
      #expect(run.code == 64, "\(run.story)")
    }
    try expectRefusal(
      66, of: ["agreement", "--table", "absent.csv"], by: study.tool, saying: "absent.csv")
  }

  @Test func aFilterChoosesWholeTranscripts() throws {
    let study = try study()
    let all = try rows(study).rows
    #expect(try rows(study, "--where", "transcript is S-1").rows == all)
    try expectRefusal(
      65, of: ["agreement", "--where", "transcript is S-2"], by: study.tool, saying: "no transcript"
    )
  }

  @Test func tablesNeedNoStudy() throws {
    let files = try ScratchFolder()
    let tool = Tool(in: files.url)
    try files.write("ann,bo\n1,1\n0,0\n1,0\n,1\n", to: "r.csv")
    let run = try tool.run("agreement", "--table", "r.csv", "--format", "csv")
    #expect(run.code == 0, "\(run.story)")
    // Three pairable units: coincidences 2, 2 and two of 1; alpha = 1 - 5·2/(2·3·3).
    let row = try #require(try CSVRows(run.output).rows.first)
    #expect(row[1] == "3")
    let alpha = try #require(Double(row[2]))
    let byHand = 1.0 - 10.0 / 18.0
    #expect(abs(alpha - byHand) < 1e-12)
    #expect(run.errors.contains("1 unit has fewer than two ratings"))
    try files.write("coder,start,end\nann,0,5\nbo,0,5\n", to: "s.csv")
    let spans = try tool.run("agreement", "--spans", "s.csv", "--length", "9", "--format", "csv")
    #expect(spans.code == 0, "\(spans.story)")
    #expect(spans.output.contains("u-alpha,,1,"))
  }

  @Test func codersOfATableAreChosenByTheirNames() throws {
    let files = try ScratchFolder()
    let tool = Tool(in: files.url)
    try files.write("ann,bo,cem\n1,1,0\n0,0,1\n1,0,1\n0,0,1\n", to: "r.csv")
    try files.write("ann,bo\n1,1\n0,0\n1,0\n0,0\n", to: "two.csv")
    try files.write(
      "coder,start,end\nann,0,5\nbo,0,4\ncem,7,9\n", to: "s.csv")
    try files.write("coder,start,end\nann,0,5\nbo,0,4\n", to: "two-spans.csv")
    func answer(_ arguments: [String]) throws -> String {
      let run = try tool.run(["agreement"] + arguments + ["--format", "csv", "--quiet"])
      #expect(run.code == 0, "\(run.story)")
      return run.output
    }
    for (whole, two) in [
      (["--table", "r.csv"], ["--table", "two.csv"]),
      (["--spans", "s.csv", "--length", "9"], ["--spans", "two-spans.csv", "--length", "9"]),
    ] {
      let wanted = try answer(two)
      #expect(try answer(whole) != wanted)
      #expect(try answer(whole + ["--coders", "ann,bo"]) == wanted)
      #expect(try answer(whole + ["--leave-out", "cem"]) == wanted)
      let nobody = try tool.run(["agreement"] + whole + ["--coders", "ann,zoe"])
      #expect(nobody.code == 65 && nobody.errors.contains("zoe"), "\(nobody.story)")
      let both = try tool.run(["agreement"] + whole + ["--coders", "ann,bo", "--leave-out", "bo"])
      #expect(both.code == 64, "\(both.story)")
    }
    let one = try tool.run(
      "agreement", "--spans", "s.csv", "--length", "9", "--coefficient", "pk", "--format", "csv")
    #expect(one.output.contains("pk,") && !one.output.contains("u-alpha"), "\(one.story)")
  }

  @Test func stretchesOfSeveralDocumentsAreKeptApart() throws {
    let files = try ScratchFolder()
    let tool = Tool(in: files.url)
    // The same places in two documents, and laid end to end by hand.
    try files.write(
      "coder,document,start,end,shade\nann,A,0,5,x\nann,B,3,8,x\nbo,A,0,4,x\nbo,B,3,9,x\n",
      to: "documents.csv")
    try files.write("coder,start,end\nann,0,5\nann,13,18\nbo,0,4\nbo,13,19\n", to: "joined.csv")
    let apart = try tool.run(
      "agreement", "--spans", "documents.csv", "--length", "10", "--format", "csv")
    let joined = try tool.run(
      "agreement", "--spans", "joined.csv", "--length", "20", "--format", "csv")
    #expect(apart.code == 0 && joined.code == 0, "\(apart.story)")
    #expect(apart.output == joined.output)
    #expect(apart.errors.contains("2 documents, each taken to have 10 places"), "\(apart.story)")
    #expect(apart.errors.contains("documents.csv: ignored column shade"), "\(apart.story)")
    try files.write("coder,document,start,end\nann,A,0,5\nbo,,0,5\n", to: "blank.csv")
    try expectRefusal(
      65, of: ["agreement", "--spans", "blank.csv", "--length", "9"], by: tool,
      saying: "blank.csv, line 3", "document")
  }

  @Test func optionsThatTheQuestionWouldNotHearAreRefused() throws {
    let study = try study()
    try study.files.write("ann,bo\n1,1\n0,1\n", to: "r.csv")
    try study.files.write("coder,start,end\nann,0,5\nbo,0,4\n", to: "s.csv")
    for (question, unheard) in [
      (["--table", "r.csv"], ["--codes", "work"]), (["--table", "r.csv"], ["--unit", "turn"]),
      (["--table", "r.csv"], ["--where", "kind is household"]),
      (["--table", "r.csv"], ["--transcripts", "S-1"]),
      (["--table", "r.csv"], ["--rounds", "1,2"]),
      (["--table", "r.csv"], ["--disagreements", "work"]), (["--table", "r.csv"], ["--rollup"]),
      (["--table", "r.csv", "--sets"], ["--metric", "ordinal"]),
      (["--spans", "s.csv", "--length", "9"], ["--codes", "work"]),
      (["--spans", "s.csv", "--length", "9"], ["--unit", "turn"]),
      (["--spans", "s.csv", "--length", "9"], ["--where", "kind is household"]),
      (["--spans", "s.csv", "--length", "9"], ["--disagreements", "work"]),
      (["--spans", "s.csv", "--length", "9"], ["--include-interviewer"]),
      (["--disagreements", "work"], ["--spans"]), (["--disagreements", "work"], ["--sets"]),
      (["--disagreements", "work"], ["--codes", "work"]), (["--sets"], ["--rollup"]),
      (["--sets"], ["--coefficient", "alpha"]), (["--spans"], ["--unit", "sentence"]),
      ([], ["--metric", "ordinal"]), ([], ["--start", "4"]),
    ] {
      let run = try study.tool.run(["agreement"] + question + unheard)
      #expect(run.code == 64 && run.output.isEmpty, "\(run.story)")
      #expect(run.errors.contains(unheard[0]), "\(run.story)")
    }
  }

  @Test func whoCodedTheTranslationIsNotComparedByWordsOfTheOriginal() throws {
    let study = try DemoStudy()
    try expectDone(
      study.tool, "code", "GY-101", "t13", "--as", "informal-work", "--coder", "bea", "--layer",
      "en")
    let asked = ["agreement", "--coders", "gold,bea"]
    for more in [["--spans"], ["--unit", "sentence"]] {
      try expectRefusal(
        65, of: asked + more, by: study.tool, saying: "layer", "GY-101 by bea", "--unit turn")
    }
    let turns = try study.tool.run(asked + ["--codes", "informal-work", "--format", "csv"])
    #expect(turns.code == 0 && turns.output.contains("informal-work,13,1,"), "\(turns.story)")
  }

  @Test func aTableThatIsNoneIsRefusedWithItsPlace() throws {
    let files = try ScratchFolder()
    let tool = Tool(in: files.url)
    try files.write("ann\n1\n", to: "one.csv")
    try files.write("ann,bo\nyes,no\n", to: "words.csv")
    try files.write("ann,ann\n1,1\n", to: "twice.csv")
    try files.write("document,ann,bo\n,1,1\n", to: "blank.csv")
    for (file, saying) in [
      ("one.csv", "fewer than two columns"), ("words.csv", "no number"),
      ("twice.csv", "'ann'"), ("blank.csv", "line 2"),
    ] {
      try expectRefusal(
        65, of: ["agreement", "--table", file, "--metric", "ratio"], by: tool, saying: file,
        saying)
    }
    try files.write("coder,start,end\nann,0,5\nann,4,6\nbo,0,5\n", to: "s.csv")
    try files.write("coder,start,end\nann,0,x\n", to: "x.csv")
    try files.write("coder,start\nann,0\n", to: "end.csv")
    for (file, saying) in [("s.csv", "line 3"), ("x.csv", "line 2"), ("end.csv", "end")] {
      try expectRefusal(
        65, of: ["agreement", "--spans", file, "--length", "9"], by: tool, saying: file, saying)
    }
    try expectRefusal(
      65, of: ["agreement", "--spans", "s.csv", "--length", "5"], by: tool, saying: "0-5")
  }

  @Test func theSameSeedPrintsTheSameIntervals() throws {
    let files = try ScratchFolder()
    let tool = Tool(in: files.url)
    let rows = (0..<48).map { "d\($0 % 12),\($0 % 3 % 2),\($0 % 5 % 2)" }
    try files.write((["document,ann,bo"] + rows).joined(separator: "\n") + "\n", to: "r.csv")
    func answer(_ more: String...) throws -> String {
      let run = try tool.run(["agreement", "--table", "r.csv"] + more)
      #expect(run.code == 0, "\(run.story)")
      return run.output
    }
    #expect(try answer() == answer())
    #expect(try answer().contains("seed 1"))
    #expect(try answer("--format", "json", "--seed", "2") != answer("--format", "json"))
  }
}
