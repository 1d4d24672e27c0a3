import CodingEngine
import Fieldwork

/// Themes by a survey variable: k of n cases in each group, one passage for each, and who the
/// cases are.
enum JointDisplaySection {
  static func blocks(
    _ snapshot: StudySnapshot, texts: TextShelf, display: StudyReport.Display
  ) throws -> [Block] {
    let joint = try JointDisplay(
      themes: Array(snapshot.themes.indices), survey: display.survey, variable: display.variable,
      split: display.split, in: snapshot, texts: texts)
    guard joint.n > 0, !joint.groups.isEmpty else { return [] }
    let illustrative = joint.n < Share.smallestForPercent ? ", illustrative" : ""
    var blocks: [Block] = [
      .heading(1, "Joint display: themes by “\(joint.variable.label)”", id: "joint-display"),
      .paragraph(
        "What the survey measured beside what was said. \(counted(joint.n, "case")) with an "
          + "interview and a survey record\(illustrative), grouped by the answer to “\(joint.variable.label)”. "
          + "A cell says how many cases of the group carry the theme; below the table stands one passage for "
          + "each cell that has any."),
      .table(counts(joint, snapshot)),
    ]
    blocks += joint.withoutGroups.map { .table(without($0, joint)) }
    let quotes = QuoteBlocks(snapshot: snapshot, texts: texts)
    for row in joint.rows where row.isCarried {
      blocks.append(.heading(3, row.theme.statement))
      blocks.append(
        .sideBySide(
          zip(joint.groups, row.cells).map { group, cell in
            panel(joint.variable, group, cell, quotes, snapshot)
          }))
    }
    let sentences = joint.rules.map(\.words) + joint.notes
    blocks.append(
      .notice(Notice(kind: .caution, blocks: [.list(EngineTables.unique(sentences))])))
    return blocks
  }

  private static func counts(_ joint: JointDisplay, _ snapshot: StudySnapshot) -> Table {
    var table = Table(
      title: "Cases that carry each theme",
      columns: [.prose("theme", "Theme")]
        + joint.groups.enumerated().map { position, group in
          .number("g\(position + 1)", "\(joint.variable.label): \(group.label)")
        })
    for row in joint.rows where row.isCarried {
      table.append(
        [.linked(.text(row.theme.statement), anchor: "theme-\(row.theme.slug)")]
          + row.cells.map { .text($0.share.words) })
    }
    let nobody = joint.rows.filter { !$0.isCarried }.map(\.theme.slug)
    if !nobody.isEmpty {
      table.notes.append(
        "carried by none of these cases: \(nobody.joined(separator: ", "))")
    }
    return table
  }

  private static func without(_ left: JointDisplay.WithoutGroup, _ joint: JointDisplay) -> Table {
    var table = Table(
      title: "The same without the group interview \(left.label), whose cases spoke in one room: "
        + counted(left.n, "case"),
      columns: [.prose("theme", "Theme")]
        + joint.groups.enumerated().map { position, group in
          .number("g\(position + 1)", "\(joint.variable.label): \(group.label)")
        })
    for (row, shares) in zip(joint.rows, left.shares) where row.isCarried {
      table.append(
        [.linked(.text(row.theme.statement), anchor: "theme-\(row.theme.slug)")]
          + shares.map { .text($0?.words ?? "nobody left") })
    }
    return table
  }

  private static func panel(
    _ variable: Variable, _ group: VariableGroups.Group, _ cell: JointDisplay.Cell,
    _ quotes: QuoteBlocks, _ snapshot: StudySnapshot
  ) -> Panel {
    let names = cell.cases.map { snapshot.cases[Int($0)].id }
    var blocks: [Block] = [
      .paragraph(
        cell.share.words + (names.isEmpty ? "" : ": \(names.joined(separator: ", "))"))
    ]
    if let exemplar = cell.exemplar, let block = quotes.block(exemplar.row) {
      blocks.append(block)
    } else {
      blocks.append(.paragraph([.emphasis(["nobody in this group carries it"])]))
    }
    return Panel(title: "\(variable.label): \(group.label)", blocks: blocks)
  }
}

extension JointDisplay.Row {
  /// Whether any case of any group carries the theme.
  fileprivate var isCarried: Bool { cells.contains { !$0.cases.isEmpty } }
}
