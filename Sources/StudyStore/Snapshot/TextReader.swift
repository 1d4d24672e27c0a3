public import Fieldwork
import GRDB

/// Reads the turns and words of a few texts of a snapshot at a time, so that a long answer needs
/// little memory and its first passages are worked on while the last are read.
public struct TextReader {
  /// What is written in some texts, not yet made ready for looking up positions.
  public struct Written: Sendable {
    /// The turns of the texts.
    public let turns: TurnColumns
    private let bodies: [Int32: [UInt8]]

    fileprivate init(turns: TurnColumns, bodies: [Int32: [UInt8]]) {
      self.turns = turns
      self.bodies = bodies
    }

    /// The words of the texts; to be called where there is time, for it counts all scalars.
    public func shelf() -> TextShelf { TextShelf(bodies.mapValues(TextBuffer.init(validUTF8:))) }
  }

  private let study: Study
  private let entries: [TextEntry]
  /// The index of each participant's row id.
  private let participants: [Int64: Int32]

  /// Prepares to read texts.
  public init(_ study: Study, of snapshot: StudySnapshot) throws {
    self.study = study
    entries = snapshot.texts
    let indices = snapshot.participants.indices.map {
      (snapshot.participants[$0].id, Int32($0))
    }
    let index = Dictionary(indices, uniquingKeysWith: { first, _ in first })
    let rows = try study.reading { db in
      try Row.fetchAll(db, sql: "SELECT id, slug FROM participant")
    }
    participants = Dictionary(
      rows.compactMap { row in index[row[1]].map { (row[0], $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// Reads texts.
  ///
  /// - Parameter texts: indices into `StudySnapshot.texts`, ascending.
  public func read(_ texts: [Int32]) throws -> Written {
    try study.reading { db in
      var loading = LoadingTurns(participants: participants)
      let scan = try ColumnScan(db, sql: LoadingTurns.ofOneText)
      for text in texts {
        scan.restart(with: entries[Int(text)].key)
        while try scan.next() { loading.append(scan, ofText: text) }
      }
      let found = try Bodies.utf8(of: texts.map { entries[Int($0)].key }, in: db)
      var bodies: [Int32: [UInt8]] = [:]
      for text in texts {
        let key = entries[Int(text)].key
        guard let body = found[key] else {
          throw StudyFailure.database("the words of text \(key) are missing")
        }
        bodies[text] = body
      }
      return Written(turns: loading.columns, bodies: bodies)
    }
  }
}
