import Fieldwork
import Foundation
import GRDB

/// What the commands that change codes have in common.
extension StudyWriter {
  /// The code with this slug.
  func code(_ slug: String) throws -> CodeRows.Entry {
    guard let row = try CodeRows.load(db).first(where: { $0.definition.slug == slug }) else {
      throw StudyFailure.unknown(kind: "code", name: slug)
    }
    return row
  }

  /// Refuses names under which another code is found already.
  ///
  /// - Parameter identity: that of the code to which the names belong, `nil` for a new one.
  func refuseTaken(_ names: [String], except identity: String? = nil) throws {
    let wanted = Set(names.map(\.foldedName))
    for row in try CodeRows.load(db) where row.identity != identity {
      let known = [row.definition.slug] + row.definition.names.map(\.text)
      guard let taken = known.first(where: { wanted.contains($0.foldedName) }) else { continue }
      let slug = row.definition.slug
      throw Problem(
        .data,
        taken == slug
          ? "the code '\(slug)' is there already"
          : "the code '\(slug)' is called '\(taken)' already",
        hint: "take another name")
    }
  }

  /// Refuses a code that was given up.
  func refuseRetired(_ code: CodeDefinition, for what: String) throws {
    guard code.isRetired else { return }
    throw Problem(
      .data, "'\(code.slug)' is retired; \(what)",
      hint: "take it up again with 'emic codes retire \(code.slug) --reactivate'")
  }

  /// Gives a code another place among those with the same entry above.
  ///
  /// The places that the neighbours and the code have are dealt out anew, so that nothing else of
  /// the codebook is touched.
  ///
  /// - Parameters:
  ///   - parent: the entry above, `nil` at the top.
  ///   - neighbour: the code that it comes to stand beside; `nil` puts it last.
  func place(
    _ code: Int64, under parent: Int64?, beside neighbour: (id: Int64, isBefore: Bool)?
  ) throws {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT id, position FROM code WHERE (parent_id IS ? OR id = ?) ORDER BY position, id
        """, arguments: [parent, code])
    var order = rows.map { $0[0] as Int64 }.filter { $0 != code }
    let index = neighbour.flatMap { beside in
      order.firstIndex(of: beside.id).map { beside.isBefore ? $0 : $0 + 1 }
    }
    order.insert(code, at: index ?? order.count)
    var positions = rows.map { $0[1] as Int }.sorted()
    if Set(positions).count < positions.count {
      let last = try Int.fetchOne(db, sql: "SELECT max(position) FROM code") ?? 0
      positions = order.indices.map { last + 1 + $0 }
    }
    try db.execute(
      sql: "UPDATE code SET parent_id = ? WHERE id = ? AND parent_id IS NOT ?",
      arguments: [parent, code, parent])
    for (id, position) in zip(order, positions) {
      try db.execute(
        sql: "UPDATE code SET position = ? WHERE id = ? AND position <> ?",
        arguments: [position, id, position])
    }
  }
}
