/// One wording of a memo.
public struct MemoVersion: Hashable, Sendable {
  /// Its number, from 1.
  public var number: Int
  /// When it was written, as ISO 8601.
  public var written: String
  /// Who wrote it.
  public var coder: String
  /// The kind that it gave.
  public var kind: String
  /// Its title, possibly empty.
  public var title: String
  /// Its words.
  public var body: String

  /// Describes a wording.
  public init(
    number: Int, written: String, coder: String, kind: String, title: String, body: String
  ) {
    self.number = number
    self.written = written
    self.coder = coder
    self.kind = kind
    self.title = title
    self.body = body
  }
}
