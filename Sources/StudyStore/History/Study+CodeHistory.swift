public import Fieldwork
import Foundation
import GRDB

extension Study {
  /// What became of a code over time: who changed what, when and why, and how many codings were
  /// made under each version of its definition.
  ///
  /// The journal is taken back entry by entry in memory, so that every step is told from the
  /// codebook before and after it. What was undone is left out.
  ///
  /// - Parameter slug: the code's exact slug today.
  public func codeHistory(_ slug: String) throws -> CodeHistory {
    try reading { db in
      guard let row = try CodeRows.load(db).first(where: { $0.definition.slug == slug }) else {
        throw StudyFailure.unknown(kind: "code", name: slug)
      }
      return CodeHistory(
        code: slug, steps: try steps(of: row.identity, db), versions: try versions(of: row.id, db),
        foreign: try Int.fetchOne(
          db,
          sql: """
            SELECT count(*) FROM coding JOIN coding_origin ON coding_id = coding.id
            WHERE code_id = ?
            """, arguments: [row.id]) ?? 0)
    }
  }

  private func steps(of identity: String, _ db: Database) throws -> [CodeHistory.Step] {
    let rewind = try CodebookRewind(db)
    var after = try rewind.state()
    var steps: [CodeHistory.Step] = []
    for entry in try Journal.entries(db).reversed() {
      let changes = ChangeSet(bytes: try Journal.changes(of: entry.number, db))
      guard try rewind.touches(changes) else { continue }
      try rewind.takeBack(changes)
      let before = try rewind.state()
      defer { after = before }
      guard entry.kind == .done, !entry.isUndone else { continue }
      let differences = CodebookDiff(from: before, to: after).differences.filter {
        $0.identity == identity
      }
      if differences.isEmpty { continue }
      steps.append(
        CodeHistory.Step(
          entry: entry.number, at: entry.at, coder: entry.coder, command: entry.command,
          why: entry.why, differences: differences, version: version(of: identity, in: after)))
    }
    if let first = after.entries.first(where: { $0.identity == identity }) {
      // The study began with the code, as a copy for a second coder does.
      steps.append(
        CodeHistory.Step(
          entry: nil, at: "", coder: "", command: "", why: nil,
          differences: CodebookDiff(
            from: CodebookState(entries: []), to: CodebookState(entries: [first])
          ).differences, version: first.version))
    }
    return steps.reversed()
  }

  private func version(of identity: String, in state: CodebookState) -> Int {
    state.entries.first { $0.identity == identity }?.version ?? 0
  }

  private func versions(of code: Int64, _ db: Database) throws -> [CodeHistory.Version] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT version,
          (SELECT count(*) FROM coding
            LEFT JOIN coding_origin ON coding_origin.coding_id = coding.id
            WHERE coding.code_version_id = v.id AND coding_origin.coding_id IS NULL),
          (SELECT count(*) FROM coding_origin WHERE coding_origin.code_version_id = v.id)
        FROM code_version AS v WHERE code_id = ? ORDER BY version
        """, arguments: [code]
    ).map { CodeHistory.Version(number: $0[0], codings: $0[1], elsewhere: $0[2]) }
  }
}
