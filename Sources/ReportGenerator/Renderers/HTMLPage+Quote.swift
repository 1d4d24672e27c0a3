import Fieldwork

extension HTMLPage {
  /// Writes a quote: what was asked, the words, their translation, who said it and where.
  mutating func write(_ quote: Quote) {
    output.write("<figure class=\"quote\"\(idAttribute(quote.id))>\n")
    if let remark = quote.remark {
      output.write("<p class=\"label\">")
      output.writeHTML(remark)
      output.write("</p>\n")
    }
    for turn in quote.before { write(turn) }
    output.write("<blockquote lang=\"")
    output.writeHTML(quote.language)
    output.write("\">")
    writeParagraphs(quote.words)
    output.write("</blockquote>\n")
    if let translation = quote.translation {
      output.write("<div class=\"translation\" lang=\"")
      output.writeHTML(translation.language)
      output.write("\">")
      writeParagraphs(translation.text)
      output.write("</div>\n")
    }
    if let credit = quote.translationCredit {
      output.write("<p class=\"label\">")
      output.writeHTML(credit)
      output.write("</p>\n")
    }
    for turn in quote.after { write(turn) }
    output.write("<figcaption>")
    if let speaker = quote.speaker {
      output.write("<span class=\"speaker\"\(languageAttribute(speaker))>")
      output.writeHTML(speaker)
      output.write("</span> ")
    }
    output.write("<cite\(languageAttribute(quote.citation))>")
    output.writeHTML(quote.citation)
    output.write("</cite>")
    if !quote.codes.isEmpty {
      output.write("<span class=\"codes\" aria-label=\"\(phrases.quoteCodes)\">")
      for (index, code) in quote.codes.enumerated() {
        output.write(index > 0 ? "<span class=\"dot\"> · </span>" : "")
        output.write("<span\(languageAttribute(code))>")
        output.writeHTML(code)
        output.write("</span>")
      }
      output.write("</span>")
    }
    output.write("</figcaption>\n</figure>\n")
  }

  private mutating func write(_ turn: Quote.ContextTurn) {
    output.write("<p class=\"turn\"\(languageAttribute(turn.words))>")
    if let speaker = turn.speaker {
      output.write("<span class=\"who\">")
      output.writeHTML(speaker)
      output.write("</span> ")
    }
    output.writeHTML(turn.words)
    output.write("</p>\n")
  }

  private mutating func writeParagraphs(_ text: String) {
    for line in text.split(whereSeparator: \.isNewline) {
      output.write("<p>")
      output.writeHTML(String(line))
      output.write("</p>")
    }
  }
}
