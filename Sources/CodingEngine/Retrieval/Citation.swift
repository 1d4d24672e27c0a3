public import Fieldwork

extension TranscriptEntry {
  /// The source as the researcher cites it: `(Interview #GY-101, June 22nd, 2016)`, without a
  /// date `(Interview #GY-101)`.
  public var citation: String {
    guard let date else { return "(\(sourceWord) #\(label))" }
    return "(\(sourceWord) #\(label), \(date.spelledOut))"
  }

  /// The source by its date only, for places where the label would identify a person or a
  /// school: `(Interview, June 22nd, 2016)`, without a date `(Interview, n.d.)`, since the
  /// label must not come back through the side door.
  public var dateCitation: String {
    "(\(sourceWord), \(date?.spelledOut ?? "n.d."))"
  }

  private var sourceWord: String {
    switch kind.foldedName {
    case "field-note", "field note", "fieldnote": "Field note"
    case "document": "Document"
    default: "Interview"
    }
  }
}
