import Foundation
import TestSupport
import Testing

/// Who speaks, from the command line.
@Suite struct SpeakersCommandTests {
  private static let header = "speaker,role,participant,case,turns,characters,transcript"

  @Test func `all speakers of a study stand in one list that can be read again`() throws {
    let study = try DemoStudy()
    let list = try expectDone(study.tool, "speakers", "--format", "csv", "--output", "who.csv")
    #expect(list.code == 0)
    let text = try study.files.text("who.csv")
    #expect(try CSVRows(text).header.joined(separator: ",") == SpeakersCommandTests.header)
    #expect(text.contains("马,respondent,GY-131-MA,HH-035,8,270,GY-131"))
    let before = try StudyFile.dump(study.tool.folder)
    // Turns without a label cannot be named.
    let named = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix(",") }.joined(
      separator: "\n")
    try study.files.write(named, to: "who.csv")
    try expectDone(study.tool, "speakers", "--from", "who.csv", "--dry-run")
    #expect(try StudyFile.dump(study.tool.folder) == before)
  }

  @Test func `a label is tied to several, to one, to nobody`() throws {
    let study = try SmallStudy()
    func row(_ speaker: String) throws -> [String] {
      let run = try expectDone(study.tool, "speakers", "S-1", "--format", "csv")
      return try CSVRows(run.output).rows.first { $0[0] == speaker } ?? []
    }
    let speaker = try #require(
      try CSVRows(expectDone(study.tool, "speakers", "S-1", "--format", "csv").output).rows.last)[0]
    let done = try expectDone(study.tool, "speakers", "S-1", "\(speaker)=respondent:P-2,P-1")
    #expect(done.output.contains("\(speaker): respondent, P-2 and P-1 in "), "\(done.story)")
    #expect(try row(speaker)[2] == "P-1; P-2")
    try study.files.write(
      "transcript,speaker,role,participant\nS-1,\(speaker),other,P-3\n", to: "one.csv")
    try expectDone(study.tool, "speakers", "--from", "one.csv")
    #expect(try row(speaker)[1] == "other")
    #expect(try row(speaker)[2] == "P-3")
    try expectDone(study.tool, "speakers", "S-1", "\(speaker)=:-")
    #expect(try row(speaker)[2].isEmpty)
    try expectDone(study.tool, "undo")
    #expect(try row(speaker)[2] == "P-3")
  }

  @Test func `what cannot be meant is refused with its place`() throws {
    let study = try SmallStudy()
    try expectRefusal(
      65, of: ["speakers", "S-1", "Nobody=respondent"], by: study.tool, saying: "its speakers are")
    try expectRefusal(64, of: ["speakers", "S-1", "A=boss"], by: study.tool, saying: "no role")
    try expectRefusal(
      64, of: ["speakers", "S-1", "A="], by: study.tool, saying: "neither a role nor who it is")
    for (text, words) in [
      ("transcript,speaker,participant\nS-9,A,P\n", "a.csv, line 2"),
      ("transcript,speaker,role\nS-1,A,boss\n", "boss"),
      ("transcript,speaker\nS-1,A\nS-1,A\n", "A in S-1"),
      ("speaker,role\nA,other\n", "transcript"),
      ("transcript,speaker,role\nS-1,Ghost,other\n", "a.csv, line 2"),
    ] {
      try study.files.write(text, to: "a.csv")
      try expectRefusal(65, of: ["speakers", "--from", "a.csv"], by: study.tool, saying: words)
    }
    try expectRefusal(
      66, of: ["speakers", "--from", "none.csv"], by: study.tool, saying: "none.csv")
  }

  @Test func `a filter about who speaks counts the turns and words of that speaker`() throws {
    let study = try DemoStudy()
    let quotes = try study.csv("quotes", "intent-to-stay", "--where", "speaker is 马")
    #expect(try quotes.column("cite") == ["GY-131#8", "GY-131#40"])
    let women = try study.csv("quotes", "intent-to-stay", "--where", "participant.sex is f")
    #expect(try Set(women.column("transcript")) == ["GY-101", "GY-104", "GY-106", "GY-131"])
    let turns = try expectDone(
      study.tool, "cooccurrence", "--unit", "turn", "--where", "speaker is 马", "--format", "json")
    #expect(turns.output.contains("\"n\": 8"), "\(turns.output)")
    try expectRefusal(
      64, of: ["quotes", "intent-to-stay", "--where", "speaker is 牛"], by: study.tool,
      saying: "nothing has '牛' as its speaker")
  }
}
