public import Fieldwork
import Foundation
import GRDB

extension Study {
  /// The written cells of the framework, in order of themes and of cases.
  public func frameworkCells() throws -> [FrameworkCell] {
    try reading { try FrameworkRows.load($0) }
  }
}

/// The rows of written summaries.
enum FrameworkRows {
  static func load(_ db: Database) throws -> [FrameworkCell] {
    var passages: [Int64: [FrameworkCell.Passage]] = [:]
    for row in try Row.fetchAll(
      db,
      sql: """
        SELECT cell_id, transcript.label, number, words FROM framework_passage
        JOIN transcript ON transcript.id = transcript_id
        """)
    {
      guard let words = SHA256Digest(stored: [UInt8](row[3] as Data)) else { continue }
      passages[row[0], default: []].append(
        .init(cite: PassageCite(transcript: row[1], number: row[2]), words: words))
    }
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT framework_cell.id, theme.slug, study_case.slug, framework_cell.summary, quotes,
          coder.name, written
        FROM framework_cell JOIN theme ON theme.id = theme_id
        JOIN study_case ON study_case.id = case_id JOIN coder ON coder.id = coder_id
        ORDER BY theme.position
        """)
    let cells = rows.map { row in
      FrameworkCell(
        theme: row[1], place: row[2], summary: row[3],
        passages: (passages[row[0]] ?? []).sorted { $0.cite < $1.cite }, quotes: row[4],
        coder: row[5], written: row[6])
    }
    return cells.enumerated().sorted { a, b in
      a.element.theme != b.element.theme
        ? a.offset < b.offset : a.element.place.precedesNaturally(b.element.place)
    }.map(\.element)
  }
}
