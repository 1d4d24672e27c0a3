import GRDB

extension Checks {
  /// Whether the wordings of memos follow on each other, and memos and sets name passages that
  /// there are or were.
  static func memos(_ db: Database) throws -> (Int, [String]) {
    let count =
      try Int.fetchOne(
        db, sql: "SELECT (SELECT count(*) FROM memo) + (SELECT count(*) FROM passage_set)") ?? 0
    let findings = try String.fetchAll(
      db,
      sql: """
        SELECT coalesce(slug, 'a note') || ': one of its wordings is missing' FROM memo
        JOIN memo_version ON memo_version.memo_id = memo.id
        GROUP BY memo.id HAVING max(version) <> count(*)
        UNION ALL
        SELECT coalesce(slug, 'a note') || ': was changed, and the wording before is missing'
        FROM memo WHERE changed IS NOT NULL AND id NOT IN (SELECT memo_id FROM memo_version)
        UNION ALL
        SELECT owner || ': is on ' || label || '#' || number || ', which never was a passage'
        FROM (
          SELECT 'memo ' || slug AS owner, transcript_id, number FROM memo_passage
          JOIN memo ON memo.id = memo_id
          UNION ALL
          SELECT 'set ' || slug, transcript_id, number FROM set_passage
          JOIN passage_set ON passage_set.id = set_id
          UNION ALL
          SELECT 'framework ' || study_case.slug || ' × ' || theme.slug, transcript_id, number
          FROM framework_passage JOIN framework_cell ON framework_cell.id = cell_id
          JOIN theme ON theme.id = theme_id JOIN study_case ON study_case.id = case_id)
        JOIN transcript ON transcript.id = transcript_id
        WHERE number >= coalesce(
          (SELECT next FROM segment_counter WHERE segment_counter.label = transcript.label), 1)
        LIMIT 20
        """)
    return (count, findings)
  }
}
