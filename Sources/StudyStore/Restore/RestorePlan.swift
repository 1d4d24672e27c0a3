import Fieldwork
import Foundation
import GRDB

/// What putting a backup in the place of a study would do.
public struct RestorePlan: Sendable {
  /// Things of a kind that the study has and the backup has not.
  public struct Loss: Hashable, Sendable {
    /// What they are, in the singular: `coding`.
    public var what: String
    /// How many.
    public var count: Int
  }

  /// The last entry of the backup's journal.
  public var last: JournalEntry
  /// The entries that the study has and the backup has not, in order.
  public var lost: [JournalEntry]
  /// How many entries the backup has that the study has not: its history went another way.
  public var strange: Int
  /// What would no longer be there, only kinds of which there is any.
  public var losses: [Loss]

  /// Who made the entries that would be lost, by name.
  public var coders: [String] { Set(lost.map(\.coder)).sorted() }
}

extension Study {
  /// What putting a backup in the place of this study would do.
  ///
  /// - Throws: `Problem` for a copy of another study, and for one that still holds words that were
  ///   erased here.
  public func restorePlan(from backup: Study) throws -> RestorePlan {
    let (mine, theirs) = (try RestoreSide(self), try RestoreSide(backup))
    guard mine.uuid == theirs.uuid else {
      throw Problem(
        .data, "this is a copy of another study, '\(theirs.name)'", place: backup.path,
        hint: "to take its codings in, use 'emic merge'; nothing was changed")
    }
    guard let last = theirs.entries.last else {
      throw Problem(.data, "this copy has no journal", place: backup.path)
    }
    if let erasure = try erasure(ofAny: theirs.bodies) {
      throw Problem(
        .refused, "this copy still holds words that were erased here in entry \(erasure)",
        place: backup.path,
        hint: "erase them there too ('emic erase --study FILE'), or delete the copy")
    }
    let common = zip(mine.hashes, theirs.hashes).prefix { $0 == $1 }.count
    return RestorePlan(
      last: last, lost: Array(mine.entries[common...]), strange: theirs.entries.count - common,
      losses: zip(mine.things, theirs.things).compactMap { mine, theirs in
        let count = mine.rows.subtracting(theirs.rows).count
        return count == 0 ? nil : RestorePlan.Loss(what: mine.what, count: count)
      })
  }
}

extension Study {
  /// The entry that erased any of these bodies, by their hashes.
  func erasure(ofAny bodies: Set<Data>) throws -> Int64? {
    try reading { db in
      try Row.fetchAll(db, sql: "SELECT hash, erasure FROM erased_body ORDER BY erasure")
        .first { bodies.contains($0[0]) }?[1]
    }
  }
}

/// What is compared of a study and its copy.
private struct RestoreSide {
  let uuid: Data
  let name: String
  let entries: [JournalEntry]
  let hashes: [Data]
  let bodies: Set<Data>
  let things: [(what: String, rows: Set<Data>)]

  private static let kinds = [
    ("transcript", "transcript"), ("coding", "coding"), ("code", "code"), ("memo", "memo"),
    ("theme", "theme"), ("relation", "relation"), ("link", "link"),
    ("link of a participant", "participant_link"), ("tag", "tag"),
  ]

  init(_ study: Study) throws {
    (uuid, name, entries, hashes, bodies, things) = try study.reading { db in
      let row = try Row.fetchOne(db, sql: "SELECT uuid, name FROM study")
      return (
        row?[0] ?? Data(), row?[1] ?? "", try Journal.entries(db),
        try Data.fetchAll(db, sql: "SELECT hash FROM journal ORDER BY number"),
        Set(try Data.fetchAll(db, sql: "SELECT hash FROM body")),
        try RestoreSide.kinds.map { what, table in
          (what, Set(try Data.fetchAll(db, sql: "SELECT uuid FROM \(table)")))
        }
      )
    }
  }
}
