import Statistics
import TestSupport
import Testing

@Suite struct AlignmentTests {
  typealias Unit = BestAlignment.Unit

  /// The least cost over all partitions of the units into parts of different coders.
  private func exhaustive(_ units: [Unit], coders: Int, _ weights: BestAlignment.Weights) -> Double
  {
    func cost(_ part: [Unit]) -> Double {
      var sum = 0.0
      let slots: [Unit?] = (0..<coders).map { coder in part.first { $0.coder == coder } }
      for i in 0..<coders {
        for j in 0..<i {
          guard let a = slots[i], let b = slots[j] else {
            sum += weights.empty
            continue
          }
          let shift = abs(a.start - b.start) + abs(a.end - b.end)
          let share = shift / (a.end - a.start + b.end - b.start)
          sum +=
            weights.empty
            * (weights.place * share * share + (a.value == b.value ? 0 : weights.value))
        }
      }
      return sum / Double(coders * (coders - 1) / 2)
    }
    func best(_ rest: [Unit], _ parts: [[Unit]]) -> Double {
      guard let next = rest.first else { return parts.reduce(0) { $0 + cost($1) } }
      let later = Array(rest.dropFirst())
      var least = best(later, parts + [[next]])
      for index in parts.indices where !parts[index].contains(where: { $0.coder == next.coder }) {
        var joined = parts
        joined[index].append(next)
        least = min(least, best(later, joined))
      }
      return least
    }
    return best(units, []) / (Double(units.count) / Double(coders))
  }

  @Test(arguments: 0..<40) func noPartitionIsCheaper(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let coders = Int.random(in: 2...3, using: &generator)
    let units = (0..<Int.random(in: 2...7, using: &generator)).map { _ in
      let start = Int.random(in: 0..<30, using: &generator)
      return Unit(
        coder: Int.random(in: 0..<coders, using: &generator),
        value: Int.random(in: 0..<2, using: &generator), start: Double(start),
        end: Double(start + Int.random(in: 1...8, using: &generator)))
    }
    let weights = BestAlignment.Weights(place: seed % 2 == 0 ? 1 : 3, value: 1, empty: 1)
    let got = BestAlignment(units, coders: coders, weights: weights).disorder.value
    let want = exhaustive(units, coders: coders, weights)
    #expect(abs((got ?? 9) - want) < 1e-9)
  }

  @Test func theSameUnitsHaveNoDisorder() {
    let units = (0..<3).flatMap { coder in
      (0..<30).map { place in
        Unit(coder: coder, value: place % 2, start: Double(place * 10), end: Double(place * 10 + 8))
      }
    }
    #expect(BestAlignment(units, coders: 3).disorder == .value(0))
  }

  @Test func whatCannotBeTriedOutIsSaid() {
    let heap = (0..<20).map { Unit(coder: $0 % 2, value: 0, start: Double($0), end: 100) }
    #expect(BestAlignment(heap, coders: 2).disorder.reason?.contains("20 units") == true)
    #expect(BestAlignment([], coders: 2).disorder.reason == "nobody marked a unit")
  }

  @Test(arguments: 0..<40) func editsAreTheFewest(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let length = Int.random(in: 2...12, using: &generator)
    func cut() -> Segmentation {
      Segmentation(
        length: length, boundaries: (1..<length).filter { _ in Bool.random(using: &generator) })
    }
    let (first, second) = (cut(), cut())
    let edits = try #require(BoundaryEdits(first, second))
    let back = try #require(BoundaryEdits(second, first))
    #expect(edits == back)
    // Any matching of neighbours: the one with the most pairs leaves the least distance.
    let a = Set(first.boundaries).subtracting(second.boundaries).sorted()
    let b = Set(second.boundaries).subtracting(first.boundaries)
    func pairs(_ rest: ArraySlice<Int>, _ free: Set<Int>) -> Int {
      guard let next = rest.first else { return 0 }
      var most = pairs(rest.dropFirst(), free)
      for other in [next - 1, next + 1] where free.contains(other) {
        most = max(most, 1 + pairs(rest.dropFirst(), free.subtracting([other])))
      }
      return most
    }
    let most = pairs(a[...], b)
    #expect(edits.transpositions == most)
    #expect(edits.additions == a.count + b.count - 2 * most)
    if let similarity = BoundaryEdits(first, first)?.boundarySimilarity.value {
      #expect(similarity == 1)
    }
    #expect(first.pk(reference: first).value ?? 0 == 0)
  }

  @Test func segmentationsOfDifferentTextsAreNotCompared() throws {
    let short = try #require(Segmentation(masses: [2, 3]))
    let long = try #require(Segmentation(masses: [2, 4]))
    #expect(BoundaryEdits(short, long) == nil)
    #expect(SegmentationAgreement([short, long]) == nil)
    #expect(short.pk(reference: long).value == nil)
    #expect(Segmentation(masses: [1, 0]) == nil)
    #expect(Segmentation(length: 5, boundaries: [0, 2, 5, 9]).boundaries == [2])
  }
}
