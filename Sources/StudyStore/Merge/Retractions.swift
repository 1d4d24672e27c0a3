import Foundation
import GRDB

/// Which codings somebody made and took off again, and which a merge brought, as the journal
/// knows.
struct Retractions {
  /// The identifiers of the codings that were there once, with the title of the entry that took
  /// each off last.
  ///
  /// A merge that was undone takes nothing back that its coder made: it may be done again.
  private(set) var takenOff: [Data: String] = [:]
  /// The identifiers of the codings that came by a merge.
  private(set) var merged: Set<Data> = []

  static func load(_ db: Database) throws -> Retractions {
    let entries = try Journal.entries(db)
    let commands = Dictionary(
      entries.map { ($0.number, $0.command) }, uniquingKeysWith: { first, _ in first })
    var found = Retractions()
    for entry in entries {
      let isMerge =
        (entry.of.flatMap { commands[$0] } ?? entry.command) == MergeStudy.commandName
      let isUndoneMerge = isMerge && entry.kind == .undo
      let changes = ChangeSet(bytes: try Journal.changes(of: entry.number, db))
      try changes.forEachChange(in: ["coding"]) { _, operation, _, row in
        let change = try row()
        if operation == .update {
          // A merge puts a coding under another code.
          if isMerge, case .blob(let uuid)?? = change.new.dropFirst().first {
            found.merged.insert(Data(uuid))
          }
          return
        }
        guard case .blob(let bytes)? = change.identity else { return }
        let uuid = Data(bytes)
        let isTakenOff = operation == .delete && !isUndoneMerge
        found.takenOff[uuid] = isTakenOff ? entry.title : nil
        if operation == .insert, isMerge { found.merged.insert(uuid) }
      }
    }
    return found
  }
}
