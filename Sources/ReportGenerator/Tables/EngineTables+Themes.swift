import CodingEngine
public import Fieldwork

extension EngineTables {
  /// Themes by the values of a field: `theme, rule, group, transcripts, transcripts_n, cases,
  /// cases_n`.
  ///
  /// - Throws: what `ThemePrevalence` throws.
  public static func themes(
    _ snapshot: StudySnapshot, by field: String, at threshold: Double? = nil
  ) throws -> ResultTable {
    var table = Table(columns: [
      Column("theme"), .prose("rule"), Column("group", field), .number("transcripts"),
      .number("transcripts_n"), .number("cases"), .number("cases_n"),
    ])
    var notes: [String] = [
      "counted: transcripts and cases that carry the theme by its rule, of those with codings"
    ]
    for theme in snapshot.themes {
      let prevalence = try ThemePrevalence(
        ThemeReport(theme, in: snapshot), by: field, at: threshold, in: snapshot)
      for note in prevalence.notes where !notes.contains(note) { notes.append(note) }
      for group in prevalence.groups {
        table.append([
          .text(theme.slug), .text(theme.rule.words), .text(group.label),
          .integer(group.transcripts.count), .integer(group.transcripts.n),
          .integer(group.cases.count), .integer(group.cases.n),
        ])
      }
    }
    table.notes = notes
    return ResultTable(
      command: "themes", parameters: [Parameter("by", field)], unit: "case",
      n: snapshot.cases.count, table: table)
  }

  /// One row per theme with everything that can be said of it in a row: `theme, statement, rule,
  /// cases, cases_n, bearers, exemplars, negative_cases, contrary, voices, top_voice,
  /// top_voice_codings, codings, supports, contradicts, unclear, summary`.
  public static func themeSummary(_ snapshot: StudySnapshot, texts: TextShelf) -> ResultTable {
    var table = Table(columns: [
      Column("theme"), .prose("statement"), .prose("rule"), .number("cases"), .number("cases_n"),
      .prose("bearers"), .prose("exemplars"), .prose("negative_cases"), .prose("contrary"),
      .number("voices"), Column("top_voice"), .number("top_voice_codings"), .number("codings"),
      .number("supports"), .number("contradicts"), .number("unclear"), .prose("summary"),
    ])
    for theme in snapshot.themes {
      let report = ThemeReport(theme, in: snapshot)
      let exemplars = report.exemplars(in: snapshot, texts: texts)
      let voices = ThemeVoices(report, in: snapshot)
      let judgements = ThemeJudgements(report, in: snapshot)
      let negative = report.contrary.filter { $0.place == .negativeCase }
        .map { snapshot.cases[Int($0.caseIndex)].id }
      func joined(_ names: [String]) -> Cell { .text(unique(names).joined(separator: "; ")) }
      table.append([
        .text(theme.slug), .text(theme.statement), .text(theme.rule.words),
        .integer(report.prevalence.count), .integer(report.prevalence.n),
        joined(report.cases.filter(\.carries).map(\.name)),
        joined(exemplars.passages.map(\.cite)), joined(negative),
        joined(report.contrary.map(\.cite)), .integer(voices.voices.count),
        .text(voices.voices.first?.id ?? ""), .integer(voices.voices.first?.codings ?? 0),
        .integer(voices.codings), .integer(judgements.count(.supports)),
        .integer(judgements.count(.contradicts)), .integer(judgements.count(.unclear)),
        .text(theme.summary),
      ])
    }
    table.notes = ["counts tell how often it was noted, not how important it is"]
    return ResultTable(
      command: "themes summary", unit: "case", n: snapshot.cases.count, table: table)
  }
}
