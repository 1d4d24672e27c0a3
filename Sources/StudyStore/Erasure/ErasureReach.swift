import Fieldwork
import Foundation
import GRDB

/// How far an erasure reaches: which transcripts go whole, and which stretches of others.
struct ErasureReach {
  /// The labels of transcripts that go whole.
  private(set) var transcripts: Set<String>
  /// The stretches whose words go, by the key of the text version.
  private(set) var stretches: [Int64: [Span]] = [:]
  /// The labels under which the participant speaks in transcripts that stay, by text version.
  private(set) var speakers: [Int64: Set<String>] = [:]
  private let db: Database

  /// Finds what belongs to a target.
  ///
  /// - Throws: `StudyFailure.unknown` for a participant that is not there; a `Problem` where it
  ///   cannot be told which words of a transcript are the participant's.
  init(_ target: ErasureTarget, _ db: Database) throws {
    self.db = db
    transcripts = Set(target.transcripts)
    for passage in target.passages { stretches[passage.text, default: []].append(passage.span) }
    if let participant = target.participant { try find(participant) }
  }

  /// Finds what a participant said: transcripts of its own go whole, of others its turns.
  private mutating func find(_ participant: String) throws {
    let id = try Int64.fetchOne(
      db, sql: "SELECT id FROM participant WHERE slug = ?", arguments: [participant])
    guard let id else { throw StudyFailure.unknown(kind: "participant", name: participant) }
    let labels = try Row.fetchAll(
      db,
      sql: """
        SELECT label, (SELECT count(*) FROM transcript_participant AS other
          WHERE other.transcript_id = transcript.id AND other.participant_id <> ?)
        FROM transcript
        WHERE id IN (SELECT transcript_id FROM transcript_participant WHERE participant_id = ?
          UNION SELECT layer.transcript_id FROM turn JOIN text ON text.id = turn.text_id
            JOIN layer ON layer.id = text.layer_id WHERE turn.participant_id = ?)
        ORDER BY label
        """, arguments: [id, id, id])
    for row in labels {
      let (label, others): (String, Int) = (row[0], row[1])
      if others == 0 {
        transcripts.insert(label)
      } else {
        try find(turnsOf: id, named: participant, in: label)
      }
    }
  }

  /// Words that others said at the same time do not go with one of them unasked.
  private func expectNoChorus(_ participant: Int64, named slug: String, in label: String) throws {
    let speaker = try String.fetchOne(
      db,
      sql: """
        SELECT chorus.speaker FROM chorus JOIN transcript ON transcript.id = chorus.transcript_id
        JOIN layer ON layer.transcript_id = transcript.id JOIN text ON text.layer_id = layer.id
        JOIN turn ON turn.text_id = text.id AND turn.speaker = chorus.speaker
        WHERE transcript.label = ? AND chorus.participant_id = ? ORDER BY chorus.speaker LIMIT 1
        """, arguments: [label, participant])
    guard let speaker else { return }
    throw Problem(
      .data, "in \(label) \(slug) speaks together with others, as '\(speaker)'",
      hint: "erase those words with --passage, then say who is left with "
        + "'emic speakers \(label)'; nothing was changed")
  }

  private mutating func find(turnsOf participant: Int64, named slug: String, in label: String)
    throws
  {
    try expectNoChorus(participant, named: slug, in: label)
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT DISTINCT turn.text_id, turn.speaker, text.layer_id FROM turn
        JOIN text ON text.id = turn.text_id JOIN layer ON layer.id = text.layer_id
        JOIN transcript ON transcript.id = layer.transcript_id
        WHERE transcript.label = ? AND turn.participant_id = ? AND turn.speaker IS NOT NULL
        """, arguments: [label, participant])
    guard !rows.isEmpty else {
      throw Problem(
        .data, "\(label) has other participants too, and no turn of it is linked to \(slug)",
        hint: "say who speaks with 'emic speakers \(label)', or erase the transcript")
    }
    for row in rows {
      let (speaker, layer): (String, Int64) = (row[1], row[2])
      // Earlier versions know the speaker by the same name.
      for text in try Int64.fetchAll(
        db, sql: "SELECT id FROM text WHERE layer_id = ?", arguments: [layer])
      {
        speakers[text, default: []].insert(speaker)
        stretches[text, default: []] += try spans(of: speaker, in: text)
      }
    }
    try findTranslated(turnsOf: participant, named: slug, in: label)
  }

  /// Finds what a participant said in translations, whose turns are known by those of the original.
  private mutating func findTranslated(
    turnsOf participant: Int64, named slug: String, in label: String
  ) throws {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT there.text_id, there.speaker, text.layer_id, there.start, there.end, layer.language,
          max(own.participant_id IS ?) AS is_own, max(own.participant_id IS NOT ?) AS is_others
        FROM transcript JOIN layer ON layer.transcript_id = transcript.id AND layer.kind <> 'original'
        JOIN text ON text.layer_id = layer.id JOIN turn AS there ON there.text_id = text.id
        LEFT JOIN layer AS first ON first.transcript_id = transcript.id AND first.kind = 'original'
        LEFT JOIN text AS words ON words.layer_id = first.id AND words.version =
          (SELECT max(version) FROM text AS t WHERE t.layer_id = first.id)
        LEFT JOIN turn AS own ON own.text_id = words.id
          AND coalesce(own.aligned, own.number) = coalesce(there.aligned, there.number)
        WHERE transcript.label = ? AND there.participant_id IS NULL
        GROUP BY there.text_id, coalesce(there.speaker, there.number)
        """, arguments: [participant, participant, label])
    for row in rows where row["is_own"] {
      let (text, speaker): (Int64, String?) = (row[0], row[1])
      guard let speaker else {
        try expectOneVersion(row[2], row[5], label)
        if let span = Span(start: row[3], end: row[4]) { stretches[text, default: []].append(span) }
        continue
      }
      guard !(row["is_others"] as Bool) else {
        throw Problem(
          .data,
          "'\(speaker)' stands before turns of \(slug) and of others in the translation "
            + "(\(row[5] as String)) of \(label)",
          hint: "give each speaker a label there with 'emic revise', or erase the transcript")
      }
      for version in try Int64.fetchAll(
        db, sql: "SELECT id FROM text WHERE layer_id = ?", arguments: [row[2] as Int64])
      {
        speakers[version, default: []].insert(speaker)
        stretches[version, default: []] += try spans(of: speaker, in: version)
      }
    }
  }

  /// The turns of a speaker, each with the name that stands before it.
  private func spans(of speaker: String, in text: Int64) throws -> [Span] {
    let hash = try Data.fetchOne(db, sql: "SELECT hash FROM text WHERE id = ?", arguments: [text])
    let words = Array(
      String(decoding: try ErasedTexts.text(hash ?? Data(), db).bytes, as: UTF8.self).unicodeScalars
    )
    let turns = try Row.fetchAll(
      db,
      sql: """
        SELECT start, end, speaker FROM turn WHERE text_id = :text
        UNION ALL SELECT start, end, speaker FROM former_turn WHERE text_id = :text ORDER BY start
        """, arguments: ["text": text])
    var spans: [Span] = []
    var floor: Int32 = 0
    for turn in turns {
      let (start, end): (Int32, Int32) = (turn[0], turn[1])
      if turn[2] as String? == speaker {
        var first = start
        while first > floor, words[Int(first) - 1] != "\n" { first -= 1 }
        if let span = Span(start: first, end: end) { spans.append(span) }
      }
      floor = end
    }
    return spans
  }

  /// Turns without a label cannot be followed into earlier versions of a translation.
  private func expectOneVersion(_ layer: Int64, _ language: String, _ label: String) throws {
    let versions =
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM text WHERE layer_id = ?", arguments: [layer]) ?? 0
    guard versions > 1 else { return }
    throw Problem(
      .data,
      "the translation (\(language)) of \(label) was corrected and its turns have no labels, so "
        + "that the words in its earlier versions cannot be found",
      hint: "erase the transcript")
  }
}
