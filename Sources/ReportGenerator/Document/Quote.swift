public import Fieldwork

/// The words of a person with their source.
public struct Quote: Hashable, Sendable {
  /// A turn before or after the words.
  public struct ContextTurn: Hashable, Sendable {
    /// Who speaks.
    public var speaker: String?
    /// What is said; cuts are written `[…]` by whoever makes the quote.
    public var words: String

    /// Makes a turn.
    public init(speaker: String?, words: String) {
      self.speaker = speaker
      self.words = words
    }
  }

  /// The words, exactly as they stand in the text.
  public var words: String
  /// Their language as a short tag.
  public var language: String
  /// The source as the field cites it: `Interview #GY-101, July 8th, 2017`.
  public var citation: String
  /// Who speaks.
  public var speaker: String?
  /// The turns before, often the interviewer's question.
  public var before: [ContextTurn]
  /// The turns after.
  public var after: [ContextTurn]
  /// The same words in another language.
  public var translation: LocalizedText?
  /// Who translated, when, and who checked it, with the languages; or why there is no
  /// translation.
  public var translationCredit: String?
  /// The names of the codes that it carries.
  public var codes: [String]
  /// What the quote does in its place, in a word or two: `speaks against`.
  public var remark: String?
  /// The anchor by which links find it, such as `GY-101#12`.
  public var id: String?

  /// Makes a quote.
  public init(
    _ words: String, language: String, citation: String, speaker: String? = nil,
    before: [ContextTurn] = [], after: [ContextTurn] = [], translation: LocalizedText? = nil,
    codes: [String] = [], remark: String? = nil, id: String? = nil
  ) {
    self.words = words
    self.language = language
    self.citation = citation
    self.speaker = speaker
    self.before = before
    self.after = after
    self.translation = translation
    self.codes = codes
    self.remark = remark
    self.id = id
  }
}
