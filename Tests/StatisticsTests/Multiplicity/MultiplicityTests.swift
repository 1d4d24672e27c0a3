import Statistics
import TestSupport
import Testing

struct MultiplicityTests {
  @Test(arguments: MultiplicityAdjustment.allCases)
  func keepsOrderAndBoundsAndDoesNotDependOnTheOrderGiven(
    _ adjustment: MultiplicityAdjustment
  ) throws {
    var generator = SeededGenerator(seed: 99)
    for count in 0..<40 {
      // Rounded, so that ties occur.
      let p = (0..<count).map { _ in
        (Double.random(in: 0...1, using: &generator) * 20).rounded() / 20
      }
      let adjusted = try adjustment.adjust(p)
      for i in p.indices {
        #expect(adjusted[i] >= p[i] && adjusted[i] <= 1)
        for j in p.indices where p[i] <= p[j] {
          #expect(adjusted[i] <= adjusted[j], "\(adjustment) \(p)")
        }
      }
      let places = p.indices.shuffled(using: &generator)
      #expect(try adjustment.adjust(places.map { p[$0] }) == places.map { adjusted[$0] })
    }
  }

  @Test(arguments: MultiplicityAdjustment.allCases)
  func leavesASingleTestAlone(_ adjustment: MultiplicityAdjustment) throws {
    #expect(try adjustment.adjust([0.03]) == [0.03])
    #expect(try adjustment.adjust([]) == [])
  }

  /// The definitions, taken literally.
  @Test func agreesWithTheDefinitions() throws {
    let p = [0.011, 0.04, 0.005, 0.3, 0.02, 0.02]
    let sorted = p.sorted()
    let m = Double(p.count)
    let adjustedBH = try MultiplicityAdjustment.benjaminiHochberg.adjust(p)
    let adjustedHolm = try MultiplicityAdjustment.holm.adjust(p)
    func rank(_ index: Int) -> Int { sorted.firstIndex(of: p[index]) ?? 0 }
    for index in p.indices {
      let r = rank(index)
      let bh = (r..<p.count).map { m * sorted[$0] / Double($0 + 1) }.min() ?? 1
      let holm = (0...r).map { (m - Double($0)) * sorted[$0] }.max() ?? 1
      #expect(agree(adjustedBH[index], bh, within: 1e-14))
      #expect(agree(adjustedHolm[index], min(1, holm), within: 1e-14))
    }
  }

  @Test func refusesWhatIsNoProbability() {
    for wrong in [-0.1, 1.1, .nan, .infinity] {
      #expect(throws: MultiplicityError.notAProbability(index: 1)) {
        try MultiplicityAdjustment.holm.adjust([0.5, wrong, 2])
      }
    }
  }
}
