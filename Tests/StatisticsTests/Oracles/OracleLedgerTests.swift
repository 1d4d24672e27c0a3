import Foundation
import TestSupport
import Testing

/// The judge itself: a ledger that let something pass would make every oracle test worthless.
struct OracleLedgerTests {
  private func oracle() throws -> OracleCase {
    let json = """
      {"id": "X", "set": "open", "family": "f", "input": {}, "tolerance": {"rel": 0.1, "abs": 0},
       "expected": {"one": 1, "two": [2, "-Inf", null], "flag": true}}
      """
    return try JSONDecoder().decode(OracleCase.self, from: Data(json.utf8))
  }

  @Test func isContentWhenEverythingIsComparedOrSkipped() throws {
    var ledger = OracleLedger(try oracle())
    ledger.compare("one", 1.05)
    ledger.compare("two", [2, -.infinity, nil])
    ledger.skip("flag", because: "of no interest")
    #expect(ledger.problems == [])
    #expect(ledger.summary == "oracle X: 4 compared, 1 skipped (of no interest)")
  }

  @Test func reportsWhatIsLeftOut() throws {
    let ledger = OracleLedger(try oracle())
    #expect(
      ledger.problems
        == ["flag", "one", "two/0", "two/1", "two/2"].map { "\($0): neither compared nor skipped" })
  }

  @Test func reportsWrongNumbersLengthsAndNames() throws {
    var ledger = OracleLedger(try oracle())
    ledger.compare("one", 1.2)
    ledger.compare("two", [2, 5])
    ledger.compare("two/2", 0)
    ledger.compare("flag", false)
    ledger.compare("three", 3)
    ledger.skip("four", because: "there is none")
    let places = ledger.problems.map { $0.prefix { $0 != ":" } }
    #expect(places == ["one", "two", "two/1", "two/2", "flag", "three", "four"])
  }

  @Test func anUndefinedNumberIsNotAnyNumber() throws {
    var ledger = OracleLedger(try oracle())
    ledger.compare("one", nil)
    #expect(ledger.problems.contains { $0.hasPrefix("one: want") })
  }
}
