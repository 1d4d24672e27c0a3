public import Fieldwork

/// Why an anchor leads to no passage, or to several.
public enum AnchorFailure: ProblemReporting, Hashable {
  /// The words stand in several places, of which the first twenty follow.
  case ambiguous(quotation: String, candidates: [AnchorCandidate], total: Int)
  /// The words stand nowhere; the most similar passage follows, where one is similar at all.
  case notFound(quotation: String, nearest: AnchorCandidate?)
  /// The text has fewer turns.
  case noSuchTurn(Int, count: Int)
  /// The offsets reach beyond the text, which has this many scalars.
  case outside(Span, length: Int32)
  /// There are no words to look for.
  case empty

  /// The failure in words; its place is left to those who know the transcript's label.
  public var problem: Problem {
    switch self {
    case .ambiguous(let quotation, let candidates, let total):
      let turn = candidates.lazy.compactMap(\.turn).first.map { "t\($0)" } ?? "t12"
      return Problem(
        .data, "'\(quotation.shortened)' stands in \(total) places",
        hint: "quote more words, or name the turn as in \(turn):\"…\"",
        candidates: candidates.prefix(5).map(\.line) + (total > 5 ? ["…"] : []))
    case .notFound(let quotation, let nearest):
      return Problem(
        .data, "'\(quotation.shortened)' is not in the text",
        hint: nearest == nil
          ? "check the transcript, or name a turn (t12)"
          : "if the nearest passage is meant, quote it as it stands, or name its turn",
        candidates: nearest.map { ["nearest: " + $0.line] } ?? [])
    case .noSuchTurn(let turn, let count):
      let hint = count == 0 ? "the text has no turns; quote the words" : "the last is t\(count)"
      return Problem(.data, "there is no turn t\(turn)", hint: hint)
    case .outside(let span, let length):
      return Problem(
        .data, "@\(span.start)-\(span.end) reaches beyond the text",
        hint: "the text has \(length) characters (Unicode scalars)")
    case .empty:
      return AnchorSyntax.emptyQuotation.problem
    }
  }
}

extension String {
  /// The words on one line, cut after 60 characters.
  fileprivate var shortened: String {
    let line = split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count <= 60 ? line : line.prefix(59) + "…"
  }
}
