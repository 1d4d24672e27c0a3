import Fieldwork
import Foundation
import GRDB

/// Where the texts of another study are in this one.
///
/// A transcript is found by its identifier, else by the hash of its original words. Spans mean
/// the same only where the words are the same to the character from the first turn on, at the
/// same place, so anything else is refused; the head above may have been blanked.
struct MergeTexts {
  /// A text of this study.
  struct Place {
    var id: Int64
    var uuid: Data
    /// The label of the transcript, as cited here.
    var label: String
  }

  /// By the other study's key.
  private(set) var texts: [Int64: Place] = [:]
  /// By the other study's key.
  private(set) var transcripts: [Int64: Int64] = [:]
  private(set) var notes: [String] = []

  private let ours: [(id: Int64, transcript: MergeSource.Transcript)]
  private let oursByText: [Int64: MergeSource.Text]
  /// The numbers of versions that were corrected since, by the hash of their words.
  private let formerVersions: [Data: Int]
  private var refused: [String] = []

  /// Matches the transcripts of another study.
  ///
  /// - Throws: `MergeFailure.transcripts` with every one that cannot be matched.
  init(_ source: MergeSource, _ db: Database) throws {
    ours = try MergeRows.transcripts(db)
    oursByText = try MergeRows.texts(db)
    formerVersions = try MergeTexts.formerVersions(db)
    let used = Set(source.codings.compactMap { source.texts[$0.text]?.transcript })
      .union(source.memos.flatMap(\.transcripts))
    for (id, theirs) in source.transcripts {
      guard let match = match(theirs, isUsed: used.contains(id)) else { continue }
      transcripts[id] = match.id
      if match.label != theirs.label {
        notes.append("\(theirs.label) of the other study is \(match.label) here")
      }
    }
    let coded = Set(source.codings.map(\.text))
    for (key, theirs) in source.texts.sorted(by: { $0.value.label < $1.value.label }) {
      guard let transcript = transcripts[theirs.transcript] else { continue }
      let label = ours.first { $0.id == transcript }?.transcript.label ?? theirs.label
      let match =
        oursByText.filter { $0.value.transcript == transcript }
        .sorted { $0.key < $1.key }
        .first { $0.value.hash == theirs.hash || $0.value.blindHash == theirs.blindHash }
      if let match {
        texts[key] = Place(id: match.key, uuid: match.value.uuid, label: label)
      } else if coded.contains(key) {
        refused.append(
          "\(theirs.label): this translation of \(label) is not here (words \(short(theirs.hash)));"
            + " import its file first")
      }
    }
    guard refused.isEmpty else { throw MergeFailure.transcripts(refused) }
  }

  private mutating func match(_ theirs: MergeSource.Transcript, isUsed: Bool)
    -> (id: Int64, label: String)?
  {
    let same = ours.filter {
      $0.transcript.hash == theirs.hash || $0.transcript.blindHash == theirs.blindHash
    }
    let found =
      same.first { $0.transcript.uuid == theirs.uuid }
      ?? same.first { $0.transcript.label == theirs.label }
    if let found { return (found.id, found.transcript.label) }
    let named = ours.first {
      $0.transcript.uuid == theirs.uuid || $0.transcript.label == theirs.label
    }
    if let named {
      if let version = formerVersions[theirs.hash] ?? formerVersions[theirs.blindHash] {
        refused.append(
          "\(theirs.label): it was corrected here since it was handed out (there version "
            + "\(version)); take the correction back with 'emic undo', merge, and correct it again")
        return nil
      }
      refused.append(
        "\(theirs.label): its words are \(short(named.transcript.hash)) here and "
          + "\(short(theirs.hash)) there; bring back the file that was handed out, or let the "
          + "coder code today's words in a new handout")
      return nil
    }
    if same.count == 1 { return (same[0].id, same[0].transcript.label) }
    if same.count > 1 {
      let labels = same.map(\.transcript.label).joined(separator: ", ")
      refused.append(
        "\(theirs.label): its words are here as \(labels); remove all but one of them first")
    } else if isUsed {
      refused.append(
        "\(theirs.label): it is coded there and is not in this study (words "
          + "\(short(theirs.hash))); import its file first")
    } else {
      notes.append("\(theirs.label) is only in the other study, where nobody coded it")
    }
    return nil
  }

  private static func formerVersions(_ db: Database) throws -> [Data: Int] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, hash, version FROM text
        WHERE version < (SELECT max(version) FROM text AS t WHERE t.layer_id = text.layer_id)
        """)
    var found: [Data: Int] = [:]
    for row in rows {
      found[row[1]] = row[2]
      found[try BlindWords.load(row[0], db).hash] = row[2]
    }
    return found
  }

  private func short(_ hash: Data) -> String { String([UInt8](hash).hex.prefix(8)) }
}
