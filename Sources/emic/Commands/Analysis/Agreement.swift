import ArgumentParser
import CodingEngine
import Exchange
import Fieldwork
import ReportGenerator
import StudyStore

/// How well coders agree.
struct Agreement: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agreement",
    abstract: "Compares coders: Krippendorff's alpha and its kin, and where they disagree.",
    discussion: """
      Each turn (or sentence, or transcript) of the transcripts that all these
      coders have coded is rated: is the code there or not? --spans compares characters
      instead, where coders cut the text as they like. Intervals draw whole
      transcripts, from ten up. --coefficient all adds Holsti, Scott, Cohen,
      Bennett, Fleiss and Conger, with standard errors.

      Tables from elsewhere need no study: --table has one column per coder
      (and 'unit', 'document'), blanks are missing; --spans FILE has coder,
      start, end, value (and 'document').

      --rounds 1,2 compares what a coder did the first and the second time.
      Codings by 'adjudicated' (or --adjudicator NAME), what the coders settled
      on after talking, enter only where --coders names them.

      Examples:
        emic agreement
        emic agreement --coders gold,speakers --coefficient all --codes priced-out
        emic agreement --spans --leave-out agreed
        emic agreement --rounds 1,2 --coder ann
        emic agreement --disagreements priced-out
        emic agreement --disagreements priced-out --format csv --output decided.csv
        emic agreement --table ratings.csv --metric ordinal
        emic agreement --spans units.csv --length 300
      """)

  @Argument(
    help: ArgumentHelp("With --spans: stretches from a file, not the study.", valueName: "file"))
  var file: String?
  @Flag(help: "Compare characters: |u-alpha of each code, for coders who cut freely.")
  var spans = false
  @Option(help: "What is rated: turn (default), sentence or transcript.") var unit: String?
  @Option(
    help: ArgumentHelp("Who is compared, split by commas (else all coders).", valueName: "names"))
  var coders: String?
  @Option(
    name: .customLong("leave-out"),
    help: ArgumentHelp("Whose codings must not enter, such as agreed ones.", valueName: "names"))
  var leaveOut: String?
  @Option(help: ArgumentHelp("Rounds to compare; a coder in each is a rater.", valueName: "1,2"))
  var rounds: String?
  @Option(
    help: ArgumentHelp(
      "Whose codings were agreed on afterwards (else adjudicated).", valueName: "name"))
  var adjudicator: String?
  @Option(
    help: ArgumentHelp(
      "Transcripts that all have read, also where one found nothing.", valueName: "labels"))
  var transcripts: String?
  @Option(
    help: ArgumentHelp(
      "Only these codes, split by commas; 'under CODE' for a branch.", valueName: "codes"))
  var codes: String?
  @Flag(help: "A code stands for everything below it as well.") var rollup = false
  @Flag(
    name: .customLong("include-interviewer"),
    help: "Count the interviewer's turns and words as units too.")
  var includeInterviewer = false
  @Option(help: ArgumentHelp("One coefficient by its name, or all.", valueName: "name"))
  var coefficient: String?
  @Option(
    help: ArgumentHelp("With --spans: the exclusive codes below an entry.", valueName: "code"))
  var domain: String?
  @Flag(help: "One multi-valued alpha: a rating is the set of codes on a unit.") var sets = false
  @Option(
    help: ArgumentHelp("List the units about which coders disagree.", valueName: "code"))
  var disagreements: String?
  @Option(help: ArgumentHelp("Ratings from a file, not the study.", valueName: "file"))
  var table: String?
  @Option(help: "With --table: nominal (default), ordinal, interval or ratio.")
  var metric: String?
  @Option(help: ArgumentHelp("With --spans FILE: length of the text.", valueName: "n"))
  var length: Int?
  @Option(help: ArgumentHelp("With --spans FILE: where the text begins (0).", valueName: "n"))
  var start: Int?
  @OptionGroup var filter: FilterOptions
  @Option(help: ArgumentHelp("How often documents are drawn.", valueName: "n"))
  var resamples = 10_000
  @Option(help: ArgumentHelp("What the random generator starts from.", valueName: "n"))
  var seed = 1
  @OptionGroup var output: OutputOptions
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    try require(resamples, "--resamples")
    try require(seed, "--seed", in: 0...Int.max)
    try require(start, "--start", in: 0...1_000_000_000)
    try require(length, "--length", in: 1...1_000_000_000)
    if table != nil, spans { throw ValidationError("--table and --spans cannot stand together.") }
    if file != nil, !spans { throw ValidationError("A file stands after --spans or --table.") }
    if file != nil, length == nil {
      throw ValidationError("--spans FILE needs --length, the length of the text.")
    }
    if file == nil, length != nil {
      throw ValidationError("--length belongs to --spans FILE.")
    }
    if domain != nil, !spans || file != nil {
      throw ValidationError("--domain belongs to --spans without a file.")
    }
    if sets, spans { throw ValidationError("--sets and --spans cannot stand together.") }
    if metric != nil, table == nil { throw ValidationError("--metric belongs to --table.") }
    if start != nil, file == nil { throw ValidationError("--start belongs to --spans FILE.") }
    try refuseUnheard()
  }

  /// Refuses options to which the question that is asked would not listen.
  private func refuseUnheard() throws {
    let given: [(name: String, isGiven: Bool)] = [
      ("--spans", spans), ("--disagreements", disagreements != nil), ("--domain", domain != nil),
      ("--sets", sets), ("--unit", unit != nil), ("--rounds", rounds != nil),
      ("--adjudicator", adjudicator != nil), ("--transcripts", transcripts != nil),
      ("--codes", codes != nil), ("--rollup", rollup),
      ("--include-interviewer", includeInterviewer), ("--coefficient", coefficient != nil),
      ("--where", filter.filter != nil), ("--metric", metric != nil), ("--start", start != nil),
    ]
    let study: Set<String> = [
      "--rounds", "--adjudicator", "--transcripts", "--include-interviewer", "--where",
    ]
    let (question, heard): (String, Set<String>) =
      if table != nil {
        ("--table holds ratings and no study", sets ? ["--sets"] : ["--coefficient", "--metric"])
      } else if file != nil {
        ("--spans FILE holds stretches and no study", ["--spans", "--start", "--coefficient"])
      } else if disagreements != nil {
        (
          "--disagreements lists the units about one code",
          study.union(["--disagreements", "--unit", "--rollup"])
        )
      } else if domain != nil {
        ("--domain compares all its codes and coefficients", study.union(["--domain", "--spans"]))
      } else if sets {
        (
          "--sets has one coefficient of the codes as they are",
          study.union(["--sets", "--unit", "--codes"])
        )
      } else if spans {
        (
          "--spans compares characters",
          study.union(["--spans", "--codes", "--rollup", "--coefficient"])
        )
      } else {
        (
          "a study is compared code by code",
          study.union(["--unit", "--codes", "--rollup", "--coefficient"])
        )
      }
    let unheard = given.filter { $0.isGiven && !heard.contains($0.name) }.map(\.name)
    guard unheard.isEmpty else {
      throw ValidationError("\(question): leave out \(unheard.joined(separator: ", ")).")
    }
  }

  func run() throws {
    if let table {
      try output.answer(try compareTable(table), options)
    } else if let file {
      let found = try SpansCSV.read(try Files.text(file), fileName: Files.name(file))
      let kept = found.keeping(try compared(found.coders))
      let result = try placed(Files.name(file)) {
        try SpanTableAgreement(kept, length: length ?? 0, start: start ?? 0)
      }
      try check(coefficient, among: result.measures)
      try output.answer(EngineTables.agreement(result, coefficient: coefficient), options)
    } else {
      try compareStudy()
    }
  }

  private var resampling: AgreementResampling {
    AgreementResampling(resamples: resamples, seed: UInt64(seed))
  }

  private func compareTable(_ path: String) throws -> ResultTable {
    let found = try RatingsCSV.read(try Files.text(path), fileName: Files.name(path))
    let ratings = found.keeping(try compared(found.coders))
    return try placed(Files.name(path)) {
      if sets { return EngineTables.agreement(try tableSetAgreement(ratings), unit: "row") }
      let scale = try choice(RatingScale.self, metric ?? RatingScale.nominal.rawValue, "metric")
      return try answer(tableAgreement(ratings, scale: scale, resampling: resampling))
    }
  }

  /// The coders of a table from elsewhere that are compared, in its order.
  private func compared(_ names: [String]) throws -> [String] {
    let resolver = NameResolver(kind: "coder", things: names.map { NamedThing(id: $0) })
    let chosen = try commaList(coders).map { names[try resolver.index(of: $0, .prefix)] }
    let without = try commaList(leaveOut).map { names[try resolver.index(of: $0, .prefix)] }
    if let both = chosen.first(where: { without.contains($0) }) {
      throw AgreementFailure.comparedAndLeftOut(name: both)
    }
    return names.filter { (coders == nil || chosen.contains($0)) && !without.contains($0) }
  }

  private func compareStudy() throws {
    let session = try Session.reading(options)
    let whole = try session.study.snapshot(filter.parts.union([.turns, .codings]))
    let raters = try raters(in: whole)
    let snapshot = raters.snapshot
    let unit = try choice(AgreementUnit.self, unit ?? AgreementUnit.turn.rawValue, "unit")
    let scope = try raters.scope(
      transcripts: transcripts == nil
        ? nil : try commaList(transcripts).map { try snapshot.transcript($0, .prefix) },
      within: try filter.limit(whole).limits
    ).comparable(in: spans ? nil : unit, snapshot)
    let codes = try snapshot.codes(commaList(codes))
    let sentences = try unit == .sentence ? sentences(snapshot, scope, session) : nil
    if let disagreements {
      try list(disagreements, unit, sentences, scope, snapshot, session)
    } else if let domain {
      let entry = try snapshot.codebook.resolver.index(of: domain, .prefix)
      let result = try domainAgreement(
        in: snapshot, scope: scope, domain: entry, includeInterviewer: includeInterviewer,
        resampling: resampling)
      try output.answer(EngineTables.agreement(result), options)
    } else if sets {
      let result = try setAgreement(
        in: snapshot, scope: scope, codes: codes, unit: unit,
        includeInterviewer: includeInterviewer, sentences: sentences)
      try output.answer(EngineTables.agreement(result, unit: unit.rawValue), options)
    } else {
      let result =
        spans
        ? try spanAgreement(
          in: snapshot, scope: scope, codes: codes, rollup: rollup,
          includeInterviewer: includeInterviewer, resampling: resampling)
        : try agreement(
          in: snapshot, scope: scope, codes: codes, unit: unit, rollup: rollup,
          includeInterviewer: includeInterviewer, sentences: sentences, resampling: resampling)
      try output.answer(try answer(result), options)
    }
  }

  private func raters(in snapshot: StudySnapshot) throws -> AgreementRaters {
    let rounds = try commaList(rounds).map { word in
      guard let round = Int(word), (1...1000).contains(round) else {
        throw Problem(.usage, "'\(word)' is no round", hint: "write numbers, such as --rounds 1,2")
      }
      return round
    }
    // Beside --rounds the one who works is the one who is compared with herself.
    let named = coders ?? (rounds.isEmpty ? nil : options.coder)
    let adjudicators =
      adjudicator == nil
      ? snapshot.coders.indices.filter { snapshot.coders[$0] == Agreement.adjudicated }
      : try snapshot.coders(named: adjudicator)
    return try AgreementRaters(
      snapshot, coders: named == nil ? nil : try snapshot.coders(named: named),
      leaveOut: try snapshot.coders(named: leaveOut), adjudicators: adjudicators, rounds: rounds)
  }

  /// Whose codings are what the coders settled on, unless --adjudicator says otherwise.
  private static let adjudicated = "adjudicated"

  /// The sentences of the transcripts that are compared.
  private func sentences(
    _ snapshot: StudySnapshot, _ scope: AgreementScope, _ session: Session
  ) throws -> Sentences {
    let texts = snapshot.texts.indices.map { Int32($0) }.filter {
      scope.transcripts.contains(Int(snapshot.texts[Int($0)].transcript))
    }
    return Sentences(of: snapshot, words: try session.shelf(texts, in: snapshot))
  }

  private func list(
    _ name: String, _ unit: AgreementUnit, _ sentences: Sentences?, _ scope: AgreementScope,
    _ snapshot: StudySnapshot, _ session: Session
  ) throws {
    let code = try snapshot.codebook.resolver.index(of: name, .prefix)
    let slug = snapshot.codebook.codes[code].slug
    let found = CodingEngine.disagreements(
      in: snapshot, scope: scope, code: code, unit: unit, rollup: rollup,
      includeInterviewer: includeInterviewer, sentences: sentences)
    let turns = found.compactMap(\.turn).map { snapshot.turns.texts[$0] }
    let texts = Set(turns + neededTexts(rows: found.flatMap(\.rows), in: snapshot)).sorted()
    let shelf = try session.shelf(texts, in: snapshot)
    guard output.format == .table else {
      try output.answer(
        EngineTables.disagreements(found, code: slug, scope: scope, in: snapshot, texts: shelf),
        options)
      return
    }
    let page = DisagreementsPage(
      found, code: slug, scope: scope, snapshot: snapshot, texts: shelf,
      width: output.output == nil ? Console.width : nil)
    try output.write(Array((page.lines.joined(separator: "\n") + "\n").utf8))
  }

  /// One row per code, or every coefficient, or one of them.
  private func answer(_ result: AgreementTable) throws -> ResultTable {
    guard let coefficient else {
      return EngineTables.agreement(
        result, forReading: output.format == .table || output.format == .markdown)
    }
    try check(coefficient, among: result.rows.flatMap(\.measures))
    return EngineTables.agreementMeasures(result, only: coefficient == "all" ? nil : coefficient)
  }

  /// Refuses a coefficient that is none of those at hand.
  private func check(_ coefficient: String?, among measures: [AgreementMeasure]) throws {
    guard let coefficient, coefficient != "all" else { return }
    var names: [String] = []
    for measure in measures where !names.contains(measure.coefficient) {
      names.append(measure.coefficient)
    }
    guard names.isEmpty || names.contains(coefficient) else {
      throw Problem(
        .usage, "there is no coefficient '\(coefficient)' here",
        hint: "write all, or one of \(names.joined(separator: ", "))")
    }
  }

  private func choice<Choice: RawRepresentable & CaseIterable>(
    _ type: Choice.Type, _ name: String, _ kind: String
  ) throws -> Choice where Choice.RawValue == String {
    if let choice = Choice(rawValue: name) { return choice }
    throw Problem(
      .usage, "'\(name)' is no \(kind)",
      hint: "write one of \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
  }

  /// Names the file in a failure that came from its contents.
  private func placed<Value>(_ file: String, _ work: () throws -> Value) throws -> Value {
    do {
      return try work()
    } catch let error as AgreementFailure {
      var problem = error.problem
      problem.place = problem.place.map { "\(file), \($0)" } ?? file
      throw problem
    }
  }
}

extension StudySnapshot {
  /// The coders that are named, split by commas.
  fileprivate func coders(named names: String?) throws -> [Int] {
    let resolver = NameResolver(kind: "coder", things: coders.map { NamedThing(id: $0) })
    return try commaList(names).map { try resolver.index(of: $0, .prefix) }
  }
}
