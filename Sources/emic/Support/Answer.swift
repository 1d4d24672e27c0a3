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
  ///   - read: reads what the tables of a piece need.
  ///   - prepare: from what was read makes what gives the table of a part of the piece; called
  ///     for several pieces at a time.
  func answer<Item: Sendable, Words: Sendable>(
    inPieces pieces: [ArraySlice<Item>], as renderer: any RowRenderer, _ options: GlobalOptions,
    read: (ArraySlice<Item>) throws -> Words,
    prepare: @escaping @Sendable (Words) -> (ArraySlice<Item>) -> ResultTable
  ) throws {
    var all: [UInt8] = []
    var notes: [String] = []
    try Assembly.run(
      pieces.count, read: { (index: $0, words: try read(pieces[$0])) },
      work: { piece in
        let table = prepare(piece.words)
        var buffer = OutputBuffer()
        var notes: [String] = []
        // Tables of a few rows each lie where the ones before them lay.
        for part in pieces[piece.index].parts(of: 64) {
          let made = table(part)
          if part.startIndex == pieces[0].startIndex {
            renderer.writeHeader(made.table.columns, to: &buffer)
          }
          renderer.writeRows(of: made, to: &buffer)
          notes = made.table.notes
        }
        return (bytes: buffer.bytes, notes: notes)
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

extension ArraySlice {
  /// The slice in parts of a size; one empty part of none.
  fileprivate func parts(of size: Int) -> [ArraySlice] {
    guard !isEmpty else { return [self] }
    return stride(from: startIndex, to: endIndex, by: size).map {
      self[$0..<Swift.min($0 + size, endIndex)]
    }
  }
}
