import ArgumentParser
import CodingEngine
import Fieldwork
import Patterns
import ReportGenerator
import StudyStore

/// Finds words.
struct Search: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Finds words, sets of synonyms and patterns in all transcripts.",
    discussion: """
      Several words must all stand in one turn. English words match by stem (fees finds fee),
      Chinese ones exactly, also a single character. With --synonyms any word of a set is found,
      in simplified and traditional characters; the sets stand in synonyms.yaml beside the study.

      Examples:
        emic search 户口
        emic search '"school place" insurance'
        emic search 拆 --context 60 --limit 200
        emic search --synonyms hukou --uncoded
        emic search --regex '(一|两|三)百块' --where 'kind is household'
      """)

  @Argument(help: "What to look for (not with --synonyms or --regex).") var query: [String] = []
  @Option(
    help: ArgumentHelp(
      "Any word of a set of synonyms, or of all sets of a file.", valueName: "set or file"))
  var synonyms: [String] = []
  @Option(help: ArgumentHelp("A regular expression (PCRE2).", valueName: "pattern"))
  var regex: String?
  @Flag(help: "Say which codes lie on each match (with --synonyms and --regex always).")
  var codes = false
  @Flag(help: "Only matches on which no code lies.") var uncoded = false
  @Option(help: ArgumentHelp("Characters to show on both sides.", valueName: "n")) var context = 30
  @Option(help: ArgumentHelp("Turns to show; all are counted.", valueName: "n")) var limit = 50
  @OptionGroup var filter: FilterOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    try require(context, "--context")
    try require(limit, "--limit")
    let ways = [!query.isEmpty, !synonyms.isEmpty, regex != nil].count { $0 }
    guard ways == 1 else {
      throw ValidationError("Look for words, or for --synonyms, or for a --regex.")
    }
  }

  func run() throws {
    let session = try Session.reading(options)
    var found = try question(in: session)
    let showsCodes = codes || uncoded || query.isEmpty
    let parts: SnapshotParts = showsCodes ? [.turns, .codings] : .turns
    let snapshot =
      showsCodes || filter.filter != nil
      ? try session.study.snapshot(filter.parts.union(parts))
      : try session.study.snapshot(showing: found.texts)
    // The filter limits where to look; which codes lie there, it does not change.
    found.limits = try filter.limit(snapshot).limits
    if showsCodes { found.codes = CodesOnWords(snapshot) }
    found.isUncoded = uncoded
    let matches = try found.matches(limit: limit, context: context, snapshot, session)
    if output.format == .table {
      let width = output.output == nil ? Console.width ?? 100 : 100
      try output.write(Array((matches.page(width: width).joined(separator: "\n") + "\n").utf8))
    } else {
      try output.answer(ResultTables.search(matches), options)
    }
  }

  private func question(in session: Session) throws -> WordSearch {
    if let regex {
      return WordSearch(try session.study.search(try Pattern(regex)), asked: regex, "regex")
    }
    if !synonyms.isEmpty {
      let sets = try Synonyms.sets(synonyms, in: session.folder)
      let terms = sets.flatMap(\.terms)
      return WordSearch(
        try session.study.search(anyOf: terms), asked: sets.map(\.name).joined(separator: ", "),
        "synonyms", sets: sets)
    }
    let typed = query.joined(separator: " ")
    // What is counted or left out afterwards must be found before.
    let isWhole = codes || uncoded || filter.filter != nil
    let result = try session.study.search(typed, limit: isWhole ? .max : limit)
    return WordSearch(result.hits, total: result.total, asked: typed, "query")
  }
}
