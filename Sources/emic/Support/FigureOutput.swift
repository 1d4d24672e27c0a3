import ArgumentParser
import Fieldwork
import ReportGenerator

/// The forms in which an answer can be written that is also a picture.
enum FigureFormat: String, ExpressibleByArgument, CaseIterable {
  case table, csv, tsv, json, jsonl, markdown, svg
}

/// What every command that answers with a table or a picture understands.
struct FigureOutputOptions: ParsableArguments {
  @Option(help: "How to write the answer; svg draws it.")
  var format: FigureFormat = .table

  @Option(name: [.short, .long], help: ArgumentHelp("Write to a file instead.", valueName: "file"))
  var output: String?

  /// Writes the table, or with `--format svg` the picture with the notes on standard error.
  ///
  /// - Parameter picture: draws it; `nil` where this answer has no picture.
  func answer(
    _ result: ResultTable, _ options: GlobalOptions, picture: (() -> SVGPicture)?
  ) throws {
    guard format == .svg else {
      var tables = OutputOptions()
      tables.format = OutputFormat(rawValue: format.rawValue) ?? .table
      tables.output = output
      return try tables.answer(result, options)
    }
    guard let picture else {
      throw Problem(
        .usage, "this answer has no picture",
        hint: "leave --format svg away, or ask for the tree: --method agglomerative")
    }
    let bytes = Array((picture().markup + "\n").utf8)
    if let output { try Files.write(bytes, to: output) } else { Console.write(bytes) }
    if !options.quiet {
      for note in result.table.notes { Console.remark("note: \(note)") }
    }
  }
}

/// One of the words that an option takes.
///
/// - Parameter what: what it is, such as `unit`.
/// - Throws: a usage problem that lists them.
func chosen<Choice: RawRepresentable & CaseIterable>(
  _ text: String, _ what: String, _ type: Choice.Type = Choice.self
) throws -> Choice where Choice.RawValue == String {
  if let choice = Choice(rawValue: text) { return choice }
  throw Problem(
    .usage, "'\(text)' is no \(what)",
    hint: "write one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
}
