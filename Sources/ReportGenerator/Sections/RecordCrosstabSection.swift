public import CodingEngine
import Fieldwork

/// Two variables, or typed counts, against each other: counts or numbers by group, tests, rules.
public enum RecordCrosstabSection {
  /// A document about one table.
  public static func document(_ crosstab: RecordCrosstab) -> Document {
    var blocks: [Block] = []
    if let stamp = AssociationBlocks.stamp(crosstab.forcedRules) { blocks.append(stamp) }
    blocks.append(.table(EngineTables.recordCells(crosstab, forReading: true)))
    blocks += AssociationBlocks.blocks(crosstab.tests)
    blocks.append(.notice(Notice(kind: .note, blocks: [.list(sentences(crosstab))])))
    return Document(
      title: "\(crosstab.firstLabel) by “\(crosstab.secondLabel)”",
      subtitle: counted(crosstab.n, crosstab.data.unit), blocks: blocks)
  }

  /// What must be said beside the numbers.
  static func sentences(_ crosstab: RecordCrosstab) -> [String] {
    EngineTables.unique(crosstab.rules.map(\.words) + crosstab.notes)
  }
}
