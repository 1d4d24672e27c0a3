public import CodingEngine
public import Fieldwork

extension EngineTables {
  /// The themes with who carries them: one row per theme and kind of interviewee.
  public static func themes(_ snapshot: StudySnapshot) -> ResultTable {
    var table = Table(columns: [
      Column("theme"), .prose("rule"), Column("kind"), .number("transcripts"),
      .number("transcripts_n"), .number("cases"), .number("cases_n"),
    ])
    var notes: [String] = []
    for theme in snapshot.themes {
      let report = ThemeReport(theme, in: snapshot)
      for note in report.notes where !notes.contains(note) && snapshot.themes.count == 1 {
        notes.append(note)
      }
      for kind in report.kinds {
        table.append([
          .text(theme.slug), .text(theme.rule.words), .text(kind.kind),
          .integer(kind.transcripts.count), .integer(kind.transcripts.n),
          .integer(kind.cases.count), .integer(kind.cases.n),
        ])
      }
      table.append([
        .text(theme.slug), .text(theme.rule.words), .text("all"),
        .integer(report.transcriptPrevalence.count), .integer(report.transcriptPrevalence.n),
        .integer(report.prevalence.count), .integer(report.prevalence.n),
      ])
    }
    table.notes =
      [
        "counted: transcripts and cases that carry the theme by its rule, of those with codings",
        "counts tell how often it was noted, not how important it is",
      ] + notes
    return ResultTable(
      command: "themes", unit: "case", n: snapshot.cases.count, table: table)
  }

  /// A cross-table, one row per cell: `group, present, count, n, cases, passages`.
  public static func crosstab(_ crosstab: Crosstab, in snapshot: StudySnapshot) -> ResultTable {
    var table = Table(columns: [
      Column("code"), Column("variable"), Column("group"), Column("present"), .number("count"),
      .number("n"), .prose("\(crosstab.unit)s"), .prose("passages"),
    ])
    for column in crosstab.columns {
      for (words, cell) in [("yes", column.present), ("no", column.absent)] {
        table.append([
          .text(crosstab.measure), .text(crosstab.variable.name), .text(column.group.label),
          .text(words), .integer(cell.share.count), .integer(cell.share.n),
          .text(cell.cases.map { snapshot.cases[Int($0)].id }.joined(separator: "; ")),
          .text(unique(cell.rows.map { snapshot.cite(ofCoding: $0) }).joined(separator: "; ")),
        ])
      }
    }
    for side in crosstab.sides {
      table.append([
        .text(crosstab.measure), .text(crosstab.variable.name), .text("all values"),
        .text(side.isPresent ? "yes" : "no"), .integer(side.units.count), .integer(crosstab.n),
        .text(
          side.units.map {
            "\(snapshot.cases[Int($0.place)].id)=\(plainNumber($0.number ?? 0))"
          }.joined(separator: "; ")),
        .text(unique(side.rows.map { snapshot.cite(ofCoding: $0) }).joined(separator: "; ")),
      ])
    }
    table.notes = CrosstabSection.sentences(crosstab, in: snapshot)
    return ResultTable(
      command: "crosstab",
      parameters: [
        Parameter("code", crosstab.measure), Parameter("variable", crosstab.variable.name),
      ], unit: crosstab.unit, n: crosstab.n, table: table)
  }

  /// Many cross-tables, one row per table: what was counted and what the test says.
  public static func crosstabGrid(
    _ grid: CrosstabGrid, isTested: Bool, isText: Bool, _ parameters: [Parameter]
  ) -> ResultTable {
    var columns = [Column("code"), Column("variable"), .number("n"), .prose("counts")]
    if isTested {
      columns += isText ? [] : [Column("test")]
      columns += [.number("p"), .number("q")]
      columns +=
        isText
        ? [.prose("effect")]
        : [
          .number("attainable_p"), .prose("effect"), .number("effect_value"),
          .number("effect_low"), .number("effect_high"),
        ]
      columns.append(.prose("refused", "no p, since"))
    }
    var table = Table(columns: columns)
    for crosstab in grid.tables {
      let counts =
        crosstab.sides.isEmpty
        ? crosstab.columns.map { "\($0.group.label): \($0.present.share.words)" }
        : crosstab.sides.map { side in
          let median = NumberFacts(side.numbers).map { ", median \($0.median.fixed(2))" } ?? ""
          return "\(side.isPresent ? "with" : "without"): \(side.units.count)\(median)"
        }
      var row: [Cell] = [
        .text(crosstab.measure), .text(crosstab.variable.name), .integer(crosstab.n),
        .text(counts.joined(separator: "; ")),
      ]
      if isTested {
        let test = crosstab.test
        let effect = test?.effects.first
        if !isText { row.append(.text(test?.kind?.rawValue ?? "")) }
        row += [
          test?.p.map { .probability($0) } ?? .empty, test?.q.map { .probability($0) } ?? .empty,
        ]
        if isText {
          // The name without what stands in brackets; which tests they are stands below.
          let name = effect?.name.split(separator: " (").first.map(String.init) ?? ""
          let value = effect?.value.map { $0.isFinite ? $0.fixed(2) : "Inf" }
          row.append(.text([name, value ?? ""].joined(separator: " ")))
        } else {
          row += [
            test?.attainableP.map { .probability($0) } ?? .empty, .text(effect?.name ?? ""),
            AssociationBlocks.number(effect?.value), AssociationBlocks.number(effect?.low),
            AssociationBlocks.number(effect?.high),
          ]
        }
        let why = test?.p == nil ? (test?.refusals.map(\.id.rawValue) ?? []) : []
        let words = test?.p == nil && why.isEmpty ? test?.verdict ?? "" : ""
        row.append(.text(words + why.joined(separator: ", ")))
      }
      table.append(row)
    }
    table.notes = unique(gridNotes(grid, isTested: isTested))
    return ResultTable(
      command: "crosstab grid", parameters: parameters, unit: grid.tables.first?.unit ?? "case",
      n: grid.tables.map(\.n).max() ?? 0, table: table)
  }

  private static func gridNotes(_ grid: CrosstabGrid, isTested: Bool) -> [String] {
    let tables = grid.tables
    var notes: [String] = []
    if isTested {
      notes.append(
        "\(grid.tests) of \(counted(tables.count, "table")) could be tested"
          + (grid.tests == 0 ? "" : ": one family; q by \(grid.correction.title)"))
      let kinds = tables.compactMap { $0.test?.kind?.rawValue }
      let named = unique(kinds).map { kind in "\(kind) \(kinds.count { $0 == kind })" }
      if !named.isEmpty { notes.append("tests: " + named.joined(separator: ", ")) }
      notes += grid.notes
      notes.append("what does not stand is not distinguishable at this n, which is no sameness")
      let forced = tables.filter { !$0.forcedRules.isEmpty }
      if !forced.isEmpty {
        notes.insert("FORCED against the rules for few cases in \(forced.count) tables", at: 0)
      }
    }
    for id in SmallSampleRule.ID.allCases where id != .family {
      let met = tables.compactMap { table in table.rules.first { $0.id == id } }
      guard let first = met.first else { continue }
      let isSame = Set(met).count == 1 && met.count == tables.count
      let occasion = isSame ? first.occasion : "\(met.count) of \(counted(tables.count, "table"))"
      notes.append("\(first.sentence) (\(occasion); rule \(id.rawValue))")
    }
    notes += grid.refused.map { "left out: \($0.what)" }
    for table in tables where !table.missing.isEmpty {
      let named = table.missing.map(\.name).joined(separator: ", ")
      notes.append("\(table.variable.name) is missing for \(table.missing.count) (\(named))")
    }
    let unit = tables.first?.unit ?? "case"
    notes.append(
      "counted: \(unit)s, each once; a \(unit) without the code did not say it or was not asked")
    return notes
  }

  /// Each word once, in the order of first occurrence.
  static func unique(_ words: [String]) -> [String] {
    var seen: Set<String> = []
    return words.filter { seen.insert($0).inserted }
  }
}
