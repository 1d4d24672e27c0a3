import Statistics
import TestSupport
import Testing

@Suite struct InformationRunsTests {
  private func rule(_ base: Int, _ run: Int, _ percent: Double) throws -> InformationRule {
    try #require(InformationRule(base: base, run: run, percent: percent))
  }

  @Test func `a rule needs samples and a percentage`() {
    #expect(InformationRule(base: 0, run: 2, percent: 5) == nil)
    #expect(InformationRule(base: 4, run: 0, percent: 5) == nil)
    #expect(InformationRule(base: 4, run: 2, percent: -1) == nil)
    #expect(InformationRule(base: 4, run: 2, percent: 101) == nil)
    #expect(InformationRule(base: 4, run: 2, percent: .nan) == nil)
  }

  @Test func `too few samples and an empty base have reasons`() throws {
    let few = InformationRuns(new: [3, 2, 1, 0, 0], rule: try rule(4, 2, 5))
    #expect(few.base.reason == "fewer than 4 + 2 interviews")
    #expect(few.runs.isEmpty && few.first == nil && few.notation == nil)
    let empty = InformationRuns(new: [0, 0, 1, 1], rule: try rule(2, 2, 5))
    #expect(empty.base.reason == "nothing occurs in the first 2")
  }

  @Test func `a ratio of exactly the threshold is enough`() throws {
    // 29 of 100 is above 29 % by a hair in binary fractions.
    let new = [100, 29, 0]
    #expect(InformationRuns(new: new, rule: try rule(1, 1, 29)).notation == "1+1")
    #expect(InformationRuns(new: new, rule: try rule(1, 1, 28)).notation == "2+1")
    #expect(InformationRuns(new: [10, 1, 1], rule: try rule(1, 1, 0)).notation == nil)
  }

  @Test(arguments: UInt64(1)...40)
  func `every run counts items that nobody met before it`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let matrix = SmallMatrices.random(samples: 10, items: 30, seed: seed)
    let rule = try rule(
      .random(in: 1...6, using: &generator), .random(in: 1...4, using: &generator), 10)
    let found = InformationRuns(new: matrix.accumulation.new, rule: rule)
    func met(_ samples: Range<Int>) -> Set<Int> {
      Set(samples.flatMap { matrix.items(inSample: $0) })
    }
    let base = met(0..<rule.base).count
    #expect(found.base.value == Double(base))
    #expect(found.runs.count == 10 - rule.base - rule.run + 1)
    for (index, run) in found.runs.enumerated() {
      let before = rule.base + index
      let new = met(before..<(before + rule.run)).subtracting(met(0..<before)).count
      #expect(run.after == before)
      #expect(run.new == new)
      #expect(run.isBelowThreshold == (new * 10 <= base))
    }
    #expect(found.first == found.runs.first { $0.new * 10 <= base })
  }
}
