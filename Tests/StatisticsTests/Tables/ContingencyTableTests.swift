import Statistics
import Testing

struct ContingencyTableTests {
  @Test func refusesCountsThatAreNoTable() {
    #expect(throws: TableError.empty) { try ContingencyTable([]) }
    #expect(throws: TableError.empty) { try ContingencyTable([[], []]) }
    #expect(throws: TableError.ragged(row: 2, columns: 1, expected: 2)) {
      try ContingencyTable([[1, 2], [3]])
    }
    #expect(throws: TableError.negative(cell: "row 2, column 1", count: -3)) {
      try ContingencyTable([[1, 2], [-3, 1]])
    }
    #expect(throws: TableError.tooMany) { try ContingencyTable([[.max, 2], [.max, 1]]) }
  }

  @Test func saysWhyNothingExists() throws {
    let line = try ContingencyTable([[1, 2, 3]])
    #expect(
      line.chiSquare.p == .undefined(reason: "the table has only one row or column"))
    let hole = try ContingencyTable([[1, 0, 3], [2, 0, 4]])
    let reason = Estimate.undefined(reason: "a row or column of the table is empty")
    #expect(hole.cramersV == reason)
    #expect(hole.correctedCramersV == reason)
    #expect(hole.pearsonResiduals[0][1] == reason)
    #expect(hole.pearsonResiduals[0][0].value != nil)
    let one = try ContingencyTable([[5, 0], [0, 0]])
    #expect(
      one.adjustedResiduals[0][0] == .undefined(reason: "all counts are in one row or column"))
    #expect(try ContingencyTable([[0, 0], [0, 0]]).smallestExpected == 0)
  }

  @Test func isOneForPerfectAssociationAndZeroForNone() throws {
    let perfect = try ContingencyTable([[7, 0, 0], [0, 5, 0], [0, 0, 9]])
    #expect(agree(perfect.cramersV.value, 1, within: 1e-14))
    #expect(agree(perfect.correctedCramersV.value, 1, within: 1e-14))
    let none = try ContingencyTable([[2, 4, 6], [3, 6, 9]])
    #expect(none.cramersV == .value(0))
    #expect(none.correctedCramersV == .value(0))
    #expect(none.likelihoodRatioTest.statistic == .value(0))
    #expect(none.chiSquare.p == .value(1))
  }

  @Test func countsSmallExpectations() throws {
    // Expected: 2, 8, 3, 12.
    let table = try ContingencyTable([[1, 9], [4, 11]])
    #expect(table.smallestExpected == 2)
    #expect(table.shareExpectedBelowFive == 0.5)
  }
}
