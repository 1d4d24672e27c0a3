import ReportGenerator

/// Writing whole documents: HTML or Markdown by the file's extension, plain text on a terminal.
enum Documents {
  /// Writes a document to a file, else to standard output.
  static func write(_ document: Document, to output: String?) throws {
    guard let output else {
      Console.write(TextDocumentRenderer(width: Console.width).bytes(document))
      return
    }
    let isPage = ["html", "htm"].contains(Files.kind(output))
    try Files.write(
      isPage ? HTMLRenderer().bytes(document) : MarkdownRenderer().bytes(document), to: output,
      isInternal: document.isMarkedInternal)
  }
}

extension OutputOptions {
  /// Writes a document; `--format markdown` gives Markdown on standard output, too.
  func write(_ document: Document) throws {
    if output == nil, format == .markdown {
      Console.write(MarkdownRenderer().bytes(document))
    } else {
      try Documents.write(document, to: output)
    }
  }
}
