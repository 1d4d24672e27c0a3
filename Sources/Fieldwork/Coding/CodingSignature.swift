/// What tells one coding from every other, wherever it is looked at.
public struct CodingSignature: Hashable, Sendable {
  /// The store's key of the text, as in `TextEntry.key`.
  public var text: Int64
  /// The passage.
  public var span: Span
  /// The code's slug.
  public var code: String
  /// Who coded.
  public var coder: String
  /// The round of coding, from 1.
  public var round: Int

  /// Names a coding.
  public init(text: Int64, span: Span, code: String, coder: String, round: Int) {
    self.text = text
    self.span = span
    self.code = code
    self.coder = coder
    self.round = round
  }
}

extension StudySnapshot {
  /// The rows of `codings` that are among some codings.
  public func rows(among keys: Set<CodingSignature>) -> Set<Int> {
    Set(
      (0..<codings.count).filter { row in
        keys.contains(
          CodingSignature(
            text: texts[Int(codings.texts[row])].key, span: codings.span(row),
            code: codebook.codes[Int(codings.codes[row])].slug,
            coder: coders[Int(codings.coders[row])], round: codings.round(row)))
      })
  }
}
