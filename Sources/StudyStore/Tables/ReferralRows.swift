import Fieldwork
import GRDB

/// Who led to whom.
///
/// There is a table for each sort of those who were led to, so that an erased participant takes the
/// referral along.
enum ReferralRows {
  static let tables = ["participant_referral", "case_referral"]

  /// All of them, with the sort and name of both ends.
  private static let all: String = ["participant", "case"].map { to -> String in
    """
    SELECT '\(to)' AS to_kind, target.slug AS to_name,
      CASE WHEN participant.id IS NOT NULL THEN 'participant' WHEN origin.id IS NOT NULL THEN 'case'
        WHEN site.id IS NOT NULL THEN 'site' WHEN from_person IS NOT NULL THEN 'person'
        ELSE 'erased' END AS from_kind,
      coalesce(participant.slug, origin.slug, site.slug, from_person, '(erased)') AS from_name,
      referral.date, referral.how
    FROM \(to)_referral AS referral
    JOIN \(to == "case" ? "study_case" : to) AS target ON target.id = referral.\(to)_id
    LEFT JOIN participant ON participant.id = from_participant_id
    LEFT JOIN study_case AS origin ON origin.id = from_case_id
    LEFT JOIN site ON site.id = from_site_id
    """
  }.joined(separator: " UNION ALL ")

  /// Their names as a table with the column `id`.
  static let named = "(SELECT from_name || ' to ' || to_name AS id FROM (\(all)))"

  /// All of them by date, then by names.
  static func load(_ db: Database) throws -> [Referral] {
    try Row.fetchAll(db, sql: all).compactMap { row -> Referral? in
      guard let from = end(row[2], row[3]), let to = end(row[0], row[1]) else { return nil }
      return Referral(from: from, to: to, date: row[4], how: row[5])
    }.sorted { a, b in
      if a.date != b.date { return b.date.isEmpty || (!a.date.isEmpty && a.date < b.date) }
      if a.from.name != b.from.name { return a.from.name.precedesNaturally(b.from.name) }
      if a.to.name != b.to.name { return a.to.name.precedesNaturally(b.to.name) }
      return (a.from.kind, a.to.kind) < (b.from.kind, b.to.kind)
    }
  }

  private static func end(_ kind: String, _ name: String) -> ReferralEnd? {
    switch kind {
    case "participant": .participant(name)
    case "case": .place(name)
    case "site": .site(name)
    case "person": .person(name)
    case "erased": .erased
    default: nil
    }
  }
}
