import ArgumentParser
import CodingEngine
import Fieldwork
import ReportGenerator
import StudyStore

/// A code or theme against a survey variable.
struct CrosstabCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "crosstab",
    abstract: "Sets codes against survey variables: quotes of each cell, counts, n, tests.",
    discussion: """
      Cases are counted, never passages; with --unit participant those who speak. Contradicting cells come first. A test is made only with
      --test, by the types of both measures, with the rules for few cases; 'not distinguishable at
      this n' is no proof of sameness. Many codes by many variables (--codes, --variables) make one
      table whose tests are one family. Two variables of a file, and typed counts, need no study.

      Examples:
        emic crosstab intent-to-stay owns_home_city
        emic crosstab "under cat-welfare" owns_home_city --no-quotes
        emic crosstab --theme permanence-without-membership owns_home_city --test
        emic crosstab intent-to-stay income_10k --test --no-quotes
        emic crosstab intent-to-stay income_10k --measure coverage --with spearman,kendall
        emic crosstab intent-to-stay income_10k --at 7.5
        emic crosstab intent-to-stay owns_home_origin --where 'in_model_sample is yes'
        emic crosstab intent-to-stay female --survey members --unit participant
        emic crosstab --codes 'under cat-welfare' --variables owns_home_city,head_age --test
        emic crosstab intent-to-stay owns_home_city --test --strata household_type
        emic crosstab --counts "8 2; 1 9" --test
        emic crosstab --counts "794 150; 86 570" --with mcnemar
        emic crosstab owns_home_city region --table Surveys/households.csv --test
      """)

  @Argument(
    help: "A code or 'under CODE' (not with --theme), then a variable; with --table two variables.")
  var names: [String] = []
  @Option(help: ArgumentHelp("A theme instead of a code.", valueName: "theme")) var theme: String?
  @Option(help: ArgumentHelp("The survey (else the only one about the cases).", valueName: "name"))
  var survey: String?
  @Option(help: ArgumentHelp("Split a number here: below, and this or more.", valueName: "value"))
  var at: Double?
  @Option(
    help: ArgumentHelp(
      "Test within the groups of this variable (Mantel–Haenszel).",
      valueName: "variable"))
  var strata: String?
  @Option(help: "What is counted of the code in each case: presence, count or coverage.")
  var measure: AmountChoice = .presence
  @Option(
    help: ArgumentHelp(
      "Many codes: names joined by commas, 'under CODE' for each one below it; repeatable.",
      valueName: "codes"))
  var codes: [String] = []
  @Option(
    help: ArgumentHelp(
      "Many variables: names and patterns with *, joined by commas; repeatable.",
      valueName: "names"))
  var variables: [String] = []
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Typed counts instead of a code and a variable: groups as rows, \"8 2; 1 9\"; strata "
        + "split by |.",
      valueName: "table"))
  var counts: String?
  @OptionGroup var unit: UnitOptions
  @OptionGroup var file: TableFileOptions
  @Flag(help: "Counts only, no quotes.") var noQuotes = false
  @OptionGroup var testing: AssociationOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    try requireFinite(at, "--at")
    try testing.check()
    let isGrid = !codes.isEmpty || !variables.isEmpty
    if [counts != nil, file.table != nil, isGrid].count(where: { $0 }) > 1 {
      throw ValidationError("Ask for one of --counts, --table, and --codes with --variables.")
    }
    let hasMore = !names.isEmpty || theme != nil || at != nil || strata != nil
    if isGrid, codes.isEmpty || variables.isEmpty || hasMore {
      throw ValidationError(
        "A grid takes --codes and --variables, and no names before them, --theme, --at or --strata."
      )
    }
    if !isGrid, testing.holm { throw ValidationError("--holm belongs to --codes and --variables.") }
    if counts != nil, hasMore || filter.filter != nil {
      throw ValidationError(
        "Typed counts have no names, no --theme, no --at, no --where, and strata split by |.")
    }
    if file.table != nil, names.count != 2 || theme != nil || survey != nil {
      throw ValidationError("--table takes two variables, and neither --theme nor --survey.")
    }
    if unit.unit != .place, counts != nil || file.table != nil {
      throw ValidationError("--unit is about a study; leave it away here.")
    }
    if measure != .presence, counts != nil || file.table != nil {
      throw ValidationError("--measure is about codes; leave it away here.")
    }
    if strata != nil, testing.plan == nil {
      throw ValidationError("--strata belongs to --test.")
    }
    try file.check()
  }

  func run() throws {
    if let counts { return try answer(RecordCrosstab(TypedCounts(counts), plan: testing.plan)) }
    if file.table != nil { return try compare() }
    let session = try Session.reading(options)
    let whole = try session.study.snapshot()
    let snapshot = unit.counted(
      try filter.limit(
        whole.surveys.isEmpty
          ? whole
          : whole.joiningWaves(
            of: whole.survey(survey, of: unit.unit.level),
            namedIn: names + variables + [strata ?? ""])))
    if !codes.isEmpty { return try askGrid(session, snapshot) }
    var question = try CrosstabCommand.question(
      names, theme: theme, survey: survey, in: snapshot)
    question.split = at.map { .at($0) } ?? .none
    question.strata = try strata.map { try snapshot.variable($0, survey: question.survey) }
    complete(&question)
    let crosstab = try Crosstab(question, in: snapshot)
    guard output.format == .table || output.format == .markdown else {
      var answer =
        testing.plan == nil
        ? EngineTables.crosstab(crosstab, in: snapshot)
        : EngineTables.tests(crosstab, in: snapshot, testing.parameters)
      answer.limit(by: snapshot)
      try output.answer(answer, options)
      return
    }
    let shelf = try session.shelf(forCodings: crosstab.rows(), in: snapshot)
    let document = CrosstabSection.document(
      crosstab, in: snapshot, texts: shelf, withQuotes: !noQuotes)
    try output.write(document)
  }

  private func complete(_ question: inout Crosstab.Question) {
    question.amount = measure.amount
    question.test = testing.plan != nil
    question.plan = testing.plan ?? AssociationPlan()
  }

  private func askGrid(_ session: Session, _ snapshot: StudySnapshot) throws {
    let index = try snapshot.survey(survey)
    let columns = try snapshot.variables(variables.flatMap(commaList), survey: index)
    let rows = try snapshot.codes(codes.flatMap(commaList)) ?? []
    var seen: Set<Crosstab.Question> = []
    let questions = rows.flatMap { code in
      columns.map { variable -> Crosstab.Question in
        var question = Crosstab.Question(
          measure: .code(code), survey: index, variable: variable)
        complete(&question)
        return question
      }
    }.filter { seen.insert($0).inserted }
    let grid = try CrosstabGrid(
      questions, in: snapshot, correction: testing.holm ? .holm : .falseDiscovery)
    guard !grid.tables.isEmpty else {
      throw grid.refused.first ?? Problem(.usage, "nothing to compare", hint: "name a code")
    }
    var answer = EngineTables.crosstabGrid(
      grid, isTested: testing.plan != nil, isText: output.isForReading,
      [
        Parameter("codes", .list(codes)), Parameter("variables", .list(variables)),
        Parameter("measure", measure.rawValue),
      ] + testing.parameters)
    answer.limit(by: snapshot)
    guard output.isForReading, !noQuotes else { return try output.answer(answer, options) }
    let shelf = try session.shelf(
      forCodings: grid.tables.flatMap { $0.rows() }, in: snapshot)
    try output.write(
      CrosstabGridSection.document(grid, overview: answer, in: snapshot, texts: shelf))
  }

  /// Two variables of a file.
  private func compare() throws {
    let source = try ModelSource.read(file, filter: filter.filter, options)
    let first = try source.variable(names[0])
    let second = try source.variable(names[1])
    try answer(
      RecordCrosstab(
        first, second, in: source.table, rows: source.rows, split: at.map { .at($0) } ?? .none,
        strata: strata.map { try source.variable($0) }, plan: testing.plan), source.notes)
  }

  private func answer(_ crosstab: RecordCrosstab, _ notes: [String] = []) throws {
    if output.isForReading {
      for note in notes where !options.quiet { Console.remark("note: \(note)") }
      return try output.write(RecordCrosstabSection.document(crosstab))
    }
    let parameters =
      [
        counts.map { Parameter("counts", $0) },
        file.table.map { Parameter("table", Files.name($0)) },
        names.isEmpty ? nil : Parameter("variables", .list(names)),
        strata.map { Parameter("strata", $0) },
        filter.filter.map { Parameter("where", $0) },
      ].compactMap { $0 } + testing.parameters
    try output.answer(
      testing.plan == nil
        ? EngineTables.recordCrosstab(crosstab, parameters)
        : EngineTables.tests(crosstab, parameters), options)
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
