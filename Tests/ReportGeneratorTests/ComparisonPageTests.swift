import CodingEngine
import Fieldwork
import ReportGenerator
import TestSupport
import Testing

/// Passages side by side at any width.
@Suite struct ComparisonPageTests {
  private static let letters = [
    "we stay, ", "没有合同，", "户口 ", "a-very-long-word-that-no-column-holds ", "é", "「留」",
  ]

  private func words(_ random: inout SeededGenerator, isChinese: Bool) -> String {
    let pick = isChinese ? [1, 2, 5] : [0, 3, 4]
    return (0..<Int.random(in: 1...14, using: &random)).map { _ in
      ComparisonPageTests.letters[pick.randomElement(using: &random) ?? 0]
    }.joined()
  }

  /// A page of random cases, and the words that must stand on it.
  private func page(seed: UInt64) throws -> (page: ComparisonPage, width: Int, words: [String]) {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 1...5, using: &random)
    let said = (0..<count).map { _ in words(&random, isChinese: seed.isMultiple(of: 2)) }
    var snapshot = try CaseStudy.snapshot(cases: count)
    let lengths = said.map { Int32($0.unicodeScalars.count) }
    let all = Array(0..<Int32(count))
    snapshot.texts = all.map {
      TextEntry(key: Int64($0), transcript: $0, scalars: lengths[Int($0)])
    }
    snapshot.turns = TurnColumns(
      texts: all, numbers: all.map { _ in 1 }, starts: all.map { _ in 0 }, ends: lengths,
      speakerIndices: all.map { _ in 0 }, roles: all.map { _ in .respondent },
      participants: all.map { _ in -1 }, times: all.map { _ in -1 }, speakers: ["老周"])
    snapshot.codings = try #require(
      CodingColumns(
        texts: all, starts: all.map { _ in 0 }, ends: lengths, codes: all.map { _ in 0 },
        coders: all.map { _ in 0 }, numbers: all.map { _ in 1 }))
    var shelf = TextShelf()
    for (index, words) in said.enumerated() { shelf[Int32(index)] = TextBuffer(words) }
    let new = Bool.random(using: &random) ? Set([0]) : nil
    let comparison = CodeComparison(
      ofCode: 0, in: snapshot, by: new == nil ? .case : .age, new: new)
    let width = Int.random(in: 20...150, using: &random)
    let made = ComparisonPage(
      comparison, in: snapshot, texts: shelf, since: new.map { _ in "2017-07-01" }, width: width)
    return (made, width, said)
  }

  @Test(arguments: 0..<20)
  func `no line is wider than the terminal, and no character is lost`(block: Int) throws {
    for step in 0..<250 {
      let seed = UInt64(block * 250 + step)
      let (page, width, said) = try page(seed: seed)
      let widest = page.lines.map(\.displayWidth).max() ?? 0
      #expect(widest <= width, "seed \(seed)")
      #expect(page.lines.allSatisfy { $0.last != " " }, "seed \(seed)")
      var shown: [Character: Int] = [:]
      for character in page.lines.joined() { shown[character, default: 0] += 1 }
      var wanted: [Character: Int] = [:]
      for character in said.joined() where character != " " { wanted[character, default: 0] += 1 }
      let lost = wanted.filter { shown[$0.key] ?? 0 < $0.value }
      #expect(lost.isEmpty, "seed \(seed)")
    }
  }

  @Test func `columns of one band have one width, and a narrow page has one column`() throws {
    let snapshot = try CaseStudy.snapshot(cases: 3)
    let shelf = CaseStudy.shelf(snapshot)
    let comparison = CodeComparison(ofCode: 0, in: snapshot, by: .case)
    func lines(_ width: Int) -> [String] {
      ComparisonPage(comparison, in: snapshot, texts: shelf, since: nil, width: width).lines
    }
    let wide = lines(96)
    let rule = try #require(wide.first { $0.hasPrefix("─") })
    #expect(rule.split(separator: "│").map { $0.count { $0 == "─" } } == [30, 30, 30])
    #expect(!lines(62).contains { $0.contains("│") })
    let heads = lines(62).filter { $0.hasPrefix("H-") }
    #expect(heads == ["H-0: 1 passage", "H-1: 1 passage", "H-2: 1 passage"])
  }
}
