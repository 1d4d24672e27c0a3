public import Fieldwork
import Foundation
import GRDB

extension Study {
  /// Loads what a question needs, as it is at one moment.
  ///
  /// Sites, transcripts, participants, cases, codes and coders are always there; they are small.
  ///
  /// - Parameter query: for a code query, finds its names; then of the codings only those of its
  ///   codes are there, and of the turns only those of transcripts in which one of these codings
  ///   lies, unless it asks for words.
  public func snapshot(
    _ parts: SnapshotParts = .all, for query: ((QueryNames) throws -> ResolvedCodeQuery)? = nil
  ) throws -> StudySnapshot {
    try reading { db in
      var loader = SnapshotLoader(db)
      return try loader.load(parts, query: query)
    }
  }

  /// Loads what is needed to show places in a few texts: of the turns only theirs are there.
  ///
  /// - Parameter keys: `TextEntry.key` of each text.
  public func snapshot(showing keys: Set<Int64>) throws -> StudySnapshot {
    try reading { db in
      var loader = SnapshotLoader(db)
      var snapshot = try loader.load([], query: nil)
      snapshot.turns = try loader.loadTurns(in: snapshot.texts) { keys.contains($0.key) }
      return snapshot
    }
  }

  /// Reads the words of texts.
  ///
  /// - Parameter keys: `TextEntry.key` of each text that is wanted.
  /// - Returns: the text of each key, in the order given.
  public func words(of keys: [Int64]) throws -> [TextBuffer] {
    try reading { db in
      let found = try Bodies.words(of: keys, in: db)
      return try keys.map { key in
        guard let buffer = found[key] else {
          throw StudyFailure.database("the words of text \(key) are missing")
        }
        return buffer
      }
    }
  }
}

/// Builds a snapshot from ordered scans, one per table.
private struct SnapshotLoader {
  private let db: Database
  private var sites: [Int64: Int32] = [:]
  private var cases: [Int64: Int32] = [:]
  private var participants: [Int64: Int32] = [:]
  private var transcripts: [Int64: Int32] = [:]
  private var texts: [Int64: Int32] = [:]
  private var codes: [Int64: Int32] = [:]
  private var coders: [Int64: Int32] = [:]

  init(_ db: Database) { self.db = db }

  mutating func load(
    _ parts: SnapshotParts, query: ((QueryNames) throws -> ResolvedCodeQuery)?
  ) throws -> StudySnapshot {
    let codeRows = try CodeRows.load(db)
    let book = try Codebook(codeRows.map(\.definition))
    for row in codeRows {
      if let index = book.index(ofSlug: row.definition.slug) { codes[row.id] = Int32(index) }
    }
    var snapshot = StudySnapshot(
      name: try String.fetchOne(db, sql: "SELECT name FROM study") ?? "",
      journalNumber: try Int64.fetchOne(db, sql: "SELECT max(number) FROM journal") ?? 0,
      codebook: book)
    snapshot.about = try loadAbout()
    snapshot.fieldwork = try FieldworkSetting.load(db)
    snapshot.attributeDefinitions = try AttributeRows.definitions(db)
    snapshot.sites = try loadSites()
    snapshot.cases = try loadCases()
    snapshot.participants = try loadParticipants()
    snapshot.transcripts = try loadTranscripts()
    snapshot.texts = try loadTexts()
    snapshot.referrals = try ReferralRows.load(db)
    snapshot.coders = try loadCoders()
    snapshot.savedQueries = try SavedQueryRows.load(db)
    if query != nil || parts.contains(.themes) { snapshot.themes = try ThemeRows.load(db) }
    if let chosen = try query?(snapshot.queryNames) {
      snapshot.codings = try codings.ofCodes(chosen.codes)
      snapshot.codingsWithoutPlace = try codings.countWithoutPlace(ofCodes: chosen.codes)
      let areTurnsWanted =
        parts.contains(.turns) || (parts.contains(.turnsOfQuery) && chosen.asksForTurns)
      let areAllWanted = try parts.contains(.everyTurn) || isEveryTurnOfFilter(parts)
      if areTurnsWanted, chosen.asksForWords || areAllWanted {
        snapshot.turns = try loadTurns(in: snapshot.texts) { _ in true }
      } else if areTurnsWanted {
        let speaking = Set(snapshot.codings.texts.map { snapshot.texts[Int($0)].transcript })
        snapshot.turns = try loadTurns(in: snapshot.texts) { speaking.contains($0.transcript) }
      }
    } else {
      if parts.contains(.turns) { snapshot.turns = try loadTurns(in: snapshot.texts) { _ in true } }
      if parts.contains(.codings) {
        snapshot.codings = try codings.all()
        snapshot.codingsWithoutPlace = try codings.countWithoutPlace()
      }
    }
    if parts.contains(.themes) {
      snapshot.themeJudgements = try ThemeRows.judgements(db, cases: cases)
    }
    if parts.contains(.surveys) {
      let loaded = try SurveyRows.load(db)
      snapshot.surveys = loaded.surveys
      snapshot.links = try loadLinks(.place, loaded)
      snapshot.participantLinks = try loadLinks(.participant, loaded)
      snapshot.ruleScopes = try loadRuleScopes()
    }
    if parts.contains(.notes) {
      snapshot.memos = try MemoRows.load(db)
      snapshot.relations = try NoteRows.relations(db)
      snapshot.topics = try NoteRows.topics(db)
      snapshot.topicRows = try NoteRows.topicRows(db)
      snapshot.figures = try NoteRows.figures(db)
      snapshot.attributePassages = try loadAttributePassages()
    }
    return snapshot
  }

  /// Whether a filter may ask what a survey of persons says of those who speak.
  private func isEveryTurnOfFilter(_ parts: SnapshotParts) throws -> Bool {
    try parts.contains(.surveys)
      && Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM participant_link)") ?? false
  }

  private func loadRuleScopes() throws -> [RuleScope] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT suggestion.code_id, suggestion_rule.scope, count(DISTINCT coding_suggestion.coding_id)
        FROM suggestion_rule
        JOIN suggestion ON suggestion.rule_id = suggestion_rule.id
        JOIN coding_suggestion ON coding_suggestion.suggestion_id = suggestion.id
        WHERE suggestion_rule.scope LIKE 'where %'
        GROUP BY suggestion.code_id, suggestion_rule.scope
        ORDER BY suggestion.code_id, suggestion_rule.scope
        """
    ).compactMap { row in
      codes[row[0]].flatMap { RuleScope(code: $0, scope: row[1], codings: row[2]) }
    }
  }

  private func loadAttributePassages() throws -> [AttributePassage] {
    try AttributeOwner.allCases.flatMap { owner in
      let indices =
        switch owner {
        case .transcript: transcripts
        case .participant: participants
        case .place: cases
        }
      return try AttributeRows.passages(owner, indices: indices, texts: texts, db)
    }
  }

  private func loadAbout() throws -> String {
    try String.fetchOne(db, sql: "SELECT json_extract(settings, '$.about') FROM study") ?? ""
  }

  /// Row ids in natural order of a name, with the index of each.
  private func order<Name>(_ rows: [(id: Int64, name: Name)], _ precedes: (Name, Name) -> Bool)
    -> (ids: [Int64], index: [Int64: Int32])
  {
    let sorted = rows.sorted { precedes($0.name, $1.name) }.map(\.id)
    let pairs = sorted.enumerated().map { ($1, Int32($0)) }
    return (sorted, Dictionary(uniqueKeysWithValues: pairs))
  }

  private func ordered(_ sql: String) throws -> (
    ids: [Int64], index: [Int64: Int32], rows: [Int64: Row]
  ) {
    let rows = try Row.fetchAll(db, sql: sql)
    let (ids, index) = order(rows.map { ($0[0], $0[1] as String) }) { $0.precedesNaturally($1) }
    return (ids, index, Dictionary(rows.map { ($0[0], $0) }, uniquingKeysWith: { a, _ in a }))
  }

  private func pairs(_ sql: String, _ index: [Int64: Int32]) throws -> [Int64: [Int32]] {
    var found: [Int64: [Int32]] = [:]
    let rows = try Row.fetchCursor(db, sql: sql)
    while let row = try rows.next() {
      if let target = index[row[1]] { found[row[0], default: []].append(target) }
    }
    return found.mapValues { $0.sorted() }
  }

  private func index(_ id: Int64?, in map: [Int64: Int32]) -> Int32 { id.flatMap { map[$0] } ?? -1 }

  private mutating func loadSites() throws -> [SiteEntry] {
    let (ids, index, rows) = try ordered("SELECT id, slug, names, kind, parent_id FROM site")
    sites = index
    return ids.compactMap { id in
      rows[id].map { row in
        SiteEntry(
          id: row[1], name: decodeTexts(row[2]).first?.text ?? row[1], kind: row[3],
          parent: self.index(row[4], in: index))
      }
    }
  }

  private mutating func loadCases() throws -> [CaseEntry] {
    let (ids, index, rows) = try ordered(
      "SELECT id, slug, kind, name, site_id, parent_id FROM study_case")
    cases = index
    let values = try AttributeRows.values(.place, db)
    return ids.compactMap { id in
      rows[id].map { row in
        CaseEntry(
          id: row[1], kind: row[2], name: row[3], site: self.index(row[4], in: sites),
          parent: self.index(row[5], in: index), attributes: values[id] ?? [])
      }
    }
  }

  private mutating func loadParticipants() throws -> [ParticipantEntry] {
    let (ids, index, rows) = try ordered("SELECT id, slug, name FROM participant")
    participants = index
    let values = try AttributeRows.values(.participant, db)
    let members = try pairs("SELECT participant_id, case_id FROM membership", cases)
    return ids.compactMap { id in
      rows[id].map { row in
        ParticipantEntry(
          id: row[1], name: row[2], cases: members[id] ?? [], attributes: values[id] ?? [])
      }
    }
  }

  private mutating func loadTranscripts() throws -> [TranscriptEntry] {
    let values = try AttributeRows.values(.transcript, db)
    let ofCases = try pairs("SELECT transcript_id, case_id FROM transcript_case", cases)
    let ofPeople = try pairs(
      "SELECT transcript_id, participant_id FROM transcript_participant", participants)
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT transcript.id, transcript.label, transcript.title, transcript.kind, date, site_id,
          layer.language, consent, record_type, guide, interviewers, present, route, referred_by
        FROM transcript
        JOIN layer ON layer.transcript_id = transcript.id AND layer.kind = 'original'
        """)
    var found: [(id: Int64, entry: TranscriptEntry)] = []
    while let row = try rows.next() {
      let id: Int64 = row[0]
      var more = values[id] ?? []
      for (column, name) in [
        (9, "guide"), (10, "interviewer"), (11, "present"), (12, "route"), (13, "referred_by"),
      ] {
        let value: String = row[column]
        if !value.isEmpty { more.append(AttributeValue(name: name, value: value)) }
      }
      let entry = TranscriptEntry(
        label: row[1], title: row[2], kind: row[3], date: CivilDate(row[4]),
        site: index(row[5], in: sites), language: row[6], consent: row[7],
        recordType: row[8], cases: ofCases[id] ?? [], participants: ofPeople[id] ?? [],
        attributes: more.sorted { $0.name < $1.name })
      found.append((id, entry))
    }
    found.sort { $0.entry.label.precedesNaturally($1.entry.label) }
    for (position, row) in found.enumerated() { transcripts[row.id] = Int32(position) }
    return found.map(\.entry)
  }

  private mutating func loadTexts() throws -> [TextEntry] {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT text.id, layer.transcript_id, layer.kind = 'original', layer.language,
          layer.translator, text.scalars, layer.label, text.version, layer.translated,
          layer.checked_by
        FROM text JOIN layer ON layer.id = text.layer_id
        WHERE text.version = (SELECT max(version) FROM text AS t WHERE t.layer_id = layer.id)
        """)
    var found: [(entry: TextEntry, label: String)] = []
    while let row = try rows.next() {
      var entry = TextEntry(
        key: row[0], transcript: index(row[1], in: transcripts), isOriginal: row[2],
        language: row[3], translator: row[4], scalars: row[5], version: row[7])
      entry.translated = row[8] ?? ""
      entry.checkedBy = row[9] ?? ""
      found.append((entry, row[6]))
    }
    // Each transcript's original first, then its translations by label.
    found.sort { a, b in
      if a.entry.transcript != b.entry.transcript {
        return a.entry.transcript < b.entry.transcript
      }
      if a.entry.isOriginal != b.entry.isOriginal { return a.entry.isOriginal }
      return a.label.precedesNaturally(b.label)
    }
    for (position, text) in found.enumerated() { texts[text.entry.key] = Int32(position) }
    return found.map(\.entry)
  }

  private var codings: CodingLoader {
    CodingLoader(db: db, texts: texts, codes: codes, coders: coders)
  }

  private mutating func loadCoders() throws -> [String] {
    let (ids, index, rows) = try ordered("SELECT id, name FROM coder")
    coders = index
    return ids.compactMap { id in rows[id].map { $0[1] } }
  }

  func loadTurns(
    in entries: [TextEntry], where isWanted: (TextEntry) -> Bool
  ) throws -> TurnColumns {
    let wanted = texts.filter { isWanted(entries[Int($0.value)]) }
    var loading = LoadingTurns([.people, .alignment], participants: participants)
    if wanted.count * 3 < texts.count {
      let inOrder = wanted.sorted { $0.value < $1.value }
      try loading.read(inOrder.map { ($0.key, $0.value) }, in: db)
    } else {
      // Turns are written text by text, so the table as it lies is nearly in order, and reading
      // it from end to end costs four fifths of finding each row through an index.
      let scan = try ColumnScan(db, sql: "SELECT \(loading.columns) FROM turn NOT INDEXED")
      var key: Int64?
      var text: Int32?
      while try scan.next() {
        let row = scan.int64(LoadingTurns.textColumn)
        if key != row {
          key = row
          text = wanted[row]
        }
        if let text { loading.append(scan, ofText: text) }
      }
    }
    var turns = loading.turns
    turns.choruses = try choruses(in: turns, of: entries)
    return turns
  }

  /// The turns in which several participants speak together, by the label that stands for them.
  private func choruses(in turns: TurnColumns, of entries: [TextEntry]) throws -> [Int: [Int32]] {
    struct Label: Hashable {
      var transcript: Int32
      var speaker: String
    }
    var members: [Label: [Int32]] = [:]
    for row in try Row.fetchAll(
      db, sql: "SELECT transcript_id, speaker, participant_id FROM chorus")
    {
      guard let transcript = transcripts[row[0]], let person = participants[row[2]] else {
        continue
      }
      members[Label(transcript: transcript, speaker: row[1]), default: []].append(person)
    }
    guard !members.isEmpty else { return [:] }
    let group = Set(members.keys.map(\.transcript))
    var found: [Int: [Int32]] = [:]
    for row in 0..<turns.count where turns.participants[row] < 0 {
      let transcript = entries[Int(turns.texts[row])].transcript
      guard group.contains(transcript), let speaker = turns.speaker(row) else { continue }
      found[row] = members[Label(transcript: transcript, speaker: speaker)]?.sorted()
    }
    return found
  }

  private func loadLinks(
    _ level: LinkLevel, _ loaded: SurveyRows.Loaded
  ) throws -> [LinkEntry] {
    let table = LinkRows(level)
    let rows = try Row.fetchAll(
      db,
      sql: "SELECT \(table.subject), survey_id, record_id, method, note FROM \(table.name)")
    let links = rows.map { row in
      LinkEntry(
        subject: index(row[0], in: level == .place ? cases : participants),
        survey: index(row[1], in: loaded.surveyIndex),
        record: (row[2] as Int64?).flatMap { loaded.recordIndex[$0] }, method: row[3], note: row[4])
    }
    return links.sorted { ($0.survey, $0.subject) < ($1.survey, $1.subject) }
  }
}
