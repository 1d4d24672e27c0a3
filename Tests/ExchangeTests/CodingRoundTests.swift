import Exchange
import Fieldwork
import Testing

/// The column of rounds in a table of codings.
@Suite struct CodingRoundTests {
  @Test func theRoundIsReadAndWritten() throws {
    let text = "transcript,code,turn,round\nT1,work,3,2\nT1,work,4,\n"
    let file = try CodingsCSV.read(text, fileName: "c.csv")
    #expect(file.rows.map(\.round) == [2, nil])
    #expect(file.notes == [])
    let again = try CodingsCSV.read(CodingsCSV.write(file.rows), fileName: "c.csv")
    #expect(again.rows == file.rows)
  }

  @Test func whatIsNoRoundIsRefusedWithItsLine() throws {
    for word in ["0", "-1", "two", "1.5", "1001"] {
      let file = try CodingsCSV.read(
        "transcript,code,turn,round\nT1,work,3,\(word)\n", fileName: "c.csv")
      #expect(file.rows == [])
      #expect(file.rejected.count == 1)
      #expect(file.rejected.first?.place == "c.csv, line 2")
      #expect(file.rejected.first?.line.contains("round") == true)
    }
  }
}
