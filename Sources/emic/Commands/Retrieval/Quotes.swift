import ArgumentParser
import CodingEngine
import Fieldwork
import ReportGenerator
import StudyStore

/// Shows the passages of codes.
struct Quotes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quotes",
    abstract: "Shows the passages of a code, a subtree, or several codes together.",
    discussion: """
      A query is a code, or codes with and, or, not, under CODE (everything below it) and
      brackets; names with blanks stand in quotation marks. 'A and B' gives the passages where
      codings of both overlap.

      Examples:
        emic quotes intent-to-stay
        emic quotes under cat-school-gate
        emic quotes school-as-anchor and intent-to-stay
        emic quotes 'paperwork-barrier and not no-local-insurance' --format csv
        emic quotes intent-to-stay --where 'owns_home_city is no'
      """)

  @Argument(help: "A code or a query.") var query: [String]
  @Option(
    help: ArgumentHelp(
      "Turns before and after each passage, in CSV and JSON (0 for none).", valueName: "n"))
  var context = 1
  @Option(help: ArgumentHelp("Whose codings: pooled, or a coder's name.", valueName: "who"))
  var coders = "pooled"
  @OptionGroup var filter: FilterOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws { try require(context, "--context") }

  func run() throws {
    let session = try Session.reading(options)
    let asked = try CodeQuery(query.joined(separator: " "))
    var snapshot = try filter.limit(
      try session.study.snapshot(filter.parts.union([.turns, .codings])) {
        try asked.resolved(in: $0, .prefix).codes
      })
    let choice = try snapshot.coders(coders)
    if case .only = choice {
      let codings = snapshot.codings
      snapshot.codings = codings.filtered { choice.includes(codings.coders[$0]) }
    }
    let parsed = try asked.resolved(in: snapshot.codebook, .prefix)
    let found = parsed.answer(in: snapshot)
    let shelf = try session.shelf(forCodings: found.rows, in: snapshot)
    func table(_ passages: [CodingEngine.Quote]) -> ResultTable {
      var table = EngineTables.quotes(passages, query: parsed.words, found)
      table.limit(by: snapshot)
      return table
    }
    if let renderer = output.rowRenderer {
      let pieces = snapshot.inReadingOrder(found.rows).inPieces(of: 1000).lazy
        .map { table(quotes(rows: $0, in: snapshot, texts: shelf, context: context)) }
      try output.answer(inPieces: pieces, as: renderer, options)
      return
    }
    let passages = quotes(rows: found.rows, in: snapshot, texts: shelf, context: context)
    if output.format == .table {
      let page = QuotesPage(
        passages, query: parsed.words, found: found, snapshot: snapshot, texts: shelf,
        width: output.output == nil ? Console.width : nil)
      try output.write(Array((page.lines.joined(separator: "\n") + "\n").utf8))
    } else {
      try output.answer(table(passages), options)
    }
  }
}

extension Array {
  /// The elements in pieces of a length; one empty piece of none.
  fileprivate func inPieces(of length: Int) -> [[Element]] {
    guard count > length else { return [self] }
    return stride(from: 0, to: count, by: length).map {
      Array(self[$0..<Swift.min($0 + length, count)])
    }
  }
}
