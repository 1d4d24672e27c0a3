import ArgumentParser
import CodingEngine
import Fieldwork
import ReportGenerator
import StudyStore

/// A code or theme against a survey variable.
struct CrosstabCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "crosstab",
    abstract: "Sets a code or theme against a survey variable: quotes of each cell, counts, n.",
    discussion: """
      Cases are counted, never passages. Contradicting cells come first. A test is made only with
      --test, with the rules for few cases; 'not distinguishable at this n' is no proof of
      sameness.

      Examples:
        emic crosstab intent-to-stay owns_home_city
        emic crosstab "under cat-welfare" owns_home_city --counts
        emic crosstab --theme permanence-without-membership owns_home_city --test
        emic crosstab intent-to-stay income_10k --at 7.5
        emic crosstab intent-to-stay owns_home_origin --where 'in_model_sample is yes'
      """)

  @Argument(help: "A code or 'under CODE' (not with --theme), then a variable.") var names: [String]
  @Option(help: ArgumentHelp("A theme instead of a code.", valueName: "theme")) var theme: String?
  @Option(help: ArgumentHelp("The survey (else the only one about the cases).", valueName: "name"))
  var survey: String?
  @Option(help: ArgumentHelp("Split a number here: below, and this or more.", valueName: "value"))
  var at: Double?
  @Flag(help: "Test the association (Fisher's exact test).") var test = false
  @Flag(help: "Counts only, no quotes.") var counts = false
  @OptionGroup var filter: FilterOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws { try requireFinite(at, "--at") }

  func run() throws {
    let session = try Session.reading(options)
    let snapshot = try filter.limit(try session.study.snapshot())
    var question = try CrosstabCommand.question(
      names, theme: theme, survey: survey, in: snapshot)
    question.split = at.map { .at($0) } ?? .none
    question.test = test
    let crosstab = try Crosstab(question, in: snapshot)
    guard output.format == .table || output.format == .markdown else {
      var answer = EngineTables.crosstab(crosstab, in: snapshot)
      answer.limit(by: snapshot)
      try output.answer(answer, options)
      return
    }
    let shelf = try session.shelf(forCodings: crosstab.rows(), in: snapshot)
    let document = CrosstabSection.document(
      crosstab, in: snapshot, texts: shelf, withQuotes: !counts)
    try output.write(document)
  }

  /// The question in words: a code or `under CODE` (neither with a theme), then a variable.
  static func question(
    _ words: [String], theme: String? = nil, survey: String?, in snapshot: StudySnapshot
  ) throws -> Crosstab.Question {
    let (measured, variable) = try split(words, theme)
    let index = try snapshot.survey(survey)
    return Crosstab.Question(
      measure: try measure(measured, theme, in: snapshot), survey: index,
      variable: try snapshot.variable(variable, survey: index))
  }

  private static func split(_ names: [String], _ theme: String?) throws -> (String?, String) {
    guard let variable = names.last, names.count >= (theme == nil ? 2 : 1) else {
      throw Problem(
        .usage, "name a code and a variable", hint: "emic crosstab intent-to-stay owns_home_city")
    }
    let before = names.dropLast().joined(separator: " ")
    if let theme, !before.isEmpty {
      throw Problem(
        .usage, "a table has either the code '\(before)' or a theme",
        hint: "leave the code out, or --theme \(theme)")
    }
    return (before.isEmpty ? nil : before, variable)
  }

  private static func measure(
    _ code: String?, _ theme: String?, in snapshot: StudySnapshot
  ) throws -> CodeMeasure {
    if let theme { return .theme(try snapshot.theme(theme, .prefix)) }
    let name = code ?? ""
    let isSubtree = name.hasPrefix("under ")
    let index = try snapshot.codebook.resolver.index(
      of: isSubtree ? String(name.dropFirst(6)).trimmingBlanks : name, .prefix)
    return isSubtree ? .under(index) : .code(index)
  }
}
