import CodingEngine
import Fieldwork

/// Tables about one theme that stand in its document.
enum ThemeTables {
  static func prevalence(_ prevalence: ThemePrevalence) -> Table {
    var table = Table(
      title: "Who carries the theme, by \(prevalence.field)",
      columns: [
        Column("group", prevalence.field), .number("transcripts", "Transcripts"),
        .number("cases", "Cases"),
      ], notes: prevalence.notes)
    for group in prevalence.groups {
      table.append([
        .text(group.label.isEmpty ? "(no value)" : group.label), .text(group.transcripts.words),
        .text(group.cases.n == 0 ? "" : group.cases.words),
      ])
    }
    return table
  }

  static func judgements(_ judgements: ThemeJudgements) -> Table {
    var table = Table(
      title: "What the researcher judged, case by case",
      columns: [
        Column("case", "Case"), Column("rule", "By the rule"), Column("verdict", "Judged"),
        .prose("why", "Why"),
      ])
    for row in judgements.rows {
      table.append([
        .text(row.caseID), .text(word(row.carries)),
        .text(row.judgement.verdict.rawValue + (row.differs ? " *" : "")),
        .text(row.judgement.why),
      ])
    }
    if judgements.rows.contains(where: \.differs) {
      table.notes = ["* rule and judgement differ"]
    }
    return table
  }

  static func word(_ carries: Bool?) -> String {
    carries.map { $0 ? "carries" : "does not carry" } ?? "no codings"
  }
}
