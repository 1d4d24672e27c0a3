import Testing

@Suite struct TerminalReviewTests {
  @Test func wordsOfATranscriptCannotSteerTheTerminal() throws {
    let tool = try ReviewTool()
    try tool.done("init", ".")
    try tool.write(
      "A\u{1B}[31m: We \u{1B}[2J\u{07}stay.\n\nB: Yes.\n\nA\u{1B}[31m: So.\n", to: "S-1.txt")
    try tool.write("codes:\n  - {id: staying}\n", to: "book.yaml")
    try tool.done("import", "S-1.txt", "--speakers", "A\u{1B}[31m,B")
    try tool.done("codebook", "import", "book.yaml")
    for arguments in [
      ["code", "S-1", "t1", "--as", "staying"], ["show", "S-1"], ["quotes", "staying"],
      ["search", "stay"], ["speakers", "S-1"],
    ] {
      let run = try tool.run(arguments)
      #expect(run.code == 0)
      let said = (run.output + run.errors).unicodeScalars
      #expect(!said.contains { $0 == "\u{1B}" || $0 == "\u{07}" }, "\(arguments)")
    }
  }
}
