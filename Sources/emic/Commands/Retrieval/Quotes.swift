import ArgumentParser
import CodingEngine
import Fieldwork
import ReportGenerator
import StudyStore

/// Shows the passages of codes.
struct Quotes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quotes",
    abstract: "Shows the passages of a code, a subtree, or several codes together.",
    discussion: """
      A query is a code, under CODE (everything below it), theme NAME, text "words", or @NAME (a
      saved query); with and, or, not and brackets; and with overlaps, within, encloses, before,
      after, near(2 turns | 1 sentence | 50 characters), same turn, same passage, same transcript,
      same case between two of them, or not and one of these. Names with blanks stand in quotation
      marks. 'A and B' gives the passages where codings of both overlap.

      Examples:
        emic quotes intent-to-stay
        emic quotes under cat-school-gate
        emic quotes school-as-anchor and intent-to-stay
        emic quotes 'paperwork-barrier and not no-local-insurance' --format csv
        emic quotes 'school-as-anchor not near(3 turns) informal-work'
        emic quotes 'text "hukou*" and not under cat-paper-wall'
        emic quotes 'intent-to-stay and school-as-anchor' --clip
        emic quotes --ask question.txt
        emic quotes intent-to-stay --where 'owns_home_city is no'
        emic quotes intent-to-stay --languages zh,en   original and translation, each cited
        emic quotes --starred
        emic quotes intent-to-stay --set opening
      """)

  @Argument(help: "A code or a query.") var query: [String] = []
  @Option(help: ArgumentHelp("Read the query from a file, or - for typing it.", valueName: "file"))
  var ask: String?
  @Option(
    help: ArgumentHelp("Only passages of this set; without a query all of them.", valueName: "name")
  )
  var set: String?
  @Flag(help: "Only passages with a star, the set 'star'.") var starred = false
  @Flag(help: "Only the stretches that all of the query shares, not the whole passages.")
  var clip = false
  @Option(
    help: ArgumentHelp(
      "Turns before and after each passage, in CSV and JSON (0 for none).", valueName: "n"))
  var context = 1
  @Option(help: ArgumentHelp("Whose codings: pooled, or a coder's name.", valueName: "who"))
  var coders = "pooled"
  @OptionGroup var languages: LanguageOptions
  @OptionGroup var filter: FilterOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    try require(context, "--context")
    if set != nil, starred { throw ValidationError("Take --set or --starred, not both.") }
    if isWholeSet, clip { throw ValidationError("--clip needs a query.") }
    if !isWholeSet, query.isEmpty == (ask == nil) {
      throw ValidationError("Write a query, or name a file that holds one with --ask.")
    }
  }

  /// Whether everything of a set is asked for, whatever its codes.
  private var isWholeSet: Bool { (set != nil || starred) && query.isEmpty && ask == nil }

  /// As rows the turns come with the words, a few transcripts at a time.
  private var parts: SnapshotParts {
    output.rowRenderer == nil ? [.turns, .codings] : [.turnsOfQuery, .codings]
  }

  func run() throws {
    let session = try Session.reading(options)
    let chosen = try SetChoice(set: set, isStarred: starred, session)
    if isWholeSet {
      let snapshot = try filter.limit(
        try session.study.snapshot(filter.parts.union(parts)))
      try answer(nil, chosen, snapshot, session)
      return
    }
    let asked = try CodeQuery(try ask.map(AskedQuery.text) ?? query.joined(separator: " "))
    let snapshot = try filter.limit(
      try session.study.snapshot(filter.parts.union(parts)) {
        try asked.resolved(in: $0, .prefix)
      })
    try answer(asked, chosen, snapshot, session)
  }

  /// Shows the passages that a query finds, or all codings of a set.
  private func answer(
    _ asked: CodeQuery?, _ chosen: SetChoice?, _ given: StudySnapshot, _ session: Session
  ) throws {
    var snapshot = given
    let choice = try snapshot.coders(coders)
    if case .only = choice {
      let codings = snapshot.codings
      snapshot.codings = codings.filtered { choice.includes(codings.coders[$0]) }
    }
    var found: CodeQueryAnswer
    var title: String
    if let asked {
      let parsed = try asked.resolved(in: snapshot.queryNames, .prefix)
      found = parsed.answer(in: snapshot, texts: try session.shelf(for: parsed, in: snapshot))
      title = parsed.words
    } else {
      found = snapshot.allCodings
      title = ""
    }
    if let chosen {
      found = chosen.limit(found, in: snapshot)
      title = chosen.title(of: title)
    }
    let (answer, limited, clips, turns, heading) = (found, snapshot, clip, context, title)
    let tags = try languages.tags(in: snapshot)
    let passages = answer.passages(in: snapshot, isClipped: clip)
    @Sendable func table(
      _ passages: [CodingEngine.Quote], _ there: StudySnapshot, _ shelf: TextShelf
    ) -> ResultTable {
      var table = EngineTables.quotes(
        passages, query: heading, answer, isClipped: clips, languages: tags
      ) { quote in
        Span(start: quote.start, end: quote.end).map {
          there.layeredWords(
            ofText: quote.text, $0, quote: quote.quote, languages: tags, texts: shelf)
        } ?? []
      }
      table.limit(by: limited)
      return table
    }
    if let renderer = output.rowRenderer {
      let reader = TextReader(session.study, of: limited, showsLayers: !tags.isEmpty)
      try output.answer(inPieces: passages.inPieces(), as: renderer, options) { piece in
        let texts = Set(piece.map(\.text))
        return try reader.read(tags.isEmpty ? texts.sorted() : limited.layers(of: texts))
      } prepare: { written in
        var read = limited
        read.turns = written.turns
        let (there, shelf) = (read, written.shelf())
        return { passages in
          table(quotes(of: Array(passages), in: there, texts: shelf, context: turns), there, shelf)
        }
      }
      return
    }
    let shelf = try session.shelf(forTexts: Set(passages.map(\.text)), in: snapshot)
    let read = quotes(of: passages, in: snapshot, texts: shelf, context: context)
    if output.format == .table {
      let page = QuotesPage(
        read, query: title, found: answer, snapshot: snapshot, texts: shelf,
        width: output.output == nil ? Console.width : nil, isClipped: clip, languages: tags)
      try output.write(Array((page.lines.joined(separator: "\n") + "\n").utf8))
    } else {
      try output.answer(table(read, snapshot, shelf), options)
    }
  }
}

extension [QuotedPassage] {
  /// The passages in pieces of whole transcripts, up to 400 passages or 32 texts each; one empty
  /// piece of none.
  fileprivate func inPieces() -> [ArraySlice<QuotedPassage>] {
    var pieces: [ArraySlice<QuotedPassage>] = []
    var start = 0
    var texts = 0
    for index in indices.dropFirst() where self[index].text != self[index - 1].text {
      texts += 1
      if texts == 32 || index - start >= 400 {
        pieces.append(self[start..<index])
        start = index
        texts = 0
      }
    }
    return pieces + [self[start...]]
  }
}
