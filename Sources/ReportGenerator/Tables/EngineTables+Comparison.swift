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
      .number("n"), .prose("cases"), .prose("passages"),
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
    table.notes = CrosstabSection.sentences(crosstab, in: snapshot)
    return ResultTable(
      command: "crosstab",
      parameters: [
        Parameter("code", crosstab.measure), Parameter("variable", crosstab.variable.name),
      ], unit: crosstab.unit, n: crosstab.n, table: table)
  }

  /// Each word once, in the order of first occurrence.
  static func unique(_ words: [String]) -> [String] {
    var seen: Set<String> = []
    return words.filter { seen.insert($0).inserted }
  }
}
