import Exchange
import Fieldwork
import TestSupport
import Testing

/// Sheets of the framework come back as they were written.
@Suite struct FrameworkSheetTests {
  @Test func `what is written on a sheet is read from it, in ten thousand cells`() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var random = SeededGenerator(seed: seed)
    let english = [
      "They stay", "# no comment", "=== no heading ===", "! not stale", "\\ slash", "", "GY-101#8.",
    ]
    let chinese = ["他们不走", "＃不是", "=== 不是 × 题 · new ===", "！不是", "#也不是", "", "“引”"]
    var done = 0
    while done < 10_000 {
      let words = done.isMultiple(of: 2) ? english : chinese
      var cells: [FrameworkSheet.Cell] = []
      for number in 0..<Int.random(in: 1...6, using: &random) {
        var lines = (0..<Int.random(in: 0...4, using: &random)).map { _ in
          words.randomElement(using: &random) ?? ""
        }
        while lines.first?.isEmpty == true { lines.removeFirst() }
        while lines.last?.isEmpty == true { lines.removeLast() }
        let summary = lines.joined(separator: "\n")
        var cell = FrameworkSheet.Cell(
          place: "HH \(number) × 1", theme: "school-holds", base: FrameworkCell.tag(of: summary))
        cell.place = number == 0 ? "HH-1" : "HH-\(number) 户"
        cell.summary = summary
        cell.quotes = (0..<Int.random(in: 0...3, using: &random)).map { index in
          (
            PassageCite(transcript: "GY 1\(index)", number: Int32(index + 1)),
            ["t1 罗 [stay]", "t2-t3 [stay; against]"].randomElement(using: &random) ?? "",
            words.filter { !$0.isEmpty }.randomElement(using: &random) ?? "x"
          )
        }
        if Bool.random(using: &random) { cell.stale = "1 new quote: GY-101#9" }
        cells.append(cell)
        done += 1
      }
      var read = try FrameworkSheet.read(
        FrameworkSheet.write(cells, statements: ["school-holds": "The school\nholds."]))
      for index in read.indices { read[index].line = 0 }
      #expect(read == cells, "seed \(seed)")
    }
    print("framework sheets: seed \(seed), \(done) cells")
  }

  @Test func `faults are told with their line`() throws {
    for (text, words) in [
      ("words\n=== A × b · new ===\n", "line 1"),
      ("=== A × b · new ===\nx\n=== A × b · new ===\n", "line 3"),
      ("=== A b · new ===\n", "line 1"), ("# nothing\n=== A × b ===\n", "line 2"),
    ] {
      let failure = #expect(throws: Problem.self) { try FrameworkSheet.read(text) }
      #expect(failure?.place == words)
    }
    #expect(throws: Problem.self) { try FrameworkSheet.read("# only a comment\n") }
    let crlf = try FrameworkSheet.read("=== A × b · new ===\r\nThey stay.  \r\n\r\n")
    #expect(crlf.first?.summary == "They stay.")
  }
}
