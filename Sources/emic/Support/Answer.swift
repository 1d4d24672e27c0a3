import Fieldwork
import ReportGenerator

extension OutputOptions {
  /// Writes a table in the form and to the place that was asked for.
  ///
  /// Notes stand under a table and inside JSON; beside bare rows they go to standard error.
  func answer(_ result: ResultTable, _ options: GlobalOptions) throws {
    try write(bytes(result))
    let isBare = [.csv, .tsv, .jsonl].contains(format)
    if isBare, !options.quiet {
      for note in result.table.notes { Console.remark("note: \(note)") }
    }
  }

  /// How much of a wide table fits the form: all but a text table take everything.
  func view(_ names: Bool) -> SheetView {
    format == .table ? (names ? .names : .numbers) : .full
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
