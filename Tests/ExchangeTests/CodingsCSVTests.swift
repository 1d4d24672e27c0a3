import Exchange
import Fieldwork
import Foundation
import TestSupport
import Testing

@Suite struct CodingsCSVTests {
  private func read(_ text: String) throws -> CodingFile {
    try CodingsCSV.read(text, fileName: "k.csv")
  }

  @Test func eachRowHasTheAnchorItsCellsGive() throws {
    let file = try read(
      "Transcript,CODE,Quote,Turn,start_char,end_char,Coder,memo,created,weight,stance,voice\n"
        + "GY-1,a,we stay,,,,me,note,2016-06-22,70,affirm,own\n"
        + "GY-1,a,we stay,t3,,,,,,,,\nGY-1,a,we stay,3-6,,,,,,,,\n"
        + "GY-1,a,,t3-t6,,,,,,,,\nGY-1,a,,12,,,,,,,,\n001_hh.txt,a,ignored,t1,4,9,,,,,,\n")
    #expect(file.rejected.isEmpty && file.notes.isEmpty)
    #expect(
      file.rows.map(\.anchor) == [
        .quotation("we stay", within: nil), .quotation("we stay", within: 3...3),
        .quotation("we stay", within: 3...6), .turns(3...6), .turns(12...12),
        .offsets(try #require(Span(start: 4, end: 9))),
      ])
    #expect(file.rows[5].transcript == "001_hh.txt")
    #expect(
      file.rows[0]
        == CodingRow(
          line: 2, transcript: "GY-1", code: "a", anchor: .quotation("we stay", within: nil),
          coder: "me", memo: "note", created: "2016-06-22", stance: .affirm, voice: .own,
          weight: 70))
  }

  @Test func badRowsAreNamedWithTheirLineAndTheRestIsUsed() throws {
    let file = try read(
      "doc,tag,content,turn,start,end,weight,stance\n"
        + "A,x,ok,,,,,\n,x,ok,,,,,\nA,,ok,,,,,\nA,x,,,,,,\nA,x,q,t0,,,,\nA,x,q,t5-t4,,,,\n"
        + "A,x,q,P1,,,,\nA,x,q,,9,9,,\nA,x,q,,9,,,\nA,x,q,,,,101,\nA,x,q,,,,,maybe\nA,x\nA,x,last,,,,,\n"
    )
    #expect(file.rows.map(\.line) == [2, 14])
    #expect(
      file.rejected.map(\.line) == [
        "k.csv, line 3: the row has no transcript", "k.csv, line 4: the row has no code",
        "k.csv, line 5: the row points at no passage; give a quote, a turn, or start and end",
        "k.csv, line 6: 't0' names no turns; write t12, 12 or t3-t6, counted from 1",
        "k.csv, line 7: 't5-t4' names no turns; write t12, 12 or t3-t6, counted from 1",
        "k.csv, line 8: 'P1' names no turns; write t12, 12 or t3-t6, counted from 1",
        "k.csv, line 9: start '9' and end '9' are no stretch of text; both are whole numbers "
          + "from 0, the end after the start",
        "k.csv, line 10: start '9' and end '' are no stretch of text; both are whole numbers "
          + "from 0, the end after the start",
        "k.csv, line 11: weight cannot be '101'; write a whole number from 0 to 100",
        "k.csv, line 12: stance cannot be 'maybe'; write affirm, deny, partial, none",
        "k.csv, line 13: the row has 2 cells where the header has 8; add the missing cells; an "
          + "empty cell is a missing value",
      ])
  }

  @Test func missingColumnsAreOneErrorThatNamesThemAll() {
    do {
      _ = try read("name,start,colour\n1,2,3\n")
      Issue.record("read a table without columns")
    } catch {
      #expect(
        (error as? TableFailure)?.problem.line
          == "k.csv: there is no column transcript (or document, doc) and no column code (or tag) "
          + "and no column quote (or content, text, or turn, or start and end); the columns are "
          + "name, start, colour")
    }
  }

  @Test func otherColumnsAreNamedInANote() throws {
    let file = try read("id,document,tag,content,page\n1,A.odt,Home tab,words,3\n")
    #expect(file.notes == ["k.csv: ignored columns id, page"])
    #expect(file.rows.first?.code == "Home tab")
  }

  @Test(arguments: UInt64(1)...40)
  func whatIsWrittenIsReadBack(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    func word() -> String { "x" + RandomCodes.words(using: &random) + "x" }
    let rows = try (0..<9).map { index in
      let low = Int.random(in: 1...9, using: &random)
      let turns = low...(low + Int.random(in: 0...3, using: &random))
      let span = try #require(Span(start: Int32(low), end: Int32(low + 5)))
      let anchor: Anchor =
        switch Int.random(in: 0..<4, using: &random) {
        case 0: .quotation(word(), within: nil)
        case 1: .quotation(word(), within: turns)
        case 2: .turns(turns)
        default: .offsets(span)
        }
      return CodingRow(
        line: 0, transcript: word(), code: word(), anchor: anchor,
        coder: Bool.random(using: &random) ? word() : nil,
        stance: Stance.allCases.randomElement(using: &random),
        voice: Voice.allCases.randomElement(using: &random), weight: index * 10)
    }
    let again = try read(CodingsCSV.write(rows))
    #expect(again.rejected.isEmpty, "seed \(seed)")
    let isSame =
      again.rows.map {
        var row = $0
        row.line = 0
        return row
      } == rows
    #expect(isSame, "seed \(seed)")
  }

  @Test(arguments: UInt64(1)...60)
  func damagedTablesAreReadOrRefusedNeverCrash(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let text = RandomCodes.damaged(
      "doc,tag,content,turn,start,end\nA,x,\"q, \"\"r\"\"\",t3-t6,,\nB,户口,,99999999999,,\nC,y,,,1,2\n",
      using: &random)
    do { _ = try read(text) } catch { #expect(error is any ProblemReporting, "seed \(seed)") }
  }

  @Test(.enabled(if: SharedFiles.arePresent, "the shared files are not here"))
  func publishedCodingsHaveTheirPublishedNumbers() throws {
    let folder = "real/serdif/data/transcripts/thematic-analysis/tags/csv/"
    let all = try read(
      String(contentsOf: SharedFiles.url(folder + "all_tags_20220303.csv"), encoding: .utf8))
    #expect(all.rows.count == 1930 && all.rejected.isEmpty)
    #expect(all.rows.filter { $0.code == "Moderator assist" }.count == 174)
    #expect(all.rows.filter { $0.code == "System issue" }.count == 45)
    let comments = try read(
      String(contentsOf: SharedFiles.url(folder + "all_tags_20220301_PSSUQ.csv"), encoding: .utf8))
    let counts = (1...17).map { number in
      comments.rows.filter { $0.transcript.hasPrefix("P\(number)_") }.count
    }
    #expect(counts == [18, 16, 2, 5, 2, 13, 0, 0, 6, 5, 2, 7, 2, 5, 0, 8, 6])
  }

  @Test(.enabled(if: Demonstration.has("Codings/gold.csv"), "the demonstration is not here"))
  func demonstrationCodingsAreAllUsable() throws {
    let text = try Demonstration.text("Codings/gold.csv")
    let file = try CodingsCSV.read(text, fileName: "gold.csv")
    #expect(!file.rows.isEmpty && file.rejected.isEmpty && file.notes.isEmpty)
    let known = try CodebookYAML.read(
      Demonstration.text("Codebooks/settling.yaml"), fileName: "settling.yaml")
    let codes = Set(known.entries.filter(\.definition.isCodable).map(\.definition.slug))
    #expect(file.rows.allSatisfy { codes.contains($0.code) })
  }
}
