public import Fieldwork

/// Finds the passages that people point at in one text.
///
/// The text is prepared once, so that one resolver settles thousands of anchors: searching a
/// quotation in 50 KB takes some microseconds.
///
/// A quotation is searched as it stands; then without regard to blanks, width and quotation
/// marks (DESIGN §4.1); then also to dashes and ellipses; and letter case is given up last, so
/// that each way of comparing words decides only where no closer one finds anything. At every
/// step but the first the words may run from one turn into the next with the label between
/// them left out. The first step that finds the words settles the matter: one place is the
/// answer, several are `AnchorFailure.ambiguous`.
///
/// A place where the words would split a character as a reader sees it (the `e` of an `é` that
/// is written with a combining mark) is used only when there is no other place in any step;
/// the passage is then widened to whole characters and the caller told.
public struct AnchorResolver: Sendable {
  /// How many places an ambiguity names.
  static let namedCandidates = 20

  let text: TextBuffer
  let turns: [AnchorTurn]
  private let positions: PositionResolver
  private let exact: PatternScan
  /// The whole text.
  let whole: SearchedWords
  /// The words of the turns without what stands between them, where that is more than blanks.
  private let spoken: SearchedWords?

  /// Prepares a text.
  ///
  /// - Parameters:
  ///   - text: the words.
  ///   - turns: its turns in order of position; they do not overlap.
  public init(text: TextBuffer, turns: [AnchorTurn]) {
    self.text = text
    self.turns = turns
    positions = PositionResolver(text: text, turns: turns)
    exact = PatternScan(text.bytes)
    let all = Span(start: 0, end: text.scalarCount).map { [$0] } ?? []
    whole = SearchedWords(all, of: text)
    let words = turns.map(\.span).filter { text.holds($0) }
    let hasLabels = AnchorResolver.hasWords(between: words, in: text)
    spoken = hasLabels ? SearchedWords(words, of: text) : nil
  }

  /// Finds the passage that an anchor means.
  ///
  /// Turns give the stretch from the start of the first to the end of the last. Offsets are
  /// taken as they are, blanks included, but widened to whole characters.
  ///
  /// - Parameters:
  ///   - anchor: what was typed.
  ///   - position: for `.next`, the scalar from which on places are taken: the end of the
  ///     quotation before; from the start when `nil`.
  ///   - ambiguity: what to do with several places.
  public func resolve(
    _ anchor: Anchor, after position: Int32? = nil, ambiguity: AnchorAmbiguity = .refuse
  ) throws(AnchorFailure) -> AnchorResolution {
    if let settled = try positions.resolve(anchor) { return settled }
    guard case .quotation(let words, let numbers) = anchor else { throw .empty }
    var within: Span?
    if let numbers { within = try positions.span(ofTurns: numbers) }
    return try find(words, within: within, after: position, ambiguity)
  }

  private func find(
    _ quotation: String, within: Span?, after position: Int32?, _ ambiguity: AnchorAmbiguity
  ) throws(AnchorFailure) -> AnchorResolution {
    let words = TextBuffer(quotation).withoutOuterBlanks
    guard words.scalarCount > 0 else { throw .empty }
    var widened: (spans: [Span], method: AnchorResolution.Method)?
    for step in Step.allCases {
      let places = places(of: words, step).filter { within?.contains($0) ?? true }
      let clean = places.filter(text.isOnCharacterBoundaries)
      if !clean.isEmpty {
        return try choose(clean, step.method, quotation, after: position, ambiguity)
      }
      if widened == nil, !places.isEmpty {
        widened = (places.map(text.snappedToGraphemes).sortedOnce, step.method)
      }
    }
    guard let widened else {
      throw .notFound(quotation: quotation, nearest: nearestPassage(to: words))
    }
    var answer = try choose(
      widened.spans, widened.method, quotation, after: position, ambiguity)
    answer.snapped = true
    return answer
  }

  private func choose(
    _ places: [Span], _ method: AnchorResolution.Method, _ quotation: String,
    after position: Int32?, _ ambiguity: AnchorAmbiguity
  ) throws(AnchorFailure) -> AnchorResolution {
    if places.count == 1 { return AnchorResolution(span: places[0], method: method) }
    if ambiguity == .next, let next = places.first(where: { $0.start >= position ?? 0 }) {
      return AnchorResolution(span: next, method: method)
    }
    throw .ambiguous(
      quotation: quotation,
      candidates: places.prefix(AnchorResolver.namedCandidates).map(candidate),
      total: places.count)
  }

  private func places(of words: TextBuffer, _ step: Step) -> [Span] {
    guard let folding = step.folding else {
      return exact.occurrences(of: words.bytes).compactMap { byte in
        let start = text.scalar(ofByte: byte)
        return Span(start: start, end: start + words.scalarCount)
      }
    }
    let inText = whole.places(of: words, folding)
    guard let spoken else { return inText }
    return (inText + spoken.places(of: words, folding)).sortedOnce
  }

  private static func hasWords(between turns: [Span], in text: TextBuffer) -> Bool {
    // Before the first and after the last turn nothing can interrupt a quotation.
    zip(turns, turns.dropFirst()).contains { before, after in
      guard let gap = Span(start: before.end, end: after.start) else { return false }
      return !text.isBlank(gap)
    }
  }

  private enum Step: CaseIterable {
    case exact, folded, dashes, caseless

    var folding: Folding? {
      switch self {
      case .exact: nil
      case .folded: .blanksWidthQuotes
      case .dashes: .dashesEllipses
      case .caseless: .letterCase
      }
    }

    var method: AnchorResolution.Method {
      switch self {
      case .exact: .exact
      case .folded: .folded
      case .dashes: .dashes
      case .caseless: .caseless
      }
    }
  }
}

extension [Span] {
  /// The spans in order, each once.
  fileprivate var sortedOnce: [Span] {
    var out: [Span] = []
    for span in sorted() where out.last != span { out.append(span) }
    return out
  }
}
