import Fieldwork

/// What a sheet tells of codings besides its marks, as comments below the line on which their passage begins.
enum SheetReveal {
  /// The comments by the index of their line.
  static func lines(_ sheet: CodingSheet, layout: SheetLayout) -> [Int: [String]] {
    var found: [Int: [String]] = [:]
    var line = 0
    for coding in sheet.revealed.sorted(by: { $0.span < $1.span }) {
      while line + 1 < layout.lines.count, layout.lines[line + 1].start <= coding.span.start {
        line += 1
      }
      let words = sheet.words.words(in: coding.span).split(whereSeparator: \.isNewline)
        .joined(separator: " / ")
      let quote = words.count <= 60 ? words : String(words.prefix(60)) + "…"
      let code = coding.code.split(whereSeparator: \.isNewline).joined(separator: " ")
      let coder = coding.coder.split(whereSeparator: \.isNewline).joined(separator: " ")
      found[line, default: []].append("  \(coder): \(code) “\(quote)”")
    }
    return found
  }
}
