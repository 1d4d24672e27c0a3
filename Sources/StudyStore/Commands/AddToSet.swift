public import Fieldwork
import Foundation
import GRDB

/// Puts passages into a set, which is made where it is new.
public struct AddToSet: StudyCommand {
  /// What happened.
  public struct Outcome: Hashable, Sendable {
    /// Whether the set is new.
    public var isNewSet = false
    /// Passages that were not in it before.
    public var added: [PassageCite] = []
  }

  /// The name in the journal.
  public let name: String
  private let set: String
  private let passages: [PassageCite]

  /// Prepares a change of the set with this exact name.
  ///
  /// - Parameter name: the command that the journal names.
  public init(_ set: String, _ passages: [PassageCite], name: String = "sets add") {
    self.set = set
    self.passages = passages
    self.name = name
  }

  /// Writes the change.
  ///
  /// - Throws: a `Problem` for a name that no set can have, or a passage that nobody coded;
  ///   `StudyFailure.unknown` for a transcript that is not in the study.
  public func apply(to writer: StudyWriter) throws -> Outcome {
    guard CodeDefinition.isSlug(set) else {
      throw Problem(
        .usage, "'\(set)' cannot be the name of a set", hint: "use letters, digits, -, _ and .")
    }
    var outcome = Outcome()
    var id = try Int64.fetchOne(
      writer.db, sql: "SELECT id FROM passage_set WHERE slug = ?", arguments: [set])
    if id == nil {
      outcome.isNewSet = true
      try writer.db.execute(
        sql: "INSERT INTO passage_set (uuid, slug) VALUES (?, ?)",
        arguments: [Data(StableUUID(identity: "passage set", set).bytes), set])
      id = writer.db.lastInsertedRowID
    }
    for cite in passages {
      let transcript = try writer.requiredID(in: .transcript, named: cite.transcript)
      guard try writer.segment(cite.number, of: cite.transcript) != nil else {
        throw StudyWriter.noPassage(cite)
      }
      try writer.db.execute(
        sql: "INSERT OR IGNORE INTO set_passage VALUES (?, ?, ?)",
        arguments: [id, transcript, cite.number])
      if writer.db.changesCount > 0 { outcome.added.append(cite) }
    }
    return outcome
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: Outcome) -> String {
    "\(set): \(counted(outcome.added.count, "passage")) more"
  }
}

/// Takes passages out of a set, or the set away.
public struct RemoveFromSet: StudyCommand {
  /// The name in the journal.
  public let name = "sets remove"
  private let set: String
  private let passages: [PassageCite]

  /// Prepares a change of the set with this exact name.
  ///
  /// - Parameter passages: what goes out of it; empty for the whole set.
  public init(_ set: String, _ passages: [PassageCite] = []) {
    self.set = set
    self.passages = passages
  }

  /// Writes the change.
  ///
  /// - Returns: how many passages went out.
  /// - Throws: `StudyFailure.unknown` for the set, a `Problem` for a passage that is not in it.
  public func apply(to writer: StudyWriter) throws -> Int {
    let db = writer.db
    let id = try Int64.fetchOne(
      db, sql: "SELECT id FROM passage_set WHERE slug = ?", arguments: [set])
    guard let id else { throw StudyFailure.unknown(kind: "set", name: set) }
    guard !passages.isEmpty else {
      try db.execute(sql: "DELETE FROM set_passage WHERE set_id = ?", arguments: [id])
      let count = db.changesCount
      try db.execute(sql: "DELETE FROM passage_set WHERE id = ?", arguments: [id])
      return count
    }
    for cite in passages {
      let transcript = try writer.requiredID(in: .transcript, named: cite.transcript)
      try db.execute(
        sql: "DELETE FROM set_passage WHERE set_id = ? AND transcript_id = ? AND number = ?",
        arguments: [id, transcript, cite.number])
      guard db.changesCount > 0 else {
        throw Problem(
          .data, "\(cite.words) is not in the set '\(set)'",
          hint: "'emic quotes --set \(set)' shows what is")
      }
    }
    return passages.count
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: Int) -> String {
    passages.isEmpty
      ? "\(set), with \(counted(outcome, "passage"))"
      : "\(set): \(counted(outcome, "passage")) less"
  }
}

/// Puts codes on spans and stars the passages, in one step.
public struct AddStarredCodings: StudyCommand {
  private let adding: AddCodings
  /// The name in the journal.
  public var name: String { adding.name }

  /// Prepares codings whose passages get a star.
  public init(_ adding: AddCodings) { self.adding = adding }

  /// Writes the change.
  ///
  /// - Throws: what the codings throw.
  public func apply(to writer: StudyWriter) throws -> AddCodings.Outcome {
    let outcome = try adding.apply(to: writer)
    let cites = outcome.cites.compactMap(PassageCite.init).withoutRepetition
    _ = try AddToSet(PassageSet.star, cites).apply(to: writer)
    return outcome
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: AddCodings.Outcome) -> String {
    adding.summary(of: outcome) + ", starred"
  }
}
