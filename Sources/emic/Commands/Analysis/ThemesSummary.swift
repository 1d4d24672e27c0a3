import ArgumentParser
import CodingEngine
import Fieldwork
import ReportGenerator
import StudyStore

extension Themes {
  /// All themes at once.
  struct Summary: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "summary",
      abstract: "All themes: statement, summary, who carries them, quotes for and against.",
      discussion: """
        As a page (on the terminal, as Markdown or HTML) or one row per theme (CSV, JSON).

        Examples:
          emic themes summary
          emic themes summary --output themes.md
          emic themes summary --format csv --where 'kind is household'
        """)

    @OptionGroup var filter: FilterOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
      let session = try Session.reading(options)
      let snapshot = try filter.limit(
        try session.study.snapshot(filter.parts.union([.turns, .codings, .themes])))
      let shelf = try session.shelf(snapshot.texts.indices.map { Int32($0) }, in: snapshot)
      if [.table, .markdown].contains(output.format) {
        try output.write(ThemeSection.summary(snapshot, texts: shelf))
        return
      }
      var answer = EngineTables.themeSummary(snapshot, texts: shelf)
      answer.limit(by: snapshot)
      try output.answer(answer, options)
    }
  }
}
