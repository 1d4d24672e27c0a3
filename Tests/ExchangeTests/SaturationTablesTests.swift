import Exchange
import Fieldwork
import Testing

@Suite struct InterviewCodesCSVTests {
  @Test func `rows are interviews in order and columns are codes`() throws {
    let table = try InterviewCodesCSV(
      "interview,kind,paper,school\nA,household,1,0\nB,official,0,3\n", fileName: "t.csv")
    #expect(table.codes == ["paper", "school"])
    #expect(table.rows.map(\.label) == ["A", "B"])
    #expect(table.rows.map(\.counts) == [[1, 0], [0, 3]])
    #expect(table.rows.map(\.kind) == ["household", "official"])
  }

  @Test func `the first column names interviews by the rule of every table of units`() throws {
    let named = try InterviewCodesCSV("nr,x\n12,1\n7,0\n", fileName: "t.csv")
    #expect(named.rows.map(\.label) == ["12", "7"] && named.codes == ["x"])
    #expect(named.notes == ["t.csv: the first column, 'nr', names the interviews"])
    let numbered = try InterviewCodesCSV("rent,x\n1,1\n0,3\n1,0\n", fileName: "t.csv")
    #expect(numbered.rows.map(\.label) == ["1", "2", "3"] && numbered.codes == ["rent", "x"])
    #expect(numbered.rows.map(\.counts) == [[1, 1], [0, 3], [1, 0]])
    #expect(numbered.notes.first?.contains("'rent', is a code") == true)
  }

  @Test func `a column of groups is no code`() throws {
    let table = try InterviewCodesCSV(
      "id,wave,x\nA,one,1\nB,,0\n", fileName: "t.csv", groupedBy: "Wave")
    #expect(table.codes == ["x"])
    #expect(table.rows.map(\.group) == ["one", ""])
    #expect(throws: TableFailure.self) {
      try InterviewCodesCSV("id,x\nA,1\n", fileName: "t.csv", groupedBy: "wave")
    }
  }

  @Test(arguments: ["", "yes", "-1", "1.5", "99999999"])
  func `a cell that is no count is refused with its line`(_ cell: String) {
    #expect {
      try InterviewCodesCSV("id,x\nA,0\nB,\(cell)\n", fileName: "t.csv")
    } throws: { error in
      guard case NoteRowFailure.badValue(_, let line, let column, _, _) = error else {
        return false
      }
      return line == 3 && column == "x"
    }
  }

  @Test func `an interview or code that stands twice is refused, and so is a table of none`() {
    for text in ["id,x\nA,1\nA,1\n", "id,x,x\nA,1,1\n", "id\nA\n", "id,x\n,1\n", "id,\nA,1\n"] {
      #expect(throws: (any Error).self, "\(text)") {
        try InterviewCodesCSV(text, fileName: "t.csv")
      }
    }
  }
}

@Suite struct SamplingPlanCSVTests {
  @Test func `empty cells leave an attribute open`() throws {
    let plan = try SamplingPlanCSV.read(
      "kind,sex,wanted,why\nofficial,,2,both levels\ncontractor,f,,\n", fileName: "plan.csv")
    #expect(plan.map(\.count) == [2, 1])
    #expect(plan.map { $0.wanted.map(\.value) } == [["official"], ["contractor", "f"]])
    #expect(plan[0].why == "both levels")
    #expect(plan[1].line == 3)
  }

  @Test(arguments: ["wanted,why\n1,x\n", "kind,wanted\n,1\n", "kind,wanted\na,many\n", ""])
  func `a plan that wants nothing is refused`(_ text: String) {
    #expect(throws: (any Error).self) { try SamplingPlanCSV.read(text, fileName: "plan.csv") }
  }
}
