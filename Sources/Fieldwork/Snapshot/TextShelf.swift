/// The words of those texts of a snapshot that somebody needs.
///
/// A snapshot holds no words; a caller asks an analysis which texts it needs, loads these and
/// puts them on a shelf. What is not on the shelf reads as no words, never as other words.
public struct TextShelf: Sendable {
  private var buffers: [Int32: TextBuffer]

  /// Puts texts on a shelf by their index into `StudySnapshot.texts`.
  public init(_ buffers: [Int32: TextBuffer] = [:]) {
    self.buffers = buffers
  }

  /// The text with an index into `StudySnapshot.texts`, or `nil` when it is not on the shelf.
  public subscript(text: Int32) -> TextBuffer? {
    get { buffers[text] }
    set { buffers[text] = newValue }
  }

  /// The words of a span of a text; no words when the text is not on the shelf.
  public func words(ofText text: Int32, in span: Span) -> String {
    buffers[text]?.words(in: span) ?? ""
  }
}
