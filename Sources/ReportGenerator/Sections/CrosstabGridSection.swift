public import CodingEngine
public import Fieldwork

/// Many codes against many variables: all of them in one table, then each with its passages.
public enum CrosstabGridSection {
  /// A document about a grid.
  ///
  /// - Parameter overview: the grid as one table, with its notes.
  public static func document(
    _ grid: CrosstabGrid, overview: ResultTable, in snapshot: StudySnapshot, texts: TextShelf
  ) -> Document {
    var blocks: [Block] = [.table(overview.table)]
    for crosstab in grid.tables {
      blocks.append(.heading(2, CrosstabSection.title(crosstab)))
      blocks.append(.table(CrosstabSection.mainTable(crosstab, in: snapshot)))
      blocks += CrosstabSection.quotes(crosstab, snapshot, texts, level: 3)
    }
    return Document(
      title: "Codes by variables", subtitle: counted(grid.tables.count, "table"), blocks: blocks)
  }
}
