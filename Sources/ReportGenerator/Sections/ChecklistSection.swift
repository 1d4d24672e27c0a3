public import CodingEngine
public import Fieldwork

/// The words behind a checklist: for each case and condition every passage and survey value that
/// speaks, for and against.
public enum ChecklistSection {
  /// A document about all cells of a checklist; of several cases those with evidence.
  public static func document(
    _ checklist: Checklist, in snapshot: StudySnapshot, texts: TextShelf
  ) -> Document {
    let quotes = QuoteBlocks(snapshot: snapshot, texts: texts)
    var blocks: [Block] = []
    for (condition, cells) in zip(checklist.definition.conditions, checklist.cells) {
      blocks.append(.heading(2, condition.slug))
      if !condition.statement.isEmpty { blocks.append(.paragraph(condition.statement)) }
      for (place, cell) in zip(checklist.cases, cells) {
        if cells.count > 1, cell.finding == .neither { continue }
        let id = snapshot.cases[Int(place)].id
        blocks.append(.heading(3, "\(id): \(words(cell.finding))"))
        for side in ChecklistSide.allCases {
          blocks += evidence(cell.evidence(side), side, of: condition, quotes)
        }
      }
    }
    blocks.append(.notice(Notice(kind: .note, blocks: [.list(checklist.notes)])))
    let title = checklist.definition.title
    return Document(title: title.isEmpty ? checklist.definition.file : title, blocks: blocks)
  }

  private static func words(_ finding: ChecklistFinding) -> String {
    switch finding {
    case .pro: "evidence for it"
    case .contra: "evidence against it"
    case .both: "evidence for and against it"
    case .neither: "no evidence on either side"
    }
  }

  private static func evidence(
    _ evidence: ChecklistEvidence, _ side: ChecklistSide,
    of condition: ChecklistDefinition.Condition, _ quotes: QuoteBlocks
  ) -> [Block] {
    let word = side == .pro ? "For" : "Against"
    let asked = side == .pro ? condition.pro : condition.contra
    var blocks: [Block] = []
    if !evidence.rows.isEmpty {
      blocks.append(.paragraph([.strong([.text("\(word), \(asked.codes)")])]))
      blocks += quotes.blocks(evidence.rows)
    }
    if let survey = evidence.survey, survey != .fails {
      let answer = survey == .holds ? "holds" : "is not known"
      blocks.append(
        .paragraph([
          .strong([.text("\(word), survey")]), .text(": \(asked.survey): \(answer)"),
        ]))
    }
    return blocks
  }
}
