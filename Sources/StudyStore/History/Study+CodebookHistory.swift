public import Fieldwork
import GRDB

extension Study {
  /// What the journal knows of when codes were made and changed, and when interviews were coded.
  ///
  /// It is read from the change sets of all entries, undone ones and their undoing included, so
  /// that what is in force at the end is what counts.
  public func codebookHistory() throws -> CodebookHistory {
    try reading { db in
      var replay = CodebookReplay()
      for entry in try Journal.entries(db) {
        try replay.follow(entry, ChangeSet(bytes: try Journal.changes(of: entry.number, db)))
      }
      let coded = try coded(replay, db)
      return CodebookHistory(
        changes: replay.changes, made: replay.made, lastCoded: coded.last,
        firstCoded: coded.first)
    }
  }

  private func coded(_ replay: CodebookReplay, _ db: Database) throws -> (
    first: [String: Int64], last: [String: Int64]
  ) {
    var first: [String: Int64] = [:]
    var last: [String: Int64] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT coding.id, transcript.label FROM coding
        JOIN segment ON segment.id = coding.segment_id
        JOIN text ON text.id = segment.text_id
        JOIN layer ON layer.id = text.layer_id
        JOIN transcript ON transcript.id = layer.transcript_id
        """)
    while let row = try rows.next() {
      guard let entry = replay.coded[row[0]] else { continue }
      let label: String = row[1]
      first[label] = min(first[label] ?? entry, entry)
      last[label] = max(last[label] ?? 0, entry)
    }
    return (first, last)
  }
}

/// Follows the journal from the first entry to the last.
private struct CodebookReplay {
  private struct Code {
    var slug: String
    var isCodable: Bool
    var made: Int64
  }

  private(set) var changes: [CodebookChange] = []
  /// The entry that put each coding where it is, by row id.
  private(set) var coded: [Int64: Int64] = [:]
  private var codes: [Int64: Code] = [:]

  private static let tables: Set<String> = ["code", "code_version", "code_label", "coding"]

  /// The entry that made each slug of the codebook as it is at the end.
  var made: [String: Int64] {
    Dictionary(codes.values.map { ($0.slug, $0.made) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func follow(_ entry: JournalEntry, _ changeSet: ChangeSet) throws {
    var touched = Touched()
    let before = codes
    try changeSet.forEachChange(in: CodebookReplay.tables) { table, operation, key, row in
      guard let key else { return }
      switch table {
      case "coding":
        // A coding that a merge or split of codes, or a corrected text, puts elsewhere was made when
        // it was made.
        if operation != .update { coded[key] = operation == .delete ? nil : entry.number }
      case "code":
        apply(operation, to: key, try row(), entry.number)
        if operation == .update { touched.changed.insert(key) }
      case "code_version":
        // The first column is the version's own key; the code stands behind it.
        let change = try row()
        if case .integer(let code)? = change.new[1] ?? change.old[1] {
          touched.redefined.insert(code)
        }
      default:
        touched.changed.insert(key)
      }
    }
    let made = codes.keys.filter { before[$0] == nil }
    let removed = before.keys.filter { codes[$0] == nil }
    let kept = { (id: Int64) in before[id] != nil && codes[id] != nil }
    let redefined = touched.redefined.filter(kept)
    let changed = touched.changed.filter(kept)
    guard !made.isEmpty || !removed.isEmpty || !redefined.isEmpty || !changed.isEmpty else {
      return
    }
    func slugs(_ ids: some Sequence<Int64>, _ book: [Int64: Code]) -> [String] {
      ids.compactMap { book[$0]?.slug }.sorted()
    }
    changes.append(
      CodebookChange(
        entry: entry.number, at: entry.at, coder: entry.coder, command: entry.command,
        made: slugs(made, codes), redefined: slugs(redefined, codes),
        changed: slugs(changed, codes), removed: slugs(removed, before),
        codes: codes.values.count(where: \.isCodable)))
  }

  /// Ids of codes that an entry touched in some other way than making or removing them.
  private struct Touched {
    var redefined: Set<Int64> = []
    var changed: Set<Int64> = []
  }

  private mutating func apply(
    _ operation: ChangeSet.Operation, to id: Int64, _ change: ChangeSet.Change, _ entry: Int64
  ) {
    guard operation != .delete else {
      codes[id] = nil
      return
    }
    var code = codes[id] ?? Code(slug: "", isCodable: true, made: entry)
    // Columns of `code`: id, uuid, slug, parent_id, position, codable, …
    if case .text(let slug)? = change.new[2] { code.slug = slug }
    if case .integer(let codable)? = change.new[5] { code.isCodable = codable == 1 }
    codes[id] = code
  }
}
