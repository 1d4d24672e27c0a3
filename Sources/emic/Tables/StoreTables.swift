import Fieldwork
import ReportGenerator
import StudyStore

/// What the store reports, as tables.
enum ResultTables {
  /// The history.
  ///
  /// - Parameter isFull: whether what was typed, and who took what back, has columns too; a text
  ///   table has no room for it.
  static func journal(_ entries: [JournalEntry], isFull: Bool) -> ResultTable {
    let hasTags = isFull || entries.contains { !$0.tags.isEmpty }
    var columns: [Column] = [
      .number("number"), Column("at"), Column("coder"), Column("command"), .prose("summary"),
      Column("state"), .prose("why"),
    ]
    if hasTags { columns.append(Column("tags")) }
    if isFull {
      columns += [
        .prose("arguments"), Column("kind"), .number("of_entry"), .number("undone_by"),
      ]
    }
    var table = Table(columns: columns)
    for entry in entries {
      var row: [Cell] = [
        .integer(Int(entry.number)), .text(entry.at), .text(entry.coder), .text(entry.command),
        .text(entry.summary),
        .text(entry.erasedIn != nil ? "erased" : entry.isUndone ? "undone" : ""),
        entry.why.map { .text($0) } ?? .empty,
      ]
      if hasTags { row.append(.text(entry.tags.joined(separator: ";"))) }
      if isFull {
        row += [
          .text(ShellWords.line(entry.arguments)), .text(entry.kind.rawValue),
          entry.of.map { .integer(Int($0)) } ?? .empty,
          entry.undoneBy.map { .integer(Int($0)) } ?? .empty,
        ]
      }
      table.append(row)
    }
    return ResultTable(command: "log", unit: "entry", n: entries.count, table: table)
  }

  /// The named states: `name, entry, at, coder, why`.
  static func tags(_ tags: [StateTag]) -> ResultTable {
    var table = Table(columns: [
      Column("name"), .number("entry"), Column("at"), Column("coder"), .prose("why"),
    ])
    for tag in tags {
      table.append([
        .text(tag.name), .integer(Int(tag.entry)), .text(tag.at), .text(tag.coder),
        tag.why.map { .text($0) } ?? .empty,
      ])
    }
    return ResultTable(command: "tag", unit: "tag", n: tags.count, table: table)
  }

  /// The frozen codebooks: `name, at, coder, codes, hash`.
  static func frozen(_ frozen: [CodebookFreeze]) -> ResultTable {
    var table = Table(columns: [
      Column("name"), Column("at"), Column("coder"), .number("codes"), Column("hash"),
    ])
    for one in frozen {
      table.append([
        .text(one.name), .text(one.at), .text(one.coder), .integer(one.codes), .text(one.hash),
      ])
    }
    return ResultTable(
      command: "codebook frozen", unit: "codebook", n: frozen.count, table: table)
  }

  /// The versions of a text: `version, date, coder, changes, why, file`.
  static func versions(_ versions: [TextVersion], of label: String) -> ResultTable {
    var table = Table(columns: [
      .number("version"), Column("date"), Column("coder"), .number("changes"), .prose("why"),
      Column("file"),
    ])
    for version in versions {
      table.append([
        .integer(Int(version.version)), .text(version.made ?? ""), .text(version.coder ?? ""),
        version.changes.map { .integer($0) } ?? .empty, .text(version.why ?? ""),
        .text(version.fileName),
      ])
    }
    return ResultTable(
      command: "revise", parameters: [Parameter("transcript", label)], unit: "version",
      n: versions.count, table: table)
  }

  /// What waits to be confirmed: `cite, code, coder, turn, before, proposed, round`.
  ///
  /// - Parameter isForReading: whether long words are cut to where they differ.
  static func waiting(_ codings: [WaitingCoding], isForReading: Bool) -> ResultTable {
    var table = Table(columns: [
      Column("cite"), Column("code"), Column("coder"), .number("turn"), .prose("before"),
      .prose("proposed"), .number("round"),
    ])
    for coding in codings {
      let cut = ChangedWords(coding.before, coding.proposed ?? "", width: 60)
      let before = isForReading ? cut.before : coding.before
      let proposed = coding.proposed.map { isForReading ? cut.after : $0 }
      table.append([
        .text(coding.cite), .text(coding.code), .text(coding.coder),
        coding.turn.map { .integer(Int($0)) } ?? .empty, .text(before),
        proposed.map { .text($0) } ?? .empty, .integer(coding.round),
      ])
    }
    let left = codings.count { $0.proposed == nil }
    if left > 0 {
      table.notes.append(
        "\(left) of \(codings.count) have no place in the corrected text and are not counted")
    }
    return ResultTable(command: "confirm", unit: "coding", n: codings.count, table: table)
  }

  /// The rows of a query.
  static func query(_ rows: QueryRows, _ statement: String) -> ResultTable {
    // SQL may give two columns one name; keys must differ.
    var seen: [String: Int] = [:]
    let columns = rows.columns.map { name -> Column in
      seen[name, default: 0] += 1
      let count = seen[name] ?? 1
      return Column(count == 1 ? name : "\(name).\(count)")
    }
    let table = Table(columns: columns, rows: rows.cells.map { $0.map(cell) })
    return ResultTable(
      command: "sql", parameters: [Parameter("statement", statement)], unit: "row",
      n: rows.cells.count, table: table)
  }

  private static func cell(_ cell: QueryRows.Cell) -> Cell {
    switch cell {
    case .null: .empty
    case .integer(let number): .integer(Int(number))
    case .real(let number): .number(number, digits: number.decimals)
    case .text(let text): .text(text)
    }
  }

  /// The matches of a search: `transcript, turn, speaker, before, match, after, language`; of
  /// synonyms also `set, term`; where codes were asked also `coded, codes`.
  static func search(_ found: FoundMatches) -> ResultTable {
    let hasTerms = !found.terms.isEmpty
    var table = Table(
      columns: [
        Column("transcript"), .number("turn"), Column("speaker"), .prose("before"),
        Column("match"), .prose("after"), Column("language"),
      ] + (hasTerms ? [Column("set"), Column("term")] : [])
        + (found.saysCodes ? [Column("coded"), .prose("codes")] : []),
      notes: (found.saysCodes ? [found.summary] : []) + found.notes)
    for line in found.lines {
      var cells: [Cell] = [
        .text(line.transcript), .integer(line.turn), .text(line.speaker), .text(line.before),
        .text(line.match), .text(line.after), .text(line.language),
      ]
      if hasTerms { cells += [.text(line.term?.set ?? ""), .text(line.term?.term ?? "")] }
      if found.saysCodes {
        cells += [.text(line.coded ?? ""), .text((line.codes ?? []).joined(separator: "; "))]
      }
      table.append(cells)
    }
    var parameters = [Parameter(found.way, found.asked)]
    if let limits = found.limits { parameters.append(Parameter("where", limits.words)) }
    return ResultTable(
      command: "search", parameters: parameters, unit: found.saysCodes ? "match" : "turn",
      n: found.saysCodes ? found.total : found.turns, table: table)
  }
}

extension Double {
  /// How many decimals the shortest form of the number has.
  fileprivate var decimals: Int {
    guard isFinite, !shortest.contains("e") else { return 15 }
    return shortest.split(separator: ".").dropFirst().first?.count ?? 0
  }
}
