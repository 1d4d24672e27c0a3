import Foundation
import TestSupport
import Testing

/// Original and translation beside each other, each cited.
@Suite struct LayersCommandTests {
  @Test func `layers stand in columns where there is room, and under each other where not`() throws
  {
    let study = try DemoStudy()
    for width in [20, 40, 60, 70, 100, 140] {
      let run = try study.tool.with(["COLUMNS": "\(width)"]).run(
        "show", "GY-101", "--languages", "zh,en", "--turns", "t18-t19")
      #expect(run.code == 0, "\(run.story)")
      #expect(run.lines.allSatisfy { $0.columns <= width }, "\(run.story)")
      let hasTwo = run.lines.contains { $0.contains("t19 罗秀梅") && $0.contains("│ t19 ") }
      #expect(hasTwo == (width >= 63), "\(run.story)")
      #expect(run.lines.contains { $0.hasPrefix("[en] t19") } == (width < 63), "\(run.story)")
    }
    let wide = try study.tool.with(["COLUMNS": "100"]).run(
      "show", "GY-101", "--languages", "en,zh", "--turns", "t19")
    #expect(wide.output.contains("translated by researcher"), "\(wide.story)")
    #expect(wide.output.contains("┃ #8 [zh] “"), "\(wide.story)")
    // The bars of the columns stand below each other, whatever the width of what is left of them.
    let bars = wide.lines.compactMap { line -> Int? in
      line.range(of: "│").map { String(line[..<$0.lowerBound]).columns }
    }
    #expect(bars.count > 3 && Set(bars).count == 1, "\(wide.story)")
  }

  @Test func `a quote is cited in both languages with who translated, when, and who checked`()
    throws
  {
    let study = try DemoStudy()
    try expectDone(
      study.tool, "describe", "GY-101", "--layer", "en", "translated=2016-08", "checked_by=Ann")
    let quotes = try study.csv("quotes", "intent-to-stay", "--languages", "zh,en")
    #expect(
      quotes.header.suffix(5) == ["quote_zh", "credit_zh", "quote_en", "credit_en", "alignment"])
    let row = try #require(quotes.rows.first { $0[0] == "GY-101#8" }).suffix(5).map(\.self)
    #expect(row[0].contains("我们又不是来做客的") && row[1] == "original")
    #expect(row[2].contains("not guests") || row[2].contains("guests"))
    #expect(row[3] == "translated by researcher, 2016-08, checked by Ann")
    #expect(row[4] == "en: whole turn t19")
    let alone = try #require(quotes.rows.first { $0[0].hasPrefix("GY-106") }).suffix(5).map(\.self)
    #expect(alone[0].isEmpty && alone[2].contains("We haven't thought of leaving"))
    #expect(alone[4] == "zh: GY-106 has no text in zh")
    let page = try expectDone(study.tool, "quotes", "intent-to-stay", "--languages", "zh,en").output
    #expect(page.contains("[zh: GY-106 has no text in zh]"), "\(page)")
    let flat = page.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(
      flat.contains(
        "[en; translated by researcher, 2016-08, checked by Ann; whole turn t19]"), "\(page)")
    for format in ["json", "markdown"] {
      let run = try expectDone(
        study.tool, "quotes", "intent-to-stay", "--languages", "zh,en", "--format", format)
      #expect(run.output.contains("checked by Ann"), "\(run.story)")
    }
    try expectDone(study.tool, "report", "--output", "r.md", "--no-cases")
    let report = try study.files.text("r.md")
    #expect(
      report.contains(
        "zh and en, translated by researcher, 2016-08, checked by Ann, whole turn t19"))
  }

  @Test func `what stands beside nothing is said, and only the original is printed`() throws {
    let study = try DemoStudy()
    try expectDone(study.tool, "turns", "split", "GY-101", "t19", "--at", "人家问我们哪天回去")
    try expectDone(study.tool, "code", "GY-101", "我们又不是来做客的", "--as", "belonging-here")
    let quotes = try study.csv("quotes", "belonging-here", "--languages", "zh,en")
    let row = try #require(quotes.rows.first { $0[0].hasPrefix("GY-101") }).suffix(5).map(\.self)
    #expect(row[0] == "我们又不是来做客的" && row[2].isEmpty)
    #expect(row[4] == "en: no turn in en stands beside it")
    let shown = try expectDone(
      study.tool, "show", "GY-101", "--languages", "zh,en", "--turns", "t20-t21")
    #expect(shown.output.contains("(nothing stands beside it)"), "\(shown.output)")
    // What is said behind stands beside its translation as before.
    #expect(shown.output.contains("t21") && shown.output.contains("t20"), "\(shown.output)")
  }

  @Test func `unknown languages, fields and days are refused`() throws {
    let study = try DemoStudy()
    try expectRefusal(
      65, of: ["show", "GY-101", "--languages", "zh,fr"], by: study.tool, saying: "'fr'", "en, zh")
    try expectRefusal(
      65, of: ["show", "GY-105", "--languages", "en,zh"], by: study.tool, saying: "'zh'")
    try expectRefusal(
      65, of: ["quotes", "intent-to-stay", "--languages", "fr"], by: study.tool, saying: "'fr'")
    try expectRefusal(
      65, of: ["describe", "GY-101", "--layer", "en", "mood=good"], by: study.tool, saying: "mood")
    try expectRefusal(
      65, of: ["describe", "GY-101", "--layer", "en", "translated=soon"], by: study.tool,
      saying: "no date")
    try expectRefusal(
      65, of: ["describe", "GY-101", "--layer", "en", "language=zh"], by: study.tool,
      saying: "already")
    try expectRefusal(
      65, of: ["describe", "GY-105", "--layer", "fr", "checked_by=Ann"], by: study.tool,
      saying: "no text in 'fr'")
    let both = try study.tool.run("show", "GY-101", "--languages", "zh", "--layer", "en")
    #expect(both.code == 64 && both.errors.contains("--languages"), "\(both.story)")
  }
}
