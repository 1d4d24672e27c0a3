import Fieldwork
import Foundation
import GRDB

/// The codebook of another study as it was when that study was made: what was handed out.
///
/// A field in which the other study still says what was handed out was changed here alone, and
/// is no conflict.
enum MergeBase {
  /// The definitions by the identifier of the code.
  ///
  /// The codebook is copied into memory and every entry of the journal taken back there.
  ///
  /// - Returns: nothing where the journal does not lead back, as in a study of an earlier
  ///   release.
  static func codes(_ db: Database) throws -> [Data: CodeDefinition] {
    let foreign = try Int.fetchOne(
      db, sql: "SELECT count(*) FROM change_set WHERE schema_version <> ?",
      arguments: [Migrations.current])
    guard foreign == 0 else { return [:] }
    let base = try RewoundCopy(["code", "code_version", "code_label"], of: db)
    do {
      try base.takeBack(after: 0, journal: db)
    } catch is ChangeSet.Conflict {
      return [:]
    }
    return Dictionary(
      try base.queue.read { try MergeRows.codes($0) }.map { ($0.uuid, $0.definition) },
      uniquingKeysWith: { first, _ in first })
  }
}
