import Fieldwork
import Testing

@testable import Workbench

/// A transcript in English and Chinese, coded a little.
struct ScreenFixture {
  static let lines: [(String, Role, String)] = [
    ("INT", .interviewer, "How long have you lived here?"),
    ("HH", .respondent, "Nine years. We are not guests. 我们不是来做客的，房租每月交。孩子在这里上学。"),
    ("INT", .interviewer, "And the school?"),
    ("HH", .respondent, "They asked for papers we do not have, so he waits at home 👨‍👩‍👧 with é."),
    ("HH", .respondent, "That is all."),
  ]

  static func document(_ lines: [(String, Role, String)] = ScreenFixture.lines) throws
    -> CoderDocument
  {
    var text = ""
    var turns: [CoderDocument.Turn] = []
    var sentences: [Span] = []
    for (index, (speaker, role, words)) in lines.enumerated() {
      text += "\(speaker): "
      let start = Int32(text.unicodeScalars.count)
      text += words
      let end = Int32(text.unicodeScalars.count)
      text += "\n\n"
      turns.append(
        .init(
          number: Int32(index + 1), span: try #require(Span(start: start, end: end)),
          speaker: speaker, role: role))
      // Sentences as the fixture's words have them: behind a full stop or question mark.
      var from = start
      var position = start
      for scalar in words.unicodeScalars {
        position += 1
        if [".", "?", "。"].contains(scalar) || position == end {
          if let span = Span(start: from, end: position) { sentences.append(span) }
          from = scalar == "。" ? position : position + 1
        }
      }
    }
    return CoderDocument(
      label: "GY-1", about: "household", words: TextBuffer(text), turns: turns,
      sentences: sentences)
  }

  static let codes: [CodeDefinition] = [
    ("settling", false, "Settling", "定居"), ("intent-to-stay", true, "Intent to stay", "打算留下"),
    ("rent", true, "Rent", "房租"), ("school-papers", true, "Papers for school", "入学材料"),
    ("waiting", true, "Waiting at home", "在家等"),
  ].map { slug, isCodable, english, chinese in
    var code = CodeDefinition(slug: slug, isCodable: isCodable)
    code.names = [
      LocalizedText(language: "en", text: english), LocalizedText(language: "zh", text: chinese),
    ]
    code.short = "What is said of \(english.lowercased())."
    return code
  }

  /// A sitting of ann on a screen.
  static func state(
    _ codings: [CoderCoding] = [], columns: Int = 80, rows: Int = 24,
    lines: [(String, Role, String)] = ScreenFixture.lines
  ) throws -> CoderState {
    try #require(
      CoderState(
        try document(lines), coder: "ann", palette: CodePalette(codes), codings: codings,
        columns: columns, rows: rows))
  }
}

extension CoderState {
  /// The words that are chosen.
  var chosen: String { document.words.words(in: selection) }

  /// Presses keys one after the other; letters by themselves.
  @discardableResult
  mutating func type(_ keys: Key...) -> [CoderRequest] { keys.flatMap { handle(.key($0)) } }

  /// Types words, then presses keys.
  @discardableResult
  mutating func type(_ words: String, _ keys: Key...) -> [CoderRequest] {
    words.flatMap { handle(.key(.character($0))) } + keys.flatMap { handle(.key($0)) }
  }
}
