import Fieldwork

/// One correction of a list: words of a turn and what stands in their place.
public struct CorrectionRow: Hashable, Sendable {
  /// The line of the file, from 1.
  public var line: Int
  /// The number of the turn, from 1.
  public var turn: Int
  /// The words that are wrong.
  public var wrong: String
  /// The words that are right; empty where the wrong ones only go.
  public var right: String
  /// The scalar of the text at which the wrong words begin, where the list says it.
  public var start: Int32?

  /// Describes a correction.
  public init(line: Int, turn: Int, wrong: String, right: String, start: Int32? = nil) {
    self.line = line
    self.turn = turn
    self.wrong = wrong
    self.right = right
    self.start = start
  }
}

/// Lists of corrections: `turn, wrong, right`, and perhaps `start`, which tells places apart where
/// the wrong words stand in a turn several times.
public enum CorrectionsCSV {
  /// Reads the list; blanks at the ends of words count, since they may be what is corrected.
  ///
  /// - Throws: `TableFailure`, `NoteRowFailure`, or a `Problem` with the line of a turn that is no
  ///   number.
  public static func read(_ text: String, fileName: String) throws -> (
    rows: [CorrectionRow], notes: [String]
  ) {
    let table = try CSVTable.read(text, fileName: fileName)
    var finder = ColumnFinder(table.header, file: fileName)
    let turn = try finder.take(["turn"])
    let wrong = try finder.take(["wrong", "old", "words"])
    let right = try finder.take(["right", "new"])
    let start = try finder.take(["start"])
    guard let turn, let wrong, let right else {
      let missing = [("turn", turn), ("wrong", wrong), ("right", right)]
        .filter { $0.1 == nil }.map(\.0)
      throw TableFailure.missingColumns(file: fileName, missing: missing, present: table.header)
    }
    let rows = try table.rows.map { row -> CorrectionRow in
      let place = "\(fileName), line \(row.line)"
      let typed = row.words(turn) ?? ""
      guard let numbers = try? Anchor.turns(in: typed, bare: true), numbers.count == 1 else {
        throw Problem(
          .data, "'\(typed)' names no turn", place: place, hint: "write t12 or 12, one turn")
      }
      guard !row.cells[wrong].trimmingBlanks.isEmpty else {
        throw NoteRowFailure.emptyCell(
          file: fileName, line: row.line, column: table.header[wrong])
      }
      return CorrectionRow(
        line: row.line, turn: numbers.lowerBound, wrong: row.cells[wrong],
        right: row.cells[right], start: row.words(start).flatMap { Int32($0) })
    }
    return (rows, finder.ignoredNote)
  }

  /// Writes a list as `read` takes it.
  public static func write(_ rows: [CorrectionRow]) -> String {
    CSVWriting.text(
      header: ["turn", "wrong", "right", "start"],
      rows: rows.map { ["\($0.turn)", $0.wrong, $0.right, $0.start.map { "\($0)" }] })
  }
}
