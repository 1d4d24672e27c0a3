import Fieldwork
import Testing

@testable import Workbench

/// What the screen shows.
@Suite struct CoderFrameTests {
  @Test(arguments: [(80, 24), (120, 40), (40, 12), (24, 8)])
  func `every line fits the terminal, with wide and combining characters`(
    columns: Int, rows: Int
  ) throws {
    let state = try ScreenFixture.state(columns: columns, rows: rows)
    let frame = state.frame
    #expect(frame.rows.count == rows)
    for line in frame.words { #expect(line.displayWidth == columns, "\(line)") }
  }

  @Test func `all words of a transcript stand on its lines, each once and in order`() throws {
    for columns in [12, 20, 37, 78] {
      let document = try ScreenFixture.document()
      let layout = PageLayout(document, columns: columns)
      for (turn, entry) in document.turns.enumerated() {
        let lines = layout.lines.filter { $0.turn == turn }
        #expect(lines.first?.start == entry.span.start)
        var shown = ""
        for line in lines {
          let words = Span(start: line.start, end: line.end).map { document.words.words(in: $0) }
          #expect((words ?? "").displayWidth <= columns)
          shown += words ?? ""
        }
        let whole = document.words.words(in: entry.span)
        #expect(shown.filter { $0 != " " } == whole.filter { $0 != " " })
      }
    }
  }

  @Test func `what is chosen is reversed, what is coded underlined, its code beside it`() throws {
    let document = try ScreenFixture.document()
    var state = try ScreenFixture.state([
      CoderCoding(span: document.sentences[2], code: "rent", coder: "ann", number: 1)
    ])
    state.type(.right)
    let runs = state.frame.rows.flatMap(\.self)
    #expect(runs.contains { $0.style.isReverse && $0.words.hasPrefix("Nine years.") })
    #expect(runs.contains { $0.style.isUnderlined && $0.words.contains("We are not guests.") })
    #expect(state.frame.words.contains { $0.contains("│rent") })
    state.type(.right)
    #expect(state.frame.words.suffix(2).first?.contains("rent") == true)
  }

  @Test func `control characters of a file do not reach the terminal`() throws {
    let state = try ScreenFixture.state(lines: [("A", .respondent, "one\u{1B}[31mred\ttab\u{7}.")])
    let words = state.frame.words.joined()
    #expect(words.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
    #expect(words.contains("one␛[31mred tab␇."))
  }

  @Test func `only rows that are different are sent`() throws {
    var state = try ScreenFixture.state()
    var writer = FrameWriter(hasColours: false)
    let first = writer.bytes(for: state.frame)
    state.type(.right)
    let second = writer.bytes(for: state.frame)
    #expect(second.count < first.count / 2)
    #expect(writer.bytes(for: state.frame).count < 10)
    writer.reset()
    #expect(writer.bytes(for: state.frame).count > first.count / 2)
  }

  @Test func `without colours none are sent`() throws {
    let document = try ScreenFixture.document()
    let state = try ScreenFixture.state([
      CoderCoding(span: document.sentences[0], code: "rent", coder: "ann", number: 1)
    ])
    var plain = FrameWriter(hasColours: false)
    var coloured = FrameWriter(hasColours: true)
    #expect(!String(decoding: plain.bytes(for: state.frame), as: UTF8.self).contains(";3"))
    #expect(String(decoding: coloured.bytes(for: state.frame), as: UTF8.self).contains(";3"))
  }

  @Test func `the cursor blinks where one types`() throws {
    var state = try ScreenFixture.state()
    #expect(state.frame.cursor == nil)
    state.type("c")
    state.type("房租")
    let cursor = try #require(state.frame.cursor)
    #expect(cursor.column == "code: ".count + 4)
    #expect(state.frame.words[cursor.row].hasPrefix("code: 房租"))
  }
}
