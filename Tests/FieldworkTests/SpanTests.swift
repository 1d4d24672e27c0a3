import Fieldwork
import TestSupport
import Testing

@Suite struct SpanTests {
  @Test(arguments: [(0, 0), (3, 3), (5, 2), (-1, 4), (-5, -2)])
  func anEmptyOrNegativeSpanCannotExist(start: Int32, end: Int32) {
    #expect(Span(start: start, end: end) == nil)
  }

  /// Every pair of spans on eight positions against sets of scalars.
  @Test func relationsAreThoseOfSetsOfScalars() throws {
    let spans = (Int32(0)..<8).flatMap { start in
      (start + 1...8).compactMap { Span(start: start, end: $0) }
    }
    for a in spans {
      let scalarsA = Set(a.start..<a.end)
      #expect(Int(a.length) == scalarsA.count)
      for b in spans {
        let scalarsB = Set(b.start..<b.end)
        let both = scalarsA.intersection(scalarsB)
        #expect(a.overlaps(b) == !both.isEmpty, "\(a) \(b)")
        #expect(a.contains(b) == scalarsB.isSubset(of: scalarsA), "\(a) \(b)")
        #expect(a.intersection(b).map { Set($0.start..<$0.end) } ?? [] == both, "\(a) \(b)")
      }
    }
  }

  @Test func touchingSpansDoNotOverlap() throws {
    let a = try #require(Span(start: 2, end: 5))
    let b = try #require(Span(start: 5, end: 9))
    #expect(!a.overlaps(b) && !b.overlaps(a))
  }
}
