import Foundation
import TestSupport
import Testing

@Suite struct WrongNameTests {
  @Test func anUnknownCodeIsRefusedWithTheNearestThree() throws {
    let study = try SmallStudy()
    // 'staling' is one or two letters away from 'stalling', 'staying' and 'saying'.
    for command in [
      ["code", "S-1", "t4", "--as", "staling"], ["quotes", "staling"],
      ["codebook", "show", "staling"], ["uncode", "S-1#1", "--as", "staling"],
      ["matrix", "--codes", "staling"], ["cooccurrence", "--codes", "staling"],
      ["crosstab", "staling", "owns_home"],
    ] {
      try expectRefusal(
        65, of: command, by: study.tool, saying: "'staling'", "stalling, staying, saying")
    }
  }

  @Test func aNameThatResemblesNothingIsToldWhereToLook() throws {
    let study = try SmallStudy()
    try expectRefusal(
      65, of: ["quotes", "bicycle-repair-shop"], by: study.tool, saying: "emic codes")
    try expectRefusal(
      65, of: ["code", "S-1", "t4", "--as", "bicycle-repair-shop"], by: study.tool,
      saying: "emic codes")
    try expectRefusal(
      65, of: ["themes", "show", "bicycle-repair-shop"], by: study.tool, saying: "emic themes")
    try expectRefusal(
      65, of: ["show", "bicycle-repair-shop"], by: study.tool, saying: "emic transcripts")
  }

  @Test func anUnknownTranscriptIsRefusedWithTheNearest() throws {
    let study = try SmallStudy()
    for command in [
      ["code", "S-3", "t2", "--as", "work"], ["show", "S-3"], ["remove", "S-3"],
      ["describe", "S-3", "date=2024"], ["speakers", "S-3"], ["uncode", "S-3#1"],
    ] {
      try expectRefusal(65, of: command, by: study.tool, saying: "'S-3'", "S-1, S-2")
    }
  }

  @Test func anUnknownCaseIsRefusedWithTheNearest() throws {
    let study = try SmallStudy()
    try expectRefusal(65, of: ["case", "H-3"], by: study.tool, saying: "'H-3'", "H-1, H-2")
    try expectRefusal(
      65, of: ["link", "H-3", "--record", "H-1"], by: study.tool, saying: "'H-3'", "H-1, H-2")
  }

  @Test func anUnknownThemeIsRefusedWithTheNearest() throws {
    let study = try SmallStudy()
    try expectRefusal(
      65, of: ["themes", "show", "gardn"], by: study.tool, saying: "'gardn'", "garden")
    try expectRefusal(
      65, of: ["crosstab", "--theme", "gardn", "owns_home"], by: study.tool, saying: "garden")
  }

  @Test func aMisspeltWordOfALongNameFindsTheName() throws {
    let study = try DemoStudy()
    try expectRefusal(
      65, of: ["themes", "show", "permanense"], by: study.tool,
      saying: "permanence-without-membership")
  }

  @Test func anUnknownVariableSurveyOrCoderIsRefusedWithTheNearest() throws {
    let study = try SmallStudy()
    try expectRefusal(
      65, of: ["crosstab", "work", "owns_hone"], by: study.tool, saying: "owns_home")
    try expectRefusal(
      65, of: ["report", "--by", "owns_hone"], by: study.tool, saying: "owns_home")
    try expectRefusal(
      65, of: ["crosstab", "work", "owns_home", "--survey", "smal1"], by: study.tool,
      saying: "'smal1'", "small")
    try expectRefusal(
      65, of: ["codes", "--coders", "anm"], by: study.tool, saying: "'anm'", "ann")
  }

  @Test func aChineseNameIsAsGoodAsTheSlug() throws {
    let study = try SmallStudy()
    let bySlug = try expectDone(study.tool, "quotes", "staying", "--format", "csv")
    let byName = try expectDone(study.tool, "quotes", "打算留下", "--format", "csv")
    #expect(byName.output == bySlug.output)
    #expect(byName.output.contains("以后也不走"))
    try expectDone(study.tool, "code", "S-1", "t2", "--as", "打算留下")
    #expect(try StudyFile(study.folder).number("SELECT count(*) FROM coding") == 3)
    // One character is wrong.
    try expectRefusal(
      65, of: ["quotes", "打算留夏"], by: study.tool, saying: "'打算留夏'", "staying")
  }

  @Test func aNameThatFitsSeveralIsRefusedWithAllOfThem() throws {
    let study = try DemoStudy()
    let run = try expectRefusal(
      65, of: ["codebook", "show", "school"], by: study.tool, saying: "may mean more than one")
    #expect(run.errors.contains("school-as-anchor"))
  }

  @Test func writingCommandsTakeNoAbbreviation() throws {
    let study = try SmallStudy()
    try expectDone(study.tool, "quotes", "stayi")
    try expectRefusal(
      65, of: ["code", "S-1", "t4", "--as", "stayi"], by: study.tool, saying: "staying", "--new")
  }
}
