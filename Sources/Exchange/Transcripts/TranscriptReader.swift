public import Fieldwork

/// What a caller knows about a transcript file.
public struct TranscriptReadingOptions: Sendable {
  /// The encoding of plain text, where the caller insists on one.
  public var encoding: String?
  /// Labels that are speakers even where each occurs only once.
  public var speakers: [String]

  /// Describes what is known; by default nothing is.
  public init(encoding: String? = nil, speakers: [String] = []) {
    self.encoding = encoding
    self.speakers = speakers
  }
}

/// Reads a transcript out of a file of any known format.
public enum TranscriptReader {
  /// Reads one file.
  ///
  /// The format follows from the name, and from the content where that disagrees. The label is
  /// the `id` of the metadata, else the file name without its extension.
  ///
  /// - Throws: `TranscriptFailure`, `TextDecodingError`, `ZIPFailure` or `MarkupFailure`, all
  ///   of which report a `Problem`.
  public static func read(
    name: String, bytes: [UInt8], options: TranscriptReadingOptions
  ) throws -> TranscriptDraft {
    let name = name.split(separator: "/").last.map { String($0) } ?? name
    let format = try TranscriptFormat(name: name, bytes: bytes)
    var draft: TranscriptDraft
    switch format {
    case .docx, .odt:
      draft = try office(format, name, bytes, options)
    case .text, .markdown, .webVTT, .subRip, .whisper:
      let decoded = try TextDecoding.decode(bytes, declared: options.encoding)
      draft = try plain(TranscriptFormat(format, text: decoded.text), name, decoded, options)
      draft.notes = decoded.notes + draft.notes
    }
    if draft.turns.isEmpty, draft.text.trimmed.isEmpty { throw TranscriptFailure.noWords }
    if let id = draft.metadata.id { draft.label = id }
    return draft
  }

  /// Whether a file of this name is one of the known formats.
  public static func isTranscriptFile(named name: String) -> Bool {
    TranscriptFormat(extensionOf: name) != nil
  }

  private static func office(
    _ format: TranscriptFormat, _ name: String, _ bytes: [UInt8],
    _ options: TranscriptReadingOptions
  ) throws -> TranscriptDraft {
    let archive = try ZIPContainer(bytes)
    let (paragraphs, notes) =
      format == .docx ? try WordDocument.read(archive) : try OpenDocument.read(archive)
    let text = paragraphs.joined(separator: "\n")
    let found = TurnGrammar.parse(
      Array(text.utf8), paragraphs: .lines, speakers: options.speakers)
    return draft(name, format, "UTF-8", text, found, fields: [], notes: notes)
  }

  private static func plain(
    _ format: TranscriptFormat, _ name: String, _ decoded: DecodedText,
    _ options: TranscriptReadingOptions
  ) throws -> TranscriptDraft {
    switch format {
    case .webVTT:
      let (cues, language, notes) = WebVTT.read(decoded.text, speakers: options.speakers)
      return joined(cues, language, notes, name, format, decoded)
    case .subRip:
      let (cues, notes) = SubRip.read(decoded.text, speakers: options.speakers)
      return joined(cues, nil, notes, name, format, decoded)
    case .whisper:
      guard let (cues, language) = try WhisperJSON.read(decoded.text) else {
        throw TranscriptFailure.notATranscript
      }
      return joined(cues, language, [], name, format, decoded)
    default:
      let bytes = Array(decoded.text.utf8)
      let block = try FrontMatter.read(bytes)
      let found = TurnGrammar.parse(
        bytes, from: block?.end ?? 0, paragraphs: .automatic, speakers: options.speakers,
        markdown: format == .markdown)
      return draft(
        name, format, decoded.encoding, decoded.text, found, fields: block?.fields ?? [],
        notes: [])
    }
  }

  private static func joined(
    _ cues: [Cue], _ language: String?, _ notes: [String], _ name: String,
    _ format: TranscriptFormat, _ decoded: DecodedText
  ) -> TranscriptDraft {
    let (text, turns) = CueJoiner.join(cues)
    var draft = TranscriptDraft(
      label: TranscriptFormat.stem(of: name), text: text, turns: turns,
      source: TranscriptSource(
        fileName: name, format: format.rawValue, encoding: decoded.encoding), notes: notes)
    if let language, !language.isEmpty { draft.metadata.language = language }
    return draft
  }

  private static func draft(
    _ name: String, _ format: TranscriptFormat, _ encoding: String, _ text: String,
    _ found: TurnGrammar.Result, fields: [(key: String, values: [String])], notes: [String]
  ) -> TranscriptDraft {
    var layers = MetadataLayers()
    layers.add(head: found.head)
    layers.add(fields: fields, from: "front matter")
    return TranscriptDraft(
      label: TranscriptFormat.stem(of: name), text: text, turns: found.turns,
      metadata: layers.metadata,
      source: TranscriptSource(fileName: name, format: format.rawValue, encoding: encoding),
      notes: notes + found.notes + layers.notes)
  }
}
