import Fieldwork
import Testing

/// Builds small studies that a reader can count by eye: invented people say invented words.
///
/// Texts look like transcript files: one paragraph per turn, `LABEL: words`.
struct SnapshotBuilder {
  /// One turn: who speaks, as whom, and what they say.
  struct Line {
    var speaker: String?
    var role: Role
    var participant: String?
    var words: String
    var time: Int64 = -1

    /// The interviewer asks.
    static func asks(_ words: String) -> Line {
      Line(speaker: "I", role: .interviewer, words: words)
    }

    /// Somebody answers.
    static func says(
      _ words: String, by participant: String? = nil, as speaker: String = "A", at time: Int64 = -1
    ) -> Line {
      Line(
        speaker: speaker, role: .respondent, participant: participant, words: words, time: time)
    }
  }

  private struct Coding {
    var text: Int
    var span: Span
    var code: String
    var coder: String
    var round: Int32
    var number: Int32
  }

  private(set) var entries: [CodeDefinition] = []
  private(set) var transcripts: [TranscriptEntry] = []
  private(set) var textEntries: [TextEntry] = []
  private(set) var buffers: [TextBuffer] = []
  private(set) var cases: [CaseEntry] = []
  private(set) var participants: [ParticipantEntry] = []
  private var turns: [(text: Int, number: Int, span: Span, line: Line)] = []
  private var codings: [Coding] = []
  var themes: [ThemeDefinition] = []
  var surveys: [SurveyTable] = []
  var links: [LinkEntry] = []
  /// Who speaks together under a label.
  var choruses: [String: [String]] = [:]

  mutating func code(_ slug: String, under parent: String? = nil) {
    entries.append(CodeDefinition(slug: slug, parent: parent))
  }

  mutating func category(_ slug: String, under parent: String? = nil) {
    entries.append(CodeDefinition(slug: slug, parent: parent, isCodable: false))
  }

  mutating func place(_ id: String, kind: String = "household") {
    cases.append(CaseEntry(id: id, kind: kind))
  }

  mutating func person(_ id: String, of places: String...) {
    participants.append(ParticipantEntry(id: id, cases: places.compactMap(index(ofCase:))))
  }

  /// Adds a transcript; labels must be added in natural order, as a study loads them.
  mutating func interview(
    _ label: String, kind: String = "household", date: String? = nil, about places: [String] = [],
    language: String = "en", consent: String = "", recordType: String = "", _ lines: [Line] = []
  ) {
    transcripts.append(
      TranscriptEntry(
        label: label, kind: kind, date: date.flatMap { CivilDate($0) }, language: language,
        consent: consent, recordType: recordType, cases: places.compactMap(index(ofCase:))))
    layer(of: label, lines: lines)
  }

  /// Adds a layer of a transcript that was added before.
  mutating func layer(
    of label: String, language: String = "", translator: String = "", lines: [Line]
  ) {
    guard let transcript = transcripts.firstIndex(where: { $0.label == label }) else {
      Issue.record("no transcript \(label)")
      return
    }
    let text = textEntries.count
    var words = ""
    for (number, line) in lines.enumerated() {
      if let speaker = line.speaker { words += speaker + ": " }
      let start = Int32(words.unicodeScalars.count)
      words += line.words
      let end = Int32(words.unicodeScalars.count)
      words += "\n"
      guard let span = Span(start: start, end: end) else {
        Issue.record("an empty turn in \(label)")
        continue
      }
      turns.append((text, number + 1, span, line))
    }
    let buffer = TextBuffer(words)
    textEntries.append(
      TextEntry(
        key: Int64(text), transcript: Int32(transcript), isOriginal: translator.isEmpty,
        language: language, translator: translator, scalars: buffer.scalarCount))
    buffers.append(buffer)
  }

  /// Puts codes on the first occurrence of some words in the original of a transcript.
  mutating func put(
    _ codes: String..., on words: String, in label: String, coder: String = "kim",
    round: Int32 = 1
  ) {
    guard let transcript = transcripts.firstIndex(where: { $0.label == label }),
      let text = textEntries.firstIndex(where: { $0.transcript == Int32(transcript) }),
      let range = buffers[text].text.firstRange(of: words)
    else {
      Issue.record("'\(words)' does not occur in \(label)")
      return
    }
    let whole = buffers[text].text
    let start = whole.unicodeScalars.distance(from: whole.startIndex, to: range.lowerBound)
    let end = whole.unicodeScalars.distance(from: whole.startIndex, to: range.upperBound)
    for code in codes {
      put(code, text: text, Int32(start), Int32(end), coder: coder, round: round)
    }
  }

  /// Puts a code on a stretch of scalars of a text.
  mutating func put(
    _ code: String, text: Int, _ start: Int32, _ end: Int32, coder: String = "kim",
    round: Int32 = 1
  ) {
    guard let span = Span(start: start, end: end) else {
      Issue.record("an empty passage")
      return
    }
    let transcript = textEntries[text].transcript
    let same = codings.first { $0.text == text && $0.span == span }?.number
    let next = codings.filter { textEntries[$0.text].transcript == transcript }.map(\.number).max()
    codings.append(
      Coding(
        text: text, span: span, code: code, coder: coder, round: round,
        number: same ?? (next ?? 0) + 1))
  }

  func index(ofCase id: String) -> Int32? {
    cases.firstIndex { $0.id == id }.map { Int32($0) }
  }

  /// All words of the study.
  var shelf: TextShelf {
    var shelf = TextShelf()
    for (index, buffer) in buffers.enumerated() { shelf[Int32(index)] = buffer }
    return shelf
  }

  func snapshot() throws -> StudySnapshot {
    let book = try Codebook(entries)
    let coders = Set(codings.map(\.coder)).sorted()
    var rows: [(Int32, Int32, Int32, Int32, Int32, Int32, Int32)] = []
    for coding in codings {
      let code = try #require(book.index(ofSlug: coding.code), "no code \(coding.code)")
      let coder = try #require(coders.firstIndex(of: coding.coder))
      rows.append(
        (
          Int32(coding.text), coding.span.start, coding.span.end, Int32(code), Int32(coder),
          coding.round, coding.number
        ))
    }
    rows.sort { ($0.0, $0.1, $0.2, $0.3, $0.4, $0.5) < ($1.0, $1.1, $1.2, $1.3, $1.4, $1.5) }
    let columns = try #require(
      CodingColumns(
        texts: rows.map(\.0), starts: rows.map(\.1), ends: rows.map(\.2), codes: rows.map(\.3),
        coders: rows.map(\.4), numbers: rows.map(\.6), rounds: rows.map(\.5)))
    let speakers = Set(turns.compactMap(\.line.speaker)).sorted()
    var turnColumns = TurnColumns(
      texts: turns.map { Int32($0.text) }, numbers: turns.map { Int32($0.number) },
      starts: turns.map(\.span.start), ends: turns.map(\.span.end),
      speakerIndices: turns.map { turn in
        speakers.firstIndex { $0 == turn.line.speaker }.map { Int32($0) } ?? -1
      },
      roles: turns.map(\.line.role),
      participants: turns.map { turn in
        participants.firstIndex { $0.id == turn.line.participant }.map { Int32($0) } ?? -1
      },
      times: turns.map(\.line.time), speakers: speakers)
    for (row, turn) in turns.enumerated() where turn.line.participant == nil {
      guard let members = turn.line.speaker.flatMap({ choruses[$0] }) else { continue }
      turnColumns.choruses[row] = members.compactMap { id in
        participants.firstIndex { $0.id == id }.map { Int32($0) }
      }
    }
    return StudySnapshot(
      name: "river quarter", journalNumber: 1, transcripts: transcripts, texts: textEntries,
      turns: turnColumns, participants: participants, cases: cases, codebook: book,
      coders: coders, codings: columns, themes: themes, surveys: surveys, links: links)
  }
}

extension StudySnapshot {
  /// Codings in words, `TRANSCRIPT#NUMBER code`, for comparison by eye.
  func spelled(_ rows: [Int]) -> [String] {
    rows.map { row in
      let transcript = transcripts[Int(texts[Int(codings.texts[row])].transcript)].label
      let code = codebook.codes[Int(codings.codes[row])].slug
      return "\(transcript)#\(codings.numbers[row]) \(code)"
    }
  }
}
