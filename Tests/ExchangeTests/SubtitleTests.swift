import Fieldwork
import Foundation
import TestSupport
import Testing

@testable import Exchange

@Suite("Subtitles and machine transcripts")
struct SubtitleTests {
  private static func time(_ start: Int64, _ end: Int64?) -> RecordingTime {
    RecordingTime(start: start, end: end)
  }

  @Test("Voices make turns; cues of one speaker are joined, with their times")
  func voices() throws {
    let draft = try readTranscript(
      """
      WEBVTT - a talk
      Language: en

      STYLE
      ::cue { color: red }

      NOTE Voice: nobody
      says this

      1
      00:00:42.100 --> 00:00:45.053 align:start
      <v Interviewer>I put this here,

      00:45.253 --> 00:48.375
      <v.loud Interviewer>between the
      bowls &amp; cups.</v>

      guid/12-0
      00:00:49.435 --> 00:00:52.784
      <v Liang Fang>Up at <i>five</i> <00:00:50.000>always.

      01:00:00.000 --> 01:00:01.000
      <v Interviewer>So?<v Liang Fang>2 < 3.
      """, name: "a.vtt")
    #expect(
      draft.text
        == "Interviewer: I put this here, between the bowls & cups.\n\nLiang Fang: Up at five always."
        + "\n\nInterviewer: So?\n\nLiang Fang: 2 < 3.\n")
    #expect(
      seen(draft) == [
        SeenTurn("Interviewer", .interviewer, "I put this here, between the bowls & cups."),
        SeenTurn("Liang Fang", .unknown, "Up at five always."),
        SeenTurn("Interviewer", .interviewer, "So?"), SeenTurn("Liang Fang", .unknown, "2 < 3."),
      ])
    #expect(
      draft.turns.map(\.time) == [
        Self.time(42_100, 48_375), Self.time(49_435, 52_784), Self.time(3_600_000, 3_601_000),
        Self.time(3_600_000, 3_601_000),
      ])
    #expect(draft.metadata.language == "en")
  }

  @Test("Names inside the words of cues, as Zoom writes them; Chinese is joined without blanks")
  func names() throws {
    let draft = try readTranscript(
      """
      WEBVTT

      1
      00:00:01.000 --> 00:00:02.000
      采访者: 你们从哪里来，

      2
      00:00:02.000 --> 00:00:03.000
      什么时候来的？

      3
      00:00:03.000 --> 00:00:04.000
      老马: 山上，
      一三年。

      4
      00:00:04.000 --> 00:00:05.000
      老马: OK
      了
      """, name: "a.vtt")
    #expect(
      seen(draft) == [
        SeenTurn("采访者", .interviewer, "你们从哪里来，什么时候来的？"),
        SeenTurn("老马", .unknown, "山上，一三年。 OK 了"),
      ])
  }

  static let webVTT: [(String, Int, String, String)] = [
    ("captions_with_bom.vtt", 4, "Caption text #1", "Caption text #4"),
    (
      "comments.vtt", 3, "- Ta en kopp varmt te. - Det är inte varmt.",
      "- Ta en kopp"
    ),
    ("cue_tags.vtt", 3, "When the moon hits your eye", "That's amore"),
    ("invalid_timeframe.vtt", 7, "Caption text #1", "Caption text #7"),
    ("metadata_headers_multiline.vtt", 2, "Caption text #1", "Caption text #2"),
    ("missing_caption_text.vtt", 4, "Caption text #1", "Caption text #5"),
    ("styles.vtt", 1, "- Hello <b>world</b>.", ""),
    ("using_identifiers.vtt", 6, "Caption text #1", "Caption text #6"),
  ]

  @Test(
    "Corner cases of WebVTT", .enabled(if: SharedFiles.arePresent, "needs ../shared"),
    arguments: webVTT)
  func corners(file: String, turns: Int, first: String, last: String) throws {
    let draft = try Self.shared(file)
    let found = seen(draft)
    #expect(found.count == turns, "\(found)")
    #expect(found.first?.words == first.replacing("<b>", with: "").replacing("</b>", with: ""))
    if !last.isEmpty { #expect(found.last?.words.hasPrefix(last) == true) }
    let missing = draft.turns.count { $0.time == nil }
    #expect(missing == (file.hasPrefix("invalid") ? 1 : 0))
  }

  @Test("Rolling captions are read once", .enabled(if: SharedFiles.arePresent, "needs ../shared"))
  func rolling() throws {
    let draft = try Self.shared("youtube_dl.vtt")
    #expect(seen(draft).map(\.words) == ["yeah", "what", "this will happen is I'm telling"])
    #expect(draft.metadata.language == "en")
  }

  @Test("Whisper as SRT and as text", .enabled(if: SharedFiles.arePresent, "needs ../shared"))
  func whisper() throws {
    let srt = try Self.shared("whisper-test01.srt")
    let txt = try Self.shared("whisper-test01.txt")
    #expect(srt.turns.count == 7)
    #expect(srt.turns.map(\.speaker) == ["S01", "S00", "S01", "S00", "S01", "S00", "S01"])
    #expect(srt.turns.first?.time == RecordingTime(start: 560, end: 14_300))
    #expect(txt.turns.count == 8)
    #expect(txt.turns.map { $0.time?.start } == [0, 8, 15, 22, 30, 34, 39, 41].map { $0 * 1000 })
    let joined = seen(txt).map(\.words).joined(separator: " ")
    #expect(seen(srt).map(\.words).joined(separator: " ") == joined)
  }

  @Test("SubRip with gaps, missing numbers, blank lines and tags")
  func subRip() throws {
    let draft = try readTranscript(
      """
      1
      00:00:01,000 --> 00:00:02,500
      <i>One</i>

      still one

      7
      00:00:03.000 --> 00:00:04.000
      {\\an8}Two
      00:00:05,0 --> 00:00:06,50
      <font color="red">1984</font>
      """, name: "a.srt")
    #expect(seen(draft).map(\.words) == ["One still one", "Two", "1984"])
    #expect(draft.turns.last?.time == RecordingTime(start: 5000, end: 6500))
  }

  @Test("Whisper JSON: segments, WhisperX speakers and words, whisper.cpp")
  func whisperJSON() throws {
    let plain = try readTranscript(
      #"{"language":"en","segments":[{"start":0.5,"end":2,"text":" Hello."},"#
        + #"{"start":2,"end":3.25,"text":" Bye."}]}"#, name: "a.json")
    #expect(seen(plain).map(\.words) == ["Hello.", "Bye."])
    #expect(plain.turns.map(\.time) == [Self.time(500, 2000), Self.time(2000, 3250)])
    #expect(plain.metadata.language == "en")
    let speakers = try readTranscript(
      #"[{"start":0,"end":1,"text":"A","speaker":"SPEAKER_00"},"#
        + #"{"start":1,"end":2,"text":"b","speaker":"SPEAKER_00"},"#
        + #"{"start":2,"end":3,"text":"C","speaker":"SPEAKER_01"}]"#, name: "a.json")
    #expect(
      seen(speakers) == [
        SeenTurn("SPEAKER_00", .unknown, "A b"), SeenTurn("SPEAKER_01", .unknown, "C"),
      ])
    let words = try readTranscript(
      #"{"segments":[{"start":0,"end":3,"text":"你好 吗 好","words":["#
        + #"{"word":"你好","start":0,"end":1,"speaker":"S1"},{"word":"吗"},"#
        + #"{"word":"好","start":2,"end":3,"speaker":"S2"}]}]}"#, name: "a.json")
    #expect(seen(words) == [SeenTurn("S1", .unknown, "你好吗"), SeenTurn("S2", .unknown, "好")])
    #expect(words.turns.last?.time == RecordingTime(start: 2000, end: 3000))
    let cpp = try readTranscript(
      #"{"result":{"language":"zh"},"transcription":[{"offsets":{"from":0,"to":900},"text":"好"}]}"#,
      name: "a.json")
    #expect(cpp.turns.first?.time == RecordingTime(start: 0, end: 900))
    #expect(cpp.metadata.language == "zh")
    #expect(throws: TranscriptFailure.notATranscript) {
      try readTranscript(#"{"name":"x"}"#, name: "a.json")
    }
  }

  @Test("The content decides where it disagrees with the name")
  func content() throws {
    #expect(
      try readTranscript("WEBVTT\n\n00:01.000 --> 00:02.000\nHi\n", name: "a.txt").source.format
        == "vtt")
    #expect(
      try readTranscript("1\n00:00:01,000 --> 00:00:02,000\nHi\n", name: "a.txt").source.format
        == "srt")
    #expect(try readTranscript("Q: a\nA: b\n", name: "a.docx").source.format == "txt")
    let odt = OfficeFiles.odt("<text:p>x</text:p>")
    #expect(
      try TranscriptReader.read(name: "a.docx", bytes: odt, options: .init()).source.format == "odt"
    )
    #expect(throws: TranscriptFailure.self) {
      try TranscriptReader.read(name: "a.txt", bytes: Array("%PDF-1.4".utf8), options: .init())
    }
  }

  static func shared(_ name: String) throws -> TranscriptDraft {
    let bytes = try Array(Data(contentsOf: SharedFiles.url("real/subtitles/\(name)")))
    let draft = try TranscriptReader.read(name: name, bytes: bytes, options: .init())
    expectSound(draft)
    return draft
  }
}
