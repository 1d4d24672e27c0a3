import ReportGenerator
import Testing

@Suite struct ProbabilityTests {
  @Test func `people never read a probability as nothing, files have it in full`() {
    #expect(Cell.probability(0.0499).words == "0.050")
    #expect(Cell.probability(0.001).words == "0.001")
    #expect(Cell.probability(0.00099).words == "<0.001")
    #expect(Cell.probability(0).words == "<0.001")
    #expect(Cell.probability(1).words == "1.000")
    #expect(Cell.probability(1.5).words == "n/a")
    var csv = OutputBuffer()
    CSVRenderer().writeRow(
      [.probability(0.000123456789), .probability(-1)], under: [.number("p"), .number("q")],
      to: &csv)
    #expect(csv.text == "0.000123456789,\r\n")
  }
}
