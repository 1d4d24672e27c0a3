import Statistics
import TestSupport
import Testing

@Suite struct AccumulationTests {
  @Test func `an item is new where it occurs first and never again`() throws {
    let matrix = try #require(
      IncidenceMatrix(counts: [[1, 0, 2, 0], [1, 1, 0, 0], [0, 1, 1, 0]]))
    #expect(matrix.accumulation.newItems == [[0, 2], [1], []])
    #expect(matrix.accumulation.new == [2, 1, 0])
    #expect(matrix.accumulation.cumulative == [2, 3, 3])
    #expect(matrix.selecting([2, 0]).accumulation.newItems == [[1, 2], [0]])
  }

  @Test func `rows of different length are no matrix`() {
    #expect(IncidenceMatrix(counts: [[1, 0], [1]]) == nil)
    #expect(IncidenceMatrix(counts: [])?.accumulation.new == [])
  }

  @Test(arguments: UInt64(1)...20)
  func `accumulation agrees with sets, whatever the order`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let matrix = SmallMatrices.random(samples: 9, items: 150, seed: seed)
    let order = Array(0..<9).shuffled(using: &generator)
    var seen: Set<Int> = []
    var new: [[Int]] = []
    for sample in order {
      let here = Set((0..<150).filter { matrix.has($0, in: sample) })
      #expect(matrix.count(inSample: sample) == here.count)
      new.append(here.subtracting(seen).sorted())
      seen.formUnion(here)
    }
    let found = matrix.selecting(order).accumulation
    #expect(found.newItems == new)
    #expect(found.cumulative.last == seen.count)
    #expect(matrix.observed == seen.count)
  }

  @Test func `a share of nothing has a reason instead of a number`() {
    let nothing = IncidenceMatrix(samples: 3, items: 2).accumulation
    #expect(nothing.share(after: 2).reason == "there is nothing to be a share of")
  }
}
