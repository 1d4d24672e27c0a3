import Statistics
import TestSupport
import Testing

/// A random continuum, and the 2016 family place by place.
private struct Places {
  var length: Int
  var values: Int
  var coders: [[UnitizedContinuum.Unit]]

  static func random(_ generator: inout SeededGenerator, values: Int? = nil) -> Places {
    let length = Int.random(in: 5...60, using: &generator)
    let values = values ?? Int.random(in: 1...3, using: &generator)
    let coders = (0..<Int.random(in: 2...4, using: &generator)).map { _ in
      var units: [UnitizedContinuum.Unit] = []
      var place = Int.random(in: 0...4, using: &generator)
      while place < length {
        let end = min(length, place + Int.random(in: 1...9, using: &generator))
        let value = Int.random(in: 0..<values, using: &generator)
        units.append(UnitizedContinuum.Unit(value: value, start: place, end: end))
        place = end + Int.random(in: 0...6, using: &generator)
      }
      return units
    }
    return Places(length: length, values: values, coders: coders)
  }

  func continuum() throws -> UnitizedContinuum {
    try UnitizedContinuum(length: length, values: values, coders: coders)
  }

  /// The value of each place for each coder, 0 for a gap.
  var marked: [[Int]] {
    coders.map { units in
      var places = [Int](repeating: 0, count: length)
      for unit in units { for place in unit.start..<unit.end { places[place] = unit.value + 1 } }
      return places
    }
  }

  func meetings(_ c: Int, _ k: Int) -> Double {
    var sum = 0
    for (i, first) in marked.enumerated() {
      for (j, second) in marked.enumerated() where i != j {
        sum += zip(first, second).count { $0 == c && $1 == k }
      }
    }
    return Double(sum) / Double(coders.count - 1)
  }

  /// uα from the paper's equations, place by place.
  var unitizing: Double? {
    let all = Double(length * coders.count)
    var agreed = 0.0
    var expected = 0.0
    var squares = [Double](repeating: 0, count: values + 1)
    for (coder, units) in coders.enumerated() {
      for unit in units {
        squares[unit.value + 1] += Double(unit.length * unit.length)
      }
      squares[0] += Double(marked[coder].count { $0 == 0 })
    }
    for value in 0...values {
      let own = Double(marked.reduce(0) { $0 + $1.count { $0 == value } })
      agreed += meetings(value, value)
      expected += all * (own * own - squares[value]) / (all * all - squares.reduce(0, +))
    }
    return all - expected > 1e-9 ? 1 - (all - agreed) / (all - expected) : nil
  }
}

@Suite struct UnitizingTests {
  @Test(arguments: 0..<60) func theSweepMeasuresWhatEveryPlaceSays(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let places = Places.random(&generator)
    let sums = UnitizingSums(try places.continuum())
    for c in 0...places.values {
      for k in 0...places.values {
        #expect(abs(sums.coincidence(c, k) - places.meetings(c, k)) < 1e-9, "\(c) \(k)")
      }
    }
    if let want = places.unitizing {
      #expect(abs((sums.unitizing.value ?? 9) - want) < 1e-9)
    }
  }

  @Test(arguments: 0..<30) func oneValueLeavesOnlyWhereTheUnitsAre(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let sums = UnitizingSums(try Places.random(&generator, values: 1).continuum())
    guard let whole = sums.unitizing.value, let binary = sums.binary.value else { return }
    #expect(abs(whole - binary) < 1e-9)
  }

  @Test(arguments: 0..<20) func sumsOfDocumentsAreTheSumOfTheirTexts(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let first = Places.random(&generator, values: 2)
    var second = Places.random(&generator, values: 2)
    second.coders = (0..<first.coders.count).map { second.coders[$0 % second.coders.count] }
    var sum = UnitizingSums(try first.continuum())
    sum += UnitizingSums(try second.continuum())
    // One text behind the other. Their units stay apart, because a unit never goes on.
    let joined = try UnitizedContinuum(
      length: first.length + second.length, values: 2,
      coders: zip(first.coders, second.coders).map { own, other in
        own
          + other.map {
            UnitizedContinuum.Unit(
              value: $0.value, start: $0.start + first.length, end: $0.end + first.length)
          }
      })
    #expect(sum == UnitizingSums(joined))
    #expect(UnitizingSums(row: sum.row, values: 2, coders: sum.coders) == sum)
  }

  @Test(arguments: 0..<30) func alphaUIsThatOfItsDoubleSum(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let places = Places.random(&generator, values: 1)
    let got = try places.continuum().alphaU(value: 0)
    let m = places.coders.count
    // Gaps as runs of unmarked places.
    let gaps = places.marked.map { marks -> [(start: Int, length: Int)] in
      var runs: [(start: Int, length: Int)] = []
      for (place, mark) in marks.enumerated() where mark == 0 {
        if let last = runs.last, last.start + last.length == place {
          runs[runs.count - 1].length += 1
        } else {
          runs.append((place, 1))
        }
      }
      return runs
    }
    var difference = 0
    for i in 0..<m {
      for j in 0..<m where i != j {
        for unit in places.coders[i] {
          for other in places.coders[j] where unit.start < other.end && other.start < unit.end {
            difference += (unit.start - other.start) * (unit.start - other.start)
            difference += (unit.end - other.end) * (unit.end - other.end)
          }
          for gap in gaps[j]
          where gap.start <= unit.start && unit.end <= gap.start + gap.length {
            difference += 2 * unit.length * unit.length
          }
        }
      }
    }
    let size = Double(places.length)
    #expect(abs(got.observed - Double(difference) / (Double(m * (m - 1)) * size * size)) < 1e-9)
    let lengths = places.coders.flatMap { $0.map(\.length) }
    var sum = 0.0
    var taken = 0
    for l in lengths {
      sum += Double(lengths.count - 1) / 3 * Double(2 * l * l * l - 3 * l * l + l)
      for gap in gaps.flatMap(\.self) where gap.length >= l {
        sum += Double(l * l * (gap.length - l + 1))
      }
      taken += l * (l - 1)
    }
    let all = Double(m) * size
    let expected = 2 / size * sum / (all * (all - 1) - Double(taken))
    #expect(abs(got.expected - expected) < 1e-9)
  }

  @Test func unitsThatCannotBeAreRefused() {
    typealias Unit = UnitizedContinuum.Unit
    func made(_ units: [Unit], length: Int = 10) throws -> UnitizedContinuum {
      try UnitizedContinuum(length: length, values: 1, coders: [units, []])
    }
    #expect(throws: UnitizingError.overlap(coder: 0, start: 3)) {
      try made([Unit(value: 0, start: 3, end: 6), Unit(value: 0, start: 1, end: 4)])
    }
    #expect(throws: UnitizingError.outside(coder: 0, start: 8)) {
      try made([Unit(value: 0, start: 8, end: 11)])
    }
    #expect(throws: UnitizingError.emptyUnit(coder: 0, start: 8)) {
      try made([Unit(value: 0, start: 8, end: 8)])
    }
    #expect(throws: UnitizingError.noValue(coder: 0)) {
      try made([Unit(value: 1, start: 0, end: 2)])
    }
    #expect(throws: UnitizingError.emptyContinuum) { try made([], length: 0) }
    #expect(throws: UnitizingError.tooFewCoders) {
      try UnitizedContinuum(length: 1, values: 1, coders: [[]])
    }
  }

  @Test func nothingMarkedIsNoAgreement() throws {
    let empty = UnitizingSums(try UnitizedContinuum(length: 9, values: 1, coders: [[], []]))
    #expect(empty.binary.value == nil)
    #expect(empty.unitizing.value == nil)
    #expect(empty.coding.alpha.reason == "no stretch is marked by two coders")
    #expect(empty.coding(of: 0).coverage.reason == "nobody used the value")
  }
}
