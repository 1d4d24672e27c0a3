import Fieldwork
import Foundation
import TestSupport
import Testing

@Suite struct DecimalsTests {
  /// What the C library prints, without its minus before nothing but zeros.
  private func printed(_ value: Double, _ digits: Int) -> String {
    let text = String(format: "%.\(digits)f", value)
    let isZero = text.allSatisfy { "-0.".contains($0) }
    return isZero && text.hasPrefix("-") ? String(text.dropFirst()) : text
  }

  @Test func `decimals are those of printf, for any number below 2^51 units`() {
    var generator = SeededGenerator(seed: 21)
    for _ in 0..<20_000 {
      let digits = Int.random(in: 0...15, using: &generator)
      let magnitude = Double.random(in: -6...(15 - Double(digits)), using: &generator)
      let value = Double.random(in: -1...1, using: &generator) * pow(10, magnitude)
      #expect(value.fixed(digits) == printed(value, digits), "\(value) \(digits)")
    }
  }

  @Test func `ties go to the even digit, and what looks like a tie is none`() {
    let cases: [(Double, Int)] = [
      (0.5, 0), (1.5, 0), (2.5, 0), (0.125, 2), (0.375, 2), (2.675, 2), (1.005, 2), (0.045, 2),
      (-0.5, 0), (-0.004, 2), (0.9999, 3), (99.995, 2), (0, 2), (-0.0, 1),
      (.leastNonzeroMagnitude, 15), (1e15, 0),
    ]
    for (value, digits) in cases {
      #expect(value.fixed(digits) == printed(value, digits), "\(value) \(digits)")
    }
  }

  @Test func `large whole numbers are written out`() {
    #expect(1e16.fixed(2) == "10000000000000000.00")
    #expect((-4.5e15).fixed(1) == "-4500000000000000.0")
    #expect(1e21.fixed(0) == "1000000000000000000000")
    #expect(9_007_199_254_740_992.0.fixed(3) == "9007199254740992.000")
  }

  @Test func `the shortest form reads back as the same number`() {
    var generator = SeededGenerator(seed: 22)
    for _ in 0..<5_000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite else { continue }
      #expect(Double(value.shortest) == value)
    }
    #expect(3.0.shortest == "3" && (-0.0).shortest == "0" && 0.25.shortest == "0.25")
  }
}
