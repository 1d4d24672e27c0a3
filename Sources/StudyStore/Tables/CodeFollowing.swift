import Fieldwork
import GRDB

/// Lets everything that names merged codes name the code into which they went, or refuses.
struct CodeFollowing {
  /// What names the target now, in words.
  private(set) var followed: [String] = []
  /// Relations that went, in words.
  private(set) var dropped: [String] = []
  /// What the researcher should know.
  private(set) var notes: [String] = []

  private let writer: StudyWriter
  private let sources: [CodeRows.Entry]
  private let target: CodeRows.Entry

  init(_ writer: StudyWriter, from sources: [CodeRows.Entry], into target: CodeRows.Entry) {
    self.writer = writer
    self.sources = sources
    self.target = target
  }

  private var into: String { target.definition.slug }

  mutating func followAll(dropsRelations: Bool) throws {
    try followNames()
    try followThemes()
    try followRelations(drops: dropsRelations)
    try followMemos()
    try followSuggestions()
  }

  private mutating func followNames() throws {
    let book = try Codebook(CodeRows.load(writer.db).map(\.definition))
    let going = Set(sources.map(\.definition.slug))
    let naming = CodeNaming(writer, in: book) { [into] _, code in
      going.contains(book.codes[code].slug) ? into : nil
    }
    if let index = book.index(ofSlug: into), book.subtree(index).count > 1 {
      // "under FROM" meant one code; "under TARGET" would mean more.
      let wider = try naming.terms().filter {
        $0.term.kind == .subtree && going.contains(book.codes[$0.code].slug)
      }
      guard wider.isEmpty else {
        throw Problem(
          .data,
          "'under \(wider[0].term.name)' would mean more after the merge, in "
            + Set(wider.map(\.owner)).sorted().joined(separator: ", "),
          hint: "write the code there without 'under' first")
      }
    }
    followed += try naming.follow().words
  }

  private mutating func followThemes() throws {
    let going = Set(sources.map(\.definition.slug))
    var themes: [ThemeDefinition] = []
    var refused: [String] = []
    for theme in try ThemeRows.load(writer.db) {
      let named = theme.required + theme.supporting + theme.contrary
      guard named.contains(where: going.contains) else { continue }
      var changed = theme
      changed.required = renamed(theme.required, going)
      changed.supporting = renamed(theme.supporting, going)
      changed.contrary = renamed(theme.contrary, going)
      let roles = [changed.required, changed.supporting, changed.contrary]
      if roles.count(where: { $0.contains(into) }) > 1 {
        refused.append("theme \(theme.slug) names the merged codes in different roles")
      } else if case .atLeast(let k) = theme.rule, k > changed.required.count {
        refused.append(
          "theme \(theme.slug) asks at least \(k) of \(changed.required.count) codes then")
      }
      if changed.required.count < theme.required.count {
        notes.append(
          "theme \(theme.slug) requires \(changed.required.count) codes, before "
            + "\(theme.required.count); its rule is '\(theme.rule.words)'")
      }
      themes.append(changed)
    }
    guard refused.isEmpty else {
      throw Problem(
        .data, "themes stand in the way", hint: "change them first with 'emic themes edit'",
        candidates: refused)
    }
    if themes.isEmpty { return }
    _ = try ImportThemes(themes).apply(to: writer)
    followed += themes.map { "theme \($0.slug)" }
  }

  private func renamed(_ slugs: [String], _ going: Set<String>) -> [String] {
    var out: [String] = []
    for slug in slugs.map({ going.contains($0) ? into : $0 }) where !out.contains(slug) {
      out.append(slug)
    }
    return out
  }

  private mutating func followRelations(drops: Bool) throws {
    let going = Set(sources.map(\.id))
    let rows = try Row.fetchAll(
      writer.db,
      sql: """
        SELECT relation.id, relation.slug, from_id, kind, to_id, a.slug, b.slug FROM relation
        JOIN code AS a ON a.id = from_id JOIN code AS b ON b.id = to_id
        ORDER BY relation.position, relation.id
        """)
    var seen: [String: String] = [:]
    var changed: [(id: Int64, slug: String, from: Int64, to: Int64)] = []
    var lost: [(id: Int64, words: String)] = []
    // Relations that stay as they are come first, so that those which follow are the doubles.
    let staying = rows.filter { !going.contains($0[2]) && !going.contains($0[4]) }
    for row in staying {
      seen["\(row[2] as Int64) \(row[3] as String) \(row[4] as Int64)"] = row[1]
    }
    for row in rows where going.contains(row[2]) || going.contains(row[4]) {
      let (slug, kind): (String, String) = (row[1], row[3])
      let from = going.contains(row[2]) ? target.id : row[2] as Int64
      let to = going.contains(row[4]) ? target.id : row[4] as Int64
      let words = "relation \(slug) (\(row[5] as String) \(kind) \(row[6] as String))"
      if from == to {
        lost.append((row[0], words + " would lead from '\(into)' to itself"))
      } else if let same = seen["\(from) \(kind) \(to)"] {
        lost.append((row[0], words + " would say the same as \(same)"))
      } else {
        seen["\(from) \(kind) \(to)"] = slug
        changed.append((row[0], slug, from, to))
      }
    }
    guard lost.isEmpty || drops else {
      throw Problem(
        .data, "relations stand in the way",
        hint: "with --drop-relations they go (undo brings them back)",
        candidates: lost.map(\.words))
    }
    for relation in lost {
      try writer.db.execute(
        sql: "DELETE FROM memo_relation WHERE relation_id = ?", arguments: [relation.id])
      try writer.db.execute(sql: "DELETE FROM relation WHERE id = ?", arguments: [relation.id])
    }
    for relation in changed {
      try writer.db.execute(
        sql: "UPDATE relation SET from_id = ?, to_id = ? WHERE id = ?",
        arguments: [relation.from, relation.to, relation.id])
    }
    dropped = lost.map(\.words)
    followed += changed.map { "relation \($0.slug)" }
  }

  private mutating func followMemos() throws {
    for source in sources {
      let memos = try String.fetchAll(
        writer.db,
        sql: """
          SELECT coalesce(slug, title) FROM memo JOIN memo_code ON memo_id = memo.id
          WHERE code_id = ? ORDER BY 1
          """, arguments: [source.id])
      try writer.db.execute(
        sql: """
          INSERT OR IGNORE INTO memo_code SELECT memo_id, ? FROM memo_code WHERE code_id = ?
          """, arguments: [target.id, source.id])
      try writer.db.execute(
        sql: "DELETE FROM memo_code WHERE code_id = ?", arguments: [source.id])
      followed += memos.map { "memo \($0)" }
    }
  }

  /// What waits or was rejected is of the target then; what was accepted says under which code.
  ///
  /// Words that are suggested for the target already, or were decided on, are not asked about twice.
  private mutating func followSuggestions() throws {
    var (moved, withdrawn) = (0, 0)
    for source in sources {
      try writer.db.execute(
        sql: """
          UPDATE suggestion SET lapsed = :now
          WHERE code_id = :source AND status = 'open' AND lapsed IS NULL AND EXISTS (
            SELECT 1 FROM suggestion AS other WHERE other.code_id = :target
              AND other.text_id = suggestion.text_id AND other.start = suggestion.start
              AND other.end = suggestion.end AND other.lapsed IS NULL)
          """,
        arguments: ["now": writer.author.time, "source": source.id, "target": target.id])
      withdrawn += writer.db.changesCount
      moved += try SuggestionRows.openCount(ofCode: source.id, writer.db)
      try writer.db.execute(
        sql: "UPDATE suggestion SET code_id = ? WHERE code_id = ? AND status <> 'accepted'",
        arguments: [target.id, source.id])
    }
    if moved > 0 { followed.append(counted(moved, "suggestion")) }
    if withdrawn > 0 {
      notes.append(
        "\(counted(withdrawn, "suggestion")) withdrawn: the same words wait or were decided on "
          + "under \(into) already")
    }
  }
}
