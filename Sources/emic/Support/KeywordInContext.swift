import CodingEngine
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
  /// The set and the term that were found, of a search for synonyms.
  var term: (set: String, term: String)?
  /// The codes on the match; `nil` where nobody asked.
  var codes: [String]?
  /// Whether the codes lie on the turn in another layer.
  var isByTurn = false

  /// The matches of a turn, each with some characters on both sides, cut at the turn's ends.
  static func lines(
    _ turn: FoundMatches.Turn, _ terms: [(set: String, term: String)],
    in snapshot: StudySnapshot, width: Int, _ shelf: TextShelf
  ) -> [KeywordInContext] {
    let width = Int32(clamping: max(0, width))
    let (text, whole) = (turn.text, turn.hit.span)
    let entry = snapshot.texts[Int(text)]
    let row = snapshot.turns.rows(ofText: text).first {
      snapshot.turns.numbers[$0] == turn.hit.turn
    }
    func words(_ start: Int32, _ end: Int32) -> String {
      Span(start: start, end: end).map { shelf.words(ofText: text, in: $0) }?
        .split(whereSeparator: \.isNewline).joined(separator: " ") ?? ""
    }
    return turn.matches.map { match in
      let low = max(whole.start, match.span.start - width)
      let high = whole.end - match.span.end > width ? match.span.end + width : whole.end
      return KeywordInContext(
        transcript: snapshot.transcripts[Int(entry.transcript)].label, turn: Int(turn.hit.turn),
        speaker: row.flatMap(snapshot.turns.speaker) ?? "",
        before: (low > whole.start ? "…" : "") + words(low, match.span.start),
        match: words(match.span.start, match.span.end),
        after: words(match.span.end, high) + (high < whole.end ? "…" : ""),
        language: entry.isOriginal ? entry.language : "\(entry.language) (translation)",
        term: match.term.map { terms[$0] },
        codes: match.codes?.codes.map { snapshot.codebook.codes[Int($0)].slug },
        isByTurn: match.codes?.isByTurn ?? false)
    }
  }

  /// Where the match stands.
  var place: String {
    [transcript, "t\(turn)", speaker, language].filter { !$0.isEmpty }
      .joined(separator: " · ").printable
  }

  /// `yes`, `turn` where the codes lie on the turn in another layer, `no`.
  var coded: String? { codes.map { $0.isEmpty ? "no" : isByTurn ? "turn" : "yes" } }

  /// The match in brackets with the words round it, and the codes below where they were asked.
  func words(width: Int) -> [String] {
    let columns = max(40, min(width, 120))
    let words = "\(before)[\(match)]\(after)".printable
    let lines = words.wrapped(toColumns: columns - 2).map { "  " + $0 }
    guard let codes else { return lines }
    let head = codes.isEmpty ? "uncoded" : isByTurn ? "coded, by turn: " : "coded: "
    let below = (head + codes.joined(separator: ", ")).printable
    return lines + below.wrapped(toColumns: columns - 4).map { "    " + $0 }
  }
}
