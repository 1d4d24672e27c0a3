import ArgumentParser
import CodingEngine
import Fieldwork
import StudyStore

/// By which field prevalence is told.
struct ThemeGroupOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "By a field: kind, site, an attribute, or a variable of the survey.", valueName: "field"))
  var by: String?
  @Option(help: ArgumentHelp("Split a number here: below, and this or more.", valueName: "value"))
  var at: Double?

  /// The parts of a study that the field may lie in.
  var parts: SnapshotParts { by == nil ? [] : [.surveys] }

  func check(_ command: some ParsableCommand) throws {
    try command.requireFinite(at, "--at")
    if at != nil, by == nil { throw ValidationError("--at splits the field that --by names.") }
  }
}

/// Reading the parts of a theme from the command line.
enum ThemeOptions {
  /// The rule that is meant: words of counting, else a query.
  static func rule(_ text: String) throws -> ThemeRule {
    if let rule = ThemeRule(text) { return rule }
    // A query that cannot be read says where; everything that is no number of codes is one.
    let query = text.foldedName.hasPrefix("when ") ? String(text.trimmingBlanks.dropFirst(5)) : text
    _ = try CodeQuery(query)
    return .query(query)
  }

  /// The codes that are named, by exact id or name.
  static func slugs(_ names: String?, in book: Codebook) throws -> [String] {
    try commaList(names).map { book.codes[try book.resolver.index(of: $0, .exact)].slug }
  }

  /// The codes that a rule's query looks for, those behind a `not` left out.
  static func slugs(namedBy rule: ThemeRule, in book: Codebook) throws -> [String] {
    guard let query = try rule.resolvedQuery(in: book) else { return [] }
    var found: [String] = []
    for range in query.tree.positiveLeaves.flatMap(\.ranges) {
      if !found.contains(book.codes[range.lowerBound].slug) {
        found.append(book.codes[range.lowerBound].slug)
      }
    }
    return found
  }
}

extension ResolvedCodeQuery.Term {
  fileprivate var ranges: [Range<Int>] {
    if case .codes(let ranges) = meaning { ranges } else { [] }
  }
}
