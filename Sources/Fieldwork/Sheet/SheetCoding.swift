/// A coding as a coding sheet shows it: of the sheet's text, coder and round.
public struct SheetCoding: Hashable, Sendable {
  /// By what codings of one sheet are told apart.
  public struct Key: Hashable, Sendable {
    /// The passage.
    public var span: Span
    /// The code's slug.
    public var code: String

    /// Names a coding.
    public init(span: Span, code: String) {
      self.span = span
      self.code = code
    }
  }

  /// The passage.
  public var span: Span
  /// The code's slug.
  public var code: String
  /// The notes on the coding, each once.
  public var memos: [String]
  /// What the speaker does with the code's content; a sheet does not show it.
  public var stance: Stance?
  /// Whose experience it is; a sheet does not show it.
  public var voice: Voice?
  /// A weight, 0 to 100; a sheet does not show it.
  public var weight: Int?

  /// Describes a coding.
  public init(
    span: Span, code: String, memos: [String] = [], stance: Stance? = nil, voice: Voice? = nil,
    weight: Int? = nil
  ) {
    self.span = span
    self.code = code
    self.memos = memos
    self.stance = stance
    self.voice = voice
    self.weight = weight
  }

  /// By what it is told apart.
  public var key: Key { Key(span: span, code: code) }
}

extension SheetCoding.Key: Comparable {
  /// The order: by passage, then by slug.
  public static func < (a: SheetCoding.Key, b: SheetCoding.Key) -> Bool {
    (a.span, a.code) < (b.span, b.code)
  }
}
