import Exchange
import Fieldwork
import Testing

@Suite struct UnitTableCSVTests {
  private func read(_ text: String, counts: Bool = false) throws -> UnitTable {
    try UnitTableCSV.read(text, fileName: "t.csv", allowsCounts: counts)
  }

  private func refusal(_ text: String, counts: Bool = false) -> String? {
    do {
      _ = try read(text, counts: counts)
      return nil
    } catch let error as any ProblemReporting {
      return error.problem.line
    } catch {
      return "\(error)"
    }
  }

  @Test func theFirstColumnNamesTheUnitsWhereItIsCalledSo() throws {
    let table = try read("case,a,b\nH-1,1,0\nH-2,0,1\n")
    #expect(
      table == UnitTable(units: ["H-1", "H-2"], codes: ["a", "b"], counts: [[1, 0], [0, 1]]))
    // Numbers may be names, too.
    #expect(try read("id,a\n1,0\n0,1\n").units == ["1", "0"])
    #expect(try read("household,a\nH-1,1\n").codes == ["a"])
  }

  @Test func withoutNamesTheUnitsAreNumbered() throws {
    let table = try read("学校,b\n1,0\n0,1\n")
    #expect(table.units == ["1", "2"] && table.codes == ["学校", "b"])
  }

  @Test func semicolonsAndBlanksAreUnderstood() throws {
    #expect(try read("unit;a;b\nx; 1 ;0\n").counts == [[1, 0]])
  }

  @Test func countsAreTakenOnlyWhereTheyAreWanted() throws {
    #expect(try read("unit,a\nx,7\n", counts: true).counts == [[7]])
    #expect(
      refusal("unit,a\nx,7\n") == "t.csv, line 2: '7' stands under a where 0 or 1 belongs")
  }

  @Test(arguments: ["-1", "1.5", "yes", "99999999999"])
  func whatIsNoCountIsRefusedWithItsLine(_ cell: String) {
    #expect(
      refusal("unit,a\nx,1\ny,\(cell)\n", counts: true)
        == "t.csv, line 3: '\(cell)' stands under a where a count belongs")
  }

  @Test func anEmptyCellIsNotTakenForNought() {
    #expect(refusal("unit,a,b\nx,1,\n")?.contains("an empty cell is not taken for 0") == true)
  }

  @Test func aTableWithoutCodesOrRowsAndDoubleCodesAreRefused() {
    #expect(refusal("unit\nx\n")?.contains("the table has no code") == true)
    #expect(refusal("unit,a\n")?.contains("the table has no row") == true)
    #expect(refusal("unit,a,a\nx,1,1\n")?.contains("'a' stands in the header twice") == true)
    #expect(refusal("unit,a,\nx,1,1\n")?.contains("column 3 has no name") == true)
  }
}
