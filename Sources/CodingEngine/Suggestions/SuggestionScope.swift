public import Fieldwork

/// Where a rule looks.
public struct SuggestionScope: Hashable, Sendable {
  /// Indices of transcripts; `nil` for all.
  public var transcripts: Set<Int32>?
  /// The language of the layer; `nil` for the originals.
  public var layer: String?
  /// Whether turns of the interviewer are looked at.
  public var includesInterviewer: Bool

  /// Describes where to look.
  public init(
    transcripts: Set<Int32>? = nil, layer: String? = nil, includesInterviewer: Bool = false
  ) {
    self.transcripts = transcripts
    self.layer = layer
    self.includesInterviewer = includesInterviewer
  }

  /// Whether a text is looked at.
  public func holds(_ text: TextEntry) -> Bool {
    if let transcripts, !transcripts.contains(text.transcript) { return false }
    return layer.map { $0 == text.language } ?? text.isOriginal
  }
}
