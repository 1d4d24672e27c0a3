import ArgumentParser
import CodingEngine
import Fieldwork
import ReportGenerator
import StudyStore

/// Codes against transcripts, cases or kinds.
struct MatrixCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "matrix",
    abstract: "Counts codings of each code by transcript, case, kind, site or coder.",
    discussion: """
      In a table the sheet is wide; CSV and JSON are long (code, column, n) unless --wide.

      Examples:
        emic matrix
        emic matrix --by cases --codes intent-to-stay,no-way-back
        emic matrix --by kinds --format csv --wide
        emic matrix --by cases --where 'site in guiyang'
      """)

  @Option(help: "What the columns are: transcripts, cases, kinds, sites, coders.")
  var by: String = "transcripts"
  @Option(
    help: ArgumentHelp(
      "Only these codes, split by commas; 'under CODE' for a branch.", valueName: "codes"))
  var codes: String?
  @Option(help: ArgumentHelp("Whose codings: pooled, or a coder's name.", valueName: "who"))
  var coders = "pooled"
  @Flag(help: "A code stands for everything below it as well.") var rollup = false
  @Flag(help: "One column per transcript, case or kind.") var wide = false
  @Flag(help: "Also codes without any coding.") var all = false
  @OptionGroup var filter: FilterOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func run() throws {
    guard let columns = MatrixColumns(rawValue: by) ?? MatrixColumns(rawValue: by + "s") else {
      throw Problem(
        .usage, "'\(by)' is no kind of column",
        hint: "write one of \(MatrixColumns.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    let snapshot = try filter.limit(
      try Session.reading(options).study.snapshot(filter.parts.union([.turns, .codings])))
    let matrix = Matrix(
      snapshot, by: columns, codes: try snapshot.codes(commaList(codes)),
      coders: try snapshot.coders(coders), rollup: rollup)
    let isWide = wide || output.format == .table || output.format == .markdown
    var answer = EngineTables.matrix(matrix, in: snapshot, wide: isWide, all: all || codes != nil)
    answer.limit(by: snapshot)
    try output.answer(answer, options)
  }
}
