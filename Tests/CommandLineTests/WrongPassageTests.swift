import Foundation
import TestSupport
import Testing

@Suite struct WrongPassageTests {
  @Test func aQuoteInTwoTurnsIsRefusedWithBoth() throws {
    let study = try SmallStudy()
    let run = try expectRefusal(
      65, of: ["code", "S-1", "We came for the work", "--as", "work"], by: study.tool,
      saying: "S-1", "2 places")
    let candidates = run.errorLines.dropFirst().map { $0.trimmingCharacters(in: [" "]) }
    #expect(candidates.count == 2)
    #expect(candidates.first?.hasPrefix("t2 Ana") == true, "\(run.errors)")
    #expect(candidates.last?.hasPrefix("t4 Ana") == true, "\(run.errors)")
    // The way out that the message names works.
    try expectDone(study.tool, "code", "S-1", "t4:\"We came for the work\"", "--as", "work")
  }

  @Test func aQuoteThatIsNotThereIsRefusedWithTheNearestPassage() throws {
    let study = try SmallStudy()
    try expectRefusal(
      65, of: ["code", "S-1", "Nobody asked us to leave", "--as", "work"], by: study.tool,
      saying: "S-1", "is not in the text", "nearest: t4", "Nobody asks us to leave")
    try expectRefusal(
      65, of: ["code", "S-2", "以后我不走", "--as", "work"], by: study.tool,
      saying: "nearest: t4", "以后也不走")
    // Nothing like it: the line names no passage, but a way on.
    try expectRefusal(
      65, of: ["code", "S-1", "0123456789", "--as", "work"], by: study.tool,
      saying: "is not in the text")
  }

  @Test func aTurnOrAStretchBeyondTheTextIsRefused() throws {
    let study = try SmallStudy()
    try expectRefusal(
      65, of: ["code", "S-1", "t9", "--as", "work"], by: study.tool, saying: "t9", "t4")
    try expectRefusal(
      65, of: ["code", "S-1", "t4-t2", "--as", "work"], by: study.tool, saying: "t4-t2")
    try expectRefusal(
      65, of: ["code", "S-1", "@10-99999", "--as", "work"], by: study.tool, saying: "99999")
    try expectRefusal(
      65, of: ["code", "S-1", "t2:\"for the garden\"", "--as", "work"], by: study.tool,
      saying: "is not in")
    try expectRefusal(65, of: ["code", "S-1", "", "--as", "work"], by: study.tool)
    try expectRefusal(
      65, of: ["show", "S-1", "--turns", "middle"], by: study.tool, saying: "'middle'")
    try expectRefusal(
      65, of: ["uncode", "S-1#99"], by: study.tool, saying: "S-1#99", "emic show S-1")
    try expectRefusal(65, of: ["uncode", "S-1"], by: study.tool, saying: "is no passage")
  }

  @Test func aLayerThatIsNotThereIsRefusedWithThoseThatAre() throws {
    let study = try DemoStudy()
    try expectRefusal(
      65, of: ["show", "GY-101", "--layer", "fr"], by: study.tool, saying: "'fr'", "zh, en")
    try expectRefusal(
      65, of: ["code", "GY-101", "t2", "--as", "informal-work", "--layer", "fr"],
      by: study.tool, saying: "'fr'")
  }
}
