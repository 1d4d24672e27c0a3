import ArgumentParser
import CodingEngine
import Fieldwork
import ReportGenerator
import StudyStore

/// Puts the passages of a code beside each other.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract:
      "Puts the passages of a code side by side, by case, kind, coder or visit, or new to old.",
    discussion: """
      The definition stands on top. With --since the passages that were coded since are put beside
      those before; DATE looks at when a coding was made, the number of a journal entry ('emic
      log') at when it came into the study. With --by as well they stand first in each group and
      are marked.

      Examples:
        emic compare intent-to-stay
        emic compare intent-to-stay --by kind
        emic compare school-as-anchor --since 2017-07-01
        emic compare school-as-anchor --since 40 --by case
        emic compare paperwork-barrier --by coder --where 'kind is household' --format csv
      """)

  /// By what passages are grouped.
  enum By: String, ExpressibleByArgument, CaseIterable {
    case `case`, kind, coder, visit
  }

  @Argument(help: "The code.") var code: String
  @Option(help: "By what to group the passages (case, unless --since is given).") var by: By?
  @Option(
    help: ArgumentHelp("A day, or the number of a journal entry.", valueName: "date|entry"))
  var since: String?
  @Option(help: ArgumentHelp("Whose codings: pooled, or a coder's name.", valueName: "who"))
  var coders = "pooled"
  @OptionGroup var filter: FilterOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func run() throws {
    let session = try Session.reading(options)
    let moment = try since.map(CodingMoment.init(typed:))
    var snapshot = try filter.limit(
      try session.study.snapshot(filter.parts.union([.turns, .codings])))
    let index = try snapshot.codebook.resolver.index(of: code, .prefix)
    try snapshot.expectPassages(ofCode: index)
    let choice = try snapshot.coders(coders)
    if case .only = choice {
      let codings = snapshot.codings
      snapshot.codings = codings.filtered { choice.includes(codings.coders[$0]) }
    }
    let slug = snapshot.codebook.codes[index].slug
    let new = try moment.map {
      snapshot.rows(among: try session.study.newCodings(ofCode: slug, since: $0))
    }
    let dimension =
      by.flatMap { CodeComparison.Dimension(rawValue: $0.rawValue) } ?? (new == nil ? .case : .age)
    let comparison = CodeComparison(ofCode: index, in: snapshot, by: dimension, new: new)
    let rows = comparison.groups.flatMap { $0.passages.flatMap(\.rows) }
    let shelf = try session.shelf(forCodings: rows, in: snapshot)
    if output.format == .table {
      let page = ComparisonPage(
        comparison, in: snapshot, texts: shelf, since: since,
        width: output.output == nil ? Console.width : nil)
      try output.write(Array((page.lines.joined(separator: "\n") + "\n").utf8))
    } else {
      try output.answer(
        EngineTables.comparison(comparison, in: snapshot, texts: shelf, since: since), options)
    }
  }
}

extension CodingMoment {
  /// Reads a day such as `2017-07-01` or the number of a journal entry.
  fileprivate init(typed: String) throws {
    if let number = Int64(typed) {
      self = .entry(number)
    } else if let date = CivilDate(typed) {
      self = .date(date)
    } else {
      throw Problem(
        .usage, "'\(typed)' is no moment",
        hint: "write a day such as 2017-07-01, or the number of an entry of 'emic log'")
    }
  }
}

extension StudySnapshot {
  /// Refuses a category, which has no passages of its own.
  fileprivate func expectPassages(ofCode index: Int) throws {
    let code = codebook.codes[index]
    guard !code.isCodable else { return }
    let below = codebook.subtree(index).dropFirst().map { codebook.codes[$0] }
      .filter(\.isCodable).prefix(5).map(\.slug)
    throw Problem(
      .data, "'\(code.slug)' is a category and carries no passages",
      hint: below.isEmpty
        ? "compare a code" : "compare one of its codes: \(below.joined(separator: ", "))")
  }
}
