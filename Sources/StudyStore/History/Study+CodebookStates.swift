public import Fieldwork
import GRDB

/// A moment at which the codebook can be asked for.
public enum CodebookMoment: Hashable, Sendable {
  /// Now.
  case now
  /// When it was frozen under this name.
  case frozen(String)
  /// At the end of this day, UTC, as ISO 8601.
  case day(String)

  /// The word for the present.
  static let nowWord = "now"

  /// What a word means: `now`, a whole date, else the name of a frozen codebook.
  public init(_ word: String) {
    if word == CodebookMoment.nowWord {
      self = .now
    } else if let date = CivilDate(word), date.day != nil {
      self = .day(date.iso)
    } else {
      self = .frozen(word)
    }
  }
}

extension Study {
  /// The codebook at a moment.
  ///
  /// - Throws: `Problem` for a name under which none is frozen, and a day before the study began.
  public func codebook(at moment: CodebookMoment) throws -> CodebookState {
    try reading { db in
      switch moment {
      case .now: return try CodebookStateRows.load(db)
      case .frozen(let name): return try frozen(name, db)
      case .day(let day): return try codebook(onDay: day, db)
      }
    }
  }

  private func frozen(_ name: String, _ db: Database) throws -> CodebookState {
    let text = try String.fetchOne(
      db, sql: "SELECT codes FROM codebook_freeze WHERE slug = ?", arguments: [name])
    if let text { return try FrozenCodebook.state(of: text) }
    let known = try String.fetchAll(db, sql: "SELECT slug FROM codebook_freeze ORDER BY id")
    throw Problem(
      .data, "'\(name)' is no file, date or frozen codebook",
      hint: known.isEmpty
        ? "none is frozen yet; write a file, a date such as 2026-10-31, or 'now'"
        : "frozen are \(known.joined(separator: ", ")); a date is written 2026-10-31")
  }

  private func codebook(onDay day: String, _ db: Database) throws -> CodebookState {
    let last = try Rewinding.entry(at: .day(day), db)
    let rewind = try CodebookRewind(db)
    try rewind.takeBack(after: last.number, db)
    return try rewind.state()
  }
}
