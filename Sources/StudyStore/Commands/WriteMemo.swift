public import Fieldwork
import GRDB

/// Writes a new memo.
public struct WriteMemo: StudyCommand {
  /// The name in the journal.
  public let name = "memo add"
  private let memo: MemoDefinition

  /// Prepares a memo under a short name that no other has.
  public init(_ memo: MemoDefinition) { self.memo = memo }

  /// Writes the change.
  ///
  /// - Throws: a `Problem` for a memo without words, of an unknown kind, or with a short name that
  ///   is taken; `StudyFailure.unknown` for what it is on and is not in the study.
  public func apply(to writer: StudyWriter) throws -> MemoDefinition {
    try memo.expectWords()
    guard CodeDefinition.isSlug(memo.slug) else {
      throw Problem(
        .usage, "'\(memo.slug)' cannot be the short name of a memo",
        hint: "use letters, digits, -, _ and .")
    }
    let taken = try Int64.fetchOne(
      writer.db, sql: "SELECT 1 FROM memo WHERE slug = ?", arguments: [memo.slug])
    guard taken == nil else {
      throw Problem(
        .data, "a memo is called '\(memo.slug)' already",
        hint: "change it with 'emic memo edit', or give another name with --slug")
    }
    let id = try writer.insertMemo(memo)
    for target in memo.targets { try writer.attachMemo(id, to: target) }
    return memo
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: MemoDefinition) -> String {
    let on = outcome.targets.map(\.name).joined(separator: ", ")
    return outcome.slug + (on.isEmpty ? "" : " on \(on)")
  }
}

/// What is to be different about a memo; what is not said stays.
public struct MemoChanges: Hashable, Sendable {
  /// The kind.
  public var kind: String?
  /// The title; an empty one takes it away.
  public var title: String?
  /// The words.
  public var body: String?
  /// Whether it asks for further work.
  public var isOpen: Bool?

  /// Nothing to change yet.
  public init() {}
}

/// Changes a memo and keeps the wording that it had.
public struct EditMemo: StudyCommand {
  /// The name in the journal.
  public let name = "memo edit"
  private let memo: String
  private let changes: MemoChanges

  /// Prepares changes of the memo with this exact short name.
  public init(_ memo: String, _ changes: MemoChanges) {
    self.memo = memo
    self.changes = changes
  }

  /// Writes the change.
  ///
  /// - Returns: the number of the wording that holds now, from 1.
  /// - Throws: `StudyFailure.unknown`, or a `Problem` for no words or an unknown kind.
  public func apply(to writer: StudyWriter) throws -> Int {
    let id = try writer.memoID(memo)
    guard let old = try MemoRows.load(writer.db).first(where: { $0.slug == memo }) else {
      throw StudyFailure.unknown(kind: "memo", name: memo)
    }
    var new = old
    new.kind = changes.kind ?? old.kind
    new.title = changes.title ?? old.title
    new.body = changes.body ?? old.body
    try new.expectWords()
    let isReworded = try writer.rewordMemo(
      id, kind: new.kind, title: new.title, body: new.body, by: writer.author.coder,
      at: writer.author.time)
    if let isOpen = changes.isOpen, isOpen != old.isOpen {
      try writer.db.execute(sql: "UPDATE memo SET open = ? WHERE id = ?", arguments: [isOpen, id])
    }
    return old.version + (isReworded ? 1 : 0)
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: Int) -> String {
    let open = changes.isOpen.map { $0 ? ", open" : ", closed" } ?? ""
    return "\(memo), version \(outcome)\(open)"
  }
}

/// Puts a memo on things, or takes it off them.
public struct AttachMemo: StudyCommand {
  /// The name in the journal.
  public let name: String
  private let memo: String
  private let targets: [MemoTarget]
  private let isDetaching: Bool

  /// Prepares to attach, or with `isDetaching` to take off.
  ///
  /// - Parameters:
  ///   - memo: the memo's exact short name.
  ///   - targets: what it is about, under exact ids.
  public init(_ memo: String, to targets: [MemoTarget], isDetaching: Bool = false) {
    self.memo = memo
    self.targets = targets
    self.isDetaching = isDetaching
    name = isDetaching ? "memo detach" : "memo attach"
  }

  /// Writes the change.
  ///
  /// - Throws: `StudyFailure.unknown`, or a `Problem` where it is not on what it is taken off.
  public func apply(to writer: StudyWriter) throws {
    let id = try writer.memoID(memo)
    for target in targets {
      if isDetaching {
        try writer.detachMemo(id, from: target)
      } else {
        try writer.attachMemo(id, to: target)
      }
    }
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: Void) -> String {
    "\(memo) \(isDetaching ? "off" : "on") \(targets.map(\.name).joined(separator: ", "))"
  }
}

/// Takes a memo with all its wordings out of the study.
public struct RemoveMemo: StudyCommand {
  /// The name in the journal.
  public let name = "memo remove"
  private let memo: String

  /// Prepares to remove a memo by its exact short name.
  public init(_ memo: String) { self.memo = memo }

  /// Writes the change.
  ///
  /// - Throws: `StudyFailure.unknown`.
  public func apply(to writer: StudyWriter) throws {
    try writer.deleteMemo(try writer.memoID(memo))
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: Void) -> String { memo }
}

extension MemoDefinition {
  /// Refuses a memo that says nothing, or of a kind that there is not.
  fileprivate func expectWords() throws {
    guard !body.trimmingBlanks.isEmpty else {
      throw Problem(
        .data, "the memo has no words", hint: "give them with --text, --file or in your editor")
    }
    guard MemoDefinition.kinds.contains(kind) else {
      throw Problem(
        .usage, "no memo can be '\(kind)'",
        hint: "kinds are \(MemoDefinition.kinds.joined(separator: ", "))")
    }
  }
}
