public import Fieldwork

extension SheetCoding {
  /// The coding at its place in a corrected text; `nil` where nothing of its words is left.
  public func placed(by alignment: TextAlignment) -> SheetCoding? {
    alignment.place(of: span).span.map {
      var placed = self
      placed.span = $0
      return placed
    }
  }
}
