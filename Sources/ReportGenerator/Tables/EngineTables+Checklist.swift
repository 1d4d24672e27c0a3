public import CodingEngine
public import Fieldwork

extension EngineTables {
  /// A checklist, one row per condition and case: `condition, case, finding, for, for_survey,
  /// against, against_survey, passages_for, passages_against`; `for` and `against` count
  /// passages.
  public static func checklist(_ checklist: Checklist, in snapshot: StudySnapshot) -> ResultTable {
    var table = Table(columns: [
      Column("condition"), Column("case"), Column("finding"), .number("for"),
      Column("for_survey"), .number("against"), Column("against_survey"),
      .prose("passages_for"), .prose("passages_against"),
    ])
    for (condition, cells) in zip(checklist.definition.conditions, checklist.cells) {
      for (place, cell) in zip(checklist.cases, cells) {
        func survey(_ side: ChecklistSide) -> Cell {
          cell.evidence(side).survey.map { .text($0.rawValue) } ?? .empty
        }
        func cites(_ side: ChecklistSide) -> Cell {
          .text(
            unique(cell.evidence(side).rows.map { snapshot.cite(ofCoding: $0) })
              .joined(separator: "; "))
        }
        table.append([
          .text(condition.slug), .text(snapshot.cases[Int(place)].id),
          .text(cell.finding.rawValue), .integer(cell.pro.passages), survey(.pro),
          .integer(cell.contra.passages), survey(.contra), cites(.pro), cites(.contra),
        ])
      }
    }
    table.notes = sums(checklist) + checklist.notes
    return result(checklist, table)
  }

  /// A checklist as a sheet: one row per case, one column per condition, with the number of
  /// passages for (`+2`) and against (`-1`), `s` where the survey speaks.
  public static func checklistSheet(
    _ checklist: Checklist, in snapshot: StudySnapshot
  ) -> ResultTable {
    var table = Table(
      columns: [Column("case")]
        + checklist.definition.conditions.enumerated().map {
          Column("condition_\($0 + 1)", $1.slug)
        })
    for (index, place) in checklist.cases.enumerated() {
      table.append(
        [.text(snapshot.cases[Int(place)].id)]
          + checklist.cells.map { .text(mark(of: $0[index])) })
    }
    table.notes =
      checklist.definition.conditions.filter { !$0.statement.isEmpty }.map {
        "\($0.slug): \($0.statement)"
      } + [
        "+ for and - against: number of passages, s where the survey speaks; "
          + "'--case \(checklist.cases.first.map { snapshot.cases[Int($0)].id } ?? "ID")' shows them"
      ] + sums(checklist) + checklist.notes
    return result(checklist, table)
  }

  private static func result(_ checklist: Checklist, _ table: Table) -> ResultTable {
    ResultTable(
      command: "checklist", parameters: [Parameter("checklist", checklist.definition.file)],
      unit: checklist.unit, n: checklist.n, table: table)
  }

  private static func mark(of cell: Checklist.Cell) -> String {
    func words(_ sign: String, _ evidence: ChecklistEvidence) -> String {
      guard evidence.speaks else { return "" }
      let count = evidence.passages > 0 ? String(evidence.passages) : ""
      return sign + count + (evidence.survey == .holds ? "s" : "")
    }
    return [words("+", cell.pro), words("-", cell.contra)].filter { !$0.isEmpty }
      .joined(separator: " ")
  }

  private static func sums(_ checklist: Checklist) -> [String] {
    checklist.definition.conditions.indices.map { index in
      let counts = ChecklistFinding.allCases.map {
        "\($0.rawValue) \(checklist.count($0, ofCondition: index))"
      }
      let slug = checklist.definition.conditions[index].slug
      return "\(slug): \(counts.joined(separator: ", ")) of \(counted(checklist.n, "case"))"
    }
  }
}
