import ArgumentParser
import Fieldwork
import ReportGenerator
import StudyStore

/// Asks the study in SQL.
struct SQL: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql",
    abstract: "Asks the study in SQL; cannot change anything.",
    discussion: """
      The views v_transcripts, v_codings, v_quotes, v_survey_links and
      v_participant_links are documented and stable.

      Examples:
        emic sql "SELECT code, count(*) FROM v_codings GROUP BY code ORDER BY 2 DESC"
        emic sql "SELECT cite, quote FROM v_quotes WHERE code = 'intent-to-stay'" --format csv
      """)

  @Argument(help: "One SELECT statement.") var statement: String
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let rows = try Session.reading(options).study.query(statement)
    try output.answer(ResultTables.query(rows, statement), options)
  }
}
