import Fieldwork

/// Official figures, to be set beside what people say.
enum FigureSection {
  /// The section of the report; nothing where the study has no figures.
  static func blocks(_ snapshot: StudySnapshot) -> [Block] {
    guard !snapshot.figures.isEmpty else { return [] }
    var table = EngineTables.figures(snapshot.figures).table.selecting([
      "value", "unit", "year", "place", "definition", "source",
    ])
    table.title = "Figures by their sources"
    return [
      .heading(1, "Official figures", id: "figures"),
      .paragraph(
        "What public bodies and the literature count. Each figure has its own definition: people "
          + "away from their registration, migrants and rural migrant workers are different counts."),
      .table(table),
    ]
  }
}
