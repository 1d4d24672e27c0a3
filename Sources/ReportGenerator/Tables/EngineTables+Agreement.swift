public import CodingEngine
public import Fieldwork

extension EngineTables {
  /// The agreement about each code: `code, units, alpha, alpha_low, alpha_high, percent,
  /// positive, ac1, prevalence, coders`; for free spans `u_alpha` with its limits.
  ///
  /// - Parameter forReading: whether columns of limits that nothing stands in are left out.
  public static func agreement(_ result: AgreementTable, forReading: Bool) -> ResultTable {
    let isSpans = result.unit == "character"
    let alpha = isSpans ? "u_alpha" : "alpha"
    let isPresence = result.rows.contains { $0.positive != nil }
    var columns: [Column] = [
      Column(result.unit == "row" ? "rated" : "code"),
      .number(isSpans ? "characters" : "units"), .number(alpha),
      .number(alpha + "_low", "low"), .number(alpha + "_high", "high"), .number("percent"),
    ]
    if isPresence { columns.append(.number("positive")) }
    columns.append(.number("ac1"))
    if isPresence { columns.append(.number("prevalence")) }
    columns.append(.number("coders"))
    var table = Table(columns: columns)
    for row in result.rows {
      var cells: [Cell] = [
        .text(row.name), .integer(row.units), cell(row.alpha), cell(row.low), cell(row.high),
        cell(row.percent),
      ]
      if isPresence { cells.append(row.positive.map { cell($0) } ?? .empty) }
      cells.append(cell(row.ac1))
      if isPresence { cells.append(row.prevalence.map { cell($0) } ?? .empty) }
      cells.append(.integer(row.users.count))
      table.append(cells)
    }
    table.notes = notes(result.notes)
    if forReading, let reason = result.reasonWithoutIntervals {
      table = table.selecting(
        table.columns.map(\.key).filter { !$0.hasSuffix("_low") && !$0.hasSuffix("_high") })
      table.notes.append("no intervals: \(reason)")
    }
    return ResultTable(
      command: "agreement",
      parameters: [Parameter("unit", result.unit), Parameter("coders", .list(result.coders))],
      unit: result.unit, n: result.rows.map(\.units).max(), table: table)
  }

  /// Every coefficient: `code, coefficient, of, result, se, low, high, over`.
  public static func agreementMeasures(_ result: AgreementTable, only: String?) -> ResultTable {
    var table = Table(
      columns: [Column(result.unit == "row" ? "rated" : "code")] + measureColumns)
    for row in result.rows {
      for measure in row.measures where only == nil || measure.coefficient == only {
        table.append([.text(row.name)] + cells(measure))
      }
    }
    table.notes = notes(result.notes)
    return ResultTable(
      command: "agreement",
      parameters: [
        Parameter("unit", result.unit), Parameter("coders", .list(result.coders)),
        Parameter("coefficient", only ?? "all"),
      ],
      unit: result.unit, n: result.rows.map(\.units).max(), table: table)
  }

  /// The coefficients of an exclusive domain: `domain, coefficient, of, result, …, coverage`.
  public static func agreement(_ result: AgreementDomain) -> ResultTable {
    measures(
      result.measures, named: ("domain", result.name), notes: result.notes, unit: "character",
      n: result.characters)
  }

  /// The coefficients of stretches from a file: `coefficient, of, result, …, coverage`.
  ///
  /// - Parameter coefficient: one coefficient by its name, or `all`; the 2016 family when `nil`.
  public static func agreement(
    _ result: SpanTableAgreement, coefficient: String?
  ) -> ResultTable {
    let leading: Set<String> = [
      "u-alpha", "binary-u-alpha", "cu-alpha", "ku-alpha", "place-percent",
    ]
    return measures(
      result.measures.filter { measure in
        guard let coefficient else { return leading.contains(measure.coefficient) }
        return coefficient == "all" || coefficient == measure.coefficient
      }, named: nil, notes: result.notes, unit: "place", n: result.length)
  }

  /// The agreement about sets of codes: `units, labels, alpha, observed, expected`.
  public static func agreement(_ result: AgreementSets, unit: String) -> ResultTable {
    let table = Table(
      columns: [
        .number("units"), .number("labels"), .number("alpha"), .number("observed"),
        .number("expected"),
      ],
      rows: [
        [
          .integer(result.units), .integer(result.labels), cell(result.alpha),
          cell(result.observed), cell(result.expected),
        ]
      ],
      notes: notes(result.notes + ["multi-valued alpha: a rating is the set of labels on a unit"]))
    return ResultTable(command: "agreement", unit: unit, n: result.units, table: table)
  }

  /// The units about which coders disagree: `transcript, turn, speaker, coded_by, not_by, cite,
  /// quote, code`.
  ///
  /// Its rows can be imported as codings, once those are taken out that nobody wants.
  public static func disagreements(
    _ units: [AgreementDisagreement], code: String, scope: AgreementScope,
    in snapshot: StudySnapshot, texts: TextShelf
  ) -> ResultTable {
    var table = Table(columns: [
      Column("transcript"), .number("turn"), Column("speaker"), .prose("coded_by"),
      .prose("not_by"), .prose("cite"), .prose("quote"), Column("code"),
    ])
    for unit in units {
      table.append([
        .text(snapshot.transcripts[unit.transcript].label),
        unit.turn.map { .integer(Int(snapshot.turns.numbers[$0])) } ?? .empty,
        .text(unit.turn.flatMap { snapshot.turns.speaker($0) } ?? ""),
        .text(unit.present.joined(separator: ", ")), .text(unit.absent.joined(separator: ", ")),
        .text(unit.cites(in: snapshot)), .text(unit.words(in: snapshot, texts: texts)),
        .text(code),
      ])
    }
    table.notes = scope.notes
    return ResultTable(
      command: "agreement", parameters: [Parameter("disagreements", code)],
      unit: units.first?.unit ?? "turn", n: units.count,
      table: table)
  }

  private static func measures(
    _ measures: [AgreementMeasure], named: (String, String)?, notes given: [String],
    unit: String, n: Int
  ) -> ResultTable {
    var table = Table(
      columns: (named.map { [Column($0.0)] } ?? []) + [
        Column("coefficient"), Column("of"), .number("result"), .number("low"), .number("high"),
        .number("coverage"),
      ])
    for measure in measures {
      table.append(
        (named.map { [.text($0.1)] } ?? []) + [
          .text(measure.coefficient), .text(measure.of), cell(measure.result),
          measure.limits.map { cell($0.low) } ?? .empty,
          measure.limits.map { cell($0.high) } ?? .empty,
          measure.coverage.map { cell($0) } ?? .empty,
        ])
    }
    table.notes = notes(given)
    return ResultTable(command: "agreement", unit: unit, n: n, table: table)
  }

  private static let measureColumns: [Column] = [
    Column("coefficient"), Column("of"), .number("result"), .number("se"), .number("low"),
    .number("high"), Column("over"),
  ]

  private static func cells(_ measure: AgreementMeasure) -> [Cell] {
    [
      .text(measure.coefficient), .text(measure.of), cell(measure.result),
      measure.error.map { cell($0) } ?? .empty, measure.limits.map { cell($0.low) } ?? .empty,
      measure.limits.map { cell($0.high) } ?? .empty, .text(measure.over),
    ]
  }

  private static func notes(_ given: [String]) -> [String] {
    given + [AgreementTable.convention, AgreementTable.caveat]
  }
}

extension AgreementTable {
  /// The one reason for which no row has an interval; `nil` where some have, or for several.
  fileprivate var reasonWithoutIntervals: String? {
    var reasons: Set<String> = []
    for row in rows {
      guard case .undefined(let reason) = row.low else { return nil }
      // What has no coefficient says so in its own column.
      if row.alpha.value != nil { reasons.insert(reason) }
    }
    return reasons.count == 1 ? reasons.first : nil
  }
}

extension AgreementDisagreement {
  /// The passages of those who coded, each once: `GY-131#4; GY-131#5`.
  func cites(in snapshot: StudySnapshot) -> String {
    var cites: [String] = []
    for row in rows where !cites.contains(snapshot.cite(ofCoding: row)) {
      cites.append(snapshot.cite(ofCoding: row))
    }
    return cites.joined(separator: "; ")
  }

  /// What is rated.
  var unit: String { sentence != nil ? "sentence" : turn != nil ? "turn" : "transcript" }

  /// The words of the turn or sentence; of a transcript the passages that were coded, one per
  /// line.
  func words(in snapshot: StudySnapshot, texts: TextShelf) -> String {
    if let sentence { return texts.words(ofText: sentence.text, in: sentence.span) }
    if let turn {
      let turns = snapshot.turns
      guard let span = Span(start: turns.starts[turn], end: turns.ends[turn]) else { return "" }
      return texts.words(ofText: turns.texts[turn], in: span)
    }
    var passages: [String] = []
    for row in rows {
      let words = texts.words(
        ofText: snapshot.codings.texts[row], in: snapshot.codings.span(row))
      if !passages.contains(words) { passages.append(words) }
    }
    return passages.joined(separator: "\n")
  }
}
