public import Fieldwork
import GRDB

/// Reads the turns and words of a few texts of a snapshot at a time, so that a long answer needs
/// little memory and its first passages are worked on while the last are read.
public struct TextReader {
  /// What is written in some texts, not yet made ready for looking up positions.
  public struct Written: Sendable {
    /// The turns of the texts.
    public let turns: TurnColumns
    private let bodies: [Int32: Body]

    fileprivate init(turns: TurnColumns, bodies: [Int32: Body]) {
      self.turns = turns
      self.bodies = bodies
    }

    /// The words of the texts; to be called where there is time, for it may count all scalars.
    public func shelf() -> TextShelf {
      TextShelf(bodies.mapValues { TextBuffer(validUTF8: $0.utf8, scalars: $0.scalars) })
    }
  }

  fileprivate struct Body: Sendable {
    var utf8: [UInt8]
    var scalars: Int32
  }

  private let study: Study
  private let entries: [TextEntry]
  private let parts: LoadingTurns.Parts

  /// Prepares to read texts; who speaks is known by labels only.
  ///
  /// - Parameter showsLayers: whether turns are looked up in other languages.
  public init(_ study: Study, of snapshot: StudySnapshot, showsLayers: Bool) {
    self.study = study
    entries = snapshot.texts
    parts = showsLayers ? .alignment : []
  }

  /// Reads texts.
  ///
  /// - Parameter texts: indices into `StudySnapshot.texts`, ascending.
  public func read(_ texts: [Int32]) throws -> Written {
    try study.reading { db in
      var loading = LoadingTurns(parts)
      try loading.read(texts.map { (entries[Int($0)].key, $0) }, in: db)
      let found = try Bodies.utf8(of: texts.map { entries[Int($0)].key }, in: db)
      var bodies: [Int32: Body] = [:]
      for text in texts {
        let entry = entries[Int(text)]
        guard let body = found[entry.key] else {
          throw StudyFailure.database("the words of text \(entry.key) are missing")
        }
        bodies[text] = Body(utf8: body, scalars: entry.scalars)
      }
      return Written(turns: loading.turns, bodies: bodies)
    }
  }
}
