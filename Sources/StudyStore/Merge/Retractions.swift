import Foundation
import GRDB

/// Which codings somebody made and took off again, as the journal knows.
enum Retractions {
  /// The identifiers of the codings that were there once, with the title of the entry that took
  /// each off last.
  ///
  /// A merge that was undone takes nothing back that its coder made: it may be done again.
  static func load(_ db: Database) throws -> [Data: String] {
    let entries = try Journal.entries(db)
    let commands = Dictionary(
      entries.map { ($0.number, $0.command) }, uniquingKeysWith: { first, _ in first })
    var retracted: [Data: String] = [:]
    for entry in entries {
      let undone = entry.kind == .undo ? entry.of.flatMap { commands[$0] } : nil
      let changes = ChangeSet(bytes: try Journal.changes(of: entry.number, db))
      try changes.forEachChange(in: ["coding"]) { _, operation, _, row in
        guard operation != .update, case .blob(let uuid)? = try row().identity else { return }
        let isTakenOff = operation == .delete && undone != MergeStudy.commandName
        retracted[Data(uuid)] = isTakenOff ? entry.title : nil
      }
    }
    return retracted
  }
}
