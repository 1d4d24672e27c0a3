public import CodingEngine
public import Fieldwork

/// How the codes are linked: the relations that the researcher drew, with what stands behind
/// them.
public enum RelationSection {
  private static let most = 12
  private static let quoted = 3
  private static let caution =
    "The lines between the codes are the researcher's. Going together is no cause, and apart is "
    + "no disproof; the passages have to be read."

  /// A document about one relation, with its passages.
  public static func document(
    _ evidence: RelationEvidence, in snapshot: StudySnapshot, texts: TextShelf
  ) -> Document {
    let relation = evidence.relation
    let quotes = QuoteBlocks(snapshot: snapshot, texts: texts)
    var blocks: [Block] = [.paragraph(sentence(evidence, snapshot)), .notice(.caution, caution)]
    if !relation.ground.isEmpty { blocks.append(.facts([Fact("Ground", relation.ground)])) }
    if !evidence.passages.isEmpty {
      blocks.append(.heading(2, "In one passage"))
      blocks += quotes.blocks(EngineTables.firstOfEach(evidence.passages.flatMap(\.rows)))
    }
    let inPassages = Set(evidence.passages.flatMap(\.rows))
    func apart(_ places: [RelationEvidence.Place]) -> [RelationEvidence.Place] {
      places.filter { inPassages.isDisjoint(with: $0.rows) }
    }
    let transcripts = apart(evidence.transcripts)
    if !transcripts.isEmpty {
      blocks.append(.heading(2, "In one transcript, in different passages"))
      for place in transcripts {
        blocks.append(.heading(3, snapshot.transcripts[Int(place.index)].label))
        blocks += quotes.blocks(place.rows)
      }
    }
    let said = inPassages.union(evidence.transcripts.flatMap(\.rows))
    let cases = evidence.cases.filter { !said.isSuperset(of: $0.rows) }
    if !cases.isEmpty {
      blocks.append(.heading(2, "In one case, across its interviews"))
      for place in cases {
        blocks.append(.heading(3, snapshot.cases[Int(place.index)].id))
        blocks += quotes.blocks(place.rows)
      }
    }
    return Document(
      title: "\(relation.from) \(relation.kind) \(relation.to)", subtitle: relation.slug,
      blocks: blocks)
  }

  /// The section of the report; nothing where the study has no relations.
  ///
  /// - Parameter printed: the passages that stand above; what is printed here is added.
  static func blocks(
    _ snapshot: StudySnapshot, texts: TextShelf, citations: Citations, printed: inout Set<String>
  ) -> [Block] {
    guard !snapshot.relations.isEmpty else { return [] }
    let report = RelationReport(snapshot)
    let found = report.mostEvidence
    var blocks: [Block] = [
      .heading(1, "How the codes are linked", id: "relations"), .paragraph(caution),
    ]
    if !found.isEmpty {
      blocks.append(.table(table(Array(found.prefix(most)), of: found.count, report.notes)))
      let quotes = QuoteBlocks(snapshot: snapshot, texts: texts)
      for item in found.filter({ !$0.passages.isEmpty }).prefix(quoted) {
        let relation = item.relation
        blocks.append(.heading(3, "\(relation.from) \(relation.kind) \(relation.to)"))
        blocks.append(.paragraph(sentence(item, snapshot)))
        let rows = item.passages.flatMap(\.rows)
        if let shown = quotes.passage(among: rows, notIn: printed),
          printed.insert(shown.cite).inserted
        {
          blocks += quotes.blocks(shown.rows)
        }
        blocks.append(.paragraph(["All passages in them: "] + citations.list(rows, in: snapshot)))
      }
    }
    let without = report.withoutEvidence
    if !without.isEmpty {
      blocks.append(.heading(2, "Links without any evidence yet"))
      blocks.append(
        .list(without.map { "\($0.relation.from) \($0.relation.kind) \($0.relation.to)" }))
    }
    return blocks
  }

  private static func table(
    _ shown: [RelationEvidence], of count: Int, _ notes: [String]
  ) -> Table {
    var table = Table(
      title: "The links whose codes meet in most cases",
      columns: [
        .prose("link", "Link"), .number("passages", "Passages"),
        .number("transcripts", "Transcripts"), .number("cases", "Cases"),
        .number("only_from", "Only the first"), .number("only_to", "Only the second"),
      ], notes: notes)
    for item in shown {
      table.append([
        .text("\(item.relation.from) \(item.relation.kind) \(item.relation.to)"),
        .integer(item.passages.count), .integer(item.transcripts.count),
        .integer(item.cases.count), .integer(item.onlyFrom.count), .integer(item.onlyTo.count),
      ])
    }
    table.notes.append("'Only' counts cases that have one of the two codes")
    if count > shown.count {
      table.notes.append(
        "the first \(shown.count) of the \(count) links that have evidence; 'emic relations' lists all"
      )
    }
    return table
  }

  private static func sentence(_ evidence: RelationEvidence, _ snapshot: StudySnapshot) -> String {
    evidence.sentence(in: snapshot) + "."
  }
}
