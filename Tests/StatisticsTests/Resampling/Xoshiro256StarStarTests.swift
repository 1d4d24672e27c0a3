import Statistics
import TestSupport
import Testing

struct Xoshiro256StarStarTests {
  /// The sequence of the authors' reference implementation for the state 1, 2, 3, 4.
  @Test func followsTheReferenceSequence() throws {
    var generator = try #require(Xoshiro256StarStar(state: (1, 2, 3, 4)))
    let want: [UInt64] = [
      11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360,
      607_988_272_756_665_600, 16_172_922_978_634_559_625, 8_476_171_486_693_032_832,
      10_595_114_339_597_558_777, 2_904_607_092_377_533_576,
    ]
    #expect((0..<want.count).map { _ in generator.next() } == want)
  }

  @Test func isSeededBySplitMix() throws {
    var source = SeededGenerator(seed: 42)
    let state = (source.next(), source.next(), source.next(), source.next())
    #expect(Xoshiro256StarStar(seed: 42) == Xoshiro256StarStar(state: state))
    #expect(Xoshiro256StarStar(seed: 42) != Xoshiro256StarStar(seed: 43))
  }

  @Test func refusesTheStateThatNeverMoves() {
    #expect(Xoshiro256StarStar(state: (0, 0, 0, 0)) == nil)
  }

  @Test func drawsEveryIndexAboutEquallyOften() {
    var generator = Xoshiro256StarStar(seed: 2026)
    var counts = Array(repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[generator.nextIndex(below: 7)] += 1 }
    // Five standard errors of Bin(70000, 1/7).
    #expect(counts.allSatisfy { abs($0 - 10_000) < 463 })
    #expect(generator.nextIndex(below: 1) == 0)
    #expect(generator.nextIndex(below: 0) == 0)
    for _ in 0..<1000 {
      #expect((0..<Int.max).contains(generator.nextIndex(below: .max)))
    }
  }

  @Test func drawsUnitsBelowOne() {
    var generator = Xoshiro256StarStar(seed: 1)
    let units = (0..<10_000).map { _ in generator.nextUnit() }
    #expect(units.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect(abs(units.reduce(0, +) / 10_000 - 0.5) < 0.015)
  }
}
