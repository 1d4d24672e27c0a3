import GRDB

/// Where an entry gave up codings, and which later corrections of these texts stand in the way of
/// taking it back.
///
/// A correction takes the passages that it finds along; a coding that was given up before came
/// back on words that nobody has compared since, or on those of an earlier version.
struct CorrectedSince {
  /// The layers whose codings the entry took off.
  private let layers: Set<Int64>

  /// Looks at an entry.
  init(_ entry: ChangeSet, _ db: Database) throws {
    var removed: [Int64: Int64] = [:]
    var segments: Set<Int64> = []
    try entry.forEachChange(in: ["coding", "segment"]) { table, operation, key, change in
      guard operation == .delete, case .integer(let parent)? = try change().old[2] else { return }
      // The third column is the segment of a coding and the text of a segment.
      if table == "coding" {
        segments.insert(parent)
      } else if let key {
        removed[key] = parent
      }
    }
    let texts = try segments.compactMap { segment in
      try removed[segment]
        ?? Int64.fetchOne(db, sql: "SELECT text_id FROM segment WHERE id = ?", arguments: [segment])
    }
    layers = Set(
      try texts.compactMap {
        try Int64.fetchOne(db, sql: "SELECT layer_id FROM text WHERE id = ?", arguments: [$0])
      })
  }

  /// Whether a later entry corrected one of the texts.
  func isCorrected(by later: ChangeSet) throws -> Bool {
    guard !layers.isEmpty else { return false }
    var found = false
    try later.forEachChange(in: ["text"]) { _, operation, _, change in
      // The third column is the layer.
      guard operation == .insert, case .integer(let layer)? = try change().new[2] else { return }
      if layers.contains(layer) { found = true }
    }
    return found
  }
}
