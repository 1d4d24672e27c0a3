import Fieldwork
import Foundation
import GRDB

/// A name for the state of a study after an entry of its journal.
public struct StateTag: Hashable, Sendable {
  /// The name.
  public var name: String
  /// The number of the journal entry that was the last one.
  public var entry: Int64
  /// When the name was given, in UTC, ISO 8601.
  public var at: String
  /// Who gave it.
  public var coder: String
  /// Why; possibly `nil`.
  public var why: String?

  /// Whether a word can name a state: letters and digits of any script, `-`, `_` and `.`, with at
  /// least one letter, and no date, so that it cannot be taken for an entry or a day.
  public static func isName(_ word: String) -> Bool {
    CodeDefinition.isSlug(word) && !word.hasPrefix("-") && word.count <= 100
      && word.unicodeScalars.contains { $0.properties.isAlphabetic }
      && CivilDate(word) == nil && word != CodebookMoment.nowWord
  }
}

extension Study {
  /// The named states, in the order of the journal.
  public func tags() throws -> [StateTag] {
    try reading { try TagRows.load($0) }
  }
}

/// The rows of named states.
enum TagRows {
  static func load(_ db: Database) throws -> [StateTag] {
    try Row.fetchAll(db, sql: "SELECT slug, entry, at, coder, why FROM tag ORDER BY entry, slug")
      .map { StateTag(name: $0[0], entry: $0[1], at: $0[2], coder: $0[3], why: $0[4]) }
  }

  /// The refusal of a name that no state has.
  static func unknown(_ name: String, _ db: Database) throws -> Problem {
    let known = try load(db).map(\.name)
    return Problem(
      .data, "no state is tagged '\(name)'",
      hint: known.isEmpty
        ? "none is yet: 'emic tag NAME' names the present one"
        : "tagged are \(known.joined(separator: ", "))")
  }
}
