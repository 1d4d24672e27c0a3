import Fieldwork
import ReportGenerator

extension OutputOptions {
  /// Writes a table in the form and to the place that was asked for.
  ///
  /// Notes stand under a table and inside JSON; beside bare rows they go to standard error, with
  /// the reasons of empty cells that have one.
  func answer(_ result: ResultTable, _ options: GlobalOptions) throws {
    try write(bytes(result))
    let isBare = [.csv, .tsv, .jsonl].contains(format)
    if isBare, !options.quiet {
      for note in result.table.allNotes { Console.remark("note: \(note)") }
    }
  }

  /// How much of a wide table fits the form: all but a text table take everything.
  func view(_ names: Bool) -> SheetView {
    format == .table ? (names ? .names : .numbers) : .full
  }

  /// The renderer of the form that was asked for, where it writes one line after the other.
  var rowRenderer: (any RowRenderer)? {
    switch format {
    case .csv: CSVRenderer()
    case .tsv: TSVRenderer()
    case .jsonl: JSONLinesRenderer()
    case .table, .json, .markdown: nil
    }
  }

  /// Writes a long answer piece by piece, so that it need not lie in memory as a whole.
  ///
  /// - Parameters:
  ///   - pieces: what gives tables with the same columns and notes; at least one.
  ///   - read: reads what the table of a piece needs.
  ///   - table: makes the table, several at a time.
  func answer<Piece: Sendable, Words: Sendable>(
    inPieces pieces: [Piece], as renderer: any RowRenderer, _ options: GlobalOptions,
    read: (Piece) throws -> Words, table: @escaping @Sendable (Piece, Words) -> ResultTable
  ) throws {
    var all: [UInt8] = []
    var notes: [String] = []
    try Assembly.run(
      pieces.count, read: { (index: $0, words: try read(pieces[$0])) },
      work: { piece in
        let made = table(pieces[piece.index], piece.words)
        var buffer = OutputBuffer()
        if piece.index == 0 { renderer.writeHeader(made.table.columns, to: &buffer) }
        renderer.writeRows(of: made, to: &buffer)
        return (bytes: buffer.bytes, notes: made.table.notes)
      },
      take: { piece in
        notes = piece.notes
        // A file has all of the answer or nothing of it; a terminal or pipe takes what comes.
        if output == nil { Console.write(piece.bytes) } else { all += piece.bytes }
      })
    if output != nil { try write(all) }
    if !options.quiet {
      for note in notes { Console.remark("note: \(note)") }
    }
  }

  /// Writes bytes to the file that was named, else to standard output.
  func write(_ bytes: [UInt8]) throws {
    if let output { try Files.write(bytes, to: output) } else { Console.write(bytes) }
  }

  private func bytes(_ result: ResultTable) -> [UInt8] {
    switch format {
    case .table: TextTableRenderer(width: output == nil ? Console.width : nil).bytes(result)
    case .csv: CSVRenderer().bytes(result)
    case .tsv: TSVRenderer().bytes(result)
    case .json: JSONRenderer().bytes(result)
    case .jsonl: JSONLinesRenderer().bytes(result)
    case .markdown: MarkdownRenderer().bytes(result)
    }
  }
}
