/// A document as one page of HTML that needs nothing else.
///
/// No network, no script, no fonts of its own. It reads on a screen, narrow or wide, and prints;
/// the pages of an internal document are marked on paper too.
public struct HTMLRenderer: DocumentRenderer {
  /// Makes a renderer.
  public init() {}

  /// Writes the whole document.
  public func write(_ document: Document, to output: inout OutputBuffer) {
    let outline = Outline(document)
    let phrases = Phrases(language: document.language)
    var page = HTMLPage(outline, phrases, language: document.language)
    writeHead(document, phrases, to: &page.output)
    let contents = outline.entries.filter { $0.level <= 2 }
    let hasContents = contents.count >= 3
    writeTitle(document, isPlain: !hasContents, in: &page)
    if hasContents { writeContents(contents, phrases, to: &page.output) }
    page.output.write("<main>\n")
    page.write(document.blocks)
    page.output.write("</main>\n</body>\n</html>\n")
    output.write(page.output.text)
  }

  private func writeHead(
    _ document: Document, _ phrases: Phrases, to output: inout OutputBuffer
  ) {
    output.write("<!DOCTYPE html>\n<html lang=\"")
    output.writeHTML(document.language)
    output.write("\">\n<head>\n<meta charset=\"utf-8\">\n")
    // The page may load nothing; a browser that is told so cannot be made to.
    output.write("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
    output.write("style-src 'unsafe-inline'\">\n")
    output.write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
    output.write("<meta name=\"robots\" content=\"noindex\">\n<title>")
    output.writeHTML(document.title)
    output.write("</title>\n<style>\n")
    output.write(HTMLStyle.sheet)
    output.write("@page { @bottom-left { content: \(cssString(document.title)); } }\n")
    if document.isMarkedInternal {
      output.write("@page { @top-right { content: \(cssString(phrases.internalOnly)); } }\n")
    }
    output.write("</style>\n</head>\n")
  }

  private func writeTitle(_ document: Document, isPlain: Bool, in page: inout HTMLPage) {
    page.output.write(isPlain ? "<body class=\"plain\">\n" : "<body>\n")
    if document.isMarkedInternal {
      page.output.write("<p class=\"banner\">")
      page.output.writeHTML(page.phrases.internalOnly)
      page.output.write("</p>\n<div class=\"watermark\" aria-hidden=\"true\">")
      page.output.writeHTML(page.phrases.internalMark)
      page.output.write("</div>\n")
    }
    page.output.write("<header>\n<h1>")
    page.output.writeHTML(document.title)
    page.output.write("</h1>\n")
    if let subtitle = document.subtitle {
      page.output.write("<p class=\"subtitle\">")
      page.output.writeHTML(subtitle)
      page.output.write("</p>\n")
    }
    if !document.facts.isEmpty { page.write(.facts(document.facts)) }
    page.output.write("</header>\n")
  }

  private func writeContents(
    _ entries: [Outline.Entry], _ phrases: Phrases, to output: inout OutputBuffer
  ) {
    output.write("<nav aria-label=\"\(phrases.contents)\">\n<p>\(phrases.contents)</p>\n<ul>\n")
    for entry in entries {
      output.write("<li class=\"level\(entry.level)\"><a href=\"#\(entry.id)\">")
      output.writeHTML(entry.words)
      output.write("</a></li>\n")
    }
    output.write("</ul>\n</nav>\n")
  }
}

/// Words as a string of CSS; everything but letters and digits as an escape, so that no words
/// can end the string or the style sheet.
func cssString(_ text: String) -> String {
  var out = "\""
  for scalar in text.unicodeScalars {
    if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
      out.unicodeScalars.append(scalar)
    } else {
      // U+0000 has no escape in CSS.
      out += "\\" + String(scalar.value == 0 ? 0xFFFD : scalar.value, radix: 16) + " "
    }
  }
  return out + "\""
}
