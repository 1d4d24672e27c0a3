public import Fieldwork

/// A table of coded turns in order: document, turn, code.
public enum TurnsCSV {
  /// Reads a table with the columns `document`, `turn` and `code`, in the order of the rows.
  ///
  /// A turn with several codes has several rows, or a cell with `;` between them; a turn without
  /// a code has an empty cell. Codes are in the order in which they come first.
  ///
  /// - Throws: `TableFailure`, or a `Problem` where rows of one turn or one document do not stand
  ///   together, because their order is not known then.
  public static func read(_ text: String, fileName: String) throws -> TurnTable {
    let csv = try CSVTable.read(text, fileName: fileName)
    var finder = ColumnFinder(csv.header, file: fileName)
    let columns = [
      ("document", try finder.take(["document", "transcript", "interview"])),
      ("turn", try finder.take(["turn"])), ("code", try finder.take(["code", "codes"])),
    ]
    let missing = columns.filter { $0.1 == nil }.map(\.0)
    guard let document = columns[0].1, let turn = columns[1].1, let code = columns[2].1 else {
      throw TableFailure.missingColumns(file: fileName, missing: missing, present: csv.header)
    }
    var table = TurnTable(codes: [], documents: [])
    var codes: [String: Int] = [:]
    var seenDocuments: Set<String> = []
    var seenTurns: Set<String> = []
    for row in csv.rows {
      let (inDocument, inTurn) = (row.cells[document].trimmingCell, row.cells[turn].trimmingCell)
      if table.documents.last?.label != inDocument {
        guard seenDocuments.insert(inDocument).inserted else {
          throw apart("document", inDocument, row.line, fileName)
        }
        seenTurns = []
        table.documents.append(.init(label: inDocument, turns: []))
      }
      let last = table.documents.count - 1
      if table.documents[last].turns.last?.label != inTurn {
        guard seenTurns.insert(inTurn).inserted else {
          throw apart("turn", inTurn, row.line, fileName)
        }
        table.documents[last].turns.append(.init(label: inTurn, codes: []))
      }
      let turns = table.documents[last].turns.count - 1
      for name in row.list(code) {
        let index = codes[name] ?? table.codes.count
        if codes[name] == nil {
          codes[name] = index
          table.codes.append(name)
        }
        if !table.documents[last].turns[turns].codes.contains(index) {
          table.documents[last].turns[turns].codes.append(index)
        }
      }
    }
    return table
  }

  private static func apart(_ noun: String, _ name: String, _ line: Int, _ file: String) -> Problem
  {
    Problem(
      .data, "rows of the \(noun) '\(name)' do not stand together", place: "\(file), line \(line)",
      hint: "put the rows in the order of the turns")
  }
}
