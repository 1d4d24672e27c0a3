public import Fieldwork
import Foundation
import GRDB

/// Brings transcripts and their translations into the study.
///
/// Each draft stands for itself: one that is refused does not keep the others out.
public struct ImportTranscripts: StudyCommand {
  /// What became of one draft.
  public enum Result: Hashable, Sendable {
    /// A new transcript.
    case added(turns: Int)
    /// A new language layer of a transcript.
    case addedLayer(of: String, turns: Int)
    /// The same words are there under the same label.
    case alreadyThere
    /// It was left out.
    case refused(Problem)
  }

  /// One draft and what became of it.
  public struct Report: Hashable, Sendable {
    /// The draft's label.
    public var label: String
    /// What became of it.
    public var result: Result
    /// What the researcher should know.
    public var notes: [String]
  }

  /// What an import did.
  public struct Outcome: Sendable {
    /// One report per draft, in the order given.
    public var reports: [Report]
    /// Cases that the metadata named first.
    public var newCases: [String]
    /// Participants that the metadata named first.
    public var newParticipants: [String]
    /// Sites that the metadata named first.
    public var newSites: [String]

    /// How many drafts came in.
    public var addedCount: Int {
      reports.count { report in
        switch report.result {
        case .added, .addedLayer: true
        default: false
        }
      }
    }
  }

  /// The name in the journal.
  public let name = "import"
  private let drafts: [TranscriptDraft]

  /// Prepares an import.
  public init(_ drafts: [TranscriptDraft]) { self.drafts = drafts }

  /// Writes the change.
  ///
  /// Throwing leaves the study as it was.
  public func apply(to writer: StudyWriter) throws -> Outcome {
    var outcome = Outcome(reports: [], newCases: [], newParticipants: [], newSites: [])
    var reports: [Int: Report] = [:]
    // Originals first, so that a translation finds its transcript whatever the file order.
    let order =
      drafts.indices.filter { drafts[$0].metadata.translationOf == nil }
      + drafts.indices.filter { drafts[$0].metadata.translationOf != nil }
    for index in order {
      reports[index] = try writer.importDraft(drafts[index], &outcome)
    }
    outcome.reports = drafts.indices.compactMap { reports[$0] }
    return outcome
  }

  /// What happened, in words, for the journal.
  public func summary(of outcome: Outcome) -> String {
    let labels = outcome.reports.compactMap { report -> String? in
      switch report.result {
      case .added, .addedLayer: report.label
      default: nil
      }
    }
    if labels.count <= 3 { return labels.joined(separator: ", ") }
    return "\(labels.count) transcripts, \(labels[0]) to \(labels[labels.count - 1])"
  }
}

extension StudyWriter {
  fileprivate func importDraft(
    _ draft: TranscriptDraft, _ outcome: inout ImportTranscripts.Outcome
  ) throws -> ImportTranscripts.Report {
    var notes = draft.notes
    let buffer = TextBuffer(draft.text)
    let hash = buffer.digest
    try refuseErased(hash, label: draft.label)
    if let existing = try currentHash(ofLabel: draft.label) {
      if existing == hash { return .init(label: draft.label, result: .alreadyThere, notes: notes) }
      if let versions = try versions(ofLabel: draft.label, with: hash) {
        notes.append(
          "these are the words of version \(versions.found); version \(versions.current), which was "
            + "corrected, stays")
        return .init(label: draft.label, result: .alreadyThere, notes: notes)
      }
      return .init(
        label: draft.label,
        result: .refused(StudyFailure.otherWords(label: draft.label).problem), notes: notes)
    }
    if buffer.bytes.contains(0) {
      // SQLite ends a text at U+0000; everything behind it would be lost.
      let problem = Problem(
        .data, "there is a NUL character in the text", place: draft.source.fileName,
        hint: "remove it in the program that wrote the file")
      return .init(label: draft.label, result: .refused(problem), notes: notes)
    }
    if draft.turns.isEmpty {
      let problem = Problem(.data, "there are no words in it", place: draft.source.fileName)
      return .init(label: draft.label, result: .refused(problem), notes: notes)
    }
    do {
      try expectInFieldwork(
        draft.metadata.date, kind: draft.metadata.kind ?? "", label: draft.label)
    } catch let failure as StudyFailure {
      return .init(label: draft.label, result: .refused(failure.problem), notes: notes)
    }
    if let twin = try labelOfText(with: hash) {
      notes.append("the same words are in the study as \(twin)")
    }
    if let original = draft.metadata.translationOf {
      if !draft.metadata.participants.isEmpty || !draft.metadata.cases.isEmpty {
        notes.append(
          "a translation takes participants and cases from \(original); its own are ignored")
      }
      guard let transcript = try id(in: .transcript, named: original) else {
        let problem = Problem(
          .data, "it translates '\(original)', which is not in the study",
          place: draft.source.fileName, hint: "import \(original) first or with it")
        return .init(label: draft.label, result: .refused(problem), notes: notes)
      }
      let layer = try insertLayer(draft, of: transcript, kind: "translation")
      try insertText(draft, buffer, hash, layer: layer, participant: nil)
      let turns = try originalTurnCount(transcript)
      if turns != draft.turns.count {
        notes.append(
          "it has \(draft.turns.count) turns and \(original) has \(turns): turns are shown beside "
            + "each other by number and may not fit")
      }
      return .init(
        label: draft.label, result: .addedLayer(of: original, turns: draft.turns.count),
        notes: notes)
    }
    let transcript = try insertTranscript(draft, hash, &outcome)
    let layer = try insertLayer(draft, of: transcript, kind: "original")
    let participant = try soleParticipant(of: draft)
    if let speaker = participant?.speaker {
      notes.append("\(speaker) is taken for \(draft.metadata.participants[0])")
    }
    try insertText(draft, buffer, hash, layer: layer, participant: participant)
    return .init(label: draft.label, result: .added(turns: draft.turns.count), notes: notes)
  }

  private func currentHash(ofLabel label: String) throws -> SHA256Digest? {
    try Data.fetchOne(
      db,
      sql: """
        SELECT text.hash FROM layer JOIN text ON text.layer_id = layer.id
        WHERE layer.label = ? ORDER BY text.version DESC LIMIT 1
        """, arguments: [label]
    ).flatMap { SHA256Digest(stored: [UInt8]($0)) }
  }

  /// Which earlier version of a text has these words, and which is the current one.
  private func versions(ofLabel label: String, with hash: SHA256Digest) throws -> (
    found: Int, current: Int
  )? {
    try Row.fetchOne(
      db,
      sql: """
        SELECT max(version) FILTER (WHERE hash = ?), max(version) FROM text
        JOIN layer ON layer.id = layer_id WHERE label = ?
        """, arguments: [Data(hash.bytes), label]
    ).flatMap { row in (row[0] as Int?).map { ($0, row[1]) } }
  }

  /// Words that were erased do not come back with the file that they came from.
  private func refuseErased(_ hash: SHA256Digest, label: String) throws {
    let erasure = try Int64.fetchOne(
      db, sql: "SELECT erasure FROM erased_body WHERE hash = ?", arguments: [Data(hash.bytes)])
    guard let erasure else { return }
    throw Problem(
      .refused, "these words were erased in entry \(erasure) of the journal", place: label,
      hint: "delete the file, or keep it outside of what is imported; nothing was changed")
  }

  private func labelOfText(with hash: SHA256Digest) throws -> String? {
    try String.fetchOne(
      db,
      sql: "SELECT label FROM text JOIN layer ON layer.id = layer_id WHERE hash = ? LIMIT 1",
      arguments: [Data(hash.bytes)])
  }

  private func originalTurnCount(_ transcript: Int64) throws -> Int {
    try Int.fetchOne(
      db,
      sql: """
        SELECT count(*) FROM turn JOIN text ON text.id = turn.text_id
        JOIN layer ON layer.id = text.layer_id
        WHERE layer.transcript_id = ? AND layer.kind = 'original'
        """, arguments: [transcript]) ?? 0
  }

  private func insertTranscript(
    _ draft: TranscriptDraft, _ hash: SHA256Digest, _ outcome: inout ImportTranscripts.Outcome
  ) throws -> Int64 {
    let fields = draft.metadata
    let site = try fields.site.map { try idMaking(.site, named: $0, made: &outcome.newSites) }
    let recordType = fields.attributes.first { $0.name == "record_type" }?.value ?? ""
    try db.execute(
      sql: """
        INSERT INTO transcript (uuid, label, kind, title, date, site_id, guide, interviewers,
          present, route, referred_by, consent, record_type) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)
        """,
      arguments: [
        Data(StableUUID(identity: "transcript", draft.label, hash.hex).bytes), draft.label,
        fields.kind ?? "", fields.title ?? "", fields.date?.iso ?? "", site, fields.guide ?? "",
        fields.interviewers.joined(separator: "; "), fields.present.joined(separator: "; "),
        fields.route ?? "", fields.referredBy ?? "", fields.consent ?? "", recordType,
      ])
    let transcript = db.lastInsertedRowID
    for slug in unique(fields.participants) {
      let id = try idMaking(.participant, named: slug, made: &outcome.newParticipants)
      try db.execute(
        sql: "INSERT INTO transcript_participant VALUES (?, ?)", arguments: [transcript, id])
    }
    for slug in unique(fields.cases) {
      let id = try idMaking(.studyCase, named: slug, made: &outcome.newCases)
      try db.execute(sql: "INSERT INTO transcript_case VALUES (?, ?)", arguments: [transcript, id])
    }
    try setAttributes(
      fields.attributes.filter { $0.name != "record_type" }, of: .transcript,
      owner: transcript, named: draft.label)
    return transcript
  }

  private func insertLayer(_ draft: TranscriptDraft, of transcript: Int64, kind: String) throws
    -> Int64
  {
    func said(_ name: String) -> String? {
      kind == "translation" ? draft.metadata.attributes.first { $0.name == name }?.value : nil
    }
    try db.execute(
      sql: """
        INSERT INTO layer (uuid, transcript_id, kind, label, language, translator, translated,
          checked_by) VALUES (?,?,?,?,?,?,?,?)
        """,
      arguments: [
        Data(StableUUID(identity: "layer", draft.label).bytes), transcript, kind, draft.label,
        draft.metadata.language ?? "", said("translator") ?? "", said("translated"),
        said("checked_by"),
      ])
    return db.lastInsertedRowID
  }

  private func insertText(
    _ draft: TranscriptDraft, _ buffer: TextBuffer, _ hash: SHA256Digest, layer: Int64,
    participant: (speaker: String, id: Int64)?
  ) throws {
    try db.execute(
      sql: "INSERT OR IGNORE INTO body VALUES (?, ?)",
      arguments: [Data(hash.bytes), draft.text])
    try db.execute(
      sql: """
        INSERT INTO text (uuid, layer_id, version, hash, scalars, file_name, format, encoding)
        VALUES (?,?,1,?,?,?,?,?)
        """,
      arguments: [
        Data(StableUUID(identity: "text", draft.label, hash.hex).bytes), layer, Data(hash.bytes),
        buffer.scalarCount, draft.source.fileName, draft.source.format, draft.source.encoding,
      ])
    let text = db.lastInsertedRowID
    let insert = try db.cachedStatement(
      sql: """
        INSERT INTO turn (text_id, number, start, end, speaker, role, participant_id, time_start,
          time_end) VALUES (?,?,?,?,?,?,?,?,?)
        """)
    var indexed: [(id: Int64, span: Span)] = []
    indexed.reserveCapacity(draft.turns.count)
    for (index, turn) in draft.turns.enumerated() {
      let isParticipant = participant != nil && turn.speaker == participant?.speaker
      let role = isParticipant && turn.role == .unknown ? Role.respondent : turn.role
      insert.setUncheckedArguments([
        text, index + 1, turn.span.start, turn.span.end, turn.speaker, role.rawValue,
        isParticipant ? participant?.id : nil, turn.time?.start, turn.time?.end,
      ])
      try insert.execute()
      indexed.append((db.lastInsertedRowID, turn.span))
    }
    try SearchIndex.insert(indexed, of: buffer, into: db)
  }

  /// The one participant and the one label that is not an interviewer's, where both are single:
  /// then there is nothing to choose.
  private func soleParticipant(of draft: TranscriptDraft) throws -> (speaker: String, id: Int64)? {
    guard draft.metadata.participants.count == 1 else { return nil }
    let labels = Set(draft.turns.filter { $0.role != .interviewer }.compactMap(\.speaker))
    guard labels.count == 1, let speaker = labels.first,
      let id = try id(in: .participant, named: draft.metadata.participants[0])
    else { return nil }
    return (speaker, id)
  }

  private func unique(_ slugs: [String]) -> [String] {
    var seen: Set<String> = []
    return slugs.filter { !$0.isEmpty && seen.insert($0).inserted }
  }
}
