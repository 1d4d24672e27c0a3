import ArgumentParser
import CodingEngine
import Exchange
import Fieldwork
import ReportGenerator
import StudyStore

/// Which codes go together.
struct Cooccurrence: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cooccurrence",
    abstract: "Counts which codes go together, in a unit that is always named.",
    discussion: """
      Units: characters (default), pairs, quotations, regions, sentence, turn, window:K (K turns
      that follow each other), transcript, participant, case. In pairs and quotations --relation says how two passages lie: overlaps
      (default), equal, inside, encloses, partial, touching, 'near 2 turns', 'near 1 sentence',
      'near 50 characters'. Pairs of codes that never meet are left out unless --all.

      Examples:
        emic cooccurrence
        emic cooccurrence --unit turn --coefficient jaccard,phi
        emic cooccurrence --unit window:3
        emic cooccurrence --unit pairs --relation 'near 1 turns'
        emic cooccurrence --unit case --codes intent-to-stay,no-way-back --test
        emic cooccurrence --where 'kind is household or kind is focus-group'
        emic cooccurrence --unit turn --tuples 3
        emic cooccurrence --unit turn --passages school-as-anchor intent-to-stay
        emic cooccurrence --unit turn --figure network --output codes.svg
        emic cooccurrence --table answers.csv --test
        emic cooccurrence --spans quotations.csv --unit pairs --atlas
      """)

  @Option(help: "What is counted.") var unit: String?
  @Option(
    help: ArgumentHelp("How two passages lie, in pairs and quotations.", valueName: "relation"))
  var relation = "overlaps"
  @Option(
    help: ArgumentHelp(
      "Only these codes, split by commas; 'under CODE' for a branch.", valueName: "codes"))
  var codes: String?
  @Option(
    help: ArgumentHelp("each (pairs within a coder), pooled, or a coder's name.", valueName: "who"))
  var coders = "each"
  @Flag(help: "A code stands for everything below it as well.") var rollup = false
  @Flag(
    name: .customLong("include-interviewer"),
    help: "Count the interviewer's turns and words as units too.")
  var includeInterviewer = false
  @Flag(help: "Also the pairs that never meet.") var all = false
  @Option(
    help: ArgumentHelp(
      "Coefficients, split by commas, or all: "
        + CooccurrenceMeasure.allCases.map(\.rawValue).joined(separator: ", ") + ".",
      valueName: "names"))
  var coefficient = "jaccard"
  @Flag(help: "The c of ATLAS.ti beside the counts, with its flags.") var atlas = false
  @OptionGroup var testing: TestingOptions
  @Option(help: ArgumentHelp("Sets of so many codes instead of pairs (2 to 5).", valueName: "k"))
  var tuples: Int?
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("The passages behind these codes together.", valueName: "codes"))
  var passages: [String] = []
  @Option(help: "A drawing in SVG: heatmap or network.") var figure: CooccurrenceFigure?
  @Option(help: "The network for other programs: graphml or dot.") var graph: CooccurrenceGraph?
  @Option(help: ArgumentHelp("The least n of a pair in a network.", valueName: "n")) var least = 2
  @Option(
    help: ArgumentHelp("A table of units × codes (0, 1) instead of a study.", valueName: "file.csv")
  )
  var table: String?
  @Option(
    help: ArgumentHelp("The column of --table that says in which document.", valueName: "column"))
  var within: String?
  @Option(
    help: ArgumentHelp(
      "Stretches with coder, start, end, value (document) instead of a study.",
      valueName: "file.csv"))
  var spans: String?
  @Option(help: ArgumentHelp("With --spans: the length of the text or texts.", valueName: "n"))
  var length: Int?
  @OptionGroup var filter: FilterOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    try require(least, "--least", in: 1...1_000_000)
    try require(tuples, "--tuples", in: 2...5)
    try testing.check()
    let ways = [
      ("--tuples", tuples != nil), ("--passages", !passages.isEmpty), ("--figure", figure != nil),
      ("--graph", graph != nil), ("--test", testing.test), ("--atlas", atlas),
    ].filter(\.1).map(\.0)
    if ways.count > 1, ways != ["--test", "--atlas"] {
      throw ValidationError("\(ways[0]) and \(ways[1]) are two different answers; choose one.")
    }
    if passages.count == 1 { throw ValidationError("--passages takes two codes or more.") }
    try checkSpans()
    if within != nil, table == nil { throw ValidationError("--within belongs to --table.") }
    if table != nil, unit != nil || atlas || !passages.isEmpty || filter.filter != nil {
      throw ValidationError(
        "--table has rows and no study: leave out --unit, --atlas, --passages, --where.")
    }
  }

  /// Refuses what stretches of no study have not.
  private func checkSpans() throws {
    try require(length, "--length", in: 1...1_000_000_000)
    if length != nil, spans == nil { throw ValidationError("--length belongs to --spans.") }
    guard spans != nil else { return }
    if table != nil || !passages.isEmpty || filter.filter != nil {
      throw ValidationError(
        "--spans has stretches and no study: leave out --table, --passages, --where.")
    }
    let units: [CooccurrenceUnit] = [.characters, .pairs, .quotations, .regions]
    if let unit, !units.map(\.rawValue).contains(unit) {
      throw ValidationError(
        "--spans has characters and no turns: --unit is one of "
          + "\(units.map(\.rawValue).joined(separator: ", ")).")
    }
    if let asked = SpanRelation(relation), case .near(_, let distance) = asked,
      distance != .characters
    {
      throw ValidationError("--spans has characters and no turns: write 'near 50 characters'.")
    }
  }

  func run() throws {
    let material = try material()
    let query = try query(material)
    let snapshot = material.snapshot
    let chosen = try snapshot.codes(commaList(codes))
    if !passages.isEmpty { return try writePassages(material, query) }
    if let tuples {
      let sets = try codeTuples(in: snapshot, codes: chosen, size: tuples, asking: query)
      var answer = EngineTables.tuples(sets, in: snapshot, coders: coders)
      answer.limit(by: snapshot)
      answer.table.notes += material.notes
      return try output.answer(answer, options)
    }
    let counts = cooccurrence(in: snapshot, codes: chosen, asking: query)
    if figure != nil || graph != nil { return try draw(counts, snapshot.codebook) }
    var shown = EngineTables.CooccurrenceColumns(coefficients: try measures(), all: all)
    if testing.test { shown.tests = try counts.tests(in: snapshot, testing.plan) }
    if atlas {
      let pairs = try CooccurrenceQuery(unit: .pairs, coders: query.coders, rollup: rollup)
      shown.atlas = cooccurrence(in: snapshot, codes: chosen, asking: pairs)
    }
    var answer = EngineTables.cooccurrence(
      counts, in: snapshot, coders: coders, shown, parameters: parameters(query))
    answer.limit(by: snapshot)
    answer.table.notes += material.notes
    try output.answer(answer, options)
  }

  /// What is counted: a study, or a table that was made into one.
  private struct Material {
    var session: Session?
    var snapshot: StudySnapshot
    /// What a reader of the numbers must know of the table.
    var notes: [String] = []
  }

  private func material() throws -> Material {
    if let table {
      let text = try Files.text(table)
      let units = try UnitTableCSV.read(text, fileName: Files.name(table), within: within)
      return Material(snapshot: try units.turns.snapshot(), notes: units.notes)
    }
    if let spans {
      let found = try SpansCSV.read(try Files.text(spans), fileName: Files.name(spans))
      return Material(
        snapshot: try found.snapshot(length: length, file: Files.name(spans)),
        notes: found.notes + found.documentNotes(length: length))
    }
    let session = try Session.reading(options)
    let parts = filter.parts.union([.turns, .codings])
    return Material(
      session: session, snapshot: try filter.limit(try session.study.snapshot(parts)))
  }

  private func query(_ material: Material) throws -> CooccurrenceQuery {
    let (unit, window) = try chosenUnit()
    guard let relation = SpanRelation(relation) else {
      throw Problem(
        .usage, "'\(relation)' is no relation",
        hint: "write \(SpanRelation.plain.map(\.word).joined(separator: ", ")), or near with a "
          + "distance, such as 'near 2 turns'")
    }
    var sentences: Sentences?
    if CooccurrenceQuery.needsSentences(unit, relation), let session = material.session {
      let texts = material.snapshot.texts.indices.map { Int32($0) }
      sentences = Sentences(
        of: material.snapshot, words: try session.shelf(texts, in: material.snapshot))
    }
    return try CooccurrenceQuery(
      unit: unit, relation: relation, coders: try material.snapshot.coders(coders), rollup: rollup,
      includeInterviewer: includeInterviewer, sentences: sentences, window: window)
  }

  private func chosenUnit() throws -> (unit: CooccurrenceUnit, window: Int) {
    let least = CooccurrenceQuery.leastWindow
    if table != nil { return (.row, least) }
    guard let unit else { return (.characters, least) }
    if unit.hasPrefix("window:"), let size = Int(unit.dropFirst("window:".count)) {
      return (.window, size)
    }
    guard let chosen = CooccurrenceUnit(rawValue: unit), CooccurrenceUnit.ofStudies.contains(chosen)
    else {
      let names = CooccurrenceUnit.ofStudies.map(\.rawValue).joined(separator: ", ")
      throw Problem(
        .usage, "'\(unit)' is no unit", hint: "write one of \(names), or window:3")
    }
    return (chosen, least)
  }

  private func measures() throws -> [CooccurrenceMeasure] {
    if coefficient == "all" { return CooccurrenceMeasure.allCases }
    return try commaList(coefficient).map { name in
      guard let measure = CooccurrenceMeasure(rawValue: name) else {
        throw Problem(
          .usage, "'\(name)' is no coefficient",
          hint: "write all, or some of "
            + CooccurrenceMeasure.allCases.map(\.rawValue).joined(separator: ", "))
      }
      return measure
    }
  }

  private func parameters(_ query: CooccurrenceQuery) -> [Parameter] {
    var parameters: [Parameter] = []
    if query.relation != .overlaps {
      parameters.append(Parameter("relation", query.relation.words))
    }
    if rollup { parameters.append(Parameter("rollup", .flag(true))) }
    return parameters + (testing.test ? testing.parameters : [])
  }

  private func draw(_ counts: CooccurrenceTable, _ codebook: Codebook) throws {
    if figure == .heatmap {
      let map = HeatMap(counts, codebook: codebook, all: all)
      return try output.write(Array((map.picture(id: "cooccurrence").markup + "\n").utf8))
    }
    let network = CodeNetwork(counts, codebook: codebook, least: least)
    if network.omitted > 0, !options.quiet {
      Console.remark(
        "note: \(network.omitted) pairs that meet less than \(network.least) times are left out")
    }
    switch graph {
    case .graphml: try output.write(GraphMLRenderer().bytes(network))
    case .dot: try output.write(DOTRenderer().bytes(network))
    case nil:
      let picture = NetworkFigure(network).picture(id: "cooccurrence")
      try output.write(Array((picture.markup + "\n").utf8))
    }
  }

  private func writePassages(_ material: Material, _ query: CooccurrenceQuery) throws {
    guard let session = material.session else { return }
    let snapshot = material.snapshot
    let chosen = try passages.map { try snapshot.codebook.resolver.index(of: $0, .prefix) }
    guard Set(chosen).count == chosen.count else {
      throw Problem(.usage, "a code stands among the codes twice", hint: "name different codes")
    }
    let found = try CodingEngine.passages(ofCodes: chosen, in: snapshot, asking: query)
    let shelf = try session.shelf(forCodings: found.flatMap(\.rows), in: snapshot)
    let places = found.map { place in
      (
        heading: snapshot.label(place, query),
        quotes: quotes(rows: place.rows, in: snapshot, texts: shelf)
      )
    }
    let slugs = chosen.map { snapshot.codebook.codes[$0].slug }
    guard output.format == .table else {
      return try output.answer(EngineTables.together(places, codes: slugs, query), options)
    }
    let page = QuotesPage(
      title: "\(slugs.joined(separator: " + ")): \(places.count) places; counted: \(query.words)",
      groups: places, notes: [], snapshot: snapshot, texts: shelf,
      width: output.output == nil ? Console.width : nil)
    try output.write(Array((page.lines.joined(separator: "\n") + "\n").utf8))
  }
}

/// The drawings of a table of codes that go together.
enum CooccurrenceFigure: String, ExpressibleByArgument, CaseIterable {
  case heatmap, network
}

/// The files for programs that draw networks.
enum CooccurrenceGraph: String, ExpressibleByArgument, CaseIterable {
  case graphml, dot
}

/// `a, b` as two names.
func commaList(_ text: String?) -> [String] {
  text?.split(separator: ",").map { String($0).trimmingBlanks }.filter { !$0.isEmpty } ?? []
}
