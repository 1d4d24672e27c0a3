public import Fieldwork
import GRDB

extension Study {
  /// Every wording of a memo, the present one last.
  ///
  /// - Parameter slug: the memo's exact short name.
  /// - Throws: `StudyFailure.unknown`.
  public func memoHistory(_ slug: String) throws -> [MemoVersion] {
    try reading { db in
      let id = try Int64.fetchOne(
        db, sql: "SELECT id FROM memo WHERE slug = ?", arguments: [slug])
      guard let id else { throw StudyFailure.unknown(kind: "memo", name: slug) }
      return try MemoRows.versions(of: id, db)
    }
  }
}

extension Study {
  /// The notes on single codings, as memos of the kind `coding` under the citation of the first
  /// passage, in order of writing.
  ///
  /// They have no short name of their own: they come with a coding and go with it.
  public func codingNotes() throws -> [MemoDefinition] {
    try reading { try MemoRows.notes($0) }
  }
}
