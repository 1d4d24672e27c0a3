import Foundation
import TestSupport
import Testing

@Suite struct UsageTests {
  static let wrong: [[String]] = [
    ["frobnicate"], ["quotes"], ["quotes", "work", "--format", "xml"],
    ["code", "S-1", "--as", "work"], ["code", "S-1", "t2"], ["import"],
    ["undo", "--entry", "last"], ["show"], ["sql"],
    ["search"], ["quotes", "work", "--no-such-option"],
    ["import", "codings", "a", "--ambiguous", "x"],
    ["cooccurrence", "--tuples", "3", "--test"], ["cooccurrence", "--within", "document"],
    ["cooccurrence", "--passages", "work"], ["cooccurrence", "--tuples", "6"],
    ["cooccurrence", "--test", "--permutations", "10"], ["cooccurrence", "--exact"],
    ["cooccurrence", "--table", "t.csv", "--unit", "turn"], ["sequence", "--lag", "0"],
    ["sequence", "--stationary", "--test"],
  ]
  static let refused: [[String]] = [
    ["cooccurrence", "--unit", "paragraph"], ["cooccurrence", "--unit", "row"],
    ["cooccurrence", "--relation", "beside"], ["cooccurrence", "--coefficient", "kappa"],
    ["cooccurrence", "--relation", "inside"], ["cooccurrence", "--unit", "pairs", "--test"],
    ["cooccurrence", "--unit", "pairs", "--tuples", "3"], ["matrix", "--by", "colour"],
    ["describe", "S-1", "date"], ["speakers", "S-1", "Ana"], ["speakers", "S-1", "Ana=king"],
    ["link", "H-1"], ["link", "H-1", "--record", "H-1", "--not", "moved"], ["crosstab", "work"],
    ["code", "S-1", "t4", "--as", "work", "--stance", "loud"],
    ["code", "S-1", "t4", "--as", "work", "--voice", "loud"],
  ]

  @Test(arguments: wrong) func whatTheParserRefusesEndsWith64(_ command: [String]) throws {
    let study = try SmallStudy()
    let before = try StudyFile.dump(study.folder)
    let run = try study.tool.run(command)
    #expect(run.code == 64, "\(run.story)")
    #expect(run.output.isEmpty, "\(run.story)")
    #expect(run.errorLines.first?.hasPrefix("Error: ") == true, "\(run.story)")
    #expect(run.errors.contains("--help"), "\(run.story)")
    #expect(try StudyFile.dump(study.folder) == before)
  }

  @Test(arguments: refused) func aWordThatAnOptionDoesNotKnowEndsWith64(_ command: [String]) throws
  {
    let study = try SmallStudy()
    try expectRefusal(64, of: command, by: study.tool)
  }

  @Test func theVersionAndTheHelpAreNoErrors() throws {
    let tool = Tool(in: try ScratchFolder().url.deletingLastPathComponent())
    let version = try tool.run("--version")
    #expect(version.code == 0)
    #expect(version.lines.count == 1)
    #expect(version.errors.isEmpty)
    let help = try tool.run("--help")
    #expect(help.code == 0)
    #expect(help.errors.isEmpty)
    // Who types nothing at all is shown what there is.
    let bare = try tool.run([])
    #expect(bare.code == 0)
    #expect(bare.output + bare.errors == help.output)
  }

  @Test func aQueryThatIsNotFinishedShowsWhere() throws {
    let study = try SmallStudy()
    for query in ["work and", "and work", "(work", "work staying", "not", "under"] {
      let run = try study.tool.run("quotes", query)
      #expect([64, 65].contains(run.code), "\(run.story)")
      expectOneLine(run)
      #expect(run.errors.contains("column"), "\(run.story)")
    }
  }
}
