import ArgumentParser
import CodingEngine
import Exchange
import Fieldwork
import ReportGenerator
import StudyStore

/// The course of the field: what each interview added.
struct Saturation: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "saturation",
    abstract: "Counts the new codes of each interview in the order of the field.",
    discussion: """
      The codebook is today's, applied backwards; --codebook then counts in each interview only
      the codes made before the next one was taken up. What nobody was re-read for is said. Whether
      the field is exhausted is for the researcher to judge: no answer says so.

      With --base, --run or --threshold: the rule of Guest, Namey & Chen (2020), within each kind
      unless --by says otherwise, in the order of the field and in random orders; --runs lists
      every run. --curve: all orders at once, and up to twice as many interviews. --richness: how
      many codes there may be. --categories, --changes, --unread: what a judgement rests on.

      Examples:
        emic saturation
        emic saturation --names
        emic saturation --by kind
        emic saturation --codebook then
        emic saturation --by city --format csv
        emic saturation --where 'site in guiyang and date <= 2016'
        emic saturation --base 4 --run 2 --threshold 5
        emic saturation --base 4 --runs --by all
        emic saturation --curve --orders 1000 --seed 1
        emic saturation --richness
        emic saturation --categories
        emic saturation --table interviews-by-codes.csv --richness
      """)

  @Option(
    help: ArgumentHelp("Groups by kind, site, city or any attribute.", valueName: "attribute"))
  var by: String?
  @Option(
    help: ArgumentHelp("Whose codings: pooled (default), or a coder's name.", valueName: "who"))
  var coders: String?
  @Option(help: "Which codebook: today (applied backwards), or then.")
  var codebook: CodebookTime?
  @OptionGroup var filter: FilterOptions
  @OptionGroup var rule: InformationOptions
  @Flag(help: "Expected codes in so many interviews, over all orders and up to twice as many.")
  var curve = false
  @Flag(help: "Estimates of how many codes there may be.") var richness = false
  @Flag(help: "Per category: codes, interviews, negative cases, last memo.") var categories = false
  @Flag(help: "How the codebook changed, entry by entry of the journal.") var changes = false
  @Flag(help: "Codes made after interviews were last coded.") var unread = false
  @Flag(help: "In a table: the codes by name instead of the numbers.") var names = false
  @Option(
    help: ArgumentHelp(
      "Interviews by codes in a CSV file instead of a study.", valueName: "file"))
  var table: String?
  @OptionGroup var elsewhere: StretchesElsewhere
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    let views = [rule.isAsked, curve, richness, categories, changes, unread].count { $0 }
    guard views <= 1 else {
      throw ValidationError(
        "Ask for one of the rule, --curve, --richness, --categories, "
          + "--changes and --unread at a time.")
    }
    if codebook == .then, categories || changes || unread {
      throw ValidationError("--codebook then is for the counts of interviews.")
    }
    guard
      table == nil
        || !(categories || changes || unread || codebook != nil || filter.filter != nil
          || coders != nil)
    else {
      throw ValidationError(
        "--table holds neither codebook nor coders nor interviews: leave out --categories, "
          + "--changes, --unread, --codebook, --coders, --where.")
    }
    try elsewhere.check(insteadOf: "--table FILE with interviews as rows and codes as columns")
  }

  func run() throws {
    if let table {
      let (sequence, notes) = try self.sequence(ofTable: table)
      return try output.answer(try result(sequence, notes: notes), options)
    }
    let session = try Session.reading(options)
    if changes {
      return try output.answer(
        EngineTables.codebookChanges(try session.study.codebookHistory(), view: output.view(names)),
        options)
    }
    if categories {
      let snapshot = try session.study.snapshot([.codings, .themes, .notes])
      return try output.answer(EngineTables.categories(CategoryReport(snapshot)), options)
    }
    let parts = filter.parts.union(grouping == nil ? .codings : [.codings, .surveys])
    let whole = try session.study.snapshot(parts)
    let limited = try filter.limit(whole)
    let history = try session.study.codebookHistory()
    let sequence = InterviewSequence(
      limited, coders: try whole.coders(coders ?? "pooled"),
      by: try grouping.map { try StudyAttribute($0, in: whole) },
      asOf: codebook == .then ? history : nil)
    let reading = UnreadCodes(
      whole, history, labels: Set(sequence.interviews.map(\.label)),
      isAsOfThen: codebook == .then)
    var answer =
      try unread ? EngineTables.unread(reading) : result(sequence, notes: reading.notes)
    answer.limit(by: limited)
    try output.answer(answer, options)
  }

  /// By what is grouped: the rule asks within one kind unless told otherwise.
  private var grouping: String? {
    if by == "all" { return nil }
    return by ?? (rule.isAsked && table == nil ? "kind" : nil)
  }

  private func result(_ sequence: InterviewSequence, notes: [String]) throws -> ResultTable {
    if rule.isAsked {
      let found = try NewInformation(
        sequence, rule: rule.rule, orders: rule.orders ?? 1_000, seed: rule.seed)
      return rule.runs
        ? EngineTables.informationRuns(found, parameters, notes: notes)
        : EngineTables.newInformation(found, parameters, notes: notes)
    }
    if curve {
      let found = CodeCurve(sequence, orders: rule.orders ?? 1_000, seed: rule.seed)
      return EngineTables.codeCurve(found, parameters, notes: notes)
    }
    if richness { return EngineTables.richness(CodeRichness(sequence), parameters, notes: notes) }
    return EngineTables.newCodes(
      NewCodes(sequence), parameters, isGrouped: grouping != nil, view: output.view(names),
      notes: notes)
  }

  private var parameters: [Parameter] {
    var parameters = [Parameter("by", grouping ?? "all")]
    if let table {
      parameters.append(Parameter("table", Files.name(table)))
    } else {
      parameters.append(Parameter("coders", coders ?? "pooled"))
      parameters.append(Parameter("codebook", (codebook ?? .today).rawValue))
    }
    if rule.isAsked { parameters += rule.parameters }
    if rule.isAsked || curve {
      parameters.append(Parameter("orders", .integer(rule.orders ?? 1_000)))
      parameters.append(Parameter("seed", .integer(Int(clamping: rule.seed))))
    }
    return parameters
  }

  private func sequence(ofTable path: String) throws -> (InterviewSequence, notes: [String]) {
    let file = try InterviewCodesCSV(
      try Files.text(path), fileName: Files.name(path), groupedBy: grouping)
    let interviews = file.rows.map {
      InterviewSequence.Interview(label: $0.label, date: $0.date, kind: $0.kind, site: $0.site)
    }
    let sequence = InterviewSequence(
      interviews: interviews, codes: file.codes, counts: file.rows.map(\.counts),
      groupedBy: grouping == nil ? [] : file.rows.map(\.group))
    guard let sequence else {
      throw Problem(.internalFailure, "the rows of the table differ in length", place: path)
    }
    return (sequence, file.notes)
  }
}

/// Which codebook is applied to the interviews.
enum CodebookTime: String, ExpressibleByArgument, CaseIterable {
  case today, then
}
