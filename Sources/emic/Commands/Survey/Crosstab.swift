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
    let (measured, variableName) = try split()
    let surveyIndex = try snapshot.survey(survey)
    let measure = try self.measure(measured, in: snapshot)
    let crosstab = try Crosstab(
      Crosstab.Question(
        measure: measure, survey: surveyIndex,
        variable: try snapshot.variable(variableName, survey: surveyIndex),
        split: at.map { .at($0) } ?? .none, test: test),
      in: snapshot)
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

  private func split() throws -> (String?, String) {
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

  private func measure(_ code: String?, in snapshot: StudySnapshot) throws -> CodeMeasure {
    if let theme { return .theme(try snapshot.theme(theme, .prefix)) }
    let name = code ?? ""
    let isSubtree = name.hasPrefix("under ")
    let index = try snapshot.codebook.resolver.index(
      of: isSubtree ? String(name.dropFirst(6)).trimmingBlanks : name, .prefix)
    return isSubtree ? .under(index) : .code(index)
  }
}
