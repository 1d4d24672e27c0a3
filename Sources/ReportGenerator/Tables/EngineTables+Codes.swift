public import CodingEngine
public import Fieldwork

extension EngineTables {
  /// The codes with their counts: `code, name, parent, codings, segments, transcripts, cases`.
  ///
  /// - Parameter asTree: whether names are indented by their depth, for people; rows for
  ///   programs are not.
  public static func codes(
    _ snapshot: StudySnapshot, coders: CoderChoice, rollup: Bool, asTree: Bool
  ) -> ResultTable {
    let counts = CodeCounts(snapshot, coders: coders, rollup: rollup)
    let book = snapshot.codebook
    var table = Table(columns: [
      Column("code"), Column("name"), Column("parent"), .number("codings"), .number("segments"),
      .number("transcripts"), .number("cases"),
    ])
    for (index, code) in book.codes.enumerated() {
      let count = counts.counts[index]
      let indent = asTree ? String(repeating: "  ", count: book.depths[index]) : ""
      let isBare = !code.isCodable && !rollup
      table.append([
        .text(indent + code.slug),
        .text(asTree && code.isRetired ? "\(code.name) (retired)" : code.name),
        .text(code.parent ?? ""),
        isBare ? .empty : .integer(count.codings), isBare ? .empty : .integer(count.segments),
        isBare ? .empty : .integer(count.transcripts), isBare ? .empty : .integer(count.cases),
      ])
    }
    table.notes = counts.notes
    return ResultTable(
      command: "codes",
      parameters: [
        Parameter("coders", snapshot.words(coders)), Parameter("rollup", .flag(rollup)),
      ],
      unit: "coding", n: counts.codings, table: asTree ? table.selecting(treeKeys) : table)
  }

  private static let treeKeys = ["code", "name", "codings", "segments", "transcripts", "cases"]

  /// The codebook as a tree: `code, name, definition, codings`.
  public static func codebookTree(_ snapshot: StudySnapshot) -> ResultTable {
    let counts = CodeCounts(snapshot, coders: .pooled, rollup: false)
    var table = Table(columns: [
      Column("code"), .prose("name"), .prose("definition"), .number("codings"),
    ])
    for (index, code) in snapshot.codebook.codes.enumerated() {
      let indent = String(repeating: "  ", count: snapshot.codebook.depths[index])
      let names = code.names.map(\.text)
      table.append([
        .text(indent + code.slug), .text(names.joined(separator: " · ")),
        .text(code.short.isEmpty ? code.full : code.short),
        code.isCodable ? .integer(counts.counts[index].codings) : .empty,
      ])
    }
    return ResultTable(
      command: "codebook show", unit: "coding", n: snapshot.codings.count, table: table)
  }

  /// Passages: the columns of the contract.
  public static func quotes(
    _ quotes: [CodingEngine.Quote], query: String, _ found: CodeQueryAnswer,
    isClipped: Bool = false, languages: [String] = [],
    layers: (CodingEngine.Quote) -> [LayeredWords] = { _ in [] }
  ) -> ResultTable {
    var table = Table(
      columns: quoteColumns + layerColumns(languages), notes: found.notes)
    table.reserveCapacity(quotes.count)
    for quote in quotes {
      table.append(
        quoteCells(quote) + (languages.isEmpty ? [] : layerCells(layers(quote))))
    }
    return ResultTable(
      command: "quotes",
      parameters: [Parameter("query", query)] + (isClipped ? [Parameter("clip", "yes")] : [])
        + (languages.isEmpty
          ? [] : [Parameter("languages", languages.joined(separator: ","))]),
      unit: isClipped ? "stretch" : found.unit, n: quotes.count, table: table)
  }

  /// `quote_zh, credit_zh` for each language, then `alignment`.
  private static func layerColumns(_ languages: [String]) -> [Column] {
    guard !languages.isEmpty else { return [] }
    return languages.flatMap { [Column.prose("quote_\($0)"), .prose("credit_\($0)")] }
      + [.prose("alignment")]
  }

  private static func layerCells(_ layers: [LayeredWords]) -> [Cell] {
    let notes = layers.filter { !$0.note.isEmpty }.map { "\($0.language): \($0.note)" }
    return layers.flatMap { [.text($0.words ?? ""), .text($0.credit)] }
      + [.text(notes.joined(separator: "; "))]
  }

  /// The columns of a passage.
  static let quoteColumns: [Column] = [
    Column("cite"), Column("transcript"), .number("turn"), Column("speaker"), Column("role"),
    .number("start"), .number("end"), Column("code"), Column("coder"), .prose("quote"),
    .prose("before"), .prose("after"), .prose("question"), Column("language"),
    Column("layer"), Column("translator"), Column("record_type"), Column("voice"),
    Column("time"), Column("consent"), .number("round"),
    Column("status"),
  ]

  /// A passage under `quoteColumns`.
  static func quoteCells(_ quote: CodingEngine.Quote) -> [Cell] {
    [
      .text(quote.cite), .text(quote.transcript), quote.turn.map { .integer($0) } ?? .empty,
      .text(quote.speaker), .text(quote.role?.rawValue ?? ""), .integer(Int(quote.start)),
      .integer(Int(quote.end)), .text(quote.code), .text(quote.coder), .text(quote.quote),
      .text(quote.before), .text(quote.after), .text(quote.question), .text(quote.language),
      .text(quote.layer), .text(quote.translator), .text(quote.recordType),
      .text(quote.voice?.rawValue ?? ""), .text(quote.time), .text(quote.consent),
      quote.round.map { .integer($0) } ?? .empty,
      .text(quote.row < 0 ? "" : quote.isToConfirm ? "to-confirm" : "coded"),
    ]
  }

  /// Codes against columns: long `code, <column>, n`, or one column each.
  ///
  /// - Parameter all: whether codes without any coding are listed too.
  public static func matrix(_ matrix: Matrix, in snapshot: StudySnapshot, wide: Bool, all: Bool)
    -> ResultTable
  {
    let name = matrix.by.singular
    let rows = matrix.codes.indices.filter { row in
      all || matrix.columns.indices.contains { matrix[row, $0] > 0 }
    }
    func slug(_ row: Int) -> Cell { .text(snapshot.codebook.codes[matrix.codes[row]].slug) }
    var table: Table
    if wide {
      let columns = matrix.columns.enumerated().map { position, column in
        Column.number("\(name)\(position + 1)", column.label.isEmpty ? "(none)" : column.label)
      }
      table = Table(columns: [Column("code")] + columns + [.number("total")])
      for row in rows {
        let counts = matrix.columns.indices.map { Int(matrix[row, $0]) }
        table.append([slug(row)] + counts.map(sparse) + [.integer(counts.reduce(0, +))])
      }
    } else {
      table = Table(columns: [Column("code"), Column(name), .number("n")])
      for row in rows {
        for (column, label) in matrix.columns.enumerated() {
          table.append([slug(row), .text(label.label), .integer(Int(matrix[row, column]))])
        }
      }
    }
    table.notes = matrix.notes
    return ResultTable(
      command: "matrix", parameters: [Parameter("by", matrix.by.rawValue)], unit: matrix.unit,
      n: matrix.n, table: table)
  }
}

extension MatrixColumns {
  /// The word for one column.
  var singular: String { String(rawValue.dropLast()) }
}

extension StudySnapshot {
  /// Whose codings count, in words.
  func words(_ choice: CoderChoice) -> String {
    switch choice {
    case .each: "each"
    case .pooled: "pooled"
    case .only(let coder): coders[coder]
    }
  }
}
