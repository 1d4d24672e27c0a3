public import Fieldwork
import GRDB

/// A coding of one text, as a coder sees it.
public struct TextCoding: Hashable, Sendable {
  /// The passage.
  public var span: Span
  /// The code's slug.
  public var code: String
  /// Who coded.
  public var coder: String
  /// The passage's running number in its transcript.
  public var number: Int32
  /// Whether it waits to be confirmed after a correction.
  public var isWaiting: Bool
}

extension Study {
  /// The codings of one text by start, end, code and coder, without reading the rest of a study.
  ///
  /// - Parameter key: the store's key of the text, as in `TextEntry.key`.
  public func codings(ofText key: Int64) throws -> [TextCoding] {
    try reading { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT segment.start, segment.end, code.slug, coder.name, segment.number,
            max(coding.status = 'to-confirm')
          FROM segment
          JOIN coding ON coding.segment_id = segment.id JOIN code ON code.id = coding.code_id
          JOIN coder ON coder.id = coding.coder_id
          WHERE segment.text_id = ? GROUP BY segment.id, code.id, coder.id
          ORDER BY segment.start, segment.end, code.position, coder.name
          """, arguments: [key]
      ).compactMap { row in
        Span(start: row[0], end: row[1]).map {
          TextCoding(
            span: $0, code: row[2], coder: row[3], number: row[4], isWaiting: row[5])
        }
      }
    }
  }

  /// The passages of a code that were coded last, newest first, as `GY-101#12 words`.
  ///
  /// - Parameter coder: whose; those of others stay hidden from who codes blindly.
  public func latestPassages(ofCode slug: String, by coder: String, limit: Int) throws -> [String] {
    try reading { db in
      try Row.fetchAll(
        db,
        sql: """
          SELECT cite, words FROM (
            SELECT transcript.label || '#' || segment.number AS cite,
              substr(body.words, segment.start + 1, segment.end - segment.start) AS words,
              max(coding.created || printf('%012d', coding.id)) AS age
            FROM code JOIN coding ON coding.code_id = code.id
            JOIN coder ON coder.id = coding.coder_id
            JOIN segment ON segment.id = coding.segment_id JOIN text ON text.id = segment.text_id
            JOIN body ON body.hash = text.hash JOIN layer ON layer.id = text.layer_id
            JOIN transcript ON transcript.id = layer.transcript_id
            WHERE code.slug = ? AND coder.name = ? AND coding.id IN (
              SELECT c.id FROM coding AS c WHERE c.code_id = code.id AND c.coder_id = coder.id
              ORDER BY c.created DESC, c.id DESC LIMIT ?)
            GROUP BY segment.id)
          ORDER BY age DESC
          """, arguments: [slug, coder, limit]
      ).map { "\($0[0] as String) “\($0[1] as String)”" }
    }
  }
}
