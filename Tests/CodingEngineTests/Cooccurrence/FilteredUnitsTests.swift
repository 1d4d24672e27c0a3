import CodingEngine
import Fieldwork
import Testing

/// The N of a table is that of what a filter leaves, or a test would compare with the whole study.
@Suite struct FilteredUnitsTests {
  @Test(arguments: [
    // have no house; they are in GY-1 to GY-6, in the last one with R-6.
    (CooccurrenceUnit.case, 5), (.transcript, 6), (.participant, 1),
    // One answer in each interview; in the group interview R-5 and all together, not R-6.
    (.turn, 7),
  ])
  func `units outside the filter are no units`(_ unit: CooccurrenceUnit, _ expected: Int) throws {
    let whole = try LinkedStudy.builder().snapshot()
    let limited = try ResolvedFilter(try Filter("house is no"), in: whole).limited()
    let query = try CooccurrenceQuery(unit: unit)
    #expect(cooccurrence(in: limited, codes: nil, asking: query).total == expected)
    let all = try #require(cooccurrence(in: whole, codes: nil, asking: query).total)
    #expect(all > expected)
  }
}
