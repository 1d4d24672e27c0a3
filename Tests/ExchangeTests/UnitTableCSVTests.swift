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
    #expect(table.units == ["H-1", "H-2"] && table.codes == ["a", "b"])
    #expect(table.counts == [[1, 0], [0, 1]])
    #expect(table.notes == ["t.csv: the first column, 'case', names the rows"])
    // Numbers may be names, too.
    #expect(try read("id,a\n1,0\n0,1\n").units == ["1", "0"])
    #expect(try read("household,a\nH-1,1\n").codes == ["a"])
  }

  @Test func withoutNamesTheUnitsAreNumbered() throws {
    let table = try read("学校,b\n1,0\n0,1\n")
    #expect(table.units == ["1", "2"] && table.codes == ["学校", "b"])
    let note = "is a code, since its cells are all 0 or 1; the rows are numbered"
    #expect(table.notes == ["t.csv: the first column, '学校', \(note)"])
  }

  @Test func numbersThatAreNotAllNothingAndOneNameTheUnits() throws {
    #expect(try read("household,a\n1,1\n2,0\n").units == ["1", "2"])
    #expect(try read("household,a\n17,1\n4,0\n").codes == ["a"])
    // By the same rule among counts, and the note says what was taken for what.
    #expect(try read("household,a\n1,5\n2,0\n3,1\n", counts: true).codes == ["a"])
    #expect(try read("b,a\n17,1\n4,0\n5,0\n", counts: true).codes == ["a"])
    #expect(try read("b,a\n1,7\n0,0\n1,2\n", counts: true).codes == ["b", "a"])
    // A code with a wrong cell is no name.
    #expect(refusal("b,a\n1,1\n2,0\n1,0\n")?.hasPrefix("t.csv, line 3: '2' under 'b'") == true)
  }

  @Test func unitsOfOneStratumStandTogetherAsTurns() throws {
    let table = try UnitTableCSV.read(
      "unit,village,a,b\n1,A,1,0\n2,B,0,1\n3,A,1,1\n", fileName: "t.csv", within: "village")
    #expect(table.strata == ["A", "B", "A"] && table.codes == ["a", "b"])
    let turns = table.turns
    #expect(turns.documents.map(\.label) == ["A", "B"])
    #expect(turns.documents.map { $0.turns.map(\.label) } == [["1", "3"], ["2"]])
    #expect(turns.documents[0].turns.map(\.codes) == [[0], [0, 1]])
    #expect(throws: TableFailure.self) {
      try UnitTableCSV.read("unit,a\nx,1\n", fileName: "t.csv", within: "village")
    }
  }

  @Test func semicolonsAndBlanksAreUnderstood() throws {
    #expect(try read("unit;a;b\nx; 1 ;0\n").counts == [[1, 0]])
  }

  @Test func countsAreTakenOnlyWhereTheyAreWanted() throws {
    #expect(try read("unit,a\nx,7\n", counts: true).counts == [[7]])
    #expect(
      refusal("unit,a\nx,7\n")
        == "t.csv, line 2: '7' under 'a' is neither 0 nor 1; write 1 where the unit has the code, else 0"
    )
  }

  @Test(arguments: ["-1", "1.5", "yes", "99999999999"])
  func whatIsNoCountIsRefusedWithItsLine(_ cell: String) {
    #expect(
      refusal("unit,a\nx,1\ny,\(cell)\n", counts: true)
        == "t.csv, line 3: '\(cell)' under 'a' is no count")
  }

  @Test func anEmptyCellIsNotTakenForNought() {
    #expect(
      refusal("unit,a,b\nx,1,\n")?.contains("the cell of 'b' is empty; missing is not 0") == true)
  }

  @Test func aTableWithoutCodesOrRowsAndDoubleCodesAreRefused() {
    #expect(refusal("unit\nx\n")?.contains("there is no column of a code") == true)
    #expect(refusal("unit,a\n")?.contains("the table has no row") == true)
    #expect(refusal("unit,a,a\nx,1,1\n")?.contains("'a' stands in the header twice") == true)
    #expect(refusal("unit,a,\nx,1,1\n")?.contains("column 3 has no name") == true)
  }
}
