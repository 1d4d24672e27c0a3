import ArgumentParser
import CodingEngine
import Exchange
import Fieldwork
import ReportGenerator
import StudyStore

/// What a survey holds, code by code.
struct SurveyDictionaryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dictionary",
    abstract: "Lists every code of every variable: what it means and how often it occurs.",
    discussion: """
      Kinds of lines: a value with its meaning, the range of values without labels, and what stands
      for a missing value and why.

      Examples:
        emic survey dictionary
        emic survey dictionary --variables 'owns_home_city,income*'
        emic survey dictionary --survey households --format csv -o dictionary.csv
      """)

  @Option(help: ArgumentHelp("The survey (else the only one about the cases).", valueName: "name"))
  var survey: String?
  @OptionGroup var choice: VariableChoice
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let snapshot = try Session.reading(options).study.snapshot(.surveys)
    let table = try choice.limit(snapshot.surveys[try snapshot.survey(survey)])
    try output.answer(EngineTables.dictionary(table), options)
  }
}

/// A survey for another program.
struct SurveyExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes a survey for Stata, SPSS or as CSV, with labels and missing codes.",
    discussion: """
      A variable keeps the type and format of the file that it came from. Codes that stand for a
      missing value keep their code and have the reason as its label; --tagged writes .a, .b …
      instead, which Stata never takes for a value. Households can be recognised
      in such a file: only you may read it.

      Examples:
        emic survey export -o households.dta
        emic survey export --tagged -o households.dta
        emic survey export --survey households --variables 'owns_home_city,n_*' -o some.sav
        emic survey export --format csv --labels -o households.csv
      """)

  @Option(help: ArgumentHelp("The survey (else the only one about the cases).", valueName: "name"))
  var survey: String?
  @Option(help: "The kind of file (else by the name of the file).") var format: DataFileKind?
  @Option(name: [.short, .long], help: ArgumentHelp("The file to write.", valueName: "file"))
  var output: String
  @Flag(help: "CSV: labels instead of codes.") var labels = false
  @Flag(help: "Codes such as -999 that stand for a missing value as .a, .b … (Stata, CSV).")
  var tagged = false
  @OptionGroup var choice: VariableChoice
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let session = try Session.reading(options)
    let snapshot = try session.study.snapshot(.surveys)
    let table = try choice.limit(snapshot.surveys[try snapshot.survey(survey)])
    let kind = try DataFileKind.meant(format, output, labels: labels)
    guard !tagged || kind != .sav else {
      throw Problem(
        .usage, "SPSS knows no tags: its files declare which codes are missing",
        hint: "leave --tagged away")
    }
    try kind.write(
      tagged ? table.taggingMissing() : table, to: output, labels: labels, session)
    session.say(
      "\(table.name): \(counted(table.records.count, "record")), "
        + "\(counted(table.variables.count, "variable")) to \(output)")
  }
}

/// Which variables of a survey are meant.
struct VariableChoice: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only these: names and patterns with *, joined by commas.", valueName: "names"))
  var variables: String?

  /// The survey with these variables and its key.
  func limit(_ survey: SurveyTable) throws -> SurveyTable {
    try Self.limit(survey, to: variables)
  }

  /// The survey with the variables of a list and its key; whole without a list.
  static func limit(_ survey: SurveyTable, to variables: String?) throws -> SurveyTable {
    guard let variables else { return survey }
    let patterns = try VariablePatterns(variables, among: survey.variables.map(\.name))
    return survey.keeping(patterns.fits)
  }
}
