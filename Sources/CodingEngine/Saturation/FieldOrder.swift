public import Fieldwork

extension StudySnapshot {
  /// The transcripts in the order of the field, as indices: by date, on one day by label, those
  /// without a date last.
  public var fieldOrder: [Int32] {
    transcripts.indices.sorted { a, b in
      switch (transcripts[a].date, transcripts[b].date) {
      case (let x?, let y?) where x != y: x < y
      case (_?, nil): true
      case (nil, _?): false
      default: a < b
      }
    }.map { Int32($0) }
  }
}
