import Fieldwork

/// Official figures, to be set beside what people say.
enum FigureSection {
  /// The section of the report; nothing where the study has no figures.
  static func blocks(_ snapshot: StudySnapshot) -> [Block] {
    guard !snapshot.figures.isEmpty else { return [] }
    var table = Table(
      title: "Figures by their sources",
      columns: [
        .prose("value", "Value"), .prose("unit", "Unit"), Column("year", "Year"),
        .prose("place", "Place"), .prose("definition", "What is counted"),
        .prose("source", "Source"),
      ])
    for figure in snapshot.figures {
      table.append(
        [
          figure.value, figure.unit, figure.year, figure.place, figure.definition, figure.source,
        ].map { .text($0) })
    }
    return [
      .heading(1, "Official figures", id: "figures"),
      .paragraph(
        "What public bodies and the literature count. Each figure has its own definition; those "
          + "with different definitions do not add up."
      ),
      .table(table),
    ]
  }
}
