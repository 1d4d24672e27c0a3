import Fieldwork
import Foundation
import GRDB

extension Study {
  /// Erases words for good, so that nothing brings them back.
  ///
  /// They go from every version of the texts, the search index, notes, change sets, command lines
  /// and the free pages of the file.
  ///
  /// Whole transcripts and participants leave the journal as if they had never been in the study, so
  /// that everything else can still be undone and asked for as of any day. In the place of a
  /// stretch stands a mark of the same length.
  ///
  /// - Parameters:
  ///   - target: what is erased.
  ///   - marksQuotations: whether the words may be taken out of memos, examples of codes and
  ///     whatever else quotes them; without it such a study is refused.
  ///   - author: who erases; the reason and the command line may quote, the words are taken out.
  /// - Throws: `Problem` where the study quotes the words elsewhere and that was not allowed, where
  ///   a name is made of them, and where another transcript has the same text;
  ///   `StudyFailure.busy` while another program has the study open. Nothing is changed then.
  public func erase(
    _ target: ErasureTarget, marksQuotations: Bool, by author: Author, dryRun: Bool = false
  ) throws -> ErasureReport {
    try translating(path) {
      if !dryRun { try foldLog() }
      let report = try queue.writeWithoutTransaction { db -> ErasureReport in
        // What is deleted is overwritten with zeros.
        try db.execute(sql: "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY")
        var report = ErasureReport()
        try db.inTransaction(.immediate) {
          var erasing = try Erasing(target, by: author, db)
          report = try erasing.run(marksQuotations: marksQuotations, dryRun: dryRun)
          return dryRun ? .rollback : .commit
        }
        return report
      }
      guard !dryRun else { return report }
      // Pages that are no longer used, and the log of recent writes, still hold the words.
      try queue.vacuum()
      try foldLog()
      return report
    }
  }

  /// Folds the log of recent writes into the file and empties it.
  ///
  /// - Throws: `StudyFailure.busy` while another program reads from it.
  private func foldLog() throws {
    let isBusy = try queue.writeWithoutTransaction { db in
      try Int.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)") ?? 0
    }
    if isBusy != 0 { throw StudyFailure.busy(path: path) }
  }
}

/// One erasure inside its transaction.
private struct Erasing {
  private let target: ErasureTarget
  private let author: Author
  private let db: Database
  private var report = ErasureReport()
  private let transcripts: Set<String>
  private let stretches: [Int64: [Span]]
  private let speakers: [Int64: Set<String>]

  init(_ target: ErasureTarget, by author: Author, _ db: Database) throws {
    self.target = target
    self.author = author
    self.db = db
    let reach = try ErasureReach(target, db)
    transcripts = reach.transcripts
    stretches = reach.stretches
    speakers = reach.speakers
  }

  mutating func run(marksQuotations: Bool, dryRun: Bool) throws -> ErasureReport {
    let participants = Set([target.participant].compactMap(\.self))
    var rows = try BelongingRows(
      transcripts: transcripts, participants: participants, db)
    try describe(rows)
    let texts = try ErasedTexts(stretches, db)
    try removeCodings()
    try refuseSharedBodies(rows, texts)
    var bodies = try Set(hashes(rows)).union(texts.bodies.map(\.old))
    var said = try words(rows) + texts.words
    let present = rows
    // Back through the journal: what belongs is taken out of each change set.
    var changed: [(number: Int64, rows: ChangeSetRows, wasAbout: Bool)] = []
    var former = FormerWords()
    for number in try Int64.fetchAll(
      db, sql: "SELECT journal_number FROM change_set ORDER BY journal_number DESC")
    {
      var changes = try ChangeSetRows(ChangeSet(bytes: try Journal.changes(of: number, db)))
      var isAbout = false
      rows.goBack(over: &changes) { table, row in
        isAbout = true
        former.note(table, row)
      }
      changed.append((number, changes, isAbout))
    }
    bodies.formUnion(former.hashes)
    said += try former.words(db)
    let quoted = QuotedWords(said)
    let words = quoted.usual
    try present.remove(from: db)
    try findQuotations(words, dryRun: dryRun, marksQuotations: marksQuotations)
    try replaceBodies(texts)
    try blankSpeakers()
    let scrub = try RowScrub(words, texts, speakers: speakers, db)
    try scrub.cleanPresent()
    var journal = JournalErasure(db)
    var about: Set<Int64> = []
    for (number, rows, wasAbout) in changed {
      let before = ChangeSet(bytes: try Journal.changes(of: number, db))
      let after = scrub.cleaned(rows).changeSet
      if wasAbout { about.insert(number) }
      if after.bytes != before.bytes { try journal.replace(changesOf: number, with: after) }
    }
    for entry in try Journal.entries(db) {
      let mentions = !transcripts.union(markedLabels).isDisjoint(with: entry.arguments)
      try journal.clean(entry, quoted, isAbout: about.contains(entry.number) || mentions)
    }
    for hash in bodies {
      try db.execute(sql: "DELETE FROM body WHERE hash = ?", arguments: [hash])
    }
    try db.execute(sql: "INSERT INTO turn_index (turn_index) VALUES ('delete-all')")
    try SearchIndex.fill(db)
    var cleaned = author
    cleaned.arguments = quoted.cleaned(author.arguments, isAbout: true)
    cleaned.why = author.why.map { quoted.cleaned($0, isAbout: true) }
    report.entriesWithWords = journal.withWords
    report.entriesWithoutChanges = journal.withoutChanges.sorted()
    let title = words.marked(target.title) ?? target.title
    let number = try journal.append(
      "\(title): \(report.summary)", by: cleaned,
      bodies: bodies.sorted {
        $0.lexicographicallyPrecedes($1)
      })
    report.entry = dryRun ? nil : number
    report.samples = said.flatMap { $0.split(whereSeparator: \.isNewline).map(String.init) }
      .sorted { ($0.count, $0) > ($1.count, $1) }.prefix(20).map(\.self)
    return report
  }

  /// The labels of transcripts that stay and in which something is erased.
  private var markedLabels: [String] { report.marked }

  private mutating func describe(_ rows: BelongingRows) throws {
    let known = Set(try String.fetchAll(db, sql: "SELECT label FROM transcript"))
    report.transcripts = transcripts.sorted { $0.precedesNaturally($1) }
    let texts = encodeJSON(stretches.keys.sorted())
    report.marked = try String.fetchAll(
      db,
      sql: """
        SELECT DISTINCT transcript.label FROM text JOIN layer ON layer.id = text.layer_id
        JOIN transcript ON transcript.id = layer.transcript_id
        WHERE text.id IN (SELECT value FROM json_each(?))
        """, arguments: [texts]
    ).sorted { $0.precedesNaturally($1) }
    report.passages = stretches.values.reduce(0) { $0 + $1.count }
    report.versions = rows.ids("text").count + stretches.count
    report.turns = rows.ids("turn").count
    report.codings = rows.ids("coding").count
    report.notes = rows.ids("memo").count
    report.fileNames = try String.fetchAll(
      db,
      sql: """
        SELECT DISTINCT file_name FROM text WHERE id IN (SELECT value FROM json_each(?))
        ORDER BY file_name
        """, arguments: [encodeJSON(rows.ids("text") + stretches.keys.sorted())])
    let strange = transcripts.subtracting(known).subtracting(try formerLabels())
    if let label = strange.sorted().first {
      throw StudyFailure.unknown(kind: "transcript", name: label)
    }
  }

  /// The labels of all transcripts that ever were in the study.
  private func formerLabels() throws -> Set<String> {
    var labels: Set<String> = []
    for number in try Int64.fetchAll(db, sql: "SELECT journal_number FROM change_set") {
      let changes = ChangeSet(bytes: try Journal.changes(of: number, db))
      try changes.forEachChange(in: ["transcript"]) { _, _, _, change in
        let change = try change()
        for case .text(let label)? in [change.old[2], change.new[2]] { labels.insert(label) }
      }
    }
    return labels
  }

  /// Takes codings off words that are erased, and suggestions that touch them; the journal keeps where
  /// they were.
  private mutating func removeCodings() throws {
    var codings: Set<Int64> = []
    var suggestions: Set<Int64> = []
    for (text, spans) in stretches {
      for span in spans {
        codings.formUnion(
          try Int64.fetchAll(
            db,
            sql: """
              SELECT coding.id FROM coding JOIN segment ON segment.id = coding.segment_id
              WHERE (segment.text_id = :text AND segment.start >= :start AND segment.end <= :end)
                OR (former_text_id = :text AND former_start >= :start AND former_end <= :end)
              """, arguments: ["text": text, "start": span.start, "end": span.end]))
        suggestions.formUnion(
          try Int64.fetchAll(
            db,
            sql: """
              SELECT id FROM suggestion
              WHERE text_id = :text AND start < :end AND end > :start
              """, arguments: ["text": text, "start": span.start, "end": span.end]))
      }
    }
    let rested = try passagesOfValues()
    guard !codings.isEmpty || !suggestions.isEmpty || rested > 0 else { return }
    let recorder = try ChangeRecorder(db)
    let writer = StudyWriter(db: db, author: author)
    try forEachStretch { try writer.deleteAttributePassages(where: $0) }
    for suggestion in suggestions.sorted() {
      try db.execute(
        sql: """
          DELETE FROM coding_suggestion WHERE suggestion_id = :id;
          DELETE FROM suggestion WHERE id = :id;
          """, arguments: ["id": suggestion])
    }
    let listed = codings.sorted().map(String.init).joined(separator: ",")
    try StudyWriter(db: db, author: author).deleteCodings(where: "coding.id IN (\(listed))")
    try db.execute(
      sql: "DELETE FROM segment WHERE id NOT IN (SELECT segment_id FROM coding)")
    report.codings += codings.count
    try Journal.append(
      .init(
        author: Author(coder: author.coder, time: author.time, arguments: ["erase"]),
        command: JournalEntry.erased,
        summary: "\(counted(codings.count, "coding")) on words that are erased"
          + (rested > 0 ? ", \(counted(rested, "passage")) behind values" : "")),
      changes: try recorder.changes(), to: db)
  }

  /// How many passages behind values of attributes lie in the stretches.
  private func passagesOfValues() throws -> Int {
    var count = 0
    try forEachStretch { count += try AttributeRows.passageCount(where: $0, db) }
    return count
  }

  /// Calls `body` with each stretch as a condition on passages that touch it.
  private func forEachStretch(_ body: (String) throws -> Void) throws {
    for (text, spans) in stretches {
      for span in spans {
        try body("text_id = \(text) AND start < \(span.end) AND end > \(span.start)")
      }
    }
  }

  private func hashes(_ rows: BelongingRows) throws -> [Data] {
    try Data.fetchAll(
      db, sql: "SELECT hash FROM text WHERE id IN (SELECT value FROM json_each(?))",
      arguments: [encodeJSON(rows.ids("text"))])
  }

  /// What was said in the turns that go, without what interviewers asked: that they ask everybody.
  private func words(_ rows: BelongingRows) throws -> [String] {
    let turns = try Row.fetchAll(
      db,
      sql: """
        SELECT hash, start, end FROM turn JOIN text ON text.id = turn.text_id
        WHERE text.id IN (SELECT value FROM json_each(:texts)) AND role <> 'interviewer'
        UNION SELECT hash, start, end FROM former_turn JOIN text ON text.id = former_turn.text_id
        WHERE text.id IN (SELECT value FROM json_each(:texts)) AND role <> 'interviewer'
        ORDER BY 1, 2
        """, arguments: ["texts": encodeJSON(rows.ids("text"))])
    return try FormerWords.words(
      turns.compactMap { row in Span(start: row[1], end: row[2]).map { (row[0], $0) } }, db)
  }

  /// The same words under another label would stay.
  private func refuseSharedBodies(_ rows: BelongingRows, _ texts: ErasedTexts) throws {
    let mine = Set(rows.ids("text")).union(stretches.keys)
    let hashes = try Set(hashes(rows)).union(texts.bodies.map(\.old))
    let others = try Row.fetchAll(
      db,
      sql: """
        SELECT text.id, text.hash, layer.label FROM text JOIN layer ON layer.id = text.layer_id
        ORDER BY text.id
        """
    ).filter { !mine.contains($0[0]) && hashes.contains($0[1]) }
    guard let other = others.first else { return }
    throw Problem(
      .data, "the same text is in the study as '\(other[2] as String)' too",
      hint: "erase or remove that first; nothing was changed")
  }

  /// Where the words stand in what people wrote about them.
  private mutating func findQuotations(
    _ words: ErasedWords, dryRun: Bool, marksQuotations: Bool
  ) throws {
    let texts = try RecordedTexts(db)
    for table in Migrations.recordedTables {
      guard let columns = texts.columns[table], !columns.isEmpty else { continue }
      let rows = try Row.fetchCursor(db, sql: "SELECT * FROM \(table)")
      while let row = try rows.next() {
        for column in columns {
          guard let text = row[column.name] as String?, let said = words.first(in: text) else {
            continue
          }
          let title = try texts.title(table, row, db)
          if column.isName {
            report.names.append(title)
          } else {
            report.quotations.append(.init(place: "\(title) (\(column.name))", words: said))
          }
        }
      }
    }
    report.names = report.names.withoutRepetition.sorted()
    report.quotations.sort { ($0.place, $0.words) < ($1.place, $1.words) }
    if !dryRun { try report.refuse(marksQuotations: marksQuotations) }
  }

  private func replaceBodies(_ texts: ErasedTexts) throws {
    for body in texts.bodies {
      try db.execute(
        sql: "INSERT OR IGNORE INTO body VALUES (?, ?)", arguments: [body.new, body.words])
      try db.execute(
        sql: "UPDATE text SET hash = ? WHERE hash = ?", arguments: [body.new, body.old])
    }
  }

  private func blankSpeakers() throws {
    for (text, labels) in speakers {
      for table in ["turn", "former_turn"] {
        for label in labels.sorted() {
          try db.execute(
            sql: "UPDATE \(table) SET speaker = ? WHERE text_id = ? AND speaker = ?",
            arguments: [ErasedWords.mark, text, label])
        }
      }
    }
  }
}

extension ErasureReport {
  /// What was erased, in numbers, for the journal.
  var summary: String {
    var parts: [String] = []
    if !transcripts.isEmpty { parts.append(transcripts.joined(separator: ", ")) }
    if passages > 0 {
      parts.append(
        "\(counted(passages, "stretch", "stretches")) of \(marked.joined(separator: ", "))")
    }
    parts.append(counted(codings, "coding"))
    if !quotations.isEmpty { parts.append("words marked in \(counted(quotations.count, "place"))") }
    return parts.joined(separator: ", ")
  }
}
