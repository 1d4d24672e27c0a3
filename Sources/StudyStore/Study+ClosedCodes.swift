public import Fieldwork
import Foundation
import GRDB

extension Study {
  /// Which codings cannot be made because their codes were given up or are being split, by index;
  /// one that is there already is none of them.
  public func refusedByClosedCodes(_ codings: [NewCoding]) throws -> [Int: Problem] {
    try reading { db in
      var closed: [String: Problem] = [:]
      for slug in Set(codings.map(\.code)) { closed[slug] = try ClosedCode.problem(slug, db) }
      if closed.isEmpty { return [:] }
      var refused: [Int: Problem] = [:]
      for (index, coding) in codings.enumerated() {
        guard let problem = closed[coding.code] else { continue }
        let isThere = try Bool.fetchOne(
          db,
          sql: """
            SELECT EXISTS (SELECT 1 FROM coding JOIN segment ON segment.id = segment_id
              JOIN code ON code.id = code_id JOIN coder ON coder.id = coder_id
              WHERE text_id = ? AND start = ? AND end = ? AND code.slug = ? AND coder.name = ?
                AND round = ?)
            """,
          arguments: [
            coding.text, coding.span.start, coding.span.end, coding.code, coding.coder,
            coding.round,
          ])
        if isThere != true { refused[index] = problem }
      }
      return refused
    }
  }
}
