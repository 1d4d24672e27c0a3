import Statistics
import Testing

struct PermutationCountTests {
  @Test func theObservedArrangementCountsItself() {
    var count = PermutationCount()
    for drawn in [1, 2, 3, 3] { count.add(drawn, observed: 3) }
    #expect(count.pAtLeast == 3.0 / 5)
    #expect(count.pAtMost == 1)
    #expect(count.p == 1)
    #expect(PermutationCount().p == 1)
  }

  @Test func pIsNeverZeroAndSaysHowSmallItCanBe() {
    var count = PermutationCount()
    for _ in 0..<999 { count.add(0, observed: 5) }
    #expect(count.p == PermutationCount.smallestP(draws: 999))
    #expect(count.p == 0.002)
    #expect(PermutationCount.standardError(p: 0.5, draws: 100) == 0.05)
  }
}
