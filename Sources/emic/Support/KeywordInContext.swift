import Fieldwork
import ReportGenerator
import StudyStore

/// One match of a search with the words round it.
struct KeywordInContext {
  var transcript: String
  var turn: Int
  var speaker: String
  var before: String
  var match: String
  var after: String
  var language: String

  /// The matches of a search, each with some characters on both sides, cut at the turn's ends.
  static func lines(
    _ result: SearchResult, in snapshot: StudySnapshot, width: Int, _ shelf: TextShelf
  )
    -> [KeywordInContext]
  {
    let width = Int32(clamping: max(0, width))
    var index: [Int64: Int32] = [:]
    for (position, text) in snapshot.texts.enumerated() { index[text.key] = Int32(position) }
    return result.hits.flatMap { hit -> [KeywordInContext] in
      guard let text = index[hit.text] else { return [] }
      let entry = snapshot.texts[Int(text)]
      let rows = snapshot.turns.rows(ofText: text)
      let row = rows.first { snapshot.turns.numbers[$0] == hit.turn }
      let matches = hit.matches.isEmpty ? [hit.span] : hit.matches
      return matches.map { match in
        func words(_ start: Int32, _ end: Int32) -> String {
          Span(start: start, end: end).map { shelf.words(ofText: text, in: $0) }?
            .split(whereSeparator: \.isNewline).joined(separator: " ") ?? ""
        }
        let low = max(hit.span.start, match.start - width)
        let high = hit.span.end - match.end > width ? match.end + width : hit.span.end
        return KeywordInContext(
          transcript: snapshot.transcripts[Int(entry.transcript)].label, turn: Int(hit.turn),
          speaker: row.flatMap(snapshot.turns.speaker) ?? "",
          before: (low > hit.span.start ? "…" : "") + words(low, match.start),
          match: words(match.start, match.end),
          after: words(match.end, high) + (high < hit.span.end ? "…" : ""),
          language: entry.isOriginal ? entry.language : "\(entry.language) (translation)")
      }
    }
  }

  /// The matches as a person reads them: place, then the words with the match in brackets.
  static func page(
    _ lines: [KeywordInContext], _ result: SearchResult, query: String, width: Int
  ) -> [String] {
    var page = ["\(query): \(result.total) turn\(result.total == 1 ? "" : "s")"]
    var place = ""
    for line in lines {
      let next = [line.transcript, "t\(line.turn)", line.speaker, line.language]
        .filter { !$0.isEmpty }.joined(separator: " · ").printable
      // Several matches of one turn stand below one head.
      if next != place { page += ["", next] }
      place = next
      let words = "\(line.before)[\(line.match)]\(line.after)".printable
      page += words.wrapped(toColumns: max(40, min(width, 120)) - 2).map { "  " + $0 }
    }
    if result.total > result.hits.count {
      page += ["", "note: \(result.hits.count) of \(result.total) turns shown; --limit shows more"]
    }
    return page
  }
}
