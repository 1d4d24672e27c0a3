import Fieldwork

/// Lays metadata from several places over each other; the later place wins, and every value
/// that it replaces is reported.
struct MetadataLayers {
  /// The fields so far.
  private(set) var metadata: TranscriptMetadata
  /// Conflicts and dates that could not be read.
  private(set) var notes: [String] = []
  private var place: String

  /// Starts with what is known, and where from.
  init(_ metadata: TranscriptMetadata = .init(), from place: String = "the document's head") {
    self.metadata = metadata
    self.place = place
  }

  /// Adds the document's own head.
  mutating func add(head: [(field: MetadataField, value: String)]) {
    for (field, value) in head { lay(field, field.values(of: value), from: place) }
  }

  /// Adds keys with values; keys that are no field become attributes.
  mutating func add(fields: [(key: String, values: [String])], from other: String) {
    for (key, values) in fields {
      if let field = MetadataField(key: key) {
        lay(field, values.flatMap { field.values(of: $0) }, from: other)
      } else if !values.isEmpty {
        attribute(key, values.joined(separator: "; "), from: other)
      }
    }
    place = other
  }

  private mutating func lay(_ field: MetadataField, _ values: [String], from other: String) {
    if values.isEmpty { return }
    let before = field.values(in: metadata)
    if let note = field.set(values, in: &metadata) {
      notes.append(note)
      return
    }
    let after = field.values(in: metadata)
    if !before.isEmpty, before != after {
      conflict(field.rawValue, before.joined(separator: "; "), after.joined(separator: "; "), other)
    }
  }

  private mutating func attribute(_ name: String, _ value: String, from other: String) {
    let before = metadata.attributes.first { $0.name == name }?.value
    metadata.setAttribute(name, value)
    if let before, before != value { conflict(name, before, value, other) }
  }

  private mutating func conflict(_ name: String, _ old: String, _ new: String, _ other: String) {
    if place == other {
      notes.append("\(name) is given twice in \(other): '\(old)' and '\(new)'; the latter counts")
    } else {
      notes.append("\(name) is '\(old)' in \(place) but '\(new)' in \(other), which wins")
    }
  }
}
