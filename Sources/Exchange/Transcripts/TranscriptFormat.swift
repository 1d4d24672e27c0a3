/// The formats of transcript files.
enum TranscriptFormat: String, Sendable {
  case text = "txt", markdown = "md", docx, odt, webVTT = "vtt", subRip = "srt", whisper = "json"

  /// The format that an extension promises.
  init?(extensionOf name: String) {
    switch Self.fileExtension(of: name) {
    case "txt", "text": self = .text
    case "md", "markdown": self = .markdown
    case "docx": self = .docx
    case "odt": self = .odt
    case "vtt": self = .webVTT
    case "srt": self = .subRip
    case "json": self = .whisper
    default: return nil
    }
  }

  /// The format of a file: what its bytes show at once, else what its name promises, else text.
  ///
  /// - Throws: for archives that are no transcript, for tables, and for files of other kinds.
  init(name: String, bytes: [UInt8]) throws {
    let promised = Self(extensionOf: name)
    if bytes.starts(with: [0x50, 0x4B]), bytes.count > 3, bytes[2] < 9 {
      if promised == .docx || promised == .odt {
        // A damaged archive is reported as such by its reader.
        guard let archive = try? ZIPContainer(bytes), let found = Self.office(archive) else {
          self = promised ?? .docx
          return
        }
        self = found
        return
      }
      guard let found = Self.office(try ZIPContainer(bytes)) else {
        throw TranscriptFailure.unknownFormat("this ZIP archive")
      }
      self = found
      return
    }
    if let kind = FileSignature.kind(of: bytes) { throw TranscriptFailure.unknownFormat(kind) }
    if promised == .docx || promised == .odt {
      // A text file that was only named like a document is read; anything else is damaged.
      guard !bytes.isEmpty, UTF8Scan(bytes).isValid, !bytes.contains(0) else {
        throw ZIPFailure.notAnArchive
      }
      self = .text
      return
    }
    if ["csv", "tsv"].contains(Self.fileExtension(of: name)) { throw TranscriptFailure.table }
    self = promised ?? .text
  }

  /// The format of a text file whose content says something else than its name.
  init(_ promised: TranscriptFormat, text: String) {
    let isVTT = text.utf8.starts(with: "WEBVTT".utf8)
    switch promised {
    case .text, .markdown:
      self = isVTT ? .webVTT : promised == .text && SubRip.isLikely(text) ? .subRip : promised
    case .webVTT, .subRip:
      self = isVTT ? .webVTT : SubRip.isLikely(text) ? .subRip : promised
    default: self = promised
    }
  }

  private static func office(_ archive: ZIPContainer) -> TranscriptFormat? {
    if archive.holds("word/document.xml") { return .docx }
    return archive.holds("content.xml") ? .odt : nil
  }

  /// The extension in lower case, without its dot.
  static func fileExtension(of name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  /// The file name without folders and extension.
  static func stem(of name: String) -> String {
    let file = name.split(separator: "/").last.map { String($0) } ?? name
    guard let dot = file.lastIndex(of: "."), dot > file.startIndex else { return file }
    return String(file[..<dot])
  }
}
