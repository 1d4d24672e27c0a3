import CodingEngine
import Fieldwork

/// A code or theme against a survey variable, as a section of the report: counts, which passages
/// they come from, what the numbers can and cannot say.
enum ComparisonSection {
  static func blocks(_ comparison: StudyReport.Comparison, _ citations: Citations) -> [Block] {
    let (crosstab, snapshot) = (comparison.crosstab, comparison.snapshot)
    let document = CrosstabSection.document(
      crosstab, in: snapshot, texts: TextShelf(), withQuotes: false)
    let passages = crosstab.columns.filter { !$0.present.rows.isEmpty }.map { column -> [Block] in
      [
        .paragraph(
          [.text("\(column.group.label), \(column.present.share.words): ")]
            + citations.list(column.present.rows, in: snapshot))
      ]
    }
    var blocks: [Block] = [
      .heading(1, document.title, id: "\(crosstab.measure)-by-\(crosstab.variable.name)"),
      .paragraph(document.subtitle ?? ""),
    ]
    blocks += document.blocks
    if !passages.isEmpty {
      blocks.append(
        .folded(
          "The passages behind the counts", blocks: [.list(items: passages, isNumbered: false)]))
    }
    return blocks
  }
}
