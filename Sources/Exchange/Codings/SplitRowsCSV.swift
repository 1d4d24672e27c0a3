public import Fieldwork

/// Where the codings of a split code go, as a table.
///
/// Columns: `cite` (also `passage`), `code` (also `part`), optional `coder`, `round`. Several codes
/// are separated by `;`; a row without a code waits. Other columns are left out.
public enum SplitRowsCSV {
  /// Reads a list.
  ///
  /// - Parameters:
  ///   - text: the decoded file.
  ///   - fileName: how messages call the file.
  /// - Throws: `TableFailure`, `NoteRowFailure`, or `Problem` with the line at fault.
  public static func read(_ text: String, fileName: String) throws -> [SplitRow] {
    var table = try NoteTable(text, file: fileName)
    let cite = try table.require("cite", "passage")
    let code = try table.require("code", "part")
    let coder = try table.take("coder")
    let round = try table.take("round")
    let rows = try table.rows("passage", id: identity) { row in
      let origin = "\(fileName), line \(row.line)"
      let who = row.words(coder)
      return SplitRow(
        origin: origin, cite: try row.needed(cite), coder: who.isEmpty ? nil : who,
        round: try number(row.words(round), origin),
        codes: row.words(code).split(separator: ";").map { String($0).trimmingBlanks }
          .filter { !$0.isEmpty })
    }
    return rows.filter { !$0.codes.isEmpty }
  }

  /// What may stand once.
  private static func identity(_ row: SplitRow) -> String {
    [row.cite, row.coder, row.round.map(String.init)].compactMap(\.self).joined(separator: ", ")
  }

  private static func number(_ words: String, _ origin: String) throws -> Int? {
    if words.isEmpty { return nil }
    guard let number = Int(words), number > 0 else {
      throw Problem(.data, "'\(words)' is no round", place: origin, hint: "write a number from 1")
    }
    return number
  }
}
