import Fieldwork
import Workbench

/// Keys at the coder's screen: from the key to the bytes that the terminal is sent, on a
/// transcript of 50 KB with 500 codings.
enum Keys {
  /// Presses keys of many kinds and prints the seconds of each, the slowest last.
  static func run(times: Int) throws {
    struct Impossible: Error {}
    var state = try sitting()
    var writer = FrameWriter(hasColours: true)
    _ = writer.bytes(for: state.frame)
    let keys: [Key] =
      [.right, .right, .down, .pageDown, .shiftRight, .escape, .character("w"), .right]
      + [.character("c"), .character("c"), .character("0"), .down, .escape]
      + [.character("t"), .character("n"), .up, .character("s"), .character("o"), .left]
      + [.character("/"), .character("x"), .character("y"), .character("z"), .enter]
    let wall = ContinuousClock()
    var seconds: [Double] = []
    var sent = 0
    for index in 0..<times {
      let start = wall.now
      state.handle(.key(keys[index % keys.count]))
      sent += writer.bytes(for: state.frame).count
      seconds.append((wall.now - start) / .seconds(1))
    }
    guard sent > 0 else { throw Impossible() }
    seconds.sort()
    for second in seconds { print(second) }
  }

  private static func sitting() throws -> CoderState {
    struct Impossible: Error {}
    var random = SplitMix(state: 5)
    var text = ""
    var turns: [CoderDocument.Turn] = []
    var sentences: [Span] = []
    var position: Int32 = 0
    while text.utf8.count < 50 * 1024 {
      let isChinese = turns.count % 5 == 4
      let start = position
      for _ in 0..<6 {
        let words =
          isChinese
          ? "我们家在城里租房子，孩子上学每年交费。"
          : "We rent a room in the city and the child goes to school on word \(random.below(99))."
        let length = Int32(words.unicodeScalars.count)
        if let span = Span(start: position, end: position + length) { sentences.append(span) }
        text += words + (isChinese ? "" : " ")
        position += length + (isChinese ? 0 : 1)
      }
      guard let span = Span(start: start, end: position) else { throw Impossible() }
      turns.append(
        .init(
          number: Int32(turns.count + 1), span: span, speaker: "HH",
          role: turns.count % 2 == 0 ? .interviewer : .respondent))
      text += "\n"
      position += 1
    }
    let codes = (0..<80).map { CodeDefinition(slug: Corpus.code($0 % 70) + "-\($0)") }
    let codings = (0..<500).compactMap { number -> CoderCoding? in
      let sentence = sentences[random.below(sentences.count)]
      return CoderCoding(
        span: sentence, code: codes[number % 80].slug, coder: number % 2 == 0 ? "ann" : "bo",
        number: Int32(number))
    }.sorted { $0.span < $1.span }
    let document = CoderDocument(
      label: "D1", about: "household", words: TextBuffer(text), turns: turns,
      sentences: sentences)
    let state = CoderState(
      document, coder: "ann", palette: CodePalette(codes), codings: codings, columns: 120,
      rows: 40)
    guard let state else { throw Impossible() }
    return state
  }
}
