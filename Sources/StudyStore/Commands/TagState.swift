import Fieldwork
import Foundation
import GRDB

/// Names the state of the study as it is now.
///
/// The name belongs to the last entry of the journal. Taking back that entry or any other does not
/// move it: the journal only grows, and the state stays where it was in it.
public struct TagState: StudyCommand {
  /// The name in the journal.
  public let name = "tag"
  private let title: String

  /// Prepares to name the state.
  ///
  /// - Parameter title: a name as `StateTag.isName` takes it.
  public init(_ title: String) {
    self.title = title.precomposedStringWithCanonicalMapping
  }

  /// Writes the name.
  ///
  /// - Throws: `Problem` for what is no name and for one that is taken.
  public func apply(to writer: StudyWriter) throws -> StateTag {
    let db = writer.db
    guard StateTag.isName(title) else {
      throw Problem(
        .usage, "'\(title)' cannot name a state",
        hint: "take letters, digits, - _ and . with at least one letter, and no date, such as "
          + "submitted-2026-10")
    }
    if let known = try TagRows.load(db).first(where: { $0.name == title }) {
      throw Problem(
        .data, "'\(title)' names the state after entry \(known.entry) already",
        hint: "take another name, or 'emic tag --remove \(title)' first")
    }
    let entry = try Journal.last(db)?.number ?? 0
    let tag = StateTag(
      name: title, entry: entry, at: writer.author.time, coder: writer.author.coder,
      why: writer.author.why)
    try db.execute(
      sql: "INSERT INTO tag (uuid, slug, entry, at, coder, why) VALUES (?,?,?,?,?,?)",
      arguments: [
        Data(StableUUID(identity: "tag", title).bytes), tag.name, tag.entry, tag.at, tag.coder,
        tag.why,
      ])
    return tag
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: StateTag) -> String {
    "\(outcome.name) is entry \(outcome.entry)"
  }
}

/// Takes the name of a state away; the state stays in the journal.
public struct RemoveTag: StudyCommand {
  /// The name in the journal.
  public let name = "tag"
  private let title: String

  /// Prepares to take a name away.
  public init(_ title: String) {
    self.title = title.precomposedStringWithCanonicalMapping
  }

  /// Writes the change.
  ///
  /// - Throws: `Problem` for a name that no state has.
  public func apply(to writer: StudyWriter) throws -> StateTag {
    guard let tag = try TagRows.load(writer.db).first(where: { $0.name == title }) else {
      throw try TagRows.unknown(title, writer.db)
    }
    try writer.db.execute(sql: "DELETE FROM tag WHERE slug = ?", arguments: [title])
    return tag
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: StateTag) -> String {
    "\(outcome.name) no longer names entry \(outcome.entry)"
  }
}
