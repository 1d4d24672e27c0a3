public import Fieldwork

/// Codings as tables: a transcript, a code, and a passage per row.
///
/// Columns, in any order and case: `transcript` (also `document`, `doc`), `code` (also `tag`),
/// then one anchor: `quote` (also `content`, `text`) with optional `turn`, or `turn` alone, or
/// `start` and `end` (also `start_char`, `end_char`) in Unicode scalars; optional `coder`,
/// `memo`, `created`, `weight` (0 to 100), `stance`, `voice`, `round` (from 1).
/// Other columns are named in a note.
public enum CodingsCSV {
  /// Reads codings.
  ///
  /// The name of a transcript stays as written, also where it is a file name.
  ///
  /// - Parameters:
  ///   - text: the decoded file.
  ///   - fileName: how messages call the file.
  /// - Returns: the usable rows; a row that cannot be used is in `rejected` with its line.
  /// - Throws: `TableFailure` when the file is no table or lacks a column that it needs.
  public static func read(_ text: String, fileName: String) throws -> CodingFile {
    let (table, ragged) = try CSVTable.parse(text, fileName: fileName)
    let columns = try CodingTableColumns(table.header, file: fileName)
    var rows: [CodingRow] = []
    rows.reserveCapacity(table.rows.count)
    var rejected: [(line: Int, problem: Problem)] = ragged.map { failure in
      guard case .ragged(_, let line, _, _) = failure else { return (0, failure.problem) }
      return (line, failure.problem)
    }
    for row in table.rows {
      do {
        rows.append(try columns.coding(row))
      } catch let failure as CodingRowFailure {
        var problem = failure.problem
        problem.place = "\(fileName), line \(row.line)"
        rejected.append((row.line, problem))
      }
    }
    rejected.sort { $0.line < $1.line }
    return CodingFile(rows: rows, rejected: rejected.map(\.problem), notes: columns.notes)
  }

  /// The codings as a table; reading it gives the same rows.
  public static func write(_ rows: [CodingRow]) -> String {
    let header = [
      "transcript", "code", "turn", "start", "end", "quote", "coder", "memo", "created", "weight",
      "stance", "voice", "round",
    ]
    let cells = rows.map { row -> [String?] in
      var (turn, start, end, quote): (String?, String?, String?, String?)
      switch row.anchor {
      case .quotation(let words, let within):
        quote = words
        turn = within.map(turns)
      case .turns(let range): turn = turns(range)
      case .offsets(let span):
        start = String(span.start)
        end = String(span.end)
      }
      return [
        row.transcript, row.code, turn, start, end, quote, row.coder, row.memo, row.created,
        row.weight.map(String.init), row.stance?.rawValue, row.voice?.rawValue,
        row.round.map(String.init),
      ]
    }
    return CSVWriting.text(header: header, rows: cells)
  }

  private static func turns(_ range: ClosedRange<Int>) -> String {
    range.count == 1 ? "t\(range.lowerBound)" : "t\(range.lowerBound)-t\(range.upperBound)"
  }
}
