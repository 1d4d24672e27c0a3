import Fieldwork
import Testing

@testable import Exchange

/// U+0000 ends a text for much of the world's software: whatever stands behind it would be
/// lost without a word, so that no reader lets it through.
@Suite("A NUL character is refused with its place")
struct NULCharacterTests {
  private func message(_ read: () throws -> Void) -> String? {
    do {
      try read()
      return nil
    } catch { return (error as? any ProblemReporting)?.problem.line }
  }

  private func transcript(_ name: String, _ bytes: [UInt8]) -> String? {
    message { _ = try TranscriptReader.read(name: name, bytes: bytes, options: .init()) }
  }

  @Test(
    "in the words, speakers, words of words and language of machine transcripts",
    arguments: [
      (#"{"segments":[{"text":"one"},{"text":"Na\u0000me and more"}]}"#, "segment 2"),
      (#"{"segments":[{"text":"one","speaker":"A\u0000B"}]}"#, "segment 1"),
      (
        #"[{"text":"a"},{"text":"b c","words":[{"word":"b","speaker":"S"},{"word":"c\u0000"}]}]"#,
        "segment 2"
      ),
      (#"{"segments":[{"text":"one"}],"language":"e\u0000n"}"#, "language"),
      (
        #"{"transcription":[{"text":"x\u0000y","offsets":{"from":0,"to":9}}]}"#, "segment 1"
      ),
    ])
  func whisper(json: String, place: String) {
    let line = transcript("a.json", Array(json.utf8))
    #expect(line?.hasPrefix(place + ": a NUL character") == true, "\(line ?? "read")")
  }

  @Test("in scalars and keys of YAML")
  func yaml() {
    let value = message {
      _ = try CodebookYAML.read("- id: a\n- {id: b, name: \"Na\\0me\"}\n", fileName: "c.yaml")
    }
    #expect(value?.hasPrefix("c.yaml, line 2: a NUL character") == true, "\(value ?? "read")")
    let key = message {
      _ = try ThemesYAML.read("themes:\n- {\"i\\0d\": a}\n", fileName: "t.yaml")
    }
    #expect(key?.hasPrefix("t.yaml, line 2: a NUL character") == true, "\(key ?? "read")")
  }

  @Test("in front matter, with the line of the file")
  func frontMatter() {
    let line = transcript("a.md", Array("---\nid: x\ntitle: \"a\\x00b\"\n---\nQ: So?\n".utf8))
    #expect(line?.contains("a NUL character") == true, "\(line ?? "read")")
    #expect(line?.contains("line 3") == true, "\(line ?? "read")")
  }

  @Test("in tables, with the line on which it stands")
  func tables() {
    let line = message { _ = try CSVTable.read("a,b\n1,2\n\"x\ny\u{0}\",3\n", fileName: "t.csv") }
    #expect(line?.hasPrefix("t.csv, line 4: a NUL character") == true, "\(line ?? "read")")
  }

  @Test("in documents, subtitles and text: refused, or never made out of a reference")
  func otherTranscripts() throws {
    let xml = OfficeFiles.documentXML("<w:p><w:r><w:t>Q: a\u{0}b</w:t></w:r></w:p>")
    #expect(transcript("a.docx", ZIPBuilder.archive([("word/document.xml", xml)])) != nil)
    #expect(transcript("a.odt", OfficeFiles.odt("<text:p>a&#0;b</text:p>")) != nil)
    #expect(transcript("a.txt", Array("Q: a\u{0}b\n".utf8)) != nil)
    #expect(
      transcript("a.vtt", Array("WEBVTT\n\n00:01.000 --> 00:02.000\na\u{0}b\n".utf8)) != nil)
    let cues = try readTranscript(
      "WEBVTT\n\n00:01.000 --> 00:02.000\n<v A&#0;B>a&#0;b&#x0;\n", name: "a.vtt")
    #expect(!cues.text.unicodeScalars.contains("\u{0}"))
    #expect(cues.turns.allSatisfy { $0.speaker?.unicodeScalars.contains("\u{0}") != true })
    let symbol = try TranscriptReader.read(
      name: "a.docx",
      bytes: OfficeFiles.docx("<w:p><w:r><w:t>a</w:t><w:sym w:char=\"0000\"/></w:r></w:p>"),
      options: .init())
    #expect(symbol.text == "a")
  }
}
