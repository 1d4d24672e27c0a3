/// Where somebody said what a value of an attribute rests on: a stretch of one version of a text,
/// which never changes, so that no correction moves the quote or changes its words.
public struct AttributePassage: Hashable, Sendable {
  /// Whose attribute it is.
  public var owner: AttributeOwner
  /// Index of the owner in the snapshot.
  public var index: Int32
  /// The attribute's name.
  public var name: String
  /// The store's key of the version of the text in which the words stand.
  public var key: Int64
  /// Index of the current text of the same layer into `StudySnapshot.texts`.
  public var text: Int32
  /// The stretch in that version.
  public var span: Span

  /// Describes a passage.
  public init(
    owner: AttributeOwner, index: Int32, name: String, key: Int64, text: Int32, span: Span
  ) {
    self.owner = owner
    self.index = index
    self.name = name
    self.key = key
    self.text = text
    self.span = span
  }
}
