import Fieldwork
import GRDB

/// A code that is being split.
public struct OpenSplit: Hashable, Sendable {
  /// One of the codes into which it is split.
  public struct Part: Hashable, Sendable {
    /// Its slug.
    public var code: String
    /// Codings that were put under it from the code.
    public var codings: Int
  }

  /// The code's slug.
  public var code: String
  /// Its parts in order of the codebook.
  public var parts: [Part]
  /// Codings that wait to be put under a part.
  public var left: Int
}

/// Under which definitions the codings of a code were made.
public struct WordingUse: Hashable, Sendable {
  /// Codings that were made under an earlier version of the definition.
  public var earlier: Int
  /// Codings that were made under the definition of a code that was merged into this one.
  ///
  /// Those of a split code are none of them: somebody read each when it was assigned.
  public var foreign: Int

  /// Describes the codings of a code.
  public init(earlier: Int = 0, foreign: Int = 0) {
    self.earlier = earlier
    self.foreign = foreign
  }
}

extension Study {
  /// The codes that are being split, in order of the codebook.
  public func openSplits() throws -> [OpenSplit] {
    try reading { try Study.openSplits($0) }
  }

  static func openSplits(_ db: Database) throws -> [OpenSplit] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT code.id, code.slug, part.slug,
          (SELECT count(*) FROM coding
            JOIN coding_origin ON coding_origin.coding_id = coding.id
            JOIN code_version ON code_version.id = coding_origin.code_version_id
            WHERE coding.code_id = part.id AND code_version.code_id = code.id)
        FROM code_successor JOIN code ON code.id = code_successor.code_id
        JOIN code AS part ON part.id = successor_id
        WHERE kind = 'split' AND code.status = 'active'
        ORDER BY code.position, code.id, part.position, part.id
        """)
    var splits: [OpenSplit] = []
    for row in rows {
      let (code, part) = (row[1] as String, OpenSplit.Part(code: row[2], codings: row[3]))
      if splits.last?.code == code {
        splits[splits.count - 1].parts.append(part)
      } else {
        splits.append(
          OpenSplit(code: code, parts: [part], left: try SplitCode.left(of: row[0], db)))
      }
    }
    return splits
  }

  /// How the codings of each code stand to its definition, by slug; codes whose codings were all
  /// made under the definition that holds are left out.
  public func wordingUses() throws -> [String: WordingUse] {
    try reading { db in
      let rows = try Row.fetchAll(
        db,
        sql: """
          WITH read (slug, is_foreign, is_earlier) AS (
            SELECT code.slug,
              coding_origin.coding_id IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM code_version AS o
                JOIN code_successor AS s ON s.code_id = o.code_id
                WHERE o.id = coding_origin.code_version_id AND s.successor_id = code.id
                  AND s.kind = 'split'),
              v.version < (SELECT max(version) FROM code_version WHERE code_id = code.id)
            FROM coding JOIN code ON code.id = coding.code_id
            JOIN code_version AS v ON v.id = coding.code_version_id
            LEFT JOIN coding_origin ON coding_origin.coding_id = coding.id)
          SELECT slug, sum(is_foreign), sum(NOT is_foreign AND is_earlier) FROM read GROUP BY slug
          """)
      let uses = rows.map { row in
        (row[0] as String, WordingUse(earlier: row[2], foreign: row[1]))
      }
      return Dictionary(
        uses.filter { $0.1.earlier + $0.1.foreign > 0 }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// Into which codes a code was merged or is split, by exact slug; empty where it was neither.
  public func successors(of slug: String) throws -> [String] {
    try reading { db in
      try String.fetchAll(
        db,
        sql: """
          SELECT heir.slug FROM code_successor JOIN code ON code.id = code_id
          JOIN code AS heir ON heir.id = successor_id
          WHERE code.slug = ? ORDER BY heir.position, heir.id
          """, arguments: [slug])
    }
  }
}
