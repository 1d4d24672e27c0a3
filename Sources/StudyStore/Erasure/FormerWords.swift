import Fieldwork
import Foundation
import GRDB

/// What was said in texts that are no longer in the study, put together from the rows that an
/// erasure takes out of the journal.
struct FormerWords {
  private var texts: [Int64: Data] = [:]
  private var turns: [Int64: Set<Span>] = [:]

  /// The hashes of the bodies.
  var hashes: [Data] { Array(texts.values) }

  /// Notes a row.
  mutating func note(_ table: String, _ row: ChangeSetRows.Row) {
    switch table {
    case "text":
      // Columns: id, uuid, layer_id, version, hash, …
      if case .integer(let id)? = row.value(0), case .blob(let hash)? = row.value(4) {
        texts[id] = Data(hash)
      }
    case "turn": note(row, text: 1, start: 3, role: 6)
    case "former_turn": note(row, text: 0, start: 2, role: 5)
    default: break
    }
  }

  private mutating func note(_ row: ChangeSetRows.Row, text: Int, start: Int, role: Int) {
    guard case .integer(let text)? = row.value(text), row.value(role) != .text("interviewer"),
      case .integer(let first)? = row.value(start),
      case .integer(let last)? = row.value(start + 1),
      let span = Span(start: Int32(clamping: first), end: Int32(clamping: last))
    else { return }
    turns[text, default: []].insert(span)
  }

  /// The words, as far as their bodies are still there.
  func words(_ db: Database) throws -> [String] {
    let places = turns.keys.sorted().flatMap { text -> [(Data, Span)] in
      guard let hash = texts[text] else { return [] }
      return (turns[text] ?? []).sorted { $0.start < $1.start }.map { (hash, $0) }
    }
    return try FormerWords.words(places, db)
  }

  /// The words at places of bodies; each body is read once if its places stand together.
  static func words(_ places: [(hash: Data, span: Span)], _ db: Database) throws -> [String] {
    var open: (hash: Data, text: TextBuffer)?
    return try places.compactMap { hash, span in
      if open?.hash != hash { open = (hash, try ErasedTexts.text(hash, db)) }
      guard let text = open?.text, text.holds(span) else { return nil }
      return text.words(in: span)
    }
  }
}
