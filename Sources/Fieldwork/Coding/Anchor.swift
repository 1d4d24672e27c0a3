/// What a person wrote to point at a passage.
///
/// - `we are not guests` or `"we are not guests"`: a quotation, searched in the whole text;
/// - `t12` or `t12-t14`: whole turns, counted from 1;
/// - `t12:"we are not guests"`: a quotation inside a turn or turns;
/// - `@120-180`: a half-open range of Unicode scalars.
public enum Anchor: Hashable, Sendable {
  /// Words, wherever they stand, or only within the turns given.
  case quotation(String, within: ClosedRange<Int>?)
  /// Whole turns, from 1.
  case turns(ClosedRange<Int>)
  /// A range of scalars.
  case offsets(Span)

  /// Reads an anchor as it is typed.
  ///
  /// - Throws: `AnchorSyntax` for `t0`, `t14-t12`, `@9-9` and the like. Words that merely
  ///   begin with `t` or `@` are a quotation.
  public init(_ typed: String) throws {
    let text = typed.trimmingBlanks
    if let offsets = text.scan(prefix: "@") {
      guard let (low, high) = offsets.numberPair(secondPrefix: "") else {
        self = .quotation(text.withoutQuotes, within: nil)
        return
      }
      guard let start = Int32(exactly: low), let end = Int32(exactly: high ?? -1),
        let span = Span(start: start, end: end)
      else { throw AnchorSyntax.badOffsets(text) }
      self = .offsets(span)
      return
    }
    let colon = text.firstIndex { $0 == ":" || $0 == "：" }
    let head = colon.map { String(text[..<$0]) } ?? text
    if let turns = try Anchor.turns(in: head) {
      guard let colon else {
        self = .turns(turns)
        return
      }
      let quote = String(text[text.index(after: colon)...]).trimmingBlanks.withoutQuotes
      guard !quote.isEmpty else { throw AnchorSyntax.emptyQuotation }
      self = .quotation(quote, within: turns)
      return
    }
    let quote = text.withoutQuotes
    guard !quote.trimmingBlanks.isEmpty else { throw AnchorSyntax.emptyQuotation }
    self = .quotation(quote, within: nil)
  }

  /// Reads `t12` or `t12-t14` (also `t12-14`, `T12`, and plain `12` when `bare`); `nil` when the
  /// text is something else.
  public static func turns(in text: String, bare: Bool = false) throws -> ClosedRange<Int>? {
    let head = text.trimmingBlanks
    var body = head.scan(prefix: "t") ?? head.scan(prefix: "T")
    if body == nil, bare { body = head }
    guard let body, let (low, high) = body.numberPair(secondPrefix: "t") else { return nil }
    let last = high ?? low
    guard low >= 1, last >= low else { throw AnchorSyntax.badTurns(head) }
    return low...last
  }
}

/// Why what was typed is no anchor.
public enum AnchorSyntax: ProblemReporting, Hashable {
  /// Turns count from 1 and run upwards.
  case badTurns(String)
  /// Offsets are `start-end` with the end after the start.
  case badOffsets(String)
  /// There are no words to look for.
  case emptyQuotation

  /// The failure in words: what, where, what to try.
  public var problem: Problem {
    switch self {
    case .badTurns(let text):
      Problem(.data, "'\(text)' names no turns", hint: "write t12 or t12-t14, counted from 1")
    case .badOffsets(let text):
      Problem(
        .data, "'\(text)' is no stretch of text", hint: "write @120-180, the end after the start")
    case .emptyQuotation:
      Problem(
        .data, "the anchor has no words",
        hint: "quote the passage, name a turn (t12), or give offsets (@120-180)")
    }
  }
}

extension String {
  /// The text without blanks, tabs and line ends at both ends.
  public var trimmingBlanks: String {
    var view = self[...]
    while let first = view.first, first.isWhitespace { view.removeFirst() }
    while let last = view.last, last.isWhitespace { view.removeLast() }
    return String(view)
  }

  /// The text without one pair of plain or typographic quotation marks round it.
  fileprivate var withoutQuotes: String {
    let pairs: [(Character, Character)] = [("\"", "\""), ("“", "”"), ("「", "」"), ("『", "』")]
    guard count >= 2, let first, let last, pairs.contains(where: { $0 == (first, last) }) else {
      return self
    }
    return String(dropFirst().dropLast())
  }

  fileprivate func scan(prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }

  /// Reads `12` or `12-14`, the second number optionally after a prefix; `nil` when the text
  /// has anything else.
  fileprivate func numberPair(secondPrefix: String) -> (Int, Int?)? {
    let parts = split(separator: "-", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let low = Int(parts[0]), parts[0].first?.isNumber == true
    else { return nil }
    guard parts.count == 2 else { return (low, nil) }
    var second = parts[1]
    if !secondPrefix.isEmpty, second.lowercased().hasPrefix(secondPrefix) { second.removeFirst() }
    guard let high = Int(second), second.first?.isNumber == true else { return nil }
    return (low, high)
  }
}
