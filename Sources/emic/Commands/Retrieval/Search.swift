import ArgumentParser
import CodingEngine
import Fieldwork
import ReportGenerator
import StudyStore

/// Finds words.
struct Search: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Finds words, phrases and Chinese characters in all transcripts.",
    discussion: """
      Several words must all stand in one turn. English words match by stem (fees finds fee),
      Chinese ones exactly, also a single character.

      Examples:
        emic search 户口
        emic search '"school place" insurance'
        emic search 拆 --context 60 --limit 200
      """)

  @Argument(help: "What to look for.") var query: [String]
  @Option(help: ArgumentHelp("Characters to show on both sides.", valueName: "n")) var context = 30
  @Option(help: ArgumentHelp("Turns to show; all are counted.", valueName: "n")) var limit = 50
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    try require(context, "--context")
    try require(limit, "--limit")
  }

  func run() throws {
    let session = try Session.reading(options)
    let typed = query.joined(separator: " ")
    let result = try session.study.search(typed, limit: limit)
    let snapshot = try session.study.snapshot(.turns)
    let keys = Set(result.hits.map(\.text))
    let texts = snapshot.texts.indices.filter { keys.contains(snapshot.texts[$0].key) }
    let shelf = try session.shelf(texts.map(Int32.init), in: snapshot)
    let lines = KeywordInContext.lines(result, in: snapshot, width: context, shelf)
    if output.format == .table {
      let width = output.output == nil ? Console.width ?? 100 : 100
      let page = KeywordInContext.page(lines, result, query: typed, width: width)
      try output.write(Array((page.joined(separator: "\n") + "\n").utf8))
    } else {
      try output.answer(ResultTables.search(result, typed, lines), options)
    }
  }
}
