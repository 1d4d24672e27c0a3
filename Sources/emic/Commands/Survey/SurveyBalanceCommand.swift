import ArgumentParser
import CodingEngine
import Exchange
import Fieldwork
import ReportGenerator
import StudyStore

/// Those who were interviewed beside the sample.
struct SurveyBalanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "balance",
    abstract: "Compares those who were interviewed with the others of the sample.",
    discussion: """
      Standardised mean differences, variable by variable; of a category one for each of its values.
      Without --variables: those that the schema shows first, else all that are no words or dates.

      Examples:
        emic survey balance --where 'in_model_sample is yes'
        emic survey balance --variables 'head_*,household_size,region' --format csv
      """)

  @Option(
    help: ArgumentHelp(
      "Only these: names and patterns with *, joined by commas; '*' for all.", valueName: "names"))
  var variables: String?
  @OptionGroup var records: SurveyRecordOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let snapshot = try Session.reading(options).study.snapshot([.turns, .codings, .surveys])
    let index = try snapshot.survey(records.survey)
    let table = snapshot.surveys[index]
    let source = try ModelSource(
      table, records.filter, interviewed: InterviewedRecords(survey: index, in: snapshot),
      isStudy: true)
    func isMet(_ row: Int) -> Bool { !source.interviewed.transcripts(row).isEmpty }
    guard source.rows.contains(where: isMet) else {
      throw Problem(
        .data, "no record of '\(table.name)' belongs to an interviewed case",
        hint: records.filter == nil ? "link cases with 'emic link'" : "change --where")
    }
    let found = SurveyBalance(
      table, rows: source.rows, variables: try chosen(table), interviewed: isMet)
    let parameters = [
      Parameter("survey", table.name), records.filter.map { Parameter("where", $0) },
      variables.map { Parameter("variables", $0) },
    ].compactMap(\.self)
    try output.answer(
      EngineTables.balance(found, parameters, isText: output.isForReading, notes: source.notes),
      options)
  }

  private func chosen(_ table: SurveyTable) throws -> [Int] {
    let names = table.variables.map(\.name)
    let kept: [Int]
    if let variables {
      let patterns = try VariablePatterns(variables, among: names)
      kept = names.indices.filter { patterns.fits(names[$0]) }
    } else {
      let shown = names.indices.filter { table.variables[$0].isShown }
      kept = shown.isEmpty ? Array(names.indices) : shown
    }
    return kept.filter { names[$0] != table.keyVariable }
  }
}
