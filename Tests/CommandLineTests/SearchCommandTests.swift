import Foundation
import TestSupport
import Testing

/// `emic search` with synonyms and patterns, on the demonstration study.
@Suite struct SearchCommandTests {
  @Test func aSetFindsAllItsWordsInBothLanguagesAndBothScripts() throws {
    let study = try DemoStudy()
    let found = try study.csv("search", "--synonyms", "hukou", "--limit", "1000")
    let words = Set(try found.column("match"))
    #expect(words.isSuperset(of: ["户口", "户口本", "booklet"]), "\(words)")
    #expect(Set(try found.column("set")) == ["hukou"])
    // The set written in traditional characters finds the same.
    try study.files.write("hukou: [hukou, 戶口, 戶籍, 戶口本]\n", to: "old.yaml")
    let old = try study.csv("search", "--synonyms", "old.yaml", "--limit", "1000")
    let new = found.rows.filter { $0[4].hasPrefix("户") || $0[4] == "hukou" }
    #expect(old.rows.map { Array($0[0...4]) } == new.map { Array($0[0...4]) })
  }

  @Test func whatIsCodedIsSaidAndWhatIsNotCanBeAskedFor() throws {
    let study = try DemoStudy()
    func rows(_ more: String...) throws -> CSVRows {
      let run = try study.tool.run(
        ["search", "--synonyms", "hukou", "--synonyms", "papers", "--limit", "1000"]
          + ["--format", "csv"] + more)
      #expect(run.code == 0, "\(run.story)")
      return try CSVRows(run.output)
    }
    let (all, uncoded) = (try rows(), try rows("--uncoded"))
    #expect(Set(try all.column("coded")) == ["yes", "turn", "no"])
    #expect(uncoded.rows == all.rows.filter { $0[9] == "no" })
    for row in all.rows { #expect((row[9] == "no") == row[10].isEmpty) }
    // GY-101#6: the booklet that the school opens.
    let coded = all.rows.first { $0[0] == "GY-101" && $0[1] == "15" && $0[6] == "zh" }
    #expect(coded?[10].contains("paperwork-barrier") == true)
    // The same turn of the translation is coded by its turn only.
    let layer = all.rows.first { $0[0] == "GY-101" && $0[1] == "15" && $0[6] != "zh" }
    #expect(layer?[9] == "turn")
  }

  @Test func aFilterLimitsWhereToLookAndNotWhatIsCoded() throws {
    let study = try DemoStudy()
    let all = try study.csv("search", "--synonyms", "papers", "--limit", "1000")
    let some = try study.csv(
      "search", "--synonyms", "papers", "--limit", "1000", "--where",
      "kind is focus-group and case is HH-035")
    #expect(!some.rows.isEmpty)
    #expect(some.rows == all.rows.filter { $0[0] == "GY-131" })
    let plain = try study.csv("search", "school", "--where", "transcript is GY-102")
    #expect(Set(try plain.column("transcript")) == ["GY-102"])
  }

  @Test func aPatternFindsWhatItSays() throws {
    let study = try DemoStudy()
    let found = try study.csv("search", "--regex", "(?i)(un)?regist\\w+", "--limit", "1000")
    #expect(Set(try found.column("match")) == ["registered", "registration"])
    let none = try expectDone(study.tool, "search", "--regex", "xyzzy\\d")
    #expect(none.output.contains("0 matches in 0 turns"))
  }

  @Test func aWrongPatternPointsAtThePlace() throws {
    let study = try DemoStudy()
    let run = try expectRefusal(
      64, of: ["search", "--regex", "学费(|fees"], by: study.tool, saying: "--regex, column 9",
      "  学费(|fees")
    #expect(run.errors.contains("\n" + String(repeating: " ", count: 12) + "^"), "\(run.story)")
    try expectRefusal(
      65, of: ["search", "--regex", "^(.+)+?!$"], by: study.tool, saying: "takes too long")
  }

  @Test func wrongNamesOfSetsAreRefused() throws {
    let study = try DemoStudy()
    try expectRefusal(
      65, of: ["search", "--synonyms", "hokou"], by: study.tool,
      saying: "no set of synonyms is called 'hokou'")
    try expectRefusal(
      66, of: ["search", "--synonyms", "absent.yaml"], by: study.tool, saying: "absent")
    for both in [["search", "户口", "--regex", "a"], ["search"]] {
      let run = try study.tool.run(both)
      #expect(run.code == 64 && run.errors.contains("Look for words"), "\(run.story)")
    }
    let other = study.folder.appending(path: "Codebooks/synonyms.yaml")
    try FileManager.default.removeItem(at: other)
    try expectRefusal(
      66, of: ["search", "--synonyms", "hukou"], by: study.tool, saying: "synonyms.yaml")
  }
}
