public import CodingEngine
public import Fieldwork

extension EngineTables {
  /// What stands beside the counts of a pair.
  public struct CooccurrenceColumns: Sendable {
    /// The coefficients, in this order.
    public var coefficients: [CooccurrenceMeasure]
    /// The tests, where there are any.
    public var tests: CooccurrenceTests?
    /// The same codes counted in pairs, for the coefficient of ATLAS.ti.
    public var atlas: CooccurrenceTable?
    /// Whether pairs that never meet are listed too.
    public var all: Bool

    /// Describes the columns.
    public init(
      coefficients: [CooccurrenceMeasure] = [.jaccard], tests: CooccurrenceTests? = nil,
      atlas: CooccurrenceTable? = nil, all: Bool = false
    ) {
      self.coefficients = coefficients
      self.tests = tests
      self.atlas = atlas
      self.all = all
    }

    /// The coefficients that no column of a test repeats.
    fileprivate var shown: [CooccurrenceMeasure] {
      let repeated: [CooccurrenceMeasure] = [.expected, .pAtLeast, .pAtMost]
      return tests == nil ? coefficients : coefficients.filter { !repeated.contains($0) }
    }
  }

  /// Pairs of codes: `code_a, code_b, n_a, n_b, n_ab` and the coefficients; the pairs that meet
  /// most often first, then in the order of the codebook.
  ///
  /// - Parameters:
  ///   - result: the counts.
  ///   - snapshot: the study that was counted.
  ///   - coders: whose codings, as it was asked.
  ///   - shown: what stands beside the counts.
  ///   - parameters: what else was asked.
  public static func cooccurrence(
    _ result: CooccurrenceTable, in snapshot: StudySnapshot, coders: String,
    _ shown: CooccurrenceColumns, parameters: [Parameter] = []
  ) -> ResultTable {
    var columns: [Column] = [
      Column("code_a"), Column("code_b"), .number("n_a"), .number("n_b"), .number("n_ab"),
    ]
    if result.hasTwoNumbers { columns.append(.number("n_ba")) }
    columns += shown.shown.map { .number($0.rawValue) }
    if shown.atlas != nil {
      columns += [
        .number("pairs"), .number("quotations_a"), .number("quotations_b"), .number("atlas_c"),
        Column("atlas_flag"),
      ]
    }
    if shown.tests != nil {
      columns += ["expected", "p_ge", "p_le", "p", "q"].map { .number($0) }
    }
    var table = Table(columns: columns)
    func slug(_ position: Int) -> String { snapshot.codebook.codes[result.codes[position]].slug }
    func most(_ pair: (first: Int, second: Int)) -> Int {
      max(result[pair.first, pair.second], result[pair.second, pair.first])
    }
    let pairs = result.pairs.filter { shown.all || most($0) > 0 }
    let sorted = pairs.sorted { a, b in
      (-most(a), a.first, a.second) < (-most(b), b.first, b.second)
    }
    table.reserveCapacity(sorted.count)
    for (first, second) in sorted {
      var row: [Cell] = [
        .text(slug(first)), .text(slug(second)), .integer(result.n[first]),
        .integer(result.n[second]), .integer(result[first, second]),
      ]
      if result.hasTwoNumbers { row.append(.integer(result[second, first])) }
      row += shown.shown.map { cell(result.coefficient($0, first, second), $0) }
      if let atlas = shown.atlas { row += cells(atlas, first, second) }
      if let tests = shown.tests { row += cells(tests, first, second, result.unit) }
      table.append(row)
    }
    table.notes = ["counted: \(result.query.words)"] + result.notes + notes(shown, result.unit)
    return ResultTable(
      command: "cooccurrence",
      parameters: [Parameter("unit", result.query.unitName), Parameter("coders", coders)]
        + parameters,
      unit: result.query.unitName, n: result.total, table: table)
  }

  private static func cell(_ value: Coefficient, _ measure: CooccurrenceMeasure) -> Cell {
    switch value {
    case .value(let number):
      measure.isProbability ? .probability(number) : .number(number, digits: measure.digits)
    case .undefined(let reason): .undefined(reason: reason)
    }
  }

  private static func cells(_ pairs: CooccurrenceTable, _ first: Int, _ second: Int) -> [Cell] {
    let figure = pairs.atlas(first, second)
    let flags = [
      figure?.isOutOfRange == true ? "out_of_range" : "",
      figure?.hasUnequalFrequencies == true ? "unequal" : "",
    ]
    return [
      .integer(pairs[first, second]), .integer(pairs.n[first]), .integer(pairs.n[second]),
      cell(figure?.c ?? .undefined("not counted in pairs"), digits: 3),
      .text(flags.filter { !$0.isEmpty }.joined(separator: " ")),
    ]
  }

  private static func cells(
    _ tests: CooccurrenceTests, _ first: Int, _ second: Int, _ unit: CooccurrenceUnit
  ) -> [Cell] {
    guard let test = tests.test(first, second) else {
      let reason = tests.obstacle(first, second)?.words(unit) ?? "not tested"
      return [.empty, .empty, .empty, .undefined(reason: reason), .empty]
    }
    return cells(test)
  }

  /// `expected, p_ge, p_le, p, q`.
  static func cells(_ test: PairTest) -> [Cell] {
    [
      .number(test.expected, digits: 2), .probability(test.pAtLeast), .probability(test.pAtMost),
      .probability(test.p), .probability(test.q),
    ]
  }

  private static func notes(_ shown: CooccurrenceColumns, _ unit: CooccurrenceUnit) -> [String] {
    var notes: [String] = []
    if shown.atlas != nil {
      notes.append(
        "atlas_c = pairs / (quotations_a + quotations_b − pairs) as ATLAS.ti prints it, not "
          + "clamped; out_of_range: pairs were counted more than once; unequal: one code is used "
          + "more than 5 times as often")
    }
    guard let tests = shown.tests else { return notes }
    notes.append("test: \(tests.method)")
    let untested = tests.untested.map { "\($0.count): \($0.obstacle.words(unit))" }
    notes.append(
      "\(counted(tests.tested, "pair")) tested"
        + (untested.isEmpty ? "" : "; not tested " + untested.joined(separator: ", ")))
    if tests.tested > 0 {
      notes.append(
        "q corrects p for \(counted(tests.tested, "test")) (Benjamini and Hochberg)")
    }
    return notes + tests.notes + ["going together is no cause"]
  }

  /// Sets of codes: `code_1 … code_k, n`.
  public static func tuples(
    _ result: CodeTuples, in snapshot: StudySnapshot, coders: String
  ) -> ResultTable {
    let columns = (1...result.size).map { Column("code_\($0)") } + [.number("n")]
    var table = Table(columns: columns)
    table.reserveCapacity(result.rows.count)
    for row in result.rows {
      table.append(
        row.codes.map { .text(snapshot.codebook.codes[$0].slug) } + [.integer(row.n)])
    }
    table.notes = ["counted: \(result.words)"] + result.notes
    return ResultTable(
      command: "cooccurrence",
      parameters: [
        Parameter("unit", result.query.unitName), Parameter("coders", coders),
        Parameter("tuples", .integer(result.size)),
      ],
      unit: result.query.unitName, n: result.total, table: table)
  }

  /// The passages behind a set of codes: `place, unit` and the columns of `quotes`.
  ///
  /// - Parameters:
  ///   - places: a label for each place, and its passages.
  ///   - codes: the slugs.
  ///   - query: what was counted.
  public static func together(
    _ places: [(heading: String, quotes: [CodingEngine.Quote])], codes: [String],
    _ query: CooccurrenceQuery
  ) -> ResultTable {
    var table = Table(columns: [.number("place"), Column("unit")] + quoteColumns)
    for (index, place) in places.enumerated() {
      for quote in place.quotes {
        table.append([.integer(index + 1), .text(place.heading)] + quoteCells(quote))
      }
    }
    table.notes = ["places: \(query.words)"]
    return ResultTable(
      command: "cooccurrence",
      parameters: [
        Parameter("passages", .list(codes)), Parameter("unit", query.unitName),
      ],
      unit: query.unitName, n: places.count, table: table)
  }
}

extension StudySnapshot {
  /// The unit of a piece of evidence by its name: `GY-101 t12`, a transcript, a case; empty where
  /// passages overlap.
  public func label(_ evidence: TupleEvidence, _ query: CooccurrenceQuery) -> String {
    guard let unit = evidence.unit else { return "" }
    switch query.unit {
    case .turn, .row: return turnLabel(unit)
    case .window:
      let last = turns.numbers[lastTurn(ofWindow: unit, asking: query)]
      return last == turns.numbers[unit] ? turnLabel(unit) : turnLabel(unit) + "-t\(last)"
    case .sentence: return query.sentences.map { turnLabel(Int($0.turns[unit])) } ?? ""
    case .transcript: return transcripts[unit].label
    case .participant: return participants[unit].id
    case .case: return cases[unit].id
    case .pairs, .quotations, .regions, .characters: return ""
    }
  }

  private func turnLabel(_ turn: Int) -> String {
    let transcript = transcripts[Int(texts[Int(turns.texts[turn])].transcript)]
    return "\(transcript.label) t\(turns.numbers[turn])"
  }
}
