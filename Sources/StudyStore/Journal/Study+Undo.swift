import GRDB

extension Study {
  /// The history in order.
  public func journal() throws -> [JournalEntry] {
    try reading { try Journal.entries($0) }
  }

  /// Who made the study.
  public func founder() throws -> String? {
    try reading {
      try String.fetchOne($0, sql: "SELECT coder FROM journal ORDER BY number LIMIT 1")
    }
  }

  /// Takes back the last entry that is in force, or a chosen one that no later entry builds on.
  ///
  /// - Returns: the entry that was taken back.
  /// - Throws: `StudyFailure.undoBlocked` with the entries that build on it.
  @discardableResult
  public func undo(entry number: Int64? = nil, by author: Author, dryRun: Bool = false) throws
    -> JournalEntry
  {
    try changingHistory(dryRun: dryRun) { db in
      let entries = try Journal.entries(db)
      var target = try Study.undoTarget(number, in: entries)
      var changes = ChangeSet(bytes: try Journal.changes(of: target.number, db))
      // Rows may fit although later entries build on them: a value that was changed and changed
      // back, a category that became a code. So what builds on the entry is asked first.
      var dependents = try Study.entriesBuilding(on: target, changes, entries, db)
      // An erasure stays for good, and so does what it took; the entries before can still go.
      while number == nil, !dependents.isEmpty,
        dependents.allSatisfy({ $0.command == JournalEntry.erased })
      {
        target = try Study.undoTarget(nil, in: entries.filter { $0.number < target.number })
        changes = ChangeSet(bytes: try Journal.changes(of: target.number, db))
        dependents = try Study.entriesBuilding(on: target, changes, entries, db)
      }
      guard dependents.isEmpty else {
        throw StudyFailure.undoBlocked(entry: target.title, by: dependents.map(\.title))
      }
      let inverse = try changes.inverted()
      do {
        try SearchIndex.following(inverse, in: db) { try inverse.apply(to: db) }
      } catch is ChangeSet.Conflict {
        throw StudyFailure.cannotUndo(
          entry: target.number, reason: "its rows are no longer as it left them")
      }
      try Journal.append(
        .init(
          author: author, command: "undo", summary: "took back \(target.title)", kind: .undo,
          of: target.number),
        changes: inverse.bytes, to: db)
      return target
    }
  }

  /// Does the last undone entry again, as long as nothing else was done since.
  ///
  /// - Returns: the entry that is in force again.
  @discardableResult
  public func redo(by author: Author, dryRun: Bool = false) throws -> JournalEntry {
    try changingHistory(dryRun: dryRun) { db in
      let entries = try Journal.entries(db)
      let lastDone = entries.last { $0.kind == .done }?.number ?? 0
      // Undone entries come back in the reverse of the order in which they went.
      let undo = entries.last { entry in
        guard entry.kind == .undo, entry.number > lastDone, entry.erasedIn == nil,
          let of = entry.of
        else { return false }
        return entries.last { $0.of == of }?.number == entry.number
      }
      guard let undo, let target = entries.first(where: { $0.number == undo.of }) else {
        let undoneBefore = entries.contains { $0.isUndone }
        throw StudyFailure.nothingToRedo(after: undoneBefore ? lastDone : nil)
      }
      let changes = ChangeSet(bytes: try Journal.changes(of: target.number, db))
      do {
        try SearchIndex.following(changes, in: db) { try changes.apply(to: db) }
      } catch is ChangeSet.Conflict {
        throw StudyFailure.cannotUndo(
          entry: target.number, reason: "the study is no longer as it was after the undo")
      }
      try Journal.append(
        .init(
          author: author, command: "redo", summary: "did again \(target.title)", kind: .redo,
          of: target.number),
        changes: changes.bytes, to: db)
      return target
    }
  }

  private func changingHistory<T>(dryRun: Bool, _ body: (Database) throws -> T) throws -> T {
    try translating(path) {
      try queue.writeWithoutTransaction { db in
        var result: T?
        try db.inTransaction(.immediate) {
          result = try body(db)
          return dryRun ? .rollback : .commit
        }
        guard let result else { throw StudyFailure.database("a transaction gave no result") }
        return result
      }
    }
  }

  private static func undoTarget(_ number: Int64?, in entries: [JournalEntry]) throws
    -> JournalEntry
  {
    guard let number else {
      let last = entries.last {
        $0.kind == .done && !$0.isUndone && !$0.isOfTheStudyItself && $0.erasedIn == nil
      }
      guard let last else { throw StudyFailure.nothingToUndo }
      return last
    }
    guard let entry = entries.first(where: { $0.number == number }) else {
      throw StudyFailure.cannotUndo(entry: number, reason: "there is no such entry")
    }
    if entry.kind != .done {
      throw StudyFailure.cannotUndo(entry: number, reason: "it is itself an \(entry.kind.rawValue)")
    }
    if entry.command == JournalEntry.erased {
      throw StudyFailure.cannotUndo(entry: number, reason: "what was erased does not come back")
    }
    if let erasure = entry.erasedIn {
      throw StudyFailure.cannotUndo(
        entry: number, reason: "what it did was erased in entry \(erasure)")
    }
    if entry.isOfTheStudyItself {
      throw StudyFailure.cannotUndo(
        entry: number, reason: "it made, upgraded or restored the study itself")
    }
    if entry.isUndone {
      throw StudyFailure.cannotUndo(entry: number, reason: "it is undone already")
    }
    return entry
  }

  private static func entriesBuilding(
    on target: JournalEntry, _ changes: ChangeSet, _ entries: [JournalEntry], _ db: Database
  ) throws -> [JournalEntry] {
    let dependents = try Dependents(db)
    let touched = try dependents.touched(by: changes)
    let corrected = try CorrectedSince(changes, db)
    return try entries.filter { entry in
      entry.number > target.number && entry.kind == .done && !entry.isUndone
    }.filter { entry in
      let later = ChangeSet(bytes: try Journal.changes(of: entry.number, db))
      return try dependents.buildsOn(touched, later) || corrected.isCorrected(by: later)
    }
  }
}
